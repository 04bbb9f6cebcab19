import GRDB
import Records

extension SQLiteLedger {
    /// Appends all drafts in one transaction, or none of them; see `RevisionLog`.
    package func append(
        _ drafts: [Draft], onto base: Head, author: String, at milliseconds: Int64
    ) async throws(LedgerProblem) -> Head {
        guard drafts.count <= LedgerLimits.draftsInOneAppend else {
            throw .invalid("more than \(LedgerLimits.draftsInOneAppend) drafts in one append")
        }
        try DraftRules.check(drafts, author: author)
        // What need not wait for its turn, on all processors.
        let salted = await drafts.mapOnAllProcessors(stretch: 1_000) { [randomBytes] draft in
            SaltedPayload(draft, randomBytes(ChainFormat.saltBytes))
        }
        return try await write { db in
            FaultPoint.appendBegun.reached()
            var head = base
            try db.inTransaction(.immediate) {
                let actual = try Rows.head(db)
                guard actual == base else { throw LedgerProblem.stale(actual: actual) }
                try DraftRules.checkTargets(drafts, after: base.number, author: author) {
                    try Rows.target(db, $0)
                }
                let inserter = try Inserter(db)
                for (draft, payload) in zip(drafts, salted) {
                    let row = StoredRevision(draft, payload, after: head, author: author, at: milliseconds)
                    head = try inserter.insert(row, after: head)
                }
                FaultPoint.appendWritten.reached()
                return .commit
            }
            FaultPoint.appendCommitted.reached()
            return head
        }
    }
}

/// What of a draft can be erased later, with its salt and the hash that the chain covers.
struct SaltedPayload: Sendable {
    let salt: [UInt8]
    let note: [UInt8]?
    let hash: Hash

    init(_ draft: Draft, _ salt: [UInt8]) {
        self.salt = salt
        note = draft.note.map { Array($0.utf8) }
        hash = ChainFormat.payloadHash(salt: salt, body: draft.body, note: note)
    }
}

extension StoredRevision {
    /// The row of a draft; its chain is still empty.
    init(
        _ draft: Draft, _ payload: SaltedPayload, after head: Head, author: String, at milliseconds: Int64
    ) {
        self.init(
            number: head.number + 1, record: draft.record.text, kind: draft.kind,
            version: Int64(draft.version),
            actionCode: draft.action.code, target: draft.action.target.value, atMilliseconds: milliseconds,
            author: author, payloadHash: payload.hash.bytes, redactions: [], chain: [], salt: payload.salt,
            body: draft.body, note: payload.note, redactedBy: nil)
    }
}

/// The two prepared inserts of a revision.
struct Inserter {
    private let revision: Statement
    private let payload: Statement

    init(_ db: Database) throws {
        revision = try db.cachedStatement(
            sql: """
                INSERT INTO revision (number, record, kind, version, "action", target, at, author,
                  payload_hash, redactions, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        payload = try db.cachedStatement(
            sql: "INSERT INTO payload (number, salt, body, note, redacted_by) VALUES (?, ?, ?, ?, NULL)")
    }

    /// Chains the row to the head and inserts it; gives the new head.
    func insert(_ row: StoredRevision, after head: Head) throws -> Head {
        guard let header = row.header else {
            throw LedgerProblem.invalid("a revision without a payload hash")
        }
        let chain = ChainFormat.chain(after: head.chain, header)
        try revision.run(
            .integer(row.number.value), .text(row.record), .text(row.kind), .integer(row.version),
            .integer(row.actionCode), .integer(row.target), .integer(row.atMilliseconds), .text(row.author),
            .blob(row.payloadHash), .blob(row.redactions), .blob(chain.bytes))
        try payload.run(
            .integer(row.number.value), .blob(row.salt), .blob(row.body), .blob(row.note))
        return Head(number: row.number, chain: chain)
    }
}
