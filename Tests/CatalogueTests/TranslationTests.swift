import Catalogue
import Kinds
import Ledger
import Records
import Testing

/// How far each record has come in each language, worked out from the journal.
@Suite struct TranslationTests {
    private static let german = Language("de")!
    private static let hall: [Language] = [.russian, .english, german]
    private let code = Code.numbered(1)

    private func page(_ title: Localized, _ text: Localized) -> Page {
        var page = Page()
        page.slugText = "about"
        page.title = title
        page.text = text
        return page
    }

    private func states(_ bench: CatalogueBench, hall: [Language] = Self.hall) async throws -> String {
        try await bench.catalogue.read { view in
            let stored = try view.stored(code)
            return hall.map { "\($0) \(stored?.translations?.state(in: $0, hall: hall)?.rawValue ?? "–")" }
                .joined(separator: ", ")
        }
    }

    @Test func `a translation is missing, then a draft, then final, then stale, and fresh again`()
        async throws
    {
        let bench = try await CatalogueBench()
        let title = localized("About", "О городе")
        try await bench.save(code, page(title, [.russian: "Текст"]))
        #expect(try await states(bench) == "ru draft, en missing, de missing")
        try await bench.save(code, page(title, localized("A text", "Текст")))
        #expect(try await states(bench) == "ru draft, en draft, de missing")
        try await bench.act(.publish(RevisionNumber(2)), on: code, kind: Page.self)
        #expect(try await states(bench) == "ru final, en final, de missing")
        try await bench.save(code, page(title, localized("A text", "Новый текст")))
        #expect(try await states(bench) == "ru draft, en stale, de missing")
        // A save that changes something else makes nothing younger.
        try await bench.save(
            code, page(localized("About us", "О городе"), localized("A text", "Новый текст")))
        #expect(try await states(bench) == "ru draft, en stale, de missing")
        try await bench.save(
            code, page(localized("About us", "О городе"), localized("A new text", "Новый текст")))
        #expect(try await states(bench) == "ru draft, en draft, de missing")
        try await bench.act(.publish(RevisionNumber(6)), on: code, kind: Page.self)
        #expect(try await states(bench) == "ru final, en final, de missing")
        try await bench.act(.publish(RevisionNumber(2)), on: code, kind: Page.self)
        #expect(try await states(bench) == "ru draft, en draft, de missing")
        #expect(try await bench.check() == [])
    }

    @Test func `the source is the first language of the Hall in which the text is there`() async throws {
        let bench = try await CatalogueBench()
        try await bench.save(code, page(localized("A", "Б"), localized("A text", "Текст")))
        try await bench.save(code, page(localized("A", "Б"), localized("Another text", "Текст")))
        #expect(try await states(bench, hall: [.russian, .english]) == "ru draft, en draft")
        #expect(try await states(bench, hall: [.english, .russian]) == "en draft, ru stale")
        // The order of the Hall is asked each time: nothing about it is stored.
        #expect(
            try await states(bench, hall: [Self.german, .english, .russian])
                == "de missing, en draft, ru stale")
    }

    @Test func `a text that only goes to another row keeps its age`() async throws {
        let bench = try await CatalogueBench()
        func programme(_ rows: [Localized]) -> Visit {
            var visit = Visit()
            visit.slugText = "visit"
            visit.title = localized("A visit", "Визит")
            visit.programme = rows.map { text in
                var item = Visit.ProgrammeItem()
                item.text = text
                return item
            }
            return visit
        }
        let (first, second) = (localized("First", "Первое"), localized("Second", "Второе"))
        try await bench.save(code, programme([first, second]))
        try await bench.save(code, programme([first, localized("Second", "Второе, иначе")]))
        #expect(try await states(bench) == "ru draft, en stale, de missing")
        try await bench.save(code, programme([localized("Second", "Второе, иначе"), first]))
        #expect(try await states(bench) == "ru draft, en stale, de missing")
        try await bench.save(code, programme([first]))
        #expect(try await states(bench) == "ru draft, en draft, de missing")
    }

    @Test func `records are found by kind, language and state, and counted`() async throws {
        let bench = try await CatalogueBench()
        for number in 1...5 {
            try await bench.save(
                .numbered(number), city("c-\(number)", "City"))
            try await bench.save(.numbered(10 + number), page(localized("A", "Б"), localized("A", "Б")))
        }
        try await bench.save(.numbered(11), page(localized("A", "Б"), localized("A", "В")))
        func found(
            _ kind: String?, _ language: Language?, _ states: Set<TranslationState>, before: Int64? = nil
        ) async throws -> [Code] {
            var query = TranslationQuery(hall: Self.hall)
            (query.kind, query.language, query.states) = (kind, language, states)
            let asked = query
            return try await bench.catalogue.read {
                let rows = try $0.translations(asked, before: before.map { RevisionNumber($0) }, limit: 99)
                if before == nil { #expect(try $0.translationCount(asked) == rows.count) }
                return rows.map(\.code)
            }
        }
        #expect(try await found(nil, .english, [.stale]) == [.numbered(11)])
        #expect(try await found("city", nil, [.stale]) == [])
        #expect(try await found("city", .russian, [.missing]) == [5, 4, 3, 2, 1].map { .numbered($0) })
        #expect(try await found(nil, .english, []).count == 10)
        #expect(try await found("page", .english, [.draft, .stale]).count == 5)
        #expect(try await found("city", .russian, [.missing], before: 5) == [2, 1].map { .numbered($0) })
        let counts = try await bench.catalogue.read { try $0.translationCounts(hall: Self.hall, kind: nil) }
        #expect(counts[.english] == [.draft: 9, .stale: 1])
        #expect(counts[.russian] == [.missing: 5, .draft: 5])
        #expect(counts[Self.german] == [.missing: 10])
        try await bench.act(.delete, on: .numbered(11), kind: Page.self)
        #expect(try await found(nil, .english, [.stale]) == [])
        #expect(try await bench.check() == [])
    }

    @Test func `the texts of a record say each how they stand`() async throws {
        let bench = try await CatalogueBench()
        try await bench.save(code, page(localized("A", "Б"), localized("A text", "Текст")))
        try await bench.save(code, page(localized("A", "Б"), localized("A text", "Новый текст")))
        let texts = try await bench.catalogue.read { view in
            try view.stored(code).map { try view.translatedTexts(of: $0, hall: Self.hall) } ?? []
        }
        #expect(texts.map(\.path) == ["title", "text"])
        #expect(texts.map(\.source) == [.russian, .russian])
        #expect(texts.map { $0.states[.english] } == [.draft, .stale])
        #expect(texts.map { $0.states[Self.german] } == [.missing, .missing])
        #expect(texts.map(\.isProse) == [false, true])
    }
}
