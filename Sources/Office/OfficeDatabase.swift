import GRDB

/// The connections to the file: one that writes, one that reads and never waits for it.
///
/// Single queues, not GRDB's pool, which would set `synchronous = NORMAL` (GRDB 7.10.0, Core/Database.swift,
/// setUpWALMode): a revoked session must not come back with the power. Work goes on when the task that asked for it is
/// cancelled.
final class OfficeDatabase: Sendable {
    private let path: String
    private let writer: DatabaseQueue
    private let reader: DatabaseQueue

    init(path: String) throws(OfficeProblem) {
        self.path = path
        writer = try OfficeFile.writer(at: path)
        reader = try OfficeFile.reader(at: path)
    }

    /// Closes both; the write-ahead log is folded into the file by the last connection of all processes.
    func close() throws(OfficeProblem) {
        try Storing.run(path) {
            try reader.close()
            try writer.close()
        }
    }

    /// Runs in one snapshot.
    func read<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(OfficeProblem) -> Value {
        let path = path
        let result = await withCheckedContinuation { continuation in
            reader.asyncRead { opened in
                continuation.resume(
                    returning: Result { () throws(OfficeProblem) in
                        try Storing.run(path) { try work(try opened.get()) }
                    })
            }
        }
        return try result.get()
    }

    /// Runs on the writer, in no transaction.
    func writeOutsideTransaction<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(OfficeProblem) -> Value {
        let path = path
        let result = await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { db in
                continuation.resume(
                    returning: Result { () throws(OfficeProblem) in
                        try Storing.run(path) { try work(db) }
                    })
            }
        }
        return try result.get()
    }

    /// Runs in one transaction, which is on the disk when this returns; what throws changes nothing.
    func write<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(OfficeProblem) -> Value {
        let path = path
        let result = await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { db in
                continuation.resume(
                    returning: Result { () throws(OfficeProblem) in
                        try Storing.run(path) {
                            var value: Value?
                            // At once for writing: a transaction that reads first could not wait for another's lock.
                            try db.inTransaction(.immediate) {
                                value = try work(db)
                                return .commit
                            }
                            guard let value else { throw OfficeProblem.storage("\(path): nothing was done") }
                            return value
                        }
                    })
            }
        }
        return try result.get()
    }
}
