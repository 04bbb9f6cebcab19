import Foundation
import GRDB
import Records
import Testing

@testable import Ledger

/// What was redacted must be in no file of the data folder, not in any fragment of fifteen bytes.
@Suite("A redaction")
struct ErasureTests {
    /// Appends revisions with random bodies and notes, and gives them.
    private func fill(_ bench: Bench, _ source: inout Seeded, count: Int) async throws -> [Draft] {
        let drafts = (0..<count).map { _ in
            let size = [20, 300, 2_000, 12_000].randomElement(using: &source) ?? 20
            return Draft(
                record: .random(using: &source), kind: "person", version: 1, action: .save,
                body: source.bytes(size), note: Hash(of: source.bytes(8)).description)
        }
        let head = try await bench.ledger.head()
        _ = try await bench.ledger.append(drafts, onto: head, author: "cli", at: moment)
        return drafts
    }

    /// How many eight-byte windows of the secrets, taken every eight bytes, occur anywhere in the folder's
    /// files.
    private func hits(of secrets: [[UInt8]], in folder: DataFolder) throws -> Int {
        var windows: Set<UInt64> = []
        for secret in secrets {
            for start in stride(from: 0, to: secret.count - 7, by: 8) {
                windows.insert(secret[start..<(start + 8)].reduce(0) { $0 << 8 | UInt64($1) })
            }
        }
        var hits = 0
        let paths = try #require(FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String])
        for path in paths.map({ folder.path + "/" + $0 }) where Folders.item(at: path) == .file {
            var window: UInt64 = 0
            for byte in try bytes(ofFileAt: path) {
                window = window << 8 | UInt64(byte)
                if windows.contains(window) { hits += 1 }
            }
        }
        return hits
    }

    private func secrets(_ drafts: [Draft], _ places: [Int]) -> [[UInt8]] {
        places.flatMap { [drafts[$0].body ?? [], Array((drafts[$0].note ?? "").utf8)] }
    }

    @Test func `leaves no byte of what it erased in any file, also the tenth time`() async throws {
        let bench = try Bench()
        var source = Seeded(21)
        var drafts = try await fill(bench, &source, count: 60)
        for round in 0..<4 {
            let places = (0..<6).map { $0 * 9 + round }
            #expect(try hits(of: secrets(drafts, places), in: bench.folder) > 100)
            let replacements = places.map {
                Replacement(number: RevisionNumber(Int64($0) + 1), body: Array("{}".utf8))
            }
            let redacted = try await bench.ledger.redact(
                replacements, reason: "asked", author: "dpo", at: moment)
            #expect(redacted.isErased)
            #expect(try hits(of: secrets(drafts, places), in: bench.folder) == 0)
            #expect(try await bench.ledger.inspect().findings == [])
            if round == 1 {
                // Later appends, and redactions of them, find the file as a redaction left it.
                drafts +=
                    Array(repeating: .save("4K7Q2MZ", ""), count: 2)
                    + (try await fill(bench, &source, count: 5))
            }
        }
        try bench.close()
        #expect(SQLiteLedger.inspectNow(bench.folder).findings == [])
    }

    @Test func `that a reader holds up is noted, found by a check, and finished later`() async throws {
        let bench = try Bench()
        var source = Seeded(22)
        let drafts = try await fill(bench, &source, count: 10)
        let writer = try #require(bench.ledger.writer)
        try await writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 0") }
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: bench.folder.ledger, configuration: configuration)
        try reader.inDatabase { db in
            try db.execute(sql: "BEGIN")
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM payload")
        }
        let redacted = try await bench.ledger.redact(
            [Replacement(number: RevisionNumber(4), body: nil)], reason: "asked", author: "dpo", at: moment)
        #expect(!redacted.isErased)
        #expect(try hits(of: secrets(drafts, [3]), in: bench.folder) > 0)
        #expect(SQLiteLedger.inspectNow(bench.folder).findings.count == 1)
        #expect(try await !bench.ledger.finishErasing())
        try reader.inDatabase { try $0.execute(sql: "COMMIT") }
        try reader.close()
        #expect(try await bench.ledger.finishErasing())
        #expect(try hits(of: secrets(drafts, [3]), in: bench.folder) == 0)
        #expect(SQLiteLedger.inspectNow(bench.folder).findings == [])
    }

    @Test func `that was backed up before it was finished is not in the backup`() async throws {
        let bench = try Bench()
        var source = Seeded(23)
        let drafts = try await fill(bench, &source, count: 10)
        _ = try await bench.ledger.redact(
            [Replacement(number: RevisionNumber(4), body: nil)], reason: "asked", author: "dpo", at: moment)
        try write([], to: bench.folder.erasing)
        let backups = DataFolder(unchecked: bench.scratch("backups"))
        try FileManager.default.createDirectory(atPath: backups.path, withIntermediateDirectories: true)
        _ = try await bench.folder.backup(to: backups.path + "/one.tar")
        #expect(try hits(of: secrets(drafts, [3]), in: backups) == 0)
        #expect(try hits(of: secrets(drafts, [4]), in: backups) > 0)
    }
}
