import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite("The ledger's file")
struct LedgerFileTests {
    @Test func `is really synced at each commit, and really zeroes what it deletes`() async throws {
        let bench = try Bench()
        let writer = try #require(bench.ledger.writer)
        let found = try await writer.writeWithoutTransaction { db in
            try [
                "synchronous", "secure_delete", "journal_mode", "application_id", "user_version", "page_size",
            ].map {
                try String.fetchOne(db, sql: "PRAGMA \($0)")
            }
        }
        #expect(found == ["2", "1", "wal", "1417111918", "1", "4096"])
        #expect(writer.configuration.busyMode.isFiveSeconds)
    }

    @Test func `of a newer Twinhall is refused with both formats named`() async throws {
        let bench = try Bench()
        try bench.close()
        try execute("PRAGMA user_version = 2", at: bench.folder.ledger)
        let refusal = await problem { () throws(LedgerProblem) in _ = try SQLiteLedger(reading: bench.folder)
        }
        #expect(refusal == .newerFormat(found: 2, known: 1))
        #expect(await SQLiteLedger.inspect(bench.folder).findings.count == 1)
    }

    @Test func `of another program is refused`() async throws {
        let bench = try Bench()
        try bench.close()
        try execute("PRAGMA application_id = 1", at: bench.folder.ledger)
        let refusal = await problem { () throws(LedgerProblem) in _ = try SQLiteLedger(reading: bench.folder)
        }
        #expect(refusal == .damaged(place: bench.folder.ledger, problem: "is not a ledger of Twinhall"))
    }

    @Test func `is read by a second reader while it is written, and refuses writes through it`() async throws
    {
        let bench = try Bench()
        let head = try await bench.ledger.append(
            [.save("4K7Q2MZ", "{}")], onto: .empty, author: "cli", at: moment)
        let reader = try SQLiteLedger(reading: try DataFolder.open(at: bench.folder.path))
        #expect(try await reader.head() == head)
        let refusal = await problem { () throws(LedgerProblem) in
            _ = try await reader.append([.save("4K7Q2MZ", "{}")], onto: head, author: "cli", at: moment)
        }
        #expect(refusal == .readOnly)
        let next = try await bench.ledger.append(
            [.save("4K7Q2MZ", "[]")], onto: head, author: "cli", at: moment)
        #expect(try await reader.head() == next)
        #expect(try await reader.inspect().findings.isEmpty)
    }

    @Test func `checks clean again and again while a server writes it`() async throws {
        let bench = try Bench()
        let ledger = bench.ledger
        let writing = Task {
            var head = Head.empty
            for index in 0..<150 {
                let drafts = (0...(index % 40)).map {
                    Draft.save("4K7Q2MZ", String(repeating: "x", count: 60 * $0))
                }
                head = try await ledger.append(drafts, onto: head, author: "cli", at: moment)
            }
            return head
        }
        for _ in 0..<12 { #expect(await SQLiteLedger.inspect(bench.folder).findings == []) }
        let head = try await writing.value
        #expect(await SQLiteLedger.inspect(bench.folder).head == head)
    }

    @Test func `is made only where nothing is`() async throws {
        let bench = try Bench()
        let again = await problem { () throws(LedgerProblem) in
            _ = try DataFolder.create(at: bench.folder.path)
        }
        #expect(again == .exists(path: bench.folder.path))
        let scratch = Scratch()
        try write([1], to: scratch("notes.txt"))
        let foreign = await problem { () throws(LedgerProblem) in _ = try DataFolder.create(at: scratch.path)
        }
        #expect(foreign == .exists(path: scratch.path))
        let opened = await problem { () throws(LedgerProblem) in _ = try DataFolder.open(at: scratch.path) }
        #expect(opened == .notADataFolder(path: scratch.path, reason: "ledger.sqlite is not in it"))
    }

    @Test func `closes into one file, and opens again where it ended`() async throws {
        let bench = try Bench()
        let head = try await bench.ledger.append(
            [.save("4K7Q2MZ", "{}")], onto: .empty, author: "cli", at: moment)
        try bench.close()
        let names = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path).sorted()
        #expect(names == ["blobs", "ledger.sqlite", "lock", "packs"])
        let ledger = try SQLiteLedger(writing: try FolderLock(bench.folder))
        #expect(try await ledger.head() == head)
    }

    @Test func `tells a full disk from damage, and stays sound`() async throws {
        let bench = try Bench()
        let writer = try #require(bench.ledger.writer)
        let head = try await bench.ledger.append(
            [.save("4K7Q2MZ", "{}")], onto: .empty, author: "cli", at: moment)
        try await writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 6") }
        let long = Draft.save("4K7Q2MZ", String(repeating: "x", count: 100_000))
        let refusal = await problem { () throws(LedgerProblem) in
            _ = try await bench.ledger.append([long], onto: head, author: "cli", at: moment)
        }
        guard case .storage = refusal else {
            Issue.record("a full disk gave \(String(describing: refusal))")
            return
        }
        #expect(try await bench.ledger.head() == head)
        #expect(try await bench.ledger.inspect().findings.isEmpty)
    }
}

extension Database.BusyMode {
    fileprivate var isFiveSeconds: Bool {
        if case .timeout(5) = self { true } else { false }
    }
}

/// Changes a closed ledger behind the back of the program.
func execute(_ sql: String, at path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
}
