import Catalogue
import Kinds
import Ledger
import Records
import TestKit
import Testing

@testable import Translations

/// What goes out comes in, once, and only where it still fits.
@Suite struct ImportTests {
    private let german = TranslationBench.german

    private func bench() async throws -> TranslationBench {
        let bench = try await TranslationBench()
        try await bench.save(
            .numbered(1),
            page(localized("About", "О городе", "Über"), localized(" A\n\n* text <b> ", "Текст")))
        try await bench.save(
            .numbered(2), page(localized("Rivers", "Реки"), localized("=A river", "Река", "'=Fluss")))
        return bench
    }

    private func localized(_ english: String, _ russian: String, _ german: String? = nil) -> Localized {
        var text: Localized = [.english: english, .russian: russian]
        text[self.german] = german
        return text
    }

    private func csv(_ rows: [String]) -> String {
        (["code,field,source language,source,target language,target"] + rows).joined(separator: "\n")
    }

    @Test(arguments: TranslationFormat.allCases) func `a round trip changes nothing`(
        _ format: TranslationFormat
    )
        async throws
    {
        let bench = try await bench()
        for target in [german, .russian] {
            let file = try await bench.export(format, to: target)
            #expect(file.outcome == .init(records: 2, texts: 4))
            let before = try await bench.steps
            let taken = try await bench.take(file.bytes)
            #expect(taken.plan.problems == [] && taken.plan.records.isEmpty && !taken.isDone)
            #expect(taken.plan.unchanged + taken.plan.untranslated == 4)
            #expect(try await bench.steps == before)
        }
    }

    @Test(arguments: TranslationFormat.allCases)
    func `random records come back unchanged, and with a translation`(
        _ format: TranslationFormat
    ) async throws {
        let bench = try await TranslationBench()
        for seed in 0..<60 {
            var dice = RecordDice(seed)
            dice.density = 40
            dice.listLimit = 3
            for kind in KindRegistry.all {
                let record = try kind.init(json: dice.json(kind))
                try await bench.save(.random(using: &dice.source), record)
            }
        }
        let file = try await bench.export(format)
        #expect(file.outcome.texts > 500)
        let before = try await bench.steps
        let taken = try await bench.take(file.bytes)
        #expect(taken.plan.problems == [] && taken.plan.records.isEmpty)
        #expect(try await bench.steps == before)
        // Every text that lacks a translation gets one, and nothing else changes.
        let missing = try await bench.export(format) { $0.states = [.missing] }
        var entries = try TranslationFormat.entries(of: missing.bytes)
        for place in entries.indices { entries[place].target = "Übersetzt \(place)" }
        let done = try await bench.work().run(entries, note: nil, author: "test", at: 1)
        #expect(done.isDone && done.plan.problems == [])
        #expect(done.plan.changeCount == entries.count)
        #expect(try await bench.steps == before + Int64(done.plan.records.count))
        let rest = try await bench.export(format) { $0.states = [.missing] }
        #expect(rest.outcome.texts == 0 && rest.bytes.isEmpty)
    }

    @Test func `a translation is written as a text that is not public, in one step for all`() async throws {
        let bench = try await bench()
        let before = try await bench.steps
        let taken = try await bench.take(
            csv([
                "T000001,text,en,\" A\n\n* text <b> \",de,\" Ein\r\n\r\n* Text <b> \"",
                "T000002,title,en,Rivers,de,Flüsse", "T000002,text,en,'=A river,ru,Река",
            ]))
        #expect(taken.isDone && taken.plan.problems == [])
        #expect(taken.plan.unchanged == 1)
        #expect(try await bench.record(.numbered(1), Page.self)?.text[german] == " Ein\n\n* Text <b> ")
        #expect(try await bench.record(.numbered(2), Page.self)?.title[german] == "Flüsse")
        let steps = try await bench.ledger.revisions(after: RevisionNumber(before), limit: 9)
        #expect(steps.map(\.action) == [.save, .save])
        #expect(steps.map(\.note) == ["a file", "a file"])
        #expect(steps.map(\.author) == ["test", "test"])
    }

    @Test
    func `an import against a source that moved is refused with the difference, and nothing is written`()
        async throws
    {
        for format in TranslationFormat.allCases {
            let bench = try await bench()
            let file = try await bench.export(format)
            var entries = try TranslationFormat.entries(of: file.bytes)
            for place in entries.indices { entries[place].target = "Neu" }
            try await bench.save(
                .numbered(2), page(localized("Rivers", "Реки"), localized("A wide river", "Река")))
            let before = try await bench.steps
            let taken = try await bench.work().run(entries, note: nil, author: "test", at: 1)
            #expect(!taken.isDone)
            #expect(
                taken.plan.problems.map(\.reason) == [.moved(from: "=A river", to: "A wide river", .english)])
            #expect(taken.plan.problems.map(\.code) == ["T000002"])
            #expect(try await bench.steps == before)
            // What does not wait for it can be taken without it; nothing of the record is.
            let rest = try await bench.work().run(entries, skipsMoved: true, note: nil, author: "test", at: 1)
            #expect(rest.isDone && rest.plan.records.map(\.stored.code) == [.numbered(1)])
            #expect(try await bench.record(.numbered(2), Page.self)?.title[german] == nil)
            #expect(try await bench.record(.numbered(1), Page.self)?.title[german] == "Neu")
        }
    }

    @Test func `a fingerprint stands for a source that a spreadsheet has changed`() async throws {
        let bench = try await bench()
        let print = Fingerprint.of(" A\n\n* text <b> ")
        let rows = [
            "code,field,source language,source,target language,target,fingerprint",
            "T000001,text,en,A * text <b>,de,Text,\(print)",
        ]
        #expect(try await bench.take(rows.joined(separator: "\n")).isDone)
    }

    /// Rows that are refused, each with its reason; every line is told.
    @Test func `every problem of a file is told at once, and nothing is written`() async throws {
        let bench = try await bench()
        try await bench.save(.numbered(3), page(localized("Gone", "Нет"), localized("Gone", "Нет")))
        try await bench.append(Draft(record: .numbered(3), kind: Page.name, version: 1, action: .delete))
        var consent = Consent()
        consent.title[.english] = "Anna"
        try await bench.save(.numbered(4), consent)
        let before = try await bench.steps
        let long = String(repeating: "x", count: Localized.limitBytes + 1)
        let taken = try await bench.take(
            csv([
                "T000009,title,en,A,de,B", "nonsense,title,en,A,de,B", "T000003,title,en,Gone,de,B",
                "T000004,title,en,Anna,de,B", "T000001,titel,en,About,de,B",
                "T000001,internalNote,en,About,de,B",
                "T000001,title,fr,About,de,B", "T000001,title,en,About,fr,B", "T000001,title,en,About,en,B",
                "T000001,title,en,About,de,B", "T000001,title,en,About,de,C", "T000001,text,en,Other,ru,D",
                "T000002,title,en,Rivers,de,\(long)", "T000002,text,en,'=A river,de,a\u{7}b",
            ]))
        #expect(!taken.isDone)
        #expect(
            taken.plan.problems.map { "\($0.line) \($0.reason)" } == [
                "2 unknownRecord", "3 unknownRecord", "4 deletedRecord", "5 unknownRecord", "6 unknownField",
                "7 unknownField", "8 sourceLanguage(\"fr\")", "9 targetLanguage(\"fr\")",
                "10 sameLanguage(\"en\")",
                "12 repeated(line: 11)", "13 moved(from: \"Other\", to: \" A\\n\\n* text <b> \", en)",
                "14 text(Records.Problem.Reason.tooLong(limitBytes: 40000))",
                "15 text(Records.Problem.Reason.control(7))",
            ])
        #expect(!taken.plan.isSoundWithoutMoved)
        #expect(try await bench.steps == before)
        let other =
            "code,kind,field,source language,source,target language,target\nT000001,gift,title,en,About,de,B"
        #expect(try await bench.take(other).plan.problems.map(\.reason) == [.otherKind("page")])
    }

    @Test func `who may not change a kind brings in none of it`() async throws {
        let bench = try await bench()
        let entries = try TranslationFormat.entries(of: Array(csv(["T000001,title,en,About,de,B"]).utf8))
        let plan = try await bench.work { $0 == "gift" }.plan(entries)
        #expect(plan.problems.map(\.reason) == [.forbidden(kind: "page")])
    }

    @Test func `what only the office sees does not go out`() async throws {
        let bench = try await TranslationBench()
        var gift = Gift()
        gift.slugText = "bowl"
        gift.title = localized("A bowl", "Чаша")
        gift.valuation = "zqcanary"
        gift.internalNote = "zqcanary"
        var consent = Consent()
        consent.title[.english] = "zqcanary"
        try await bench.save(.numbered(1), gift)
        try await bench.save(.numbered(2), consent)
        for format in TranslationFormat.allCases {
            let file = try await bench.export(format)
            #expect(file.outcome == .init(records: 1, texts: 1))
            #expect(!String(decoding: file.bytes, as: UTF8.self).contains("zqcanary"))
        }
    }

    @Test func `an export holds what was asked for`() async throws {
        let bench = try await bench()
        func texts(_ change: (inout TranslationExport) -> Void) async throws -> [String] {
            let file = try await bench.export(.csv, change)
            guard !file.bytes.isEmpty else { return [] }
            return try TranslationFormat.entries(of: file.bytes).map { "\($0.code) \($0.field)" }
        }
        let missing = try await texts { $0.states = [.missing] }
        #expect(missing == ["T000002 title", "T000001 text"])
        #expect(try await texts { $0.kind = "gift" } == [])
        #expect(try await texts { $0.recordLimit = 1 } == ["T000002 title", "T000002 text"])
        try await bench.save(
            .numbered(2), page(localized("Rivers", "Реки"), localized("A wide river", "Река", "'=Fluss")))
        #expect(try await texts { $0.states = [.stale] } == ["T000002 text"])
        #expect(try await bench.export(.csv) { $0.recordLimit = 1 }.outcome.goesOn)
        let xliff = try await bench.export(.xliff) { $0.states = [.stale] }
        #expect(
            String(decoding: xliff.bytes, as: UTF8.self).contains(
                "<segment state=\"initial\" subState=\"twinhall:stale\">"))
        let german = german
        #expect(
            try await bench.export(.csv) {
                $0.source = german
                $0.target = .english
            }.outcome.withoutSource == 2)
    }
}
