import FoundationEssentials
import GRDB

/// Something of the office that holds words of records or of people without an account: an autosaved text, a link.
package struct OfficeEntry: Sendable, Hashable {
    /// The table and the row.
    package let table: String
    package let row: Int64
    /// The words in which something was found.
    package let words: String

    package init(table: String, row: Int64, words: String) {
        self.table = table
        self.row = row
        self.words = words
    }
}

extension OfficeStore {
    /// The tables that hold words of records or of visitors, or name somebody who was asked to approve one. The others hold accounts,
    /// which are erased by nobody: the journal names them.
    static let tablesOfWords = ["unsaved_text", "approval_link", "message"]

    /// The entries with a text in which something is found, at most `limit`.
    package func entries(
        where holds: @escaping @Sendable (String) -> Bool, limit: Int
    ) async throws(OfficeProblem) -> [OfficeEntry] {
        try await database.read { db in
            var found: [OfficeEntry] = []
            for table in Self.tablesOfWords where try db.tableExists(table) {
                let rows = try Row.fetchCursor(db, sql: "SELECT rowid AS \"rowid of it\", * FROM \(table)")
                while let row = try rows.next(), found.count < limit {
                    guard let words = row.texts.first(where: holds) else { continue }
                    found.append(OfficeEntry(table: table, row: row[0], words: words))
                }
            }
            return found
        }
    }

    /// Removes entries in which something is still found, from the file as well.
    ///
    /// - Returns: whether no byte of them is left; a process that reads at this moment is in the way.
    @discardableResult
    package func remove(
        _ entries: [OfficeEntry], where holds: @escaping @Sendable (String) -> Bool
    ) async throws(OfficeProblem) -> Bool {
        try await database.write { db in
            for entry in entries where Self.tablesOfWords.contains(entry.table) {
                let sql = "SELECT * FROM \(entry.table) WHERE rowid = ?"
                guard let row = try Row.fetchOne(db, sql: sql, arguments: [entry.row]),
                    row.texts.contains(where: holds)
                else { continue }
                try db.execute(sql: "DELETE FROM \(entry.table) WHERE rowid = ?", arguments: [entry.row])
            }
        }
        return try await database.truncateLog()
    }
}

extension OfficeDatabase {
    /// Folds the write-ahead log into the file and empties it: with `secure_delete`, nothing of what was removed is
    /// left then.
    func truncateLog() async throws(OfficeProblem) -> Bool {
        try await writeOutsideTransaction { db in
            do {
                _ = try db.checkpoint(.truncate)
                return true
            } catch let error as DatabaseError
                where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
            {
                return false
            }
        }
    }
}

extension Row {
    /// Everything in a row that can be read as a text.
    fileprivate var texts: [String] {
        databaseValues.compactMap { value in
            switch value.storage {
            case .string(let text): text
            case .blob(let data): String(decoding: data, as: UTF8.self)
            case .null, .int64, .double: nil
            }
        }
    }
}
