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
        #expect(try await gaps(2026_11_30) == [.numbered(15), .numbered(14), .numbered(13)])
        #expect(try await gaps(2026_12_01) == [.numbered(15), .numbered(14), .numbered(13), .numbered(11)])
        #expect(try await gaps(2026_12_01, limit: 2) == [.numbered(15), .numbered(14)])
        // Another consent, a consent that goes, and a photo that goes.
        try await bench.save(.numbered(13), covered(2))
        try await bench.append([Draft(record: .numbered(2), kind: Consent.name, version: 1, action: .delete)])
        try await bench.append([Draft(record: .numbered(15), kind: Photo.name, version: 1, action: .delete)])
        try await bench.catalogue.catchUp()
        #expect(try await gaps(2026_11_30) == [.numbered(13), .numbered(14), .numbered(12)])
        // Nobody misses a text of a consent in another language, and it waits for no publication.
        let (missing, drafts) = try await bench.catalogue.read {
            (
                try $0.untranslated(into: .russian, limit: 99).map(\.kind),
                try $0.drafts(of: "test", limit: 99).map(\.kind)
            )
        }
        #expect(
            !missing.contains(Consent.name) && !drafts.contains(Consent.name) && drafts.contains(Photo.name))
        #expect(try await bench.check() == [])
    }

    @Test func `the lists of gaps are looked up and never gone through`() async throws {
        let bench = try await CatalogueBench()
        try await bench.save(.numbered(1), photo(localized("One"), slug: "one"))
        for sql in [
            "SELECT saved, code FROM record WHERE gaps = '0:en' AND isDeleted = 0 ORDER BY saved DESC LIMIT 9",
            """
            SELECT record.saved, record.code FROM record AS consent
            JOIN officeLink ON officeLink.target = consent.code JOIN record ON record.id = officeLink.id
            WHERE consent.ends IS NOT NULL AND consent.ends <= 20261130
                AND record.gaps IS NOT NULL AND record.isDeleted = 0
            ORDER BY record.saved DESC LIMIT 9
            """,
        ] {
            let steps = try await DatabaseQueue(path: bench.folder.catalogue).read {
                try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
            }
            #expect(!steps.isEmpty && !steps.contains { $0.hasPrefix("SCAN") }, "\(steps)")
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
            try await bench.catalogue.read { try $0.untranslated(into: language, limit: limit).map(\.code) }
        }
        #expect(try await found(russian) == [.numbered(3), .numbered(2)])
        #expect(try await found(russian, limit: 1) == [.numbered(3)])
        #expect(try await found(.english) == [])
        #expect(try await found(try #require(Language("zh-Hans"))).count == 3)
        try await bench.act(.delete, on: .numbered(2), kind: Photo.self)
        #expect(try await found(russian) == [.numbered(3)])
    }

    @Test func `the office finds drafts and its own notes, which no visitor finds`() async throws {
        let bench = try await CatalogueBench()
        let code = Code.numbered(1)
        func office(_ words: String) async throws -> [Code] {
            try await bench.catalogue.read { try $0.searchOffice(words, limit: 9).map(\.code) }
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
