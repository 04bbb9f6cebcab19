import FoundationEssentials
import GRDB
import Ledger
import Records

/// Makes a catalogue from the whole journal, in a new file and in one transaction.
///
/// Nobody reads the file before it is done and nothing of value is lost with half of it, so there is no write-ahead
/// log: what is written is written once, and the disk is waited for at the end. Measured with 10,000 records, this
/// takes less than half the time of adding them to a catalogue in use.
struct CatalogueBuild {
    /// The new file; what is left of an interrupted build is removed.
    let path: String
    let log: any RevisionLog

    /// How many bytes of words the search gathers before it writes them; see `hashsize` in SQLite's FTS5 manual.
    private static let gatheredBytes = (building: 64 << 20, usual: 1 << 20)

    /// - Returns: the open catalogue, complete and on the disk.
    func run(progress: (@Sendable (Int) -> Void)?) async throws -> DatabaseQueue {
        Self.remove(path)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA cache_size = -131072")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        do {
            try await fill(queue, progress: progress)
            return queue
        } catch {
            try? queue.close()
            Self.remove(path)
            throw error
        }
    }

    private func fill(_ queue: DatabaseQueue, progress: (@Sendable (Int) -> Void)?) async throws {
        try await queue.writeWithoutTransaction { db in
            try db.execute(sql: Schema.marks)
            try db.beginTransaction(.immediate)
            try db.execute(sql: Schema.tables)
            try Self.gather(Self.gatheredBytes.building, in: db)
            try State.set(.cursor, 0, in: db)
            try State.set(.chain, Head.empty.chain.description, in: db)
            try State.set(.publicHead, 0, in: db)
        }
        _ = try await Batch.each(of: log, after: .zero, progress) { batch in
            try await queue.writeWithoutTransaction { db in try batch.apply(to: db) }
            return true
        }
        try await queue.writeWithoutTransaction { db in
            try db.execute(sql: Schema.indexes)
            for search in Schema.searches {
                try db.execute(sql: "INSERT INTO \(search) (\(search)) VALUES ('optimize')")
            }
            try Self.gather(Self.gatheredBytes.usual, in: db)
            // A sample of each index tells the planner enough.
            try db.execute(sql: "PRAGMA analysis_limit = 1000; ANALYZE")
            try db.commit()
        }
    }

    private static func gather(_ bytes: Int, in db: Database) throws {
        for search in Schema.searches {
            try db.execute(
                sql: "INSERT INTO \(search) (\(search), rank) VALUES ('hashsize', ?)", arguments: [bytes])
        }
    }

    /// Removes a catalogue's files; that there are none is the usual case.
    static func remove(_ path: String) {
        for suffix in ["", "-journal", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}
