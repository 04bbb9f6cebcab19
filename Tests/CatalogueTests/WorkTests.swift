import Catalogue
import GRDB
import Kinds
import Ledger
import Records
import Testing

/// What waits for whom, and what only the office finds.
@Suite struct WorkTests {
    private func photo(_ title: Localized, slug: String, note: String = "") -> Photo {
        var photo = Photo()
        photo.slugText = Address(stringLiteral: slug)
        photo.title = title
        photo.alt = title
        photo.internalNote = Note(note)
        return photo
    }

    @Test func `a draft waits, is sent back, is approved, and a new text begins anew`() async throws {
        let bench = try await CatalogueBench()
        let code = Code.numbered(1)
        func review() async throws -> Review? {
            try await bench.catalogue.read { try $0.stored(code)?.review }
        }
        func waiting(_ review: Review) async throws -> [Code] {
            try await bench.catalogue.read { try $0.standing(at: review, limit: 9).map(\.code) }
        }
        try await bench.save(code, photo(localized("Bridge"), slug: "bridge"))
        #expect(try await review() == Review.none)
        try await bench.act(.submit(RevisionNumber(1)), on: code, kind: Photo.self)
        #expect(try await waiting(.waiting) == [code])
        try await bench.act(.sendBack(RevisionNumber(1)), on: code, kind: Photo.self)
        #expect(try await waiting(.waiting) == [])
        #expect(try await waiting(.sentBack) == [code])
        try await bench.save(code, photo(localized("Old bridge"), slug: "bridge"))
        #expect(try await review() == Review.none)
        // What is said of an older text does not count.
        try await bench.act(.approve(RevisionNumber(1)), on: code, kind: Photo.self)
        #expect(try await review() == Review.none)
        try await bench.act(.approve(RevisionNumber(4)), on: code, kind: Photo.self)
        #expect(try await waiting(.approved) == [code])
        try await bench.act(.publish(RevisionNumber(4)), on: code, kind: Photo.self)
        #expect(try await waiting(.approved) == [])
        #expect(try await bench.check() == [])
    }

    @Test func `drafts are told by who wrote them`() async throws {
        let bench = try await CatalogueBench()
        try await bench.save(.numbered(1), photo(localized("One"), slug: "one"))
        try await bench.publish((.numbered(2), photo(localized("Two"), slug: "two")))
        try await bench.save(.numbered(3), photo(localized("Three"), slug: "three"))
        #expect(
            try await bench.catalogue.read { try $0.drafts(of: "test", limit: 9).map(\.code) }
                == [.numbered(3), .numbered(1)])
        #expect(try await bench.catalogue.read { try $0.drafts(of: "second", limit: 9).isEmpty })
    }

    @Test func `photos with a gap are found, also when a consent ends`() async throws {
        let bench = try await CatalogueBench()
        func covered(_ number: Int, _ change: (inout Photo) -> Void = { _ in }) -> Photo {
            var photo = photo(localized("One", "Один"), slug: "photo-\(number)")
            photo.credit = localized("Somebody")
            photo.people.covered = Chosen(.consent)
            photo.people.consents = [Reference(Code.numbered(number))]
            change(&photo)
            return photo
        }
        func consent(until: String, channel: ConsentChannel = .site) throws -> Consent {
            var consent = Consent()
            consent.title = localized("Anna")
            consent.channels = [Chosen(channel)]
            if !until.isEmpty { consent.until = try EDTF(until) }
            return consent
        }
        func gaps(_ day: Int, limit: Int = 9) async throws -> [Code] {
            try await bench.catalogue.read {
                try $0.withGaps(in: [.english, .russian], on: day, limit: limit).map(\.code)
            }
        }
        try await bench.save(.numbered(1), try consent(until: "2026-11-30"))
        try await bench.save(.numbered(2), try consent(until: ""))
        try await bench.save(.numbered(3), try consent(until: "", channel: .print))
        try await bench.save(.numbered(11), covered(1))
        try await bench.save(.numbered(12), covered(2))
        try await bench.save(.numbered(13), covered(3))
        try await bench.save(.numbered(14), covered(2) { $0.alt[.russian] = nil })
        try await bench.save(.numbered(15), covered(2) { $0.people = PeopleShown() })
        // Somebody is named by a consent that ends, and nothing else needs one.
        try await bench.save(
            .numbered(16),
            covered(2) {
                var person = Photo.NamedPerson()
                (person.name, person.coveredBy) = (localized("Anna"), Reference(.numbered(1)))
                ($0.people.covered, $0.people.consents, $0.named) = (Chosen(.office), [], [person])
            })
        #expect(try await gaps(2026_11_30) == [.numbered(15), .numbered(14), .numbered(13)])
        #expect(
            try await gaps(2026_12_01) == [
                .numbered(16), .numbered(15), .numbered(14), .numbered(13), .numbered(11),
            ])
        #expect(try await gaps(2026_12_01, limit: 2) == [.numbered(16), .numbered(15)])
        // Another consent, a consent that goes, and a photo that goes.
        try await bench.save(.numbered(13), covered(2))
        try await bench.append([Draft(record: .numbered(2), kind: Consent.name, version: 1, action: .delete)])
        try await bench.append([Draft(record: .numbered(15), kind: Photo.name, version: 1, action: .delete)])
        try await bench.catalogue.catchUp()
        #expect(try await gaps(2026_11_30) == [.numbered(13), .numbered(14), .numbered(12)])
        // Nobody misses a text of a consent in another language, and it waits for no publication.
        var query = TranslationQuery(hall: [.english, .russian])
        (query.language, query.states) = (.russian, [.missing])
        let asked = query
        let (missing, drafts) = try await bench.catalogue.read {
            (
                try $0.translations(asked, limit: 99).map(\.kind),
                try $0.drafts(of: "test", limit: 99).map(\.kind)
            )
        }
        #expect(
            !missing.contains(Consent.name) && !drafts.contains(Consent.name) && drafts.contains(Photo.name))
        #expect(try await bench.check() == [])
    }

    @Test func `agreements that end are found in the order in which they end`() async throws {
        let bench = try await CatalogueBench()
        func partnership(until: String?) throws -> Partnership {
            var act = Partnership.Act()
            act.type = Chosen(.agreement)
            if let until { act.until = try EDTF(until) }
            var partnership = Partnership()
            partnership.title = localized("A tie")
            partnership.acts = [act]
            return partnership
        }
        func ending(_ day: Int) async throws -> [Code] {
            try await bench.catalogue.read { try $0.lapsed(Partnership.self, on: day, limit: 9).map(\.code) }
        }
        try await bench.save(.numbered(1), try partnership(until: "2027-06-11"))
        try await bench.save(.numbered(2), try partnership(until: "2026"))
        try await bench.save(.numbered(3), try partnership(until: nil))
        #expect(try await ending(2026_12_31) == [])
        #expect(try await ending(2027_06_11) == [.numbered(2)])
        #expect(try await ending(2027_06_12) == [.numbered(2), .numbered(1)])
        try await bench.save(.numbered(2), try partnership(until: nil))
        try await bench.act(.delete, on: .numbered(1), kind: Partnership.self)
        #expect(try await ending(2099_01_01) == [])
        #expect(try await bench.check() == [])
    }

    @Test func `what points at a deleted record is found until it does so no more`() async throws {
        let bench = try await CatalogueBench()
        var pointing = photo(localized("View"), slug: "view")
        pointing.shows = [Reference(Code.numbered(1)), Reference(Code.numbered(2))]
        try await bench.save(.numbered(1), city("one"))
        try await bench.save(.numbered(2), city("two"))
        try await bench.save(.numbered(3), pointing)
        func found() async throws -> [[Code]] {
            try await bench.catalogue.read {
                try $0.pointingAtDeleted(limit: 9).map { [$0.record.code, $0.deleted.code] }
            }
        }
        #expect(try await found() == [])
        try await bench.act(.delete, on: .numbered(1), kind: City.self)
        try await bench.act(.delete, on: .numbered(2), kind: City.self)
        #expect(try await found() == [[.numbered(3), .numbered(2)], [.numbered(3), .numbered(1)]])
        pointing.shows.removeLast()
        try await bench.save(.numbered(3), pointing)
        #expect(try await found() == [[.numbered(3), .numbered(1)]])
        try await bench.save(.numbered(1), city("one"))
        #expect(try await found() == [], "it was brought back")
        #expect(try await bench.check() == [])
    }

    @Test func `the records that hold an original are known`() async throws {
        let bench = try await CatalogueBench()
        let (one, other) = (Hash(of: [1]), Hash(of: [2]))
        func holding(_ file: Hash) async throws -> [Code] {
            try await bench.catalogue.read { try $0.holding(file, limit: 9).map(\.code) }
        }
        var photo = photo(localized("View"), slug: "view")
        photo.image = Media(blob: one.description, name: "a.png", format: "png", width: 4, height: 3)
        try await bench.save(.numbered(1), photo)
        photo.slugText = "second"
        try await bench.publish((.numbered(2), photo))
        #expect(try await holding(one) == [.numbered(1), .numbered(2)])
        photo.image.blob = other.description
        try await bench.save(.numbered(2), photo)
        #expect(try await holding(one) == [.numbered(1)])
        #expect(try await holding(other) == [.numbered(2)])
        try await bench.act(.delete, on: .numbered(1), kind: Photo.self)
        #expect(try await holding(one) == [])
    }

    @Test func `the lists of gaps are looked up and never gone through`() async throws {
        let bench = try await CatalogueBench()
        try await bench.save(.numbered(1), photo(localized("One"), slug: "one"))
        for sql in [
            "SELECT saved, code FROM record WHERE gaps = '0:en' AND isDeleted = 0 ORDER BY saved DESC LIMIT 9",
            """
            SELECT record.saved, record.code FROM record AS consent
            JOIN officeLink ON officeLink.target = consent.code JOIN record ON record.id = officeLink.id
            WHERE consent.kind = 'consent' AND consent.ends IS NOT NULL AND consent.ends <= 20261130
                AND record.gaps IS NOT NULL AND record.isDeleted = 0
            ORDER BY record.saved DESC LIMIT 9
            """,
            """
            SELECT * FROM record WHERE kind = 'partnership' AND ends IS NOT NULL AND ends <= 20261130
                AND isDeleted = 0 ORDER BY ends, code LIMIT 9
            """,
            """
            SELECT officeLink.id, gone.code FROM record AS gone
            JOIN officeLink ON officeLink.target = gone.code
            WHERE gone.isDeleted = 1 ORDER BY gone.saved DESC, officeLink.id LIMIT 9
            """,
            """
            SELECT saved, id FROM record WHERE translations = 'en;' AND kind = 'photo' AND saved < 99
                AND isDeleted = 0 ORDER BY saved DESC LIMIT 9
            """,
            "SELECT record.* FROM officeFile JOIN record USING (id) WHERE file = x'00' ORDER BY code LIMIT 9",
        ] {
            let steps = try await DatabaseQueue(path: bench.folder.catalogue).read {
                try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
            }
            // An index of the deleted records alone may be gone through.
            let whole = steps.filter { $0.hasPrefix("SCAN") && !$0.hasSuffix("USING INDEX recordByDeletion") }
            #expect(!steps.isEmpty && whole.isEmpty, "\(steps)")
        }
    }

    @Test func `a record with a text that lacks a language is found`() async throws {
        let bench = try await CatalogueBench()
        try await bench.save(.numbered(1), photo(localized("One", "Один"), slug: "one"))
        try await bench.save(.numbered(2), photo(localized("Two"), slug: "two"))
        var half = photo(localized("Three", "Три"), slug: "three")
        half.caption = localized("Only here")
        try await bench.save(.numbered(3), half)
        let russian = try #require(Language("ru"))
        func found(_ language: Language, limit: Int = 9) async throws -> [Code] {
            var query = TranslationQuery(hall: [.english, .russian])
            (query.language, query.states) = (language, [.missing])
            let asked = query
            return try await bench.catalogue.read { try $0.translations(asked, limit: limit).map(\.code) }
        }
        #expect(try await found(russian) == [.numbered(3), .numbered(2)])
        #expect(try await found(russian, limit: 1) == [.numbered(3)])
        #expect(try await found(.english) == [])
        #expect(try await found(try #require(Language("zh-Hans"))).count == 3)
        try await bench.act(.delete, on: .numbered(2), kind: Photo.self)
        #expect(try await found(russian) == [.numbered(3)])
    }

    @Test func `the office is asked for no column that its index has not`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), city("qingdao", "Qingdao")))
        try await bench.save(.numbered(2), photo(localized("A trial gift of Qingdao"), slug: "trial"))
        // A word that names a kind, and a name of something that records point at.
        for words in ["trial gift", "gift qingdao"] {
            let found = try await bench.catalogue.read {
                try $0.searchOffice(words, in: everyLanguage, limit: 9).map(\.code)
            }
            #expect(found == [.numbered(2)], "\(words)")
        }
    }

    @Test func `the office finds drafts and its own notes, which no visitor finds`() async throws {
        let bench = try await CatalogueBench()
        let code = Code.numbered(1)
        func office(_ words: String) async throws -> [Code] {
            try await bench.catalogue.read {
                try $0.searchOffice(words, in: everyLanguage, limit: 9).map(\.code)
            }
        }
        try await bench.publish((code, photo(localized("Bridge"), slug: "bridge", note: "cellar shelf")))
        try await bench.save(.numbered(2), photo(localized("Unseen tower"), slug: "tower"))
        for word in ["bridge", "cellar"] { #expect(try await office(word) == [code]) }
        #expect(try await office("tower") == [.numbered(2)])
        for word in ["tower", "cellar"] { #expect(try await bench.found(word) == []) }
        // A newer text is found beside the one that is public.
        try await bench.save(code, photo(localized("Footbridge"), slug: "bridge", note: "attic"))
        for word in ["footbridge", "bridge", "attic"] { #expect(try await office(word) == [code]) }
        #expect(try await office("cellar") == [])
        try await bench.act(.delete, on: .numbered(2), kind: Photo.self)
        #expect(try await office("tower") == [])
        #expect(try await bench.check() == [])
    }
}
