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
        try Columns.first(statement) { row in
            let place = row.number(0)
            guard let chain = Hash(bytes: row.bytes(1)) else {
                throw LedgerProblem.damaged(
                    place: "ledger.sqlite, revision \(place)", problem: "has no chain")
            }
            return Head(number: RevisionNumber(place), chain: chain)
        }
    }

    /// The record and the action of a revision: what publishing it needs to know.
    static func target(_ db: Database, _ number: RevisionNumber) throws -> DraftRules.Target? {
        let statement = try db.cachedStatement(
            sql: "SELECT record, kind, \"action\", author FROM revision WHERE number = ?")
        statement.setUncheckedArguments([number.value])
        return try Columns.first(statement) { ($0.text(0), $0.text(1), $0.number(2), $0.text(3)) }
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
        try Columns.each(statement) { try body(stored($0)) }
    }

    private static func stored(_ row: Columns) -> StoredRevision {
        StoredRevision(
            number: RevisionNumber(row.number(0)), record: row.text(1), kind: row.text(2),
            version: row.number(3), actionCode: row.number(4), target: row.number(5),
            atMilliseconds: row.number(6), author: row.text(7), payloadHash: row.bytes(8),
            redactions: row.bytes(9), chain: row.bytes(10), salt: row.optionalBytes(11),
            body: row.optionalBytes(12), note: row.optionalBytes(13), redactedBy: row.optionalNumber(14))
    }
}
