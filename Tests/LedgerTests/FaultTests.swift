#if DEBUG
import Foundation
import Records
import Testing

@testable import Ledger

/// A process that is killed at any named point leaves what it had acknowledged, and nothing half done.
@Suite("A kill")
struct FaultTests {
    static let appendPoints = FaultPoint.all.filter { $0.utf8.starts(with: "append.".utf8) }
    static let blobPoints = FaultPoint.all.filter { $0.utf8.starts(with: "blob.".utf8) }
    static let redactPoints = FaultPoint.all.filter { $0.utf8.starts(with: "redact.".utf8) }
    static let backupPoints = FaultPoint.all.filter { $0.utf8.starts(with: "backup.".utf8) }
    static let restorePoints = FaultPoint.all.filter { $0.utf8.starts(with: "restore.".utf8) }

    @Test(arguments: appendPoints)
    func `during an append leaves the batch whole or absent`(point: String) async throws {
        let bench = try Bench()
        let head = try await bench.ledger.append(
            [.save("4K7Q2MZ", "{}")], onto: .empty, author: "cli", at: moment)
        try bench.close()
        let path = bench.folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, point = point as String] in
            setenv("TWINHALL_FAULT", point, 1)
            let ledger = try SQLiteLedger(writing: try FolderLock(DataFolder(unchecked: path)))
            let drafts = [Draft](repeating: .save("4K7Q2MZ", "[]"), count: 50)
            _ = try await ledger.append(drafts, onto: try await ledger.head(), author: "cli", at: moment)
        }
        let ledger = try SQLiteLedger(writing: try FolderLock(bench.folder))
        let after = try await ledger.head()
        #expect(point == "append.committed" ? after.number == head.number + 50 : after == head)
        #expect(try await ledger.inspect().findings == [])
    }

    @Test(arguments: blobPoints)
    func `while a blob is stored leaves a sound blob or none`(point: String) async throws {
        let bench = try Bench()
        try bench.close()
        let path = bench.folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, point = point as String] in
            setenv("TWINHALL_FAULT", point, 1)
            _ = try await FolderBlobs(DataFolder(unchecked: path)).store([1, 2, 3])
        }
        #expect(try await SQLiteLedger.check(bench.folder) == [])
        let store = bench.blobs
        let isThere = try await store.contains(Hash(of: [1, 2, 3]))
        #expect(isThere == ["blob.renamed", "blob.folder-synced"].contains(point))
        try await store.removeLeftovers(try FolderLock(bench.folder))
        let hash = try await store.store([1, 2, 3])
        let folder = Folders.parent(of: store.path(of: hash))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
    }

    @Test(arguments: redactPoints)
    func `during a redaction leaves it undone or finishes it at the next start`(point: String) async throws {
        let bench = try Bench()
        let secret = "Anna-Maria of the canary street"
        let drafts = [Draft.save("4K7Q2MZ", secret), .save("4K7Q2MZ", "{}")]
        let head = try await bench.ledger.append(drafts, onto: .empty, author: "cli", at: moment)
        try bench.close()
        let path = bench.folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, point = point as String] in
            setenv("TWINHALL_FAULT", point, 1)
            let ledger = try SQLiteLedger(writing: try FolderLock(DataFolder(unchecked: path)))
            let replacement = Replacement(number: RevisionNumber(1), body: nil)
            _ = try await ledger.redact([replacement], reason: "asked", author: "dpo", at: moment)
        }
        let ledger = try SQLiteLedger(writing: try FolderLock(bench.folder))
        let after = try await ledger.head()
        let isRedacted = point != "redact.marked"
        #expect(after.number == head.number + (isRedacted ? 1 : 0))
        #expect(try await SQLiteLedger.check(bench.folder) == [])
        try ledger.close()
        let file = try Data(contentsOf: URL(fileURLWithPath: bench.folder.ledger))
        #expect((file.range(of: Data(secret.utf8)) == nil) == isRedacted)
        #expect(Folders.item(at: bench.folder.erasing) == .nothing)
        #expect(try RedactionList(at: bench.folder.redactions).entries.count == (isRedacted ? 1 : 0))
    }

    @Test(arguments: backupPoints)
    func `during a backup leaves a whole file or none`(point: String) async throws {
        let bench = try Bench()
        let path = bench.folder.path
        let file = bench.scratch("hall.tar")
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, point = point as String, file = file as String] in
            setenv("TWINHALL_FAULT", point, 1)
            _ = try await DataFolder.open(at: path).backup(to: file)
        }
        #expect((Folders.item(at: file) == .file) == (point == "backup.renamed"))
        _ = try await bench.folder.backup(to: file, force: true)
        _ = try await DataFolder.restore(file, into: bench.scratch("copy"), at: moment)
        let names = try FileManager.default.contentsOfDirectory(atPath: bench.scratch.path).sorted()
        #expect(names == ["copy", "hall", "hall.tar"])
    }

    @Test(arguments: restorePoints)
    func `during a restore leaves the old Hall or the new one`(point: String) async throws {
        let bench = try Bench()
        let file = bench.scratch("hall.tar")
        _ = try await bench.folder.backup(to: file)
        let head = try await bench.ledger.append(
            [.save("4K7Q2MZ", "{}")], onto: .empty, author: "cli", at: moment)
        try bench.close()
        let path = bench.folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, point = point as String, file = file as String] in
            setenv("TWINHALL_FAULT", point, 1)
            _ = try await DataFolder.restore(file, into: path, replacing: true, at: moment)
        }
        let folder = try DataFolder.open(at: path)
        let isNew = ["restore.moved-away", "restore.swapped"].contains(point)
        #expect(SQLiteLedger.inspectNow(folder).head == (isNew ? .empty : head))
        #expect(try await SQLiteLedger.check(folder) == [])
        // Again, and through to the end.
        let restored = try await DataFolder.restore(file, into: path, replacing: true, at: moment)
        #expect(restored.head == .empty)
        let first = DataFolder(unchecked: path + ".before-restore-1")
        #expect(SQLiteLedger.inspectNow(first).head == head)
    }
}
#endif
