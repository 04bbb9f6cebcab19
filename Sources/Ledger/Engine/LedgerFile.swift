import GRDB

/// The SQLite file of the ledger: its schema, and connections that are set as the journal needs them.
///
/// Connections are single queues, not GRDB's pool. The pool sets `synchronous = NORMAL` after
/// `prepareDatabase` (GRDB 7.10.0, Core/Database.swift, setUpWALMode), in which an acknowledged revision can
/// be lost with the power; and at each start it makes and drops a table, which leaves a free page and a moved
/// schema cookie behind, so that a check could no longer account for every byte of the file.
enum LedgerFile {
    /// "Twin": the application id in the file's header.
    static let applicationId: Int64 = 0x5477_696E
    /// The format that this program writes; a larger one in a file is refused.
    static let formatVersion: Int64 = 1
    static let oldestLibrary = 3_040_000
    static let pageSize: Int64 = 4096
    private static let busySeconds = 5.0

    /// Every statement of the schema, in the order in which it is made. The check compares them with the
    /// file.
    static let schema: [Table] = [
        Table(
            name: "revision",
            format: RowFormat(columns: [
                .number, .text, .text, .integer, .integer, .integer, .integer, .text, .blob, .blob, .blob,
            ]),
            sql: """
                CREATE TABLE revision (
                  number INTEGER PRIMARY KEY,
                  record TEXT NOT NULL,
                  kind TEXT NOT NULL,
                  version INTEGER NOT NULL,
                  "action" INTEGER NOT NULL,
                  target INTEGER NOT NULL,
                  at INTEGER NOT NULL,
                  author TEXT NOT NULL,
                  payload_hash BLOB NOT NULL,
                  redactions BLOB NOT NULL,
                  chain BLOB NOT NULL
                ) STRICT
                """),
        Table(
            name: "payload",
            format: RowFormat(columns: [.number, .blob, .optionalBlob, .optionalBlob, .optionalInteger]),
            sql: """
                CREATE TABLE payload (
                  number INTEGER PRIMARY KEY,
                  salt BLOB NOT NULL,
                  body BLOB,
                  note BLOB,
                  redacted_by INTEGER
                ) STRICT
                """),
        Table(
            name: "seal",
            format: RowFormat(columns: [.number, .integer, .text]),
            sql: """
                CREATE TABLE seal (
                  id INTEGER PRIMARY KEY,
                  value INTEGER NOT NULL,
                  words TEXT NOT NULL
                ) STRICT
                """),
    ]

    /// A table, and how its rows are stored.
    struct Table {
        let name: String
        let format: RowFormat
        let sql: String
    }

    /// Opens the file for its one writer.
    static func writer(at path: String) throws(LedgerProblem) -> DatabaseQueue {
        try open(path, readOnly: false)
    }

    /// Opens the file for reading, beside a writer or without one.
    static func reader(at path: String) throws(LedgerProblem) -> DatabaseQueue {
        try open(path, readOnly: true)
    }

    /// Makes a new, empty ledger in a file that does not exist.
    static func create(at path: String) throws(LedgerProblem) -> DatabaseQueue {
        guard Folders.item(at: path) == .nothing else { throw .exists(path: path) }
        let queue = try connect(path, readOnly: false)
        try Storage.run(path) {
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA page_size = \(pageSize)")
                guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal" else {
                    throw LedgerProblem.storage("\(path) cannot use a write-ahead log")
                }
                try db.inTransaction(.immediate) {
                    try db.execute(sql: "PRAGMA application_id = \(applicationId)")
                    try db.execute(sql: "PRAGMA user_version = \(formatVersion)")
                    for table in schema { try db.execute(sql: table.sql) }
                    try Seal.write(db)
                    return .commit
                }
            }
        }
        try confirm(queue, path, readOnly: false)
        return queue
    }

    private static func open(_ path: String, readOnly: Bool) throws(LedgerProblem) -> DatabaseQueue {
        guard Folders.item(at: path) == .file else { throw .missing(path) }
        let queue = try connect(path, readOnly: readOnly)
        try confirm(queue, path, readOnly: readOnly)
        return queue
    }

    /// A connection that is set, but not yet confirmed to be one to a ledger.
    static func connect(_ path: String, readOnly: Bool) throws(LedgerProblem) -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(busySeconds)
        configuration.foreignKeysEnabled = false
        configuration.label = "twinhall.ledger"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = \(SyncPoint.ledger.isOmitted ? "OFF" : "FULL")")
            try db.execute(sql: "PRAGMA secure_delete = ON")
            try db.execute(sql: "PRAGMA cell_size_check = ON")
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
        }
        let settings = configuration
        return try Storage.run(path) { try DatabaseQueue(path: path, configuration: settings) }
    }

    /// Reads back what the journal stands on.
    private static func confirm(_ queue: DatabaseQueue, _ path: String, readOnly: Bool) throws(LedgerProblem)
    {
        try Storage.run(path) {
            try queue.writeWithoutTransaction { db in
                func pragma(_ name: String) throws -> Int64 {
                    try Int64.fetchOne(db, sql: "PRAGMA \(name)") ?? -1
                }
                guard try library(db) >= oldestLibrary else {
                    throw LedgerProblem.storage("SQLite 3.40 or newer is needed")
                }
                guard try pragma("application_id") == applicationId else {
                    throw LedgerProblem.damaged(place: path, problem: "is not a ledger of Twinhall")
                }
                let version = try pragma("user_version")
                if version > formatVersion {
                    throw LedgerProblem.newerFormat(found: Int(version), known: Int(formatVersion))
                }
                guard version == formatVersion else {
                    throw LedgerProblem.damaged(place: path, problem: "has the unknown format \(version)")
                }
                if readOnly { return }
                guard try pragma("synchronous") == (SyncPoint.ledger.isOmitted ? 0 : 2),
                    try pragma("secure_delete") == 1,
                    try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
                else { throw LedgerProblem.storage("\(path): the database does not keep its settings") }
                try Seal.noteLibrary(db)
            }
        }
    }

    /// The number of the SQLite library, 3040001 for 3.40.1.
    static func library(_ db: Database) throws -> Int {
        let text = try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? ""
        let parts = text.utf8.split(separator: UInt8(ascii: ".")).compactMap {
            Int(String(decoding: $0, as: UTF8.self))
        }
        guard parts.count >= 3 else { return 0 }
        return parts[0] * 1_000_000 + parts[1] * 1_000 + parts[2]
    }
}

/// Runs database work and turns what it throws into a problem of the ledger.
enum Storage {
    static func run<Value>(_ path: String, _ work: () throws -> Value) throws(LedgerProblem) -> Value {
        do { return try work() } catch { throw problem(error, path) }
    }

    static func problem(_ error: any Error, _ path: String) -> LedgerProblem {
        switch error {
        case let problem as LedgerProblem: problem
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_CORRUPT, .SQLITE_NOTADB:
                .damaged(place: path, problem: error.message ?? "is not a sound database")
            default: .storage("\(path): \(error.message ?? error.resultCode.description)")
            }
        default: .storage("\(path): \(String(describing: type(of: error)))")
        }
    }
}
