import Kinds
import Records
import Testing

/// What a photo and a consent are asked before something becomes public.
@Suite struct PublishingRuleTests {
    private static let consent = Code("C0000C1")
    private static let russian: Language = .russian

    private func photo(_ change: (inout Photo) -> Void = { _ in }) -> Photo {
        var photo = Photo()
        photo.alt = [.english: "A picture", Self.russian: "Снимок"]
        photo.credit = [.english: "Somebody"]
        photo.people.covered = Chosen(.nobody)
        change(&photo)
        return photo
    }

    private func paths(_ photo: Photo, _ consents: [Code: ConsentStanding] = [:]) -> [String] {
        PublishingRule(languages: [.english, Self.russian], consents: consents).problems(of: photo).map(
            \.path)
    }

    @Test func `a photo that says everything may be public`() throws {
        let code = try #require(Self.consent)
        #expect(paths(photo()).isEmpty)
        #expect(paths(photo { $0.people.covered = Chosen(.office) }).isEmpty)
        for covered in [PeopleCovered.event, .historical] {
            #expect(
                paths(photo { ($0.people.covered, $0.people.occasion) = (Chosen(covered), "City Day") })
                    .isEmpty)
        }
        let named = photo {
            ($0.people.covered, $0.people.consents) = (Chosen(.consent), [Reference(code)])
        }
        #expect(paths(named, [code: .holds]).isEmpty)
    }

    @Test func `each gap is told at its field, and all at once`() throws {
        #expect(paths(photo { $0.alt[Self.russian] = nil }) == ["alt.ru"])
        #expect(paths(photo { $0.alt = [:] }) == ["alt.en", "alt.ru"])
        #expect(paths(photo { $0.credit = [:] }) == ["credit"])
        #expect(paths(photo { $0.people = PeopleShown() }) == ["people.covered"])
        #expect(paths(photo { $0.people.covered.text = "from-tomorrow" }) == ["people.covered"])
        #expect(paths(photo { $0.people.covered = Chosen(.event) }) == ["people.occasion"])
        #expect(paths(photo { $0.people.covered = Chosen(.historical) }) == ["people.occasion"])
        #expect(paths(photo { $0.people.covered = Chosen(.consent) }) == ["people.consents"])
        #expect(paths(Photo()) == ["alt.en", "alt.ru", "credit", "people.covered"])
        let nowhere = PublishingRule(languages: [], consents: [:])
        #expect(nowhere.problems(of: photo { $0.alt = [:] }).map(\.path) == ["alt"])
    }

    @Test(arguments: ConsentStanding.allCases)
    func `one consent that does not hold keeps the photo back`(_ standing: ConsentStanding) throws {
        let code = try #require(Self.consent)
        let other = try #require(Code("C0000C2"))
        let photo = photo {
            $0.people.covered = Chosen(.consent)
            $0.people.consents = [Reference(other), Reference(code)]
        }
        #expect(
            paths(photo, [other: .holds, code: standing])
                == (standing == .holds ? [] : ["people.consents.1"]))
        #expect(paths(photo, [other: .holds]) == ["people.consents.1"])
    }

    @Test func `what a consent is worth follows from its dates and channels`() throws {
        func consent(
            from: String = "2019", until: String = "", withdrawn: String = "",
            channels: [ConsentChannel] = [.site, .print]
        ) throws -> Consent {
            var consent = Consent()
            consent.from = try EDTF(from)
            if !until.isEmpty { consent.until = try EDTF(until) }
            if !withdrawn.isEmpty { consent.withdrawn = try EDTF(withdrawn) }
            consent.channels = channels.map { Chosen($0) }
            return consent
        }
        let table: [(Consent, Int, ConsentStanding)] = try [
            (consent(), 2_026_11_25, .holds), (consent(), 2_018_12_31, .notYet),
            (consent(), 2_019_01_01, .holds),
            (consent(until: "2026-11-30"), 2_026_11_30, .holds),
            (consent(until: "2026-11-30"), 2_026_12_01, .ended),
            (consent(until: "2026"), 2_026_12_31, .holds), (consent(until: "2026"), 2_027_01_01, .ended),
            (consent(withdrawn: "2026-05-01"), 2_026_04_30, .holds),
            (consent(withdrawn: "2026-05-01"), 2_026_05_01, .withdrawn),
            // Withdrawn some day of a year: from its first day.
            (consent(withdrawn: "2026"), 2_026_01_01, .withdrawn),
            (consent(withdrawn: "../2030"), 2_026_01_01, .withdrawn),
            (consent(channels: [.print]), 2_026_01_01, .notForTheSite),
            (consent(until: "2020", withdrawn: "2019", channels: [.press]), 2_026_01_01, .withdrawn),
        ]
        for (consent, day, standing) in table {
            #expect(
                consent.standing(on: day) == standing,
                "\(String(decoding: consent.json, as: UTF8.self)) \(day)")
            // The day that the work list looks up says the same.
            let isOver = day >= consent.siteEnds
            #expect(isOver == [.ended, .withdrawn, .notForTheSite].contains(standing))
        }
    }

    @Test func `what is for the office alone is never public`() {
        #expect(
            PublishingRule(languages: [], consents: [:]).problems(of: Consent()).map(\.reason) == [
                .officeOnly
            ])
        #expect(PublishingRule(languages: [], consents: [:]).problems(of: City()).isEmpty)
    }

    @Test func `the marks of an index say what the rule says`() throws {
        let code = try #require(Self.consent)
        let photos = [
            photo(), photo { $0.alt[Self.russian] = nil }, photo { $0.credit = [:] }, Photo(),
            photo { $0.people.covered = Chosen(.event) },
            photo { ($0.people.covered, $0.people.consents) = (Chosen(.consent), [Reference(code)]) },
        ]
        for photo in photos {
            let marks = try #require(GapMarks(photo.gapMarks.text))
            #expect(marks == photo.gapMarks)
            #expect(
                marks.hasGap(in: [.english, Self.russian]) == !paths(photo, [code: .holds]).isEmpty)
        }
        #expect(GapMarks("") == nil && GapMarks("2:en") == nil && GapMarks("0:en:ru") == nil)
    }

    @Test func `days are counted as a calendar does`() {
        for (milliseconds, day) in [
            (0, 1970_01_01), (86_399_999, 1970_01_01), (86_400_000, 1970_01_02), (-1, 1969_12_31),
            (951_782_400_000, 2000_02_29), (1_764_028_800_000, 2025_11_25), (4_102_444_800_000, 2100_01_01),
        ] as [(Int64, Int)] {
            #expect(PublishingRule.day(atMilliseconds: milliseconds) == day)
        }
    }
}
