import FoundationEssentials
import GRDB
import Records

extension SQLiteLedger {
    /// Replaces payloads, appends one redact revision for each record they belong to, and erases the old
    /// bytes from the files.
    ///
    /// - Throws: `missing` for a number that is not in the ledger; `invalid` for a body where none belongs.
    package func redact(
        _ replacements: [Replacement], reason: String, author: String, at milliseconds: Int64
    ) async throws(LedgerProblem) -> Redacted {
        let order = Redaction(
            replacements: replacements.sorted { $0.number < $1.number }, reason: reason, author: author,
            atMilliseconds: milliseconds)
        try order.checkItself()
        let folder = folder
        let randomBytes = randomBytes
        let head = try await write { db in
            // The mark comes first: from the commit on, the erasure will be finished whatever happens.
            try Folders.replace(folder.erasing, with: Array("a redaction is not finished\n".utf8))
            FaultPoint.redactMarked.reached()
            var head = Head.empty
            do {
                try db.inTransaction(.immediate) {
                    head = try order.apply(db, randomBytes: randomBytes)
                    return .commit
                }
            } catch {
                try Erasing(folder).clearMark()
                throw error
            }
            FaultPoint.redactCommitted.reached()
            return head
        }
        return Redacted(head: head, isErased: try await finishErasing())
    }

    /// Finishes a redaction whose bytes are not yet erased; `false` when a reader is still in the way.
    package func finishErasing() async throws(LedgerProblem) -> Bool {
        let folder = folder
        return try await write { db in try Erasing(folder).finish(db) }
    }

    /// The same before anyone else uses the ledger.
    func finishErasingNow() throws(LedgerProblem) -> Bool {
        guard let writer else { throw .readOnly }
        return try Storage.run(folder.ledger) {
            try writer.inDatabase { db in try Erasing(folder).finish(db) }
        }
    }
}

/// Makes what a redaction took from the tables vanish from the files.
struct Erasing {
    let folder: DataFolder

    init(_ folder: DataFolder) { self.folder = folder }

    /// Writes the list of redactions, empties the write-ahead log, and writes the file anew, so that no page
    /// holds anything but its rows. Safe to repeat. Nothing happens without the mark.
    func finish(_ db: Database) throws -> Bool {
        guard Folders.item(at: folder.erasing) != .nothing else { return true }
        let known = try RedactionList(at: folder.redactions)
        let list = try known.union(RedactionList.inLedger(db))
        try Folders.replace(folder.redactions, with: list.bytes)
        FaultPoint.redactListed.reached()
        guard try truncateLog(db) else { return false }
        try db.execute(sql: "VACUUM")
        try db.inTransaction(.immediate) {
            try Seal.write(db)
            return .commit
        }
        guard try truncateLog(db) else { return false }
        FaultPoint.redactErased.reached()
        try clearMark()
        return true
    }

    func clearMark() throws {
        try Folders.remove(folder.erasing)
        try Folders.sync(folder.path)
    }

    private func truncateLog(_ db: Database) throws -> Bool {
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

extension RedactionList {
    /// What the ledger itself says was redacted.
    static func inLedger(_ db: Database) throws -> RedactionList {
        let statement = try db.cachedStatement(
            sql: """
                SELECT r.number, r.record, r.payload_hash FROM payload p
                JOIN revision r ON r.number = p.number WHERE p.redacted_by IS NOT NULL
                """)
        var list = RedactionList()
        try Columns.each(statement) { row in
            guard let hash = Hash(bytes: row.bytes(2)) else {
                throw LedgerProblem.damaged(
                    place: "ledger.sqlite", problem: "a redacted revision cannot be read")
            }
            list.entries.insert(
                Entry(number: RevisionNumber(row.number(0)), record: row.text(1), originalHash: hash))
        }
        return list
    }
}
