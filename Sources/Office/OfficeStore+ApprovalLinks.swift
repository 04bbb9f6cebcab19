import FoundationEssentials
import GRDB
package import Records

extension OfficeStore {
    /// Makes a link for a version; only its hash is kept, so this is the one time that it can be shown.
    ///
    /// - Throws: `nameInvalid` for a name that cannot be one; `unknownAccount`; `tooManyLinks`.
    package func makeApprovalLink(
        for person: String, to record: Code, version: Int64, by account: AccountID, at milliseconds: Int64
    ) async throws(OfficeProblem) -> (link: ApprovalLink, token: String) {
        guard let person = Account.name(person) else { throw .nameInvalid }
        let secret = Secret()
        let link = ApprovalLink(
            id: RandomName.make(), record: record, version: version, person: person, madeBy: account,
            createdAt: milliseconds, validUntil: milliseconds + ApprovalLink.lifetime, end: nil)
        try await database.write { db in
            _ = try OfficeRows.known(db, account)
            let open = try Int.fetchOne(
                db,
                sql:
                    "SELECT count(*) FROM approval_link WHERE record = ? AND ended IS NULL AND valid_until > ?",
                arguments: [record.text, milliseconds])
            guard (open ?? 0) < ApprovalLink.openLimit else { throw OfficeProblem.tooManyLinks }
            try db.execute(
                sql: """
                    INSERT INTO approval_link (id, token_hash, record, version, person, made_by, created_at,
                        valid_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    link.id, Data(secret.hash), record.text, version, person, account.text, milliseconds,
                    link.validUntil,
                ])
        }
        return (link, secret.text)
    }

    /// The links of a record, newest first.
    package func approvalLinks(of record: Code, limit: Int) async throws(OfficeProblem) -> [ApprovalLink] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(Self.linkColumns) FROM approval_link WHERE record = ?
                    ORDER BY created_at DESC, id LIMIT ?
                    """,
                arguments: [record.text, limit]
            ).map { try Self.link($0) }
        }
    }

    /// The names of everybody who was ever asked by a link, by the ids that the journal knows them by.
    package func approvers() async throws(OfficeProblem) -> [String: String] {
        try await database.read { db in
            var names: [String: String] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT id, person FROM approval_link") {
                names[row[0]] = row[1]
            }
            return names
        }
    }

    /// What a link is for. Guesses are counted by place, and wait.
    package func approvalLink(
        token: String, from client: Client, at milliseconds: Int64
    ) async throws(OfficeProblem) -> ApprovalLinkOutcome {
        // Nobody guesses with nothing.
        guard !token.isEmpty else { return .void }
        // All guesses of one place count together, beside those at its sign-in.
        let pair = Throttle.Pair(
            login: Secret.hash(of: "approval link"), place: ClientNetwork(client.address))
        if let seconds = throttle.begin(pair, at: milliseconds) { return .wait(seconds: seconds) }
        let hash = Data(Secret.hash(of: token))
        do throws(OfficeProblem) {
            let found = try await database.read { db in
                try Row.fetchOne(
                    db, sql: "SELECT \(Self.linkColumns) FROM approval_link WHERE token_hash = ?",
                    arguments: [hash]
                ).map { try Self.link($0) }
            }
            guard let found else { return .void }
            // Whoever holds a real link does not guess, also when it has ended.
            throttle.succeeded(pair)
            return found.isOpen(at: milliseconds) ? .link(found) : .void
        } catch {
            throttle.takeBack(pair)
            throw error
        }
    }

    /// Ends a link.
    ///
    /// - Returns: `false` when it had ended already.
    @discardableResult
    package func end(
        approvalLink id: String, as end: ApprovalLink.End, at milliseconds: Int64
    ) async throws(OfficeProblem) -> Bool {
        try await database.write { db in
            try db.execute(
                sql: "UPDATE approval_link SET ended = ?, ended_at = ? WHERE id = ? AND ended IS NULL",
                arguments: [end.rawValue, milliseconds, id])
            return db.changesCount == 1
        }
    }

    private static var linkColumns: String {
        "id, record, version, person, made_by, created_at, valid_until, ended"
    }

    private static func link(_ row: Row) throws -> ApprovalLink {
        guard let record = Code(row[1] as String), let account = AccountID(row[4]) else {
            throw OfficeRows.damaged("a link for an approval cannot be read")
        }
        return ApprovalLink(
            id: row[0], record: record, version: row[2], person: row[3], madeBy: account, createdAt: row[5],
            validUntil: row[6], end: (row[7] as String?).flatMap { ApprovalLink.End(rawValue: $0) })
    }
}
