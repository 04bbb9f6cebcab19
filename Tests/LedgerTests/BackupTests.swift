import Foundation
import GRDB
import Records
import Testing

@testable import Ledger

@Suite("A backup")
struct BackupTests {
    /// A Hall with a few revisions and blobs.
    private func hall(_ seed: Int = 31) async throws -> Bench {
        let bench = try Bench()
        var source = Seeded(seed)
        for size in [0, 1, 511, 512, 513, 5_000] { _ = try await bench.blobs.store(source.bytes(size)) }
        let drafts = (0..<8).map { Draft.save("4K7Q2MZ", "Anna \($0)", note: "why") }
        _ = try await bench.ledger.append(drafts, onto: .empty, author: "cli", at: moment)
        return bench
    }

    private func everything(_ folder: DataFolder) async throws -> [String] {
        let ledger = try SQLiteLedger(reading: folder)
        var lines = try await ledger.revisions(after: .zero, limit: 10_000).map { "\($0)" }
        for hash in try await FolderBlobs(folder).all() {
            lines.append("\(hash) \(try await FolderBlobs(folder).read(hash, limit: 1 << 20).count)")
        }
        try ledger.close()
        return lines
    }

    @Test func `of a Hall that is being written gives the same Hall, record for record and blob for blob`()
        async throws
    {
        let bench = try await hall()
        let file = bench.scratch("hall.tar")
        let backup = try await bench.folder.backup(to: file)
        #expect(backup.blobCount == 6)
        #expect(backup.byteCount == (try bytes(ofFileAt: file)).count)
        let restored = try await DataFolder.restore(file, into: bench.scratch("copy"), at: moment)
        #expect(restored.previous == nil && restored.head == backup.head && restored.blobCount == 6)
        #expect(try await everything(restored.folder) == (try await everything(bench.folder)))
        #expect(try await SQLiteLedger.check(restored.folder) == [])
        let beside = try FileManager.default.contentsOfDirectory(atPath: bench.scratch.path).sorted()
        #expect(beside == ["copy", "hall", "hall.tar"])
    }

    @Test func `is an archive that any tar reads`() async throws {
        let bench = try await hall()
        let file = bench.scratch("hall.tar")
        _ = try await bench.folder.backup(to: file)
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/bin/tar")
        tar.arguments = ["-xf", file, "-C", bench.scratch.path]
        try tar.run()
        tar.waitUntilExit()
        #expect(tar.terminationStatus == 0)
        let manifest = try Manifest(bytes: try bytes(ofFileAt: bench.scratch("MANIFEST")))
        #expect(manifest.members.count == 8)
        for member in manifest.members {
            #expect(try Hash(of: bytes(ofFileAt: bench.scratch(member.name))) == member.hash)
        }
    }

    @Test func `replaces nothing without being told`() async throws {
        let bench = try await hall()
        let file = bench.scratch("hall.tar")
        try write([1], to: file)
        let refused = await problem { () throws(LedgerProblem) in _ = try await bench.folder.backup(to: file)
        }
        #expect(refused == .exists(path: file))
        #expect(try bytes(ofFileAt: file) == [1])
        _ = try await bench.folder.backup(to: file, force: true)
        let occupied = await problem { () throws(LedgerProblem) in
            _ = try await DataFolder.restore(file, into: bench.folder.path, at: moment)
        }
        #expect(occupied == .exists(path: bench.folder.path))
        let inUse = await problem { () throws(LedgerProblem) in
            _ = try await DataFolder.restore(file, into: bench.folder.path, replacing: true, at: moment)
        }
        #expect(inUse == .inUse(path: bench.folder.path, process: getpid()))
        let foreign = Scratch()
        try write([1], to: foreign("letter.txt"))
        let other = await problem { () throws(LedgerProblem) in
            _ = try await DataFolder.restore(file, into: foreign.path, replacing: true, at: moment)
        }
        guard case .notADataFolder = other else {
            Issue.record("a folder of letters gave \(String(describing: other))")
            return
        }
    }

    @Test func `restored over a Hall keeps the old one beside`() async throws {
        let bench = try await hall()
        let file = bench.scratch("hall.tar")
        let backup = try await bench.folder.backup(to: file)
        _ = try await bench.ledger.append(
            [.save("0000000", "{}")], onto: backup.head, author: "cli", at: moment)
        try bench.close()
        for number in 1...2 {
            let restored = try await DataFolder.restore(
                file, into: bench.folder.path, replacing: true, at: moment)
            #expect(restored.previous == bench.folder.path + ".before-restore-\(number)")
            #expect(SQLiteLedger.inspectNow(bench.folder).head == backup.head)
        }
        let first = DataFolder(unchecked: bench.folder.path + ".before-restore-1")
        #expect(SQLiteLedger.inspectNow(first).revisionCount == 9)
    }

    @Test func `with a changed bit is refused, and nothing is put in place`() async throws {
        let bench = try await hall()
        let file = bench.scratch("hall.tar")
        _ = try await bench.folder.backup(to: file)
        let sound = try bytes(ofFileAt: file)
        var source = Seeded(32)
        // Regions: the first header, the ledger, and from the redactions' header to the end all that is left.
        let ledgerEnd = 512 + (try bytes(ofFileAt: file)).count / 2
        let regions = [
            0..<512, 512..<ledgerEnd, ledgerEnd..<sound.count, (sound.count - 2_560)..<sound.count,
        ]
        for region in regions {
            for _ in 0..<25 {
                let bit = Int.random(in: (8 * region.lowerBound)..<(8 * region.upperBound), using: &source)
                try flip(bit, of: sound, at: file)
                try await expectRefusal(of: file, bench, "bit \(bit % 8) of byte \(bit / 8)")
            }
        }
    }

    @Test func `that is cut off or has something behind its end is refused`() async throws {
        let bench = try await hall()
        let file = bench.scratch("hall.tar")
        _ = try await bench.folder.backup(to: file)
        let sound = try bytes(ofFileAt: file)
        for length in [
            0, 1, 511, 512, 600, sound.count / 2, sound.count - 1_024, sound.count - 512, sound.count - 1,
        ] {
            try write(Array(sound[..<length]), to: file)
            try await expectRefusal(of: file, bench, "\(length) bytes")
        }
        try write(sound + [0], to: file)
        try await expectRefusal(of: file, bench, "one byte more")
    }

    @Test func `holds the accounts too, as they were at one moment, and brings them back`() async throws {
        let bench = try await hall()
        try execute("PRAGMA journal_mode = WAL", at: bench.folder.office)
        // A server has it open, and the newest rows are only in the write-ahead log.
        let server = try DatabaseQueue(path: bench.folder.office)
        try await server.write { db in
            try db.execute(sql: "CREATE TABLE account (name TEXT); INSERT INTO account VALUES ('Anna')")
        }
        let file = bench.scratch("hall.tar")
        _ = try await bench.folder.backup(to: file)
        try await server.write { db in try db.execute(sql: "DELETE FROM account") }
        try server.close()
        let copy = try await DataFolder.restore(file, into: bench.scratch("copy"), at: moment).folder
        let names = try FileManager.default.contentsOfDirectory(atPath: copy.path).sorted()
        #expect(names == ["blobs", "ledger.sqlite", "lock", "office.sqlite", "packs", "redactions"])
        let mode = try FileManager.default.attributesOfItem(atPath: copy.office)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let restored = try DatabaseQueue(path: copy.office)
        #expect(
            try await restored.read { try String.fetchAll($0, sql: "SELECT name FROM account") } == ["Anna"])
        try restored.close()
        #expect(try await SQLiteLedger.check(copy) == [])
        // A backup without accounts is restored without them; the folder before it keeps its own.
        let older = try await hall(32)
        let old = older.scratch("old.tar")
        _ = try await older.folder.backup(to: old)
        let over = try await DataFolder.restore(old, into: copy.path, replacing: true, at: moment)
        #expect(Folders.item(at: over.folder.office) == .nothing)
        #expect(Folders.item(at: (over.previous ?? "") + "/office.sqlite") == .file)
    }

    @Test func `leaves out accounts that were never set up`() async throws {
        let bench = try await hall()
        try write([], to: bench.folder.office)
        let file = bench.scratch("hall.tar")
        _ = try await bench.folder.backup(to: file)
        let copy = try await DataFolder.restore(file, into: bench.scratch("copy"), at: moment).folder
        #expect(Folders.item(at: copy.office) == .nothing)
    }

    @Test func `of damaged accounts is refused`() async throws {
        let bench = try await hall()
        try write(
            Array(
                "not a database, but longer than the header of one would be: a hundred bytes and more, all told"
                    .utf8), to: bench.folder.office)
        let file = bench.scratch("hall.tar")
        let refusal = await problem { () throws(LedgerProblem) in _ = try await bench.folder.backup(to: file)
        }
        guard case .damaged = refusal else {
            Issue.record("damaged accounts gave \(String(describing: refusal))")
            return
        }
        #expect(Folders.item(at: file) == .nothing)
    }

    @Test func `with a member that does not belong there is refused by its name`() async throws {
        let bench = try await hall()
        let file = bench.scratch("hall.tar")
        for name in [
            "../evil", "/etc/evil", "blobs/../../evil", "blobs/ab", "lock", "office.sqlite", "ledger.sqlite",
        ] {
            try? FileManager.default.removeItem(atPath: file)
            try writeArchive(file, bench) { writer throws(LedgerProblem) in try writer.add(name, [1]) }
            let refusal = try await expectRefusal(of: file, bench, name)
            #expect(refusal?.description.contains(name) ?? false)
        }
        // Another blob's name, and one blob twice.
        let hash = Hash(of: [1])
        let blob = "blobs/\(hash.description.prefix(2))/\(hash.description.dropFirst(2))"
        for contents in [[[2]], [[1], [1]]] as [[[UInt8]]] {
            try? FileManager.default.removeItem(atPath: file)
            try writeArchive(file, bench) { writer throws(LedgerProblem) in
                for bytes in contents { try writer.add(blob, bytes) }
            }
            let refusal = try await expectRefusal(of: file, bench, blob)
            #expect(refusal?.description.contains(blob) ?? false)
        }
        #expect(Folders.item(at: bench.scratch("evil")) == .nothing)
    }

    private func writeArchive(
        _ file: String, _ bench: Bench, _ more: (inout ArchiveWriter) throws(LedgerProblem) -> Void
    ) throws {
        var writer = try ArchiveWriter(creating: file)
        let empty = DataFolder(unchecked: bench.scratch("empty"))
        if Folders.item(at: empty.path) == .nothing { _ = try DataFolder.create(at: empty.path) }
        try writer.add("ledger.sqlite", fileAt: empty.ledger)
        try writer.add("redactions", RedactionList().bytes)
        try more(&writer)
        try writer.finish(head: .empty)
    }

    @discardableResult
    private func expectRefusal(of file: String, _ bench: Bench, _ what: String) async throws -> LedgerProblem?
    {
        let target = bench.scratch("copy")
        let refusal = await problem { () throws(LedgerProblem) in
            _ = try await DataFolder.restore(file, into: target, at: moment)
        }
        guard case .damaged(let place, _) = refusal, place.utf8.starts(with: "hall.tar".utf8) else {
            Issue.record("\(what) gave \(String(describing: refusal))")
            return refusal
        }
        #expect(Folders.item(at: target) == .nothing)
        #expect(Folders.item(at: target + ".restoring") == .nothing)
        return refusal
    }

    @Test func `of a damaged Hall is refused`() async throws {
        let bench = try await hall()
        let hash = try await bench.blobs.store([1, 2, 3])
        try write([1, 2, 4], to: bench.blobs.path(of: hash))
        let file = bench.scratch("hall.tar")
        let refusal = await problem { () throws(LedgerProblem) in _ = try await bench.folder.backup(to: file)
        }
        #expect(refusal?.description.contains(hash.description.dropFirst(2)) ?? false)
        try write([1, 2, 3], to: bench.blobs.path(of: hash))
        try bench.close()
        try execute("UPDATE revision SET at = 0 WHERE number = 4", at: bench.folder.ledger)
        let other = await problem { () throws(LedgerProblem) in _ = try await bench.folder.backup(to: file) }
        #expect(other == .damaged(place: "ledger.sqlite, revision 4", problem: "breaks the chain"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.scratch.path) == ["hall"])
    }

    @Test func `older than a redaction is redacted when it is restored`() async throws {
        let bench = try await hall()
        let old = bench.scratch("old.tar")
        _ = try await bench.folder.backup(to: old)
        let replacement = Replacement(number: RevisionNumber(3), body: Array("N.".utf8))
        _ = try await bench.ledger.redact([replacement], reason: "asked", author: "dpo", at: moment)
        let new = bench.scratch("new.tar")
        _ = try await bench.folder.backup(to: new)
        try bench.close()
        // Over the Hall that knows what the redaction left.
        let over = try await DataFolder.restore(old, into: bench.folder.path, replacing: true, at: moment)
        #expect(over.redactedAgain == [RevisionNumber(3)])
        try await expectRedacted(over.folder, body: Array("N.".utf8))
        // Where only the list is left.
        let lonely = bench.scratch("lonely")
        try FileManager.default.createDirectory(atPath: lonely, withIntermediateDirectories: true)
        try write(
            try bytes(ofFileAt: over.previous.map { $0 + "/redactions" } ?? ""), to: lonely + "/redactions")
        let alone = try await DataFolder.restore(old, into: lonely, at: moment)
        #expect(alone.redactedAgain == [RevisionNumber(3)])
        try await expectRedacted(alone.folder, body: nil)
        // The newer backup needs nothing more, and the list is not forgotten by going back and forth.
        let forward = try await DataFolder.restore(new, into: lonely, replacing: true, at: moment)
        #expect(forward.redactedAgain == [])
        let back = try await DataFolder.restore(old, into: lonely, replacing: true, at: moment)
        #expect(back.redactedAgain == [RevisionNumber(3)])
    }

    @Test func `can be made again and again after restoring and redacting`() async throws {
        let bench = try await hall()
        let first = bench.scratch("0.tar")
        _ = try await bench.folder.backup(to: first)
        var file = first
        for number in 1...3 {
            let restored = try await DataFolder.restore(
                file, into: bench.scratch("copy-\(number)"), at: moment)
            let lock = try FolderLock(restored.folder)
            let ledger = try SQLiteLedger(writing: lock)
            let replacement = Replacement(number: RevisionNumber(Int64(number)), body: Array("N.".utf8))
            _ = try await ledger.redact([replacement], reason: "asked", author: "dpo", at: moment)
            try ledger.close()
            lock.release()
            file = bench.scratch("\(number).tar")
            _ = try await restored.folder.backup(to: file)
            #expect(try await SQLiteLedger.check(restored.folder) == [])
        }
    }

    private func expectRedacted(_ folder: DataFolder, body: [UInt8]?) async throws {
        let ledger = try SQLiteLedger(reading: folder)
        let revision = try #require(try await ledger.revision(RevisionNumber(3)))
        #expect(revision.body == body && revision.note == nil && revision.redactedBy == RevisionNumber(9))
        #expect(try await ledger.revisions(after: .zero, limit: 100).count == 9)
        try ledger.close()
        #expect(try await SQLiteLedger.check(folder) == [])
        let file = try Data(contentsOf: URL(fileURLWithPath: folder.ledger))
        #expect(file.range(of: Data("Anna 2".utf8)) == nil && file.range(of: Data("Anna 4".utf8)) != nil)
    }

    @Test func `applies only redactions of the same history`() async throws {
        let one = try await hall()
        let two = try await hall()
        let file = one.scratch("one.tar")
        _ = try await one.folder.backup(to: file)
        let replacement = Replacement(number: RevisionNumber(3), body: nil)
        _ = try await two.ledger.redact([replacement], reason: "asked", author: "dpo", at: moment)
        try two.close()
        let restored = try await DataFolder.restore(file, into: two.folder.path, replacing: true, at: moment)
        #expect(restored.redactedAgain == [])
        #expect(try RedactionList(at: two.folder.redactions).entries.count == 1)
        #expect(try await SQLiteLedger.check(two.folder) == [])
    }
}
