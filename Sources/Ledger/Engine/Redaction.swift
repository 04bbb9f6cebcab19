import FoundationEssentials
import GRDB
import Records

/// An order to redact: which payloads, why, who and when.
struct Redaction: Sendable {
    /// In the order of their numbers.
    let replacements: [Replacement]
    let reason: String
    let author: String
    let atMilliseconds: Int64

    /// The rules that need no ledger.
    func checkItself() throws(LedgerProblem) {
        guard !replacements.isEmpty else { throw .invalid("nothing to redact") }
        guard replacements.count <= LedgerLimits.redactionsAtOnce else {
            throw .invalid("more than \(LedgerLimits.redactionsAtOnce) redactions at once")
        }
        for (left, right) in zip(replacements, replacements.dropFirst()) where left.number == right.number {
            throw .invalid("revision \(left.number) is redacted twice")
        }
        guard !reason.isEmpty, reason.utf8.count <= LedgerLimits.noteBytes else {
            throw .invalid("a redaction needs a reason of at most \(LedgerLimits.noteBytes) bytes")
        }
        guard replacements.allSatisfy({ ($0.body?.count ?? 0) <= LedgerLimits.bodyBytes }) else {
            throw .invalid("a body is longer than \(LedgerLimits.bodyBytes) bytes")
        }
        try DraftRules.check([], author: author)
    }

    /// Replaces the payloads and appends a redact revision for each record, in the order of the records'
    /// first replaced revisions; gives the new head.
    func apply(_ db: Database, randomBytes: RandomBytes) throws -> Head {
        var groups: [Group] = []
        var places: [String: Int] = [:]
        for replacement in replacements {
            let row = try row(db, replacement)
            if let place = places[row.record] {
                groups[place].replacements.append(replacement)
            } else {
                places[row.record] = groups.count
                groups.append(Group(first: row, replacements: [replacement]))
            }
        }
        var head = try Rows.head(db)
        let inserter = try Inserter(db)
        for group in groups {
            let row = try append(group, db, after: head, randomBytes: randomBytes)
            head = try inserter.insert(row, after: head)
        }
        return head
    }

    /// The replacements of one record.
    private struct Group {
        let first: StoredRevision
        var replacements: [Replacement]
    }

    private func row(_ db: Database, _ replacement: Replacement) throws -> StoredRevision {
        var found: StoredRevision?
        try Rows.each(db, after: RevisionNumber(replacement.number.value - 1), limit: 1) { found = $0 }
        guard let found, found.number == replacement.number else {
            throw LedgerProblem.missing("revision \(replacement.number)")
        }
        guard let body = replacement.body, found.actionCode != Action.save.code else { return found }
        // The time of a schedule is nobody's data, and may be kept as it was.
        guard Action(code: found.actionCode, target: found.target)?.isSchedule == true, body == found.body
        else {
            throw LedgerProblem.invalid("revision \(found.number) is not a save and cannot get a body")
        }
        return found
    }

    /// Replaces a group's payloads and gives the row that says so.
    private func append(
        _ group: Group, _ db: Database, after head: Head, randomBytes: RandomBytes
    ) throws -> StoredRevision {
        let number = head.number + 1
        let update = try db.cachedStatement(
            sql: "UPDATE payload SET salt = ?, body = ?, note = NULL, redacted_by = ? WHERE number = ?")
        var list: [UInt8] = []
        for replacement in group.replacements {
            let salt = randomBytes(ChainFormat.saltBytes)
            let hash = ChainFormat.payloadHash(salt: salt, body: replacement.body, note: nil)
            list += RedactedPayload(number: replacement.number, payloadHash: hash).bytes
            update.setUncheckedArguments([
                Data(salt), replacement.body.map { Data($0) }, number.value, replacement.number.value,
            ])
            try update.execute()
            guard db.changesCount == 1 else {
                throw LedgerProblem.damaged(
                    place: "ledger.sqlite, revision \(replacement.number)", problem: "has no payload")
            }
        }
        let salt = randomBytes(ChainFormat.saltBytes)
        let note = Array(reason.utf8)
        return StoredRevision(
            number: number, record: group.first.record, kind: group.first.kind, version: group.first.version,
            actionCode: Action.redact.code, target: 0, atMilliseconds: atMilliseconds, author: author,
            payloadHash: ChainFormat.payloadHash(salt: salt, body: nil, note: note).bytes,
            redactions: list, chain: [], salt: salt, body: nil, note: note, redactedBy: nil)
    }
}
