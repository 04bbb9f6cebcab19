import FoundationEssentials
import GRDB
package import Ledger
import Records
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The read model: everything that pages and searches ask, made from the journal and thrown away at will.
///
/// One process writes it. Readers get one snapshot each.
package final class Catalogue: Sendable {
    private let path: String
    private let log: any RevisionLog
    private let pool: Mutex<DatabasePool>
    private let publicHeadValue = Atomic<UInt64>(0)
    private let writing = OneAtATime()
    private let isClosed = Atomic<Bool>(false)

    /// Opens the catalogue at `path`, or makes it when it is missing, unreadable or of another version, and
    /// catches up with the journal.
    ///
    /// - Parameter progress: called with the number of revisions applied, after each batch.
    package init(
        path: String, log: any RevisionLog, progress: (@Sendable (Int) -> Void)? = nil
    ) async throws {
        self.path = path
        self.log = log
        if let usable = await Catalogue.usable(path, log) {
            pool = Mutex(usable)
        } else {
            pool = Mutex(try await Catalogue.makeFresh(at: path, from: log, progress: progress))
        }
        try await catchUp(progress: progress)
    }

    /// The number of the newest revision that may have changed anything public.
    package var publicHead: UInt64 { publicHeadValue.load(ordering: .acquiring) }

    /// Applies what the journal has beyond the catalogue. A redaction in it builds the catalogue anew: the words
    /// that were erased must not stay in any page of the old file.
    package func catchUp(progress: (@Sendable (Int) -> Void)? = nil) async throws {
        try await writing.run {
            let current = pool.withLock { $0 }
            if try await Catalogue.replay(log, into: current, progress: progress) == .needsRebuild {
                try await swapFresh(progress: progress)
            }
            try await notePublicHead()
        }
    }

    /// Builds the catalogue anew beside the old one and swaps them; readers of the old one finish in peace.
    package func rebuild(progress: (@Sendable (Int) -> Void)? = nil) async throws {
        try await writing.run {
            try await swapFresh(progress: progress)
            try await notePublicHead()
        }
    }

    private func swapFresh(progress: (@Sendable (Int) -> Void)?) async throws {
        let fresh = try await Catalogue.makeFresh(at: path, from: log, progress: progress)
        pool.withLock { $0 = fresh }
    }

    /// One snapshot for everything that a request asks.
    package func read<Value: Sendable>(_ body: @escaping @Sendable (CatalogueView) throws -> Value)
        async throws -> Value
    {
        try await pool.withLock { $0 }.read { db in try body(CatalogueView(db: db)) }
    }

    /// Compares the catalogue at `path` with one built anew from the journal, and the originals that records name
    /// with those that are kept. Revisions that the catalogue has not seen yet are applied first, as at any start;
    /// nothing else is mended.
    ///
    /// - Returns: what differs, each with table and row; empty when all is well, or there is no catalogue yet.
    package static func check(
        path: String, log: any RevisionLog, blobs: any BlobStore
    ) async throws -> [Finding] {
        let beside = path + ".check"
        defer { CatalogueBuild.remove(beside) }
        let fresh = try await CatalogueBuild(path: beside, log: log).run(progress: nil)
        var findings: [Finding] = []
        if FileManager.default.fileExists(atPath: path) {
            let seal = CatalogueSeal(path: path)
            let isBroken = seal.isBroken
            do {
                let current = try open(path)
                if let finding = try await mismatch(current, log) {
                    try current.close()
                    return [finding]
                }
                _ = try await replay(log, into: current, progress: nil)
                findings = try await CatalogueComparison(current: current, fresh: fresh).findings()
                try await close(current)
                if findings.isEmpty, isBroken {
                    findings = [
                        Finding(
                            place: "catalogue.sqlite",
                            problem: "was changed while nobody used it: run 'twinhall rebuild'")
                    ]
                }
                if findings.isEmpty { seal.write() }
            } catch let error as DatabaseError {
                return [Finding(place: "catalogue.sqlite", problem: error.message ?? "cannot be read")]
            }
        }
        let named = try await fresh.read { try CatalogueView(db: $0).namedBlobs() }
        for (hash, code) in named where try await !blobs.contains(hash) {
            findings.append(
                Finding(place: "blobs/\(hash)", problem: "is missing, and record \(code) needs it"))
        }
        try fresh.close()
        return findings
    }

    /// Why a catalogue does not belong to a journal; `nil` when it does.
    private static func mismatch(_ pool: DatabasePool, _ log: any RevisionLog) async throws -> Finding? {
        let (application, mark) = try await pool.read { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            )
        }
        guard application == Schema.applicationID, mark == Schema.version else {
            return Finding(
                place: "catalogue.sqlite, header",
                problem: "is not that of a catalogue of this program: it will be rebuilt at the next start")
        }
        let (cursor, chain) = try await pool.read { db in
            (try State.integer(.cursor, in: db), try State.text(.chain, in: db))
        }
        guard try await log.head(at: RevisionNumber(Int64(cursor)))?.chain.description == chain else {
            return Finding(
                place: "catalogue.sqlite, state", problem: "is not of this journal: run 'twinhall rebuild'")
        }
        return nil
    }

    /// Folds the write-ahead log into the file and closes it, so that the file alone is the catalogue.
    package func close() async throws {
        // GRDB hands a closed connection to SQLite, which does not survive it.
        guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        try await Catalogue.close(pool.withLock { $0 })
        CatalogueSeal(path: path).write()
    }

    private func notePublicHead() async throws {
        let head = try await pool.withLock { $0 }.read { db in try State.integer(.publicHead, in: db) }
        publicHeadValue.store(UInt64(max(head, 0)), ordering: .releasing)
    }
}

extension Catalogue {
    private enum Outcome { case caughtUp, needsRebuild }

    private static func open(_ path: String) throws -> DatabasePool {
        guard FileManager.default.fileExists(atPath: path) else {
            throw DatabaseError(resultCode: .SQLITE_CANTOPEN)
        }
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 8
        configuration.prepareDatabase { db in
            // An erased word must not survive in a freed page.
            try db.execute(sql: "PRAGMA secure_delete = ON; PRAGMA cache_size = -16384")
            try Weighing.register(in: db)
        }
        return try DatabasePool(path: path, configuration: configuration)
    }

    /// The catalogue that is there, when nothing speaks against going on with it; any other is closed, so that
    /// nobody has the files open that are replaced.
    private static func usable(_ path: String, _ log: any RevisionLog) async -> DatabasePool? {
        // Why it cannot be used does not matter here: it is made anew. `check` tells.
        CatalogueSeal(path: path).remove()
        guard let pool = try? open(path) else { return nil }
        do {
            if try await mismatch(pool, log) == nil { return pool }
        } catch {}
        try? pool.close()
        return nil
    }

    /// Builds a catalogue beside the path and puts it there.
    private static func makeFresh(
        at path: String, from log: any RevisionLog, progress: (@Sendable (Int) -> Void)?
    ) async throws -> DatabasePool {
        let beside = path + ".new"
        try await CatalogueBuild(path: beside, log: log).run(progress: progress).close()
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        guard rename(beside, path) == 0 else {
            throw DatabaseError(resultCode: .SQLITE_IOERR, message: "rename failed")
        }
        return try open(path)
    }

    /// GRDB keeps a write-ahead log beyond the last connection: it is folded into the file first.
    private static func close(_ pool: DatabasePool) async throws {
        try await pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        try pool.close()
    }

    private static func replay(
        _ log: any RevisionLog, into pool: DatabasePool, progress: (@Sendable (Int) -> Void)?
    ) async throws -> Outcome {
        let cursor = try await pool.read { db in try State.integer(.cursor, in: db) }
        let pending = try await Int(log.head().number.value) - cursor
        // Building anew takes less time than adding to a catalogue more than it holds.
        if pending > max(cursor, Batch.limit) { return .needsRebuild }
        let isWhole = try await Batch.each(of: log, after: RevisionNumber(Int64(cursor)), progress) { batch in
            guard !batch.hasRedaction else { return false }
            try await pool.write { db in try batch.apply(to: db) }
            return true
        }
        return isWhole ? .caughtUp : .needsRebuild
    }
}

/// The few values about the catalogue as a whole.
enum State: String {
    case cursor, chain, publicHead

    static func integer(_ name: State, in db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT value FROM state WHERE name = ?", arguments: [name.rawValue]) ?? 0
    }

    static func text(_ name: State, in db: Database) throws -> String {
        try String.fetchOne(db, sql: "SELECT value FROM state WHERE name = ?", arguments: [name.rawValue])
            ?? ""
    }

    static func set(_ name: State, _ value: some DatabaseValueConvertible, in db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)",
            arguments: [name.rawValue, value])
    }
}
