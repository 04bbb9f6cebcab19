import GRDB
import Records

/// Makes random salts; tests put a counting one in its place.
package typealias RandomBytes = @Sendable (_ count: Int) -> [UInt8]

/// The journal in one SQLite file.
///
/// Appends run one after another on the writer's queue, away from the cooperative threads, and go on when the
/// task that asked is cancelled. Readers have connections of their own and never wait for the writer.
package final class SQLiteLedger: RevisionLog {
    /// The folder that the ledger lies in.
    package let folder: DataFolder
    let writer: DatabaseQueue?
    let readers: Readers
    let randomBytes: RandomBytes

    /// How many connections read at a time.
    private static let readerCount = 2

    /// Opens the ledger for writing, and finishes a redaction that was interrupted.
    package convenience init(
        writing lock: FolderLock, randomBytes: @escaping RandomBytes = SQLiteLedger.systemRandomBytes
    ) throws(LedgerProblem) {
        guard lock.isHeld else { throw .readOnly }
        let writer = try LedgerFile.writer(at: lock.folder.ledger)
        try self.init(folder: lock.folder, writer: writer, randomBytes: randomBytes)
        _ = try finishErasingNow()
    }

    /// Opens the ledger for reading; a server may be writing it at the same time.
    package convenience init(reading folder: DataFolder) throws(LedgerProblem) {
        try self.init(folder: folder, writer: nil, randomBytes: SQLiteLedger.systemRandomBytes)
    }

    /// Makes the ledger of a new data folder.
    convenience init(
        creatingIn folder: DataFolder, lock: FolderLock,
        randomBytes: @escaping RandomBytes = SQLiteLedger.systemRandomBytes
    ) throws(LedgerProblem) {
        guard lock.isHeld, lock.folder == folder else { throw .readOnly }
        let writer = try LedgerFile.create(at: folder.ledger)
        try self.init(folder: folder, writer: writer, randomBytes: randomBytes)
    }

    private init(
        folder: DataFolder, writer: DatabaseQueue?, randomBytes: @escaping RandomBytes
    ) throws(LedgerProblem) {
        self.folder = folder
        self.writer = writer
        self.randomBytes = randomBytes
        self.readers = try Readers(path: folder.ledger, count: SQLiteLedger.readerCount)
    }

    /// Closes all connections; the write-ahead log is folded into the file by the last one.
    package func close() throws(LedgerProblem) {
        try Storage.run(folder.ledger) {
            try readers.close()
            try writer?.close()
        }
    }

    /// Bytes from the system's generator.
    package static let systemRandomBytes: RandomBytes = { count in
        var source = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        // Each number is one system call, so it is used whole.
        while bytes.count < count { bytes.append(big: source.next()) }
        return Array(bytes.prefix(count))
    }

    // MARK: - Reading

    /// The newest revision's number and the chain up to it.
    package func head() async throws(LedgerProblem) -> Head {
        try await readers.read { db in try Rows.head(db) }
    }

    /// The state of the ledger right after a revision; `nil` when there is none.
    package func head(at number: RevisionNumber) async throws(LedgerProblem) -> Head? {
        if number == .zero { return .empty }
        return try await readers.read { db in try Rows.head(db, at: number) }
    }

    /// The revisions after a number, in order, at most `limit` of them.
    package func revisions(after number: RevisionNumber, limit: Int) async throws(LedgerProblem) -> [Revision]
    {
        let limit = min(limit, LedgerLimits.revisionsInOneRead)
        guard limit > 0 else { return [] }
        return try await readers.read { db in try Rows.revisions(db, after: number, limit: limit) }
    }

    /// The revisions before a number that pass a filter; see `RevisionLog`.
    package func entries(
        _ filter: JournalFilter, before number: RevisionNumber, limit: Int
    ) async throws(LedgerProblem) -> JournalStretch {
        try await readers.read { db in
            try Rows.entries(db, filter, before: number, limit: min(limit, LedgerLimits.revisionsInOneRead))
        }
    }

    /// One revision; `nil` when there is none with this number.
    package func revision(_ number: RevisionNumber) async throws(LedgerProblem) -> Revision? {
        try await revisions(after: RevisionNumber(number.value - 1), limit: 1).first { $0.number == number }
    }

    // MARK: - Writing

    /// Runs on the writer's queue, to its end, also when the waiting task is cancelled.
    func write<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(LedgerProblem) -> Value {
        guard let writer else { throw .readOnly }
        let path = folder.ledger
        let result = await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { db in
                continuation.resume(
                    returning: Result { () throws(LedgerProblem) in try Storage.run(path) { try work(db) } })
            }
        }
        return try result.get()
    }
}

/// A few reading connections, taken in turn.
final class Readers: Sendable {
    private let path: String
    private let queues: [DatabaseQueue]
    private let turn = Turn()

    init(path: String, count: Int) throws(LedgerProblem) {
        self.path = path
        var queues: [DatabaseQueue] = []
        for _ in 0..<count { queues.append(try LedgerFile.reader(at: path)) }
        self.queues = queues
    }

    /// Runs in one snapshot of the file.
    func read<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(LedgerProblem) -> Value {
        let queue = queues[turn.next(of: queues.count)]
        let path = path
        let result = await withCheckedContinuation { continuation in
            queue.asyncRead { opened in
                continuation.resume(
                    returning: Result { () throws(LedgerProblem) in
                        try Storage.run(path) { try work(try opened.get()) }
                    })
            }
        }
        return try result.get()
    }

    func close() throws {
        for queue in queues { try queue.close() }
    }
}
