import GRDB

/// The values of the file's header that only SQLite knows, noted a second time, so that a check can tell a
/// changed bit in them.
///
/// Row 1 holds the schema cookie. Each further row is the number of an SQLite library that has written here:
/// the header names the last of them.
enum Seal {
    static let cookieRow: Int64 = 1

    /// Notes cookie and library of a file that was just made or rebuilt.
    static func write(_ db: Database) throws {
        let cookie = try Int64.fetchOne(db, sql: "PRAGMA schema_version") ?? 0
        try put(db, id: cookieRow, value: cookie)
        try noteLibrary(db)
    }

    /// Adds the library in use, when it is a new one.
    static func noteLibrary(_ db: Database) throws {
        let library = Int64(try LedgerFile.library(db))
        let known = try Int64.fetchOne(db, sql: "SELECT value FROM seal WHERE id = ?", arguments: [library])
        if known != library { try put(db, id: library, value: library) }
    }

    private static func put(_ db: Database, id: Int64, value: Int64) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO seal (id, value, words) VALUES (?, ?, ?)",
            arguments: [id, value, words(value)])
    }

    /// The value in ten digits, so that a new one takes the old one's place without moving anything.
    static func words(_ value: Int64) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, 10 - text.utf8.count)) + text
    }
}
