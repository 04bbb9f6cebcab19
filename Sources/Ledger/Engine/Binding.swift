package import GRDB
import GRDBSQLite

/// A value for a place in a statement.
package enum Bound: Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    package static func integer(_ value: Int) -> Bound { .integer(Int64(value)) }
    package static func text(_ value: String?) -> Bound { value.map { .text($0 as String) } ?? .null }
    package static func blob(_ value: [UInt8]?) -> Bound { value.map { .blob($0 as [UInt8]) } ?? .null }
    package static func real(_ value: Double?) -> Bound { value.map { .real($0 as Double) } ?? .null }
    package static func integer(_ value: Int?) -> Bound { value.map { .integer(Int64($0)) } ?? .null }
}

extension Statement {
    /// Binds the values in order and executes the statement.
    ///
    /// For statements that run once a revision: GRDB's own arguments are boxed, counted and turned into other values
    /// first, which took a third of the time in which a journal was written and a catalogue built. All else uses
    /// GRDB's.
    package func run(_ values: Bound...) throws { try run(values) }

    package func run(_ values: [Bound]) throws {
        try bind(values)
        try execute()
    }

    /// Binds the values in order, for a statement that is read next.
    package func bind(_ values: Bound...) throws { try bind(values) }

    private func bind(_ values: [Bound]) throws {
        // Tells GRDB that nothing is to be checked, and clears what was bound before.
        setUncheckedArguments(StatementArguments())
        for (position, value) in values.enumerated() {
            let result = bind(value, at: CInt(position + 1))
            guard result == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: result)) }
        }
    }

    /// SQLite copies what it is given, because a statement may outlive the value.
    private func bind(_ value: Bound, at place: CInt) -> CInt {
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null: return sqlite3_bind_null(sqliteStatement, place)
        case .integer(let number): return sqlite3_bind_int64(sqliteStatement, place, number)
        case .real(let number): return sqlite3_bind_double(sqliteStatement, place, number)
        case .text(var text):
            return text.withUTF8 { utf8 in
                // An empty text has no address, and without one SQLite would bind NULL.
                guard let start = utf8.baseAddress else {
                    return sqlite3_bind_text(sqliteStatement, place, "", 0, copied)
                }
                return start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
                    sqlite3_bind_text(sqliteStatement, place, $0, CInt(utf8.count), copied)
                }
            }
        case .blob(let bytes):
            return bytes.withUnsafeBytes {
                $0.isEmpty
                    ? sqlite3_bind_zeroblob(sqliteStatement, place, 0)
                    : sqlite3_bind_blob(sqliteStatement, place, $0.baseAddress, CInt($0.count), copied)
            }
        }
    }
}
