import FoundationEssentials
import GRDBSQLite
import Synchronization

/// What the databases below some folders do: every statement, with the steps that its program took.
///
/// A test must not hold a watch, for a busy machine makes any time look like any other. What SQLite does for a request is
/// the same on every machine: its virtual machine counts the steps of a statement, of which each takes about as long as
/// any other of its sort, and each row that is looked at, sorted or skipped takes some. Where two requests are answered by
/// the same statements with the same steps, and with the same bytes, nothing is left that takes another order of time.
/// Not counted is how long a row is: a longer one takes longer to be copied, in memory.
final class DatabaseMeter: Sendable {
    /// One statement that came to its end.
    struct Work: Hashable, CustomStringConvertible {
        let file: String
        let sql: String
        let steps: Int

        var description: String { "\(file): \(steps) steps of \(sql)" }
    }

    private let folders: [String]

    init(_ folders: [URL]) { self.folders = folders.map { "/\($0.lastPathComponent)/" } }

    /// Every connection that is opened from now on can be measured.
    static func listen() -> Bool { isInstalled }

    /// What is done while something else is awaited.
    func work(during request: () async throws -> Void) async rethrows -> [Work] {
        Self.log.withLock { $0.watched.formUnion(folders) }
        _ = take()
        try await request()
        return take()
    }

    /// Forgets the folders.
    func stop() { Self.log.withLock { $0.watched.subtract(folders) } }

    private func take() -> [Work] {
        Self.log.withLock { log in
            let isOurs = { (path: String) in self.folders.contains { path.contains($0) } }
            let taken = log.done.filter { isOurs($0.path) }.map(\.work)
            log.done.removeAll { isOurs($0.path) }
            return taken
        }
    }

    // MARK: Listening to SQLite

    private struct Log {
        var watched: Set<String> = []
        var done: [(path: String, work: Work)] = []
    }

    private static let log = Mutex(Log())

    private static let isInstalled: Bool = {
        let open: @convention(c) (OpaquePointer?, OpaquePointer?, OpaquePointer?) -> CInt = { db, _, _ in
            sqlite3_trace_v2(
                db, UInt32(SQLITE_TRACE_PROFILE),
                { _, _, statement, _ in
                    DatabaseMeter.ended(OpaquePointer(statement))
                    return 0
                }, nil)
        }
        return sqlite3_auto_extension(unsafeBitCast(open, to: (@convention(c) () -> Void).self)) == SQLITE_OK
    }()

    private static func ended(_ statement: OpaquePointer?) {
        // The count goes on over all runs of a statement unless it is set to nothing at each.
        let steps = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1)
        guard let name = sqlite3_db_filename(sqlite3_db_handle(statement), "main"),
            let words = sqlite3_sql(statement)
        else { return }
        let (path, sql) = (String(cString: name), String(cString: words))
        log.withLock { log in
            guard isWork(sql), log.watched.contains(where: { path.contains($0) }) else { return }
            let file = String(path.split(separator: "/").last ?? "")
            log.done.append((path, Work(file: file, sql: sql, steps: Int(steps))))
        }
    }

    /// Not what a connection does for itself, when it is new or begins and ends to read.
    private static func isWork(_ sql: String) -> Bool {
        let isAsked = ["SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"].contains {
            sql.hasPrefix($0)
        }
        return isAsked && !sql.contains("sqlite_master") && !sql.contains("_config'")
    }
}
