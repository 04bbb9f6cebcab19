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

    /// A photo whose picture was made of a closed original.
    private func blurred(_ change: (inout Photo) -> Void = { _ in }) throws -> Photo {
        let box = try #require(PictureArea.Box(left: 100, top: 100, width: 900, height: 900))
        return photo {
            $0.image = Media(blob: hash("a"), name: "a.jpg", format: "jpeg", width: 9, height: 9)
            $0.blurring.original = Media(blob: hash("b"), name: "b.jpg", format: "jpeg", width: 9, height: 9)
            $0.blurring.areas = [PictureArea(box)]
            $0.blurring.picture = Line(hash("a"))
            $0.people.covered = Chosen(.blurred)
            change(&$0)
        }
    }

    private func hash(_ digit: Character) -> String { String(repeating: digit, count: 64) }

    @Test func `people who were made unrecognisable are covered while the picture is the one that was made`()
        throws
    {
        #expect(try paths(blurred()).isEmpty)
        #expect(try blurred().problems.filter { $0.path.hasPrefix("blurring") }.isEmpty)
        // Another picture, the original itself among them; no areas; only said.
        for change: (inout Photo) -> Void in [
            { $0.image.blob = String(repeating: "c", count: 64) }, { $0.image = $0.blurring.original },
            { $0.blurring.areas = [] }, { $0.blurring = Blurring() }, { $0.blurring.picture = "" },
            { ($0.image, $0.blurring.picture) = (Media(), "") },
        ] {
            #expect(try paths(blurred(change)) == ["people.covered"])
            #expect(try blurred(change).gapMarks.isIncomplete)
        }
        // In a package that leaves the closed original out, what was made of it is still what was made.
        #expect(try paths(blurred { $0.blurring.original = Media() }).isEmpty)
    }

    @Test func `a consent that stands beside blurred people must hold as well`() throws {
        let code = try #require(Self.consent)
        let both = try blurred { $0.people.consents = [Reference(code)] }
        #expect(paths(both, [code: .holds]).isEmpty)
        #expect(paths(both, [code: .withdrawn]) == ["people.consents.0"])
        #expect(paths(both) == ["people.consents.0"])
    }

    @Test func `a picture is made anew from the original that is closed, another one from itself`() throws {
        let made = try blurred()
        #expect(made.blurSource == made.blurring.original && made.blurredAreas == made.blurring.areas)
        let other = try blurred { $0.image.blob = hash("c") }
        #expect(other.blurSource == other.image && other.blurredAreas.isEmpty)
        let lost = try blurred { $0.blurring.original = Media() }
        #expect(lost.blurSource == lost.image && lost.blurredAreas.isEmpty)
    }

    @Test func `more areas than can be made are a problem, and so is one beyond the picture`() throws {
        let many = try blurred {
            $0.blurring.areas = Array(repeating: $0.blurring.areas[0], count: Blurring.areaLimit + 1)
        }
        #expect(many.problems.contains { $0.path == "blurring.areas" })
        let beyond = try blurred { $0.blurring.areas[0].text = "pct:90,90,20,20" }
        #expect(beyond.problems.contains { $0.path == "blurring.areas.0" })
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

    private func person(office: Bool, _ consent: Code? = nil) -> Photo.NamedPerson {
        var person = Photo.NamedPerson()
        person.name = [.english: "Ada Example"]
        if office { person.office = [.english: "Mayor"] }
        if let consent { person.coveredBy = Reference(consent) }
        return person
    }

    @Test func `who is named is shown in an office or by consent, however the others are covered`() throws {
        let code = try #require(Self.consent)
        for covered in [PeopleCovered.nobody, .office] {
            func photo(_ named: Photo.NamedPerson...) -> Photo {
                self.photo { ($0.people.covered, $0.named) = (Chosen(covered), named) }
            }
            #expect(paths(photo(person(office: true))).isEmpty)
            #expect(paths(photo(person(office: true), person(office: false))) == ["named.1.coveredBy"])
            #expect(paths(photo(person(office: false, code)), [code: .holds]).isEmpty)
        }
    }

    @Test(arguments: ConsentStanding.allCases)
    func `a consent that does not hold names nobody, also beside an office`(_ standing: ConsentStanding)
        throws
    {
        let code = try #require(Self.consent)
        for office in [false, true] {
            let photo = photo { $0.named = [person(office: office, code)] }
            #expect(PublishingRule.consents(of: photo) == [code])
            let rule = PublishingRule(languages: [.english, Self.russian], consents: [code: standing])
            let problems = rule.problems(of: photo)
            #expect(problems.map(\.path) == (standing == .holds ? [] : ["named.0.coveredBy"]))
            if standing == .withdrawn { #expect(problems.map(\.reason) == [.consent(.withdrawn)]) }
            #expect(paths(photo) == ["named.0.coveredBy"], "one that is not there")
        }
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
            try blurred(), photo { $0.people.covered = Chosen(.blurred) },
            photo { $0.named = [person(office: true)] }, photo { $0.named = [person(office: false)] },
            photo { $0.named = [person(office: false, code)] },
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
