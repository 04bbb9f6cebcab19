import GRDB

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The SQLite file of the office: its schema, and connections that are set as accounts need them.
enum OfficeFile {
    /// "TwOf": the application id in the file's header.
    static let applicationId: Int64 = 0x5477_4F66
    private static let busySeconds = 5.0

    /// What makes each format out of the one before it, from the empty file on. They are never changed: files of every
    /// age come by. The place in the list is the format's number, and the file's `user_version`.
    static let migrations: [String] = [
        """
        CREATE TABLE account (
          id TEXT PRIMARY KEY NOT NULL,
          name TEXT NOT NULL,
          login TEXT NOT NULL,
          login_key TEXT NOT NULL UNIQUE,
          role TEXT NOT NULL,
          is_disabled INTEGER NOT NULL,
          created_at INTEGER NOT NULL,
          password TEXT
        ) STRICT;
        CREATE TABLE session (
          id TEXT PRIMARY KEY NOT NULL,
          token_hash BLOB NOT NULL UNIQUE,
          account TEXT NOT NULL REFERENCES account (id),
          created_at INTEGER NOT NULL,
          last_used_at INTEGER NOT NULL,
          device TEXT NOT NULL,
          csrf TEXT NOT NULL
        ) STRICT;
        CREATE INDEX session_by_account ON session (account);
        CREATE TABLE one_time_token (
          account TEXT PRIMARY KEY NOT NULL REFERENCES account (id),
          token_hash BLOB NOT NULL UNIQUE,
          purpose TEXT NOT NULL,
          valid_until INTEGER NOT NULL
        ) STRICT;
        """,
        // Links by which somebody without an account approves a version.
        """
        CREATE TABLE approval_link (
          id TEXT PRIMARY KEY NOT NULL,
          token_hash BLOB NOT NULL UNIQUE,
          record TEXT NOT NULL,
          version INTEGER NOT NULL,
          person TEXT NOT NULL,
          made_by TEXT NOT NULL REFERENCES account (id),
          created_at INTEGER NOT NULL,
          valid_until INTEGER NOT NULL,
          ended TEXT,
          ended_at INTEGER
        ) STRICT;
        CREATE INDEX approval_link_by_record ON approval_link (record, created_at);
        """,
        // Accounts for some kinds only, where a session was opened, a second factor, and the first administrator.
        """
        ALTER TABLE account ADD COLUMN kinds TEXT;
        ALTER TABLE account ADD COLUMN last_sign_in_at INTEGER;
        ALTER TABLE session ADD COLUMN network TEXT NOT NULL DEFAULT '';
        CREATE TABLE second_factor (
          account TEXT PRIMARY KEY NOT NULL REFERENCES account (id),
          secret BLOB NOT NULL,
          confirmed_at INTEGER,
          last_step INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE recovery_code (
          account TEXT NOT NULL REFERENCES second_factor (account) ON DELETE CASCADE,
          code_hash BLOB NOT NULL,
          PRIMARY KEY (account, code_hash)
        ) STRICT;
        CREATE TABLE pending_sign_in (
          token_hash BLOB PRIMARY KEY NOT NULL,
          account TEXT NOT NULL REFERENCES account (id),
          valid_until INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE first_token (
          place INTEGER PRIMARY KEY NOT NULL CHECK (place = 1),
          token_hash BLOB NOT NULL,
          valid_until INTEGER NOT NULL
        ) STRICT;
        """,
        // What was typed at the Desk and not saved yet.
        """
        CREATE TABLE unsaved_text (
          account TEXT NOT NULL REFERENCES account (id),
          record TEXT NOT NULL,
          kind TEXT NOT NULL,
          base INTEGER NOT NULL,
          texts BLOB NOT NULL,
          kept_at INTEGER NOT NULL,
          PRIMARY KEY (account, record)
        ) STRICT;
        """,
        // Who may come in by the word of a provider.
        """
        CREATE TABLE identity (
          account TEXT PRIMARY KEY NOT NULL REFERENCES account (id),
          issuer TEXT NOT NULL,
          subject TEXT NOT NULL,
          bound_at INTEGER NOT NULL,
          UNIQUE (issuer, subject)
        ) STRICT;
        ALTER TABLE session ADD COLUMN is_vouched INTEGER NOT NULL DEFAULT 0;
        """,
        // What visitors wrote about accessibility.
        """
        CREATE TABLE message (
          number TEXT PRIMARY KEY NOT NULL,
          language TEXT NOT NULL,
          page TEXT NOT NULL,
          words TEXT NOT NULL,
          answer TEXT NOT NULL,
          received_at INTEGER NOT NULL,
          done_at INTEGER
        ) STRICT;
        CREATE INDEX message_by_time ON message (received_at);
        """,
    ]

    static var format: Int { migrations.count }

    /// Opens the file for writing, makes it when it is not there, and brings an older format up to date.
    static func writer(at path: String) throws(OfficeProblem) -> DatabaseQueue {
        try make(path)
        let queue = try connect(path, readOnly: false)
        try Storing.run(path) {
            try queue.writeWithoutTransaction { db in
                try prepare(db, path)
                guard try pragma("synchronous", db) == 2, try pragma("foreign_keys", db) == 1,
                    try pragma("secure_delete", db) == 1
                else { throw OfficeProblem.storage("\(path): the database does not keep its settings") }
            }
        }
        return queue
    }

    /// Opens a file that a writer has opened before.
    static func reader(at path: String) throws(OfficeProblem) -> DatabaseQueue {
        try connect(path, readOnly: true)
    }

    /// Makes the file for its owner only when there is none; SQLite gives the files beside it the same rights.
    ///
    /// It is made whole under another name and then linked to its own: of several who open it at once, two would each
    /// wait for the other to turn the write-ahead log on, which SQLite refuses at once instead of waiting.
    private static func make(_ path: String) throws(OfficeProblem) {
        var facts = stat()
        guard lstat(path, &facts) != 0 else { return }
        let fresh = "\(path).new-\(RandomName.make())"
        let descriptor = open(fresh, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw refusal(path) }
        close(descriptor)
        defer { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(fresh + suffix) } }
        let queue = try connect(fresh, readOnly: false)
        try Storing.run(path) {
            try queue.writeWithoutTransaction { db in try prepare(db, path) }
            try queue.close()
        }
        guard link(fresh, path) == 0 || errno == EEXIST else { throw refusal(path) }
    }

    private static func refusal(_ path: String) -> OfficeProblem {
        .storage("cannot make \(path): \(String(cString: strerror(errno)))")
    }

    private static func prepare(_ db: Database, _ path: String) throws {
        // Looked at before anything is written: a strange file stays as it is.
        try confirm(db, path)
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal" else {
            throw OfficeProblem.storage("\(path) cannot use a write-ahead log")
        }
        try db.inTransaction(.immediate) {
            try migrate(db, path)
            return .commit
        }
    }

    private static func connect(_ path: String, readOnly: Bool) throws(OfficeProblem) -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(busySeconds)
        configuration.foreignKeysEnabled = true
        configuration.label = "twinhall.office"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA secure_delete = ON")
            try db.execute(sql: "PRAGMA cell_size_check = ON")
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
        }
        let settings = configuration
        return try Storing.run(path) { try DatabaseQueue(path: path, configuration: settings) }
    }

    /// Demands an empty file or one of ours that is not too new; gives its format.
    @discardableResult
    private static func confirm(_ db: Database, _ path: String) throws -> Int {
        let version = Int(try pragma("user_version", db))
        let id = try pragma("application_id", db)
        let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
        guard id == applicationId || id == 0 && version == 0 && isEmpty else {
            throw OfficeProblem.damaged(place: path, problem: "is not an office file of Twinhall")
        }
        guard version <= format else { throw OfficeProblem.newerFormat(found: version, known: format) }
        guard version >= 0 else {
            throw OfficeProblem.damaged(place: path, problem: "has the unknown format \(version)")
        }
        return version
    }

    private static func migrate(_ db: Database, _ path: String) throws {
        // Again, within the transaction: another process may have been faster.
        let version = try confirm(db, path)
        guard version < format else { return }
        for migration in migrations[version...] { try db.execute(sql: migration) }
        try db.execute(sql: "PRAGMA application_id = \(applicationId)")
        try db.execute(sql: "PRAGMA user_version = \(format)")
    }

    private static func pragma(_ name: String, _ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "PRAGMA \(name)") ?? -1
    }
}

/// Runs database work and turns what it throws into a problem of the office.
enum Storing {
    static func run<Value>(_ path: String, _ work: () throws -> Value) throws(OfficeProblem) -> Value {
        do { return try work() } catch { throw problem(error, path) }
    }

    static func problem(_ error: any Error, _ path: String) -> OfficeProblem {
        switch error {
        case let problem as OfficeProblem: problem
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
