import FoundationEssentials
import GRDB
import Records

/// A revision's row and its payload's row, exactly as they are stored.
struct StoredRevision {
    var number: RevisionNumber
    var record: String
    var kind: String
    var version: Int64
    var actionCode: Int64
    var target: Int64
    var atMilliseconds: Int64
    var author: String
    var payloadHash: [UInt8]
    var redactions: [UInt8]
    var chain: [UInt8]
    /// `nil` when the payload's row is gone, which is damage.
    var salt: [UInt8]?
    var body: [UInt8]?
    var note: [UInt8]?
    var redactedBy: Int64?

    /// Recomputes what the payload hashes to now; `nil` when there is none.
    var currentPayloadHash: Hash? {
        salt.map { ChainFormat.payloadHash(salt: $0, body: body, note: note) }
    }

    /// The part that the chain covers; `nil` when the stored hash is none.
    var header: ChainFormat.Header? {
        guard let payloadHash = Hash(bytes: payloadHash) else { return nil }
        return ChainFormat.Header(
            number: number, record: record, kind: kind, version: version, actionCode: actionCode,
            target: target,
            atMilliseconds: atMilliseconds, author: author, payloadHash: payloadHash, redactions: redactions)
    }

    /// The revision for those who read the journal.
    func revision() throws(LedgerProblem) -> Revision {
        guard let code = Code(record), code.text == record,
            let action = Action(code: actionCode, target: target),
            let version = Int(exactly: version),
            let payloadHash = Hash(bytes: payloadHash), let chain = Hash(bytes: chain), salt != nil
        else { throw .damaged(place: "ledger.sqlite, revision \(number)", problem: "cannot be read") }
        return Revision(
            number: number, record: code, kind: kind, version: version, action: action,
            atMilliseconds: atMilliseconds, author: author, body: body,
            note: note.map { String(decoding: $0, as: UTF8.self) },
            redactedBy: redactedBy.map { RevisionNumber($0) }, payloadHash: payloadHash, chain: chain)
    }
}

/// The statements that read the ledger.
enum Rows {
    private static let columns = """
        r.number, r.record, r.kind, r.version, r."action", r.target, r.at, r.author, r.payload_hash,
        r.redactions, r.chain, p.salt, p.body, p.note, p.redacted_by
        """

    static func head(_ db: Database) throws -> Head {
        let statement = try db.cachedStatement(
            sql: "SELECT number, chain FROM revision ORDER BY number DESC LIMIT 1")
        return try head(statement) ?? .empty
    }

    static func head(_ db: Database, at number: RevisionNumber) throws -> Head? {
        let statement = try db.cachedStatement(sql: "SELECT number, chain FROM revision WHERE number = ?")
        statement.setUncheckedArguments([number.value])
        return try head(statement)
    }

    private static func head(_ statement: Statement) throws -> Head? {
        guard let row = try Row.fetchOne(statement) else { return nil }
        let place = number(row, 0)
        guard let chain = Hash(bytes: bytes(row, 1)) else {
            throw LedgerProblem.damaged(place: "ledger.sqlite, revision \(place)", problem: "has no chain")
        }
        return Head(number: RevisionNumber(place), chain: chain)
    }

    /// The record and the action of a revision: what publishing it needs to know.
    static func target(_ db: Database, _ number: RevisionNumber) throws -> (
        record: String, actionCode: Int64
    )? {
        let statement = try db.cachedStatement(
            sql: "SELECT record, \"action\" FROM revision WHERE number = ?")
        statement.setUncheckedArguments([number.value])
        return try Row.fetchOne(statement).map { (text($0, 0), Rows.number($0, 1)) }
    }

    static func revisions(_ db: Database, after number: RevisionNumber, limit: Int) throws -> [Revision] {
        var revisions: [Revision] = []
        try each(db, after: number, limit: limit) { revisions.append(try $0.revision()) }
        return revisions
    }

    /// Reads rows in order, one in memory at a time; those of one action only, or all.
    static func each(
        _ db: Database, after number: RevisionNumber = .zero, action: Action? = nil, limit: Int = .max,
        _ body: (StoredRevision) throws -> Void
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(columns) FROM revision r LEFT JOIN payload p ON p.number = r.number
                WHERE r.number > ? \(action == nil ? "" : "AND r.\"action\" = ?") ORDER BY r.number LIMIT ?
                """)
        let filter = action.map { [$0.code] } ?? []
        statement.setUncheckedArguments(StatementArguments([number.value] + filter + [Int64(limit)]))
        let rows = try Row.fetchCursor(statement)
        while let row = try rows.next() { try body(stored(row)) }
    }

    private static func stored(_ row: Row) -> StoredRevision {
        StoredRevision(
            number: RevisionNumber(number(row, 0)), record: text(row, 1), kind: text(row, 2),
            version: number(row, 3), actionCode: number(row, 4), target: number(row, 5),
            atMilliseconds: number(row, 6), author: text(row, 7), payloadHash: bytes(row, 8),
            redactions: bytes(row, 9), chain: bytes(row, 10), salt: optionalBytes(row, 11),
            body: optionalBytes(row, 12), note: optionalBytes(row, 13), redactedBy: optionalNumber(row, 14))
    }

    // GRDB ends the process when a stored value does not fit the type it is read as, and in a damaged file
    // anything can stand anywhere. So values are read as they are; one of another type becomes something that no
    // hash covers.

    /// An integer; -1 for anything else.
    static func number(_ row: Row, _ column: Int) -> Int64 {
        if case .int64(let value) = (row[column] as DatabaseValue).storage { value } else { -1 }
    }

    /// A text; empty for anything else.
    static func text(_ row: Row, _ column: Int) -> String {
        if case .string(let value) = (row[column] as DatabaseValue).storage { value } else { "" }
    }

    /// A blob; empty for anything else.
    static func bytes(_ row: Row, _ column: Int) -> [UInt8] { optionalBytes(row, column) ?? [] }

    private static func optionalBytes(_ row: Row, _ column: Int) -> [UInt8]? {
        if case .blob(let value) = (row[column] as DatabaseValue).storage { Array(value) } else { nil }
    }

    private static func optionalNumber(_ row: Row, _ column: Int) -> Int64? {
        if case .null = (row[column] as DatabaseValue).storage { nil } else { number(row, column) }
    }
}
