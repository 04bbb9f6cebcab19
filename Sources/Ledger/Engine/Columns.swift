package import GRDB
import GRDBSQLite

/// The row a statement stands on, each value read as it is stored.
///
/// In a damaged file anything can stand anywhere. GRDB ends the process when a value does not fit the type it is read
/// as; here a value of another type becomes one that no hash covers. It also spares the boxes through which GRDB hands
/// out values, which took half of the time in which a journal was read.
package struct Columns {
    private let row: SQLiteStatement

    /// Goes through the rows of a statement whose values are bound.
    package static func each(_ statement: Statement, _ body: (Columns) throws -> Void) throws {
        let rows = try Row.fetchCursor(statement)
        while try rows.next() != nil { try body(Columns(row: statement.sqliteStatement)) }
    }

    /// Reads the first row of a statement whose values are bound; `nil` when there is none.
    package static func first<Value>(
        _ statement: Statement, _ body: (Columns) throws -> Value
    ) throws -> Value? {
        let rows = try Row.fetchCursor(statement)
        return try rows.next().map { _ in try body(Columns(row: statement.sqliteStatement)) }
    }

    /// An integer; -1 for anything else.
    package func number(_ column: Int) -> Int64 {
        guard sqlite3_column_type(row, CInt(column)) == SQLITE_INTEGER else { return -1 }
        return sqlite3_column_int64(row, CInt(column))
    }

    /// A number with or without decimals; `nil` for anything else.
    package func real(_ column: Int) -> Double? {
        let type = sqlite3_column_type(row, CInt(column))
        guard type == SQLITE_FLOAT || type == SQLITE_INTEGER else { return nil }
        return sqlite3_column_double(row, CInt(column))
    }

    /// A text; empty for anything else.
    package func text(_ column: Int) -> String {
        guard sqlite3_column_type(row, CInt(column)) == SQLITE_TEXT,
            let start = sqlite3_column_text(row, CInt(column))
        else { return "" }
        let count = Int(sqlite3_column_bytes(row, CInt(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// A blob; empty for anything else.
    package func bytes(_ column: Int) -> [UInt8] { optionalBytes(column) ?? [] }

    /// A blob; `nil` for anything else.
    package func optionalBytes(_ column: Int) -> [UInt8]? {
        guard sqlite3_column_type(row, CInt(column)) == SQLITE_BLOB else { return nil }
        let start = sqlite3_column_blob(row, CInt(column))
        return Array(
            UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(row, CInt(column)))))
    }

    /// An integer; `nil` only for NULL.
    package func optionalNumber(_ column: Int) -> Int64? {
        sqlite3_column_type(row, CInt(column)) == SQLITE_NULL ? nil : number(column)
    }
}
