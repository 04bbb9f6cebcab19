import Foundation
import GRDB
import Records
import Testing

@testable import Ledger

/// A changed bit must be found and named, wherever it is.
@Suite("A check")
struct DamageTests {
    /// A closed ledger of two hundred revisions, short and long, some of them redacted.
    private func filled(_ seed: Int, redacting: Bool) async throws -> Bench {
        let bench = try Bench()
        var source = Seeded(seed)
        var head = Head.empty
        for _ in 0..<20 {
            var drafts: [Draft] = []
            for _ in 0..<10 {
                let size = [0, 40, 900, 2_000, 9_000].randomElement(using: &source) ?? 0
                drafts.append(
                    Draft(
                        record: .random(using: &source), kind: "city", version: 1, action: .save,
                        body: source.bytes(size), note: size == 40 ? "why" : nil))
            }
            head = try await bench.ledger.append(drafts, onto: head, author: "cli", at: moment)
        }
        if redacting {
            let replacements = [3, 50, 51, 120].map { Replacement(number: RevisionNumber($0), body: [1]) }
            _ = try await bench.ledger.redact(replacements, reason: "asked", author: "cli", at: moment)
        }
        try bench.close()
        return bench
    }

    @Test(arguments: [false, true])
    func `finds each changed bit of the ledger`(redacting: Bool) async throws {
        let bench = try await filled(1, redacting: redacting)
        let path = bench.folder.ledger
        let sound = try bytes(ofFileAt: path)
        #expect(SQLiteLedger.inspectNow(bench.folder).findings == [])
        var source = Seeded(redacting ? 11 : 12)
        for _ in 0..<150 {
            let bit = Int.random(in: 0..<(8 * sound.count), using: &source)
            try flip(bit, of: sound, at: path)
            let findings = SQLiteLedger.inspectNow(bench.folder).findings
            #expect(!findings.isEmpty, "bit \(bit % 8) of byte \(bit / 8)")
            #expect(findings.allSatisfy { $0.place.contains("ledger.sqlite") || $0.place == "redactions" })
        }
        // The first page holds most of what only SQLite reads, so it is visited once more.
        for _ in 0..<100 {
            let bit = Int.random(in: 0..<(8 * 4096), using: &source)
            try flip(bit, of: sound, at: path)
            #expect(
                !SQLiteLedger.inspectNow(bench.folder).findings.isEmpty, "bit \(bit % 8) of byte \(bit / 8)")
        }
        for byte in 0..<100 {
            try flip(8 * byte + Int.random(in: 0..<8, using: &source), of: sound, at: path)
            #expect(!SQLiteLedger.inspectNow(bench.folder).findings.isEmpty, "header byte \(byte)")
        }
    }

    /// Several of these bits change nothing that a query can see: the number's unused place, a text that becomes a
    /// blob, the row number of a table's own entry.
    @Test func `finds each changed bit in the head of a row`() async throws {
        let bench = try Bench()
        let drafts = [Draft.save("4K7Q2MZ", "{}", note: "why"), .publish("4K7Q2MZ", 1)]
        _ = try await bench.ledger.append(drafts, onto: .empty, author: "cli", at: moment)
        try bench.close()
        let path = bench.folder.ledger
        let sound = try bytes(ofFileAt: path)
        #expect(sound.count == 4 * 4096)
        for page in 0..<4 {
            let contentStart = sound.big16(page * 4096 + (page == 0 ? 100 : 0) + 5)
            for byte in (page * 4096 + contentStart)..<(page * 4096 + contentStart + 16) {
                for bit in 0..<8 {
                    try flip(8 * byte + bit, of: sound, at: path)
                    #expect(
                        !SQLiteLedger.inspectNow(bench.folder).findings.isEmpty, "bit \(bit) of byte \(byte)")
                }
            }
        }
    }

    @Test func `in a large ledger misses only bits that SQLite never reads`() async throws {
        let bench = try Bench()
        var drafts: [Draft] = []
        for index in 0..<6_000 {
            drafts.append(.save("4K7Q2MZ", String(repeating: "x", count: 800 + index % 1_000)))
        }
        _ = try await bench.ledger.append(drafts, onto: .empty, author: "cli", at: moment)
        try bench.close()
        let path = bench.folder.ledger
        let unaccounted = try unaccounted(path)
        let count = unaccounted.reduce(0) { $0 + $1.range.count }
        // Only inner pages of a three-level tree have such bytes.
        #expect(count > 0 && count < 20_000)
        let sound = try bytes(ofFileAt: path)
        var source = Seeded(3)
        for gap in [unaccounted.first, unaccounted.last].compactMap({ $0 }) {
            let byte = Int(gap.page - 1) * 4096 + Int.random(in: gap.range, using: &source)
            try flip(8 * byte, of: sound, at: path)
            let inspection = SQLiteLedger.inspectNow(bench.folder)
            #expect(inspection.findings == [])
            #expect(inspection.revisionCount == 6_000)
        }
    }

    private func unaccounted(_ path: String) throws -> [(page: UInt32, range: Range<Int>)] {
        var walk = PageWalk(try PageFile(at: path, log: try WriteAheadLog(at: path + "-wal")))
        let queue = try LedgerFile.reader(at: path)
        let roots = try queue.read { try Int64.fetchAll($0, sql: "SELECT rootpage FROM sqlite_schema") }
        for (root, table) in zip(roots, LedgerFile.schema) {
            try walk.tree(from: UInt32(root), table.format)
        }
        try queue.close()
        return walk.unaccounted
    }

    @Test func `names the revision whose body, header or chain was changed`() async throws {
        let bench = try await filled(2, redacting: false)
        let changes = [
            ("UPDATE payload SET body = x'00' WHERE number = 7", 7),
            (
                "UPDATE payload SET note = NULL WHERE note IS NOT NULL",
                0
            ),
            ("UPDATE revision SET author = 'eve' WHERE number = 8", 8),
            ("UPDATE revision SET at = at + 1 WHERE number = 9", 9),
            ("UPDATE revision SET \"action\" = 3 WHERE number = 10", 10),
            ("UPDATE revision SET record = lower(record) WHERE number = 11", 11),
            ("UPDATE payload SET redacted_by = 12 WHERE number = 12", 12),
            ("DELETE FROM payload WHERE number = 13", 13),
        ]
        let sound = try bytes(ofFileAt: bench.folder.ledger)
        for (sql, number) in changes {
            try write(sound, to: bench.folder.ledger)
            try execute(sql, at: bench.folder.ledger)
            let findings = SQLiteLedger.inspectNow(bench.folder).findings
            #expect(!findings.isEmpty, "\(sql)")
            if number > 0 {
                #expect(findings.contains { $0.place == "ledger.sqlite, revision \(number)" }, "\(sql)")
            }
        }
    }

    @Test func `finds a revision taken out, put in or exchanged`() async throws {
        let bench = try await filled(4, redacting: false)
        let sound = try bytes(ofFileAt: bench.folder.ledger)
        for sql in [
            "DELETE FROM revision WHERE number = 20; DELETE FROM payload WHERE number = 20",
            "INSERT INTO payload SELECT 999, salt, body, note, NULL FROM payload WHERE number = 1",
            "UPDATE payload SET number = CASE number WHEN 1 THEN 999 ELSE number END",
            "CREATE TABLE notes (id INTEGER PRIMARY KEY)",
            "CREATE TRIGGER t AFTER INSERT ON revision BEGIN DELETE FROM payload; END",
        ] {
            try write(sound, to: bench.folder.ledger)
            try execute(sql, at: bench.folder.ledger)
            #expect(!SQLiteLedger.inspectNow(bench.folder).findings.isEmpty, "\(sql)")
        }
    }

    @Test func `finds changed bits in the write-ahead log of a killed server`() async throws {
        let bench = try Bench()
        var head = Head.empty
        for index in 0..<20 {
            head = try await bench.ledger.append(
                [.save("4K7Q2MZ", "\(index)")], onto: head, author: "cli", at: moment)
        }
        // A copy of the open files is what a kill leaves.
        let copy = DataFolder(unchecked: bench.scratch("copy"))
        try FileManager.default.createDirectory(atPath: copy.blobs, withIntermediateDirectories: true)
        let log = try bytes(ofFileAt: bench.folder.ledger + "-wal")
        let file = try bytes(ofFileAt: bench.folder.ledger)
        try write(file, to: copy.ledger)
        try write(log, to: copy.ledger + "-wal")
        let sound = SQLiteLedger.inspectNow(copy)
        #expect(sound.findings == [] && sound.head == head)
        var source = Seeded(5)
        let lastFrame = log.count - 4096 - 24
        for _ in 0..<60 {
            try? FileManager.default.removeItem(atPath: copy.ledger + "-shm")
            try flip(Int.random(in: 0..<(8 * lastFrame), using: &source), of: log, at: copy.ledger + "-wal")
            let inspection = SQLiteLedger.inspectNow(copy)
            #expect(!inspection.findings.isEmpty)
        }
    }

    @Test func `finds a changed bit of a blob, and a file that is none`() async throws {
        let bench = try Bench()
        var source = Seeded(6)
        let hash = try await bench.blobs.store(source.bytes(10_000))
        _ = try await bench.blobs.store([])
        let path = bench.blobs.path(of: hash)
        let sound = try bytes(ofFileAt: path)
        let place = "blobs/\(hash.description.prefix(2))/\(hash.description.dropFirst(2))"
        for _ in 0..<50 {
            try flip(Int.random(in: 0..<(8 * sound.count), using: &source), of: sound, at: path)
            #expect(try await SQLiteLedger.check(bench.folder).map(\.place) == [place])
        }
        try write(Array(sound.dropLast()), to: path)
        #expect(try await SQLiteLedger.check(bench.folder).map(\.place) == [place])
        // Storing the same bytes again mends it.
        #expect(try await bench.blobs.store(sound) == hash)
        #expect(try await SQLiteLedger.check(bench.folder) == [])
        try write([1], to: bench.folder.blobs + "/readme")
        #expect(try await SQLiteLedger.check(bench.folder).map(\.place) == ["blobs/readme"])
    }

    @Test func `finds a redaction that is missing from the list, and a changed list`() async throws {
        let bench = try await filled(8, redacting: true)
        let sound = try bytes(ofFileAt: bench.folder.redactions)
        var source = Seeded(8)
        for _ in 0..<40 {
            try flip(
                Int.random(in: 0..<(8 * sound.count), using: &source), of: sound, at: bench.folder.redactions)
            #expect(SQLiteLedger.inspectNow(bench.folder).findings.map(\.place) == ["redactions"])
        }
        try FileManager.default.removeItem(atPath: bench.folder.redactions)
        #expect(SQLiteLedger.inspectNow(bench.folder).findings.count == 4)
    }
}

/// Writes a file with one bit changed.
func flip(_ bit: Int, of bytes: [UInt8], at path: String) throws {
    var changed = bytes
    changed[bit / 8] ^= 1 << UInt8(bit % 8)
    try write(changed, to: path)
}
