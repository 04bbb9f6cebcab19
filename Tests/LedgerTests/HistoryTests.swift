import Foundation
import Records
import Testing

@testable import Ledger

/// Random histories against a model in memory.
@Suite("Any history")
struct HistoryTests {
    @Test(arguments: 0..<30)
    func `reads as its model says, survives reopening and a backup, and checks clean`(seed: Int) async throws
    {
        let bench = try Bench()
        var source = Seeded(seed)
        var model = Model()
        var ledger = bench.ledger
        for _ in 0..<Int.random(in: 1...12, using: &source) {
            switch Int.random(in: 0..<10, using: &source) {
            case 0 where !model.revisions.isEmpty: try await redact(ledger, &model, &source)
            case 1:
                try ledger.close()
                ledger = try SQLiteLedger(writing: bench.lock)
            default: try await append(ledger, &model, &source)
            }
            let head = try await ledger.head()
            #expect(head.number.value == Int64(model.revisions.count))
        }
        let found = try await ledger.revisions(after: .zero, limit: 10_000)
        #expect(found.map(Model.Entry.init) == model.revisions)
        let inspection = try await ledger.inspect()
        #expect(inspection.findings == [])
        #expect(inspection.redacted.map(\.value) == model.redacted.sorted())
        let file = bench.scratch("backup.tar")
        let backup = try await bench.folder.backup(to: file)
        let restored = try await DataFolder.restore(file, into: bench.scratch("copy"), at: moment)
        #expect(
            restored.head == inspection.head && backup.head == inspection.head && restored.redactedAgain == []
        )
        let copy = try SQLiteLedger(reading: restored.folder)
        #expect(try await copy.revisions(after: .zero, limit: 10_000) == found)
        try ledger.close()
        try copy.close()
        #expect(SQLiteLedger.inspectNow(bench.folder).findings == [])
        #expect(SQLiteLedger.inspectNow(restored.folder).findings == [])
    }

    private func append(_ ledger: SQLiteLedger, _ model: inout Model, _ source: inout Seeded) async throws {
        let drafts = model.drafts(&source)
        let head = try await ledger.head()
        _ = try await ledger.append(drafts, onto: head, author: "cli", at: moment)
        model.revisions += drafts.map { Model.Entry($0, by: nil) }
    }

    private func redact(_ ledger: SQLiteLedger, _ model: inout Model, _ source: inout Seeded) async throws {
        let places = Set((0..<3).map { _ in Int.random(in: 0..<model.revisions.count, using: &source) })
            .sorted()
        let replacements = places.map { place in
            let isSave = model.revisions[place].draft.action == .save
            return Replacement(
                number: RevisionNumber(Int64(place) + 1),
                body: isSave && Bool.random(using: &source) ? source.bytes(5) : nil)
        }
        let result = try await ledger.redact(replacements, reason: "asked", author: "dpo", at: moment)
        #expect(result.isErased)
        model.redact(replacements)
    }
}

/// What the ledger should hold.
private struct Model {
    struct Entry: Equatable {
        var draft: Draft
        var redactedBy: Int64?

        init(_ draft: Draft, by redaction: Int64?) {
            self.draft = draft
            redactedBy = redaction
        }

        init(_ revision: Revision) { self.init(revision.draft, by: revision.redactedBy?.value) }
    }

    var revisions: [Entry] = []
    var redacted: Set<Int64> {
        Set(revisions.indices.filter { revisions[$0].redactedBy != nil }.map { Int64($0) + 1 })
    }

    private static let records = ["4K7Q2MZ", "0000000", "ZZZZZZZ"]

    /// A few drafts that the ledger must accept.
    func drafts(_ source: inout Seeded) -> [Draft] {
        var all = revisions.map(\.draft)
        for _ in 0..<Int.random(in: 0...15, using: &source) {
            let record = Model.records.randomElement(using: &source) ?? ""
            let saves = all.indices.filter { all[$0].record.text == record && all[$0].action == .save }
            switch Int.random(in: 0..<7, using: &source) {
            case 0: all.append(.of(record, .withdraw, note: Bool.random(using: &source) ? "why" : nil))
            case 1: all.append(.of(record, .delete))
            case 3:
                guard let save = saves.randomElement(using: &source) else { break }
                let number = RevisionNumber(Int64(save) + 1)
                all.append(.of(record, Bool.random(using: &source) ? .submit(number) : .sendBack(number)))
                all.append(.of(record, .remark, note: "why"))
            case 2:
                if let save = saves.randomElement(using: &source) {
                    all.append(.publish(record, Int64(save) + 1))
                }
            default:
                var draft = Draft.save(record, "")
                draft.body = source.bytes(Int.random(in: 0...6_000, using: &source))
                all.append(draft)
            }
        }
        return Array(all[revisions.count...])
    }

    mutating func redact(_ replacements: [Replacement]) {
        var order: [String] = []
        for replacement in replacements {
            let record = revisions[Int(replacement.number.value) - 1].draft.record.text
            if !order.contains(record) { order.append(record) }
        }
        let first = Int64(revisions.count) + 1
        var added: [Entry] = []
        for record in order {
            let first = replacements.first { revisions[Int($0.number.value) - 1].draft.record.text == record }
            var draft = revisions[Int(first?.number.value ?? 1) - 1].draft
            draft.action = .redact
            draft.body = nil
            draft.note = "asked"
            added.append(Entry(draft, by: nil))
        }
        for replacement in replacements {
            let place = Int(replacement.number.value) - 1
            let record = revisions[place].draft.record.text
            revisions[place].draft.body = replacement.body
            revisions[place].draft.note = nil
            revisions[place].redactedBy = first + Int64(order.firstIndex(of: record) ?? 0)
        }
        revisions += added
    }
}
