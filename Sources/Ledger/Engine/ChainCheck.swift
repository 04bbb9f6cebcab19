import GRDB
import Records

/// Recomputes every hash of the ledger.
struct ChainCheck {
    /// For each redacted revision: the redaction that counts, and the hash it left.
    private var redacted: [RevisionNumber: (by: RevisionNumber, hash: Hash)] = [:]
    private var head = Head.empty
    private var count = 0

    static func run(_ db: Database, into findings: inout Findings) throws -> Inspection {
        var check = ChainCheck()
        try check.readRedactions(db)
        try Rows.each(db) { row in check.visit(row, into: &findings) }
        try check.countRows(db, into: &findings)
        return Inspection(
            head: check.head, revisionCount: check.count, redacted: check.redacted.keys.sorted(), findings: []
        )
    }

    /// A first pass over the redactions, because the payloads they replaced come before them.
    private mutating func readRedactions(_ db: Database) throws {
        try Rows.each(db, action: .redact) { row in
            for entry in RedactedPayload.list(row.redactions) ?? [] {
                redacted[entry.number] = (row.number, entry.payloadHash)
            }
        }
    }

    private mutating func visit(_ row: StoredRevision, into findings: inout Findings) {
        let place = "ledger.sqlite, revision \(row.number)"
        if row.number != head.number + 1 {
            findings.add(place, "follows revision \(head.number)")
        }
        if let problem = problem(of: row) { findings.add(place, problem) }
        let stored = Hash(bytes: row.chain)
        if let header = row.header, ChainFormat.chain(after: head.chain, header) == stored {
            // Nothing to say: the chain holds.
        } else {
            findings.add(place, "breaks the chain")
        }
        if let problem = payloadProblem(of: row) { findings.add(place, problem) }
        // After a break the stored chain goes on, so that one change is not reported for every later
        // revision.
        head = Head(number: row.number, chain: stored ?? head.chain)
        count += 1
    }

    private func problem(of row: StoredRevision) -> String? {
        if Code(row.record)?.text != row.record { return "names no record" }
        guard let action = Action(code: row.actionCode, target: row.target) else {
            return "has an unknown action"
        }
        if !(0...Int64(UInt32.max)).contains(row.version) { return "has an impossible version" }
        switch (action, RedactedPayload.list(row.redactions)) {
        case (_, nil): return "has a broken list of redactions"
        case (.redact, let list?): return list.isEmpty ? "redacts nothing" : nil
        case (_, let list?): return list.isEmpty ? nil : "redacts without being a redaction"
        }
    }

    private func payloadProblem(of row: StoredRevision) -> String? {
        guard let current = row.currentPayloadHash else { return "has no payload" }
        let expected = redacted[row.number]
        guard row.redactedBy == expected?.by.value else {
            return "names another redaction than the chain does"
        }
        guard current == expected?.hash ?? Hash(bytes: row.payloadHash) else {
            return "its payload does not have the hash that the chain covers"
        }
        return nil
    }

    /// A payload without a revision is no part of the chain, so it is counted.
    private func countRows(_ db: Database, into findings: inout Findings) throws {
        let payloads = try Int.fetchOne(db, sql: "SELECT count(*) FROM payload NOT INDEXED") ?? -1
        if payloads != count {
            findings.add("ledger.sqlite", "\(count) revisions, but \(payloads) payloads")
        }
    }
}
