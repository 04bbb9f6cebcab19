import GRDB

/// The office in a backup. What its tables mean is the office's matter; here it is a sound SQLite database.
enum OfficeCopy {
    /// Its name in the archive.
    static let member = "office.sqlite"

    /// Copies it in one snapshot, while a server may be writing it; there is no copy of an office that was never set up.
    ///
    /// - Throws: `damaged` when the copy is not sound.
    static func make(of path: String, at copy: String) throws(LedgerProblem) {
        let tables = try Storage.run(path) {
            let source = try connect(path, readOnly: true)
            let target = try connect(copy, readOnly: false)
            try source.backup(to: target)
            let tables = try target.inDatabase {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema")
            }
            try target.close()
            try source.close()
            return tables
        }
        if tables == 0 { return try Folders.remove(copy) }
        try check(copy, place: member)
    }

    /// Demands a sound database; it is one file, and stays so.
    ///
    /// - Throws: `damaged` at the place, with the first thing that SQLite found.
    static func check(_ path: String, place: String) throws(LedgerProblem) {
        let finding: String?
        do {
            let queue = try connect(path, readOnly: false)
            finding = try queue.inDatabase { db in
                // A file too short to be a database is an empty one to SQLite, and sound.
                guard try Int.fetchOne(db, sql: "PRAGMA page_count") != 0 else { return "is empty" }
                return try String.fetchOne(db, sql: "PRAGMA integrity_check(1)")
            }
            // The last connection takes the files beside it away.
            try queue.close()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw .damaged(place: place, problem: "is not a database")
        } catch {
            throw Storage.problem(error, place)
        }
        guard finding == "ok" else {
            throw .damaged(place: place, problem: finding ?? "cannot be checked")
        }
    }

    private static func connect(_ path: String, readOnly: Bool) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(5)
        configuration.label = "twinhall.office-copy"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cell_size_check = ON")
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
