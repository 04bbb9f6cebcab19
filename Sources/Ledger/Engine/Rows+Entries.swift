import GRDB
import Records

extension Rows {
    /// Reads backwards, headers and notes only; one that is damaged is left to `inspect`.
    static func entries(
        _ db: Database, _ filter: JournalFilter, before number: RevisionNumber, limit: Int
    ) throws -> JournalStretch {
        let newest = try head(db).number
        let end = min(number, newest + 1)
        let start = RevisionNumber(max(1, end.value - LedgerLimits.revisionsInOneLook))
        var conditions = "r.number >= ? AND r.number < ?"
        var values: [(any DatabaseValueConvertible)?] = [start.value, end.value]
        func demand(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            conditions += " AND " + condition
            values.append(value)
        }
        demand("r.author = ?", filter.author)
        demand("r.kind = ?", filter.kind)
        demand("r.record = ?", filter.record?.text)
        demand("r.\"action\" = ?", filter.actionCode)
        demand("r.at >= ?", filter.from)
        demand("r.at < ?", filter.until)
        let statement = try db.cachedStatement(
            sql: """
                SELECT r.number, r.record, r.kind, r.version, r."action", r.target, r.at, r.author,
                    r.payload_hash, r.chain, p.note, p.redacted_by
                FROM revision r LEFT JOIN payload p ON p.number = r.number
                WHERE \(conditions) ORDER BY r.number DESC LIMIT ?
                """)
        statement.setUncheckedArguments(StatementArguments(values + [limit]))
        var entries: [JournalEntry] = []
        try Columns.each(statement) { row in if let entry = entry(row) { entries.append(entry) } }
        let isFull = entries.count >= limit
        return JournalStretch(entries: entries, lookedBackTo: isFull ? entries.last?.number ?? start : start)
    }

    private static func entry(_ row: Columns) -> JournalEntry? {
        guard let record = Code(row.text(1)), let version = Int(exactly: row.number(3)),
            let action = Action(code: row.number(4), target: row.number(5)),
            let payloadHash = Hash(bytes: row.bytes(8)), let chain = Hash(bytes: row.bytes(9))
        else { return nil }
        return JournalEntry(
            number: RevisionNumber(row.number(0)), record: record, kind: row.text(2), version: version,
            action: action, atMilliseconds: row.number(6), author: row.text(7),
            note: row.optionalBytes(10).map { String(decoding: $0, as: UTF8.self) },
            redactedBy: row.optionalNumber(11).map { RevisionNumber($0) }, payloadHash: payloadHash,
            chain: chain)
    }
}
