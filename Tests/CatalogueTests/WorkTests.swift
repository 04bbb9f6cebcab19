import Catalogue
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
