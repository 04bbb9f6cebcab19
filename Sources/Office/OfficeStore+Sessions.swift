import FoundationEssentials
import GRDB

extension OfficeStore {
    /// Who shows this token; `nil` when the session is unknown, ended or too old, or the account is disabled.
    ///
    /// The time of use is written down at most once a minute, so that most requests write nothing.
    package func session(token: String, at milliseconds: Int64) async throws(OfficeProblem) -> SignedIn? {
        let hash = Data(Secret.hash(of: token))
        let found = try await database.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT \(OfficeRows.sessionColumns), \(OfficeRows.accountColumns) FROM session
                    JOIN account ON account.id = session.account WHERE token_hash = ? AND NOT is_disabled
                    """,
                arguments: [hash]
            ).map {
                SignedIn(account: try OfficeRows.account($0, at: 8), session: try OfficeRows.session($0))
            }
        }
        guard let found, found.session.isAlive(at: milliseconds) else { return nil }
        if milliseconds - found.session.lastUsedAt >= Session.touchMilliseconds {
            // A full disk must not keep anybody from reading; the session only ends a little earlier.
            try? await touch(found.session.id, at: milliseconds)
        }
        return found
    }

    private func touch(_ id: SessionID, at milliseconds: Int64) async throws(OfficeProblem) {
        try await database.write { db in
            try db.execute(
                sql: "UPDATE session SET last_used_at = ? WHERE id = ? AND last_used_at < ?",
                arguments: [milliseconds, id.text, milliseconds])
        }
    }

    /// The sessions of an account that have not ended, newest first.
    package func sessions(
        of id: AccountID, at milliseconds: Int64
    ) async throws(OfficeProblem) -> [Session] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(OfficeRows.sessionColumns) FROM session
                    WHERE account = ? ORDER BY created_at DESC, id
                    """,
                arguments: [id.text]
            ).map { try OfficeRows.session($0) }.filter { $0.isAlive(at: milliseconds) }
        }
    }

    /// Ends one session; nothing happens when it has ended already.
    package func end(_ id: SessionID) async throws(OfficeProblem) {
        try await database.write { db in
            try db.execute(sql: "DELETE FROM session WHERE id = ?", arguments: [id.text])
        }
    }

    /// Ends all sessions of an account, but for one that may be kept.
    package func endAll(of id: AccountID, keeping session: SessionID? = nil) async throws(OfficeProblem) {
        try await database.write { db in
            try db.execute(
                sql: "DELETE FROM session WHERE account = ? AND id IS NOT ?",
                arguments: [id.text, session?.text])
        }
    }

    /// Removes the sessions and invitations that are too old; gives how many sessions there were.
    @discardableResult
    package func endExpired(at milliseconds: Int64) async throws(OfficeProblem) -> Int {
        try await database.write { db in
            for table in ["one_time_token", "first_token", "pending_sign_in"] {
                try db.execute(
                    sql: "DELETE FROM \(table) WHERE valid_until <= ?", arguments: [milliseconds])
            }
            try Self.dropOld(db, at: milliseconds)
            try db.execute(
                sql: "DELETE FROM session WHERE last_used_at <= ? OR created_at <= ?",
                arguments: [
                    milliseconds - Session.idleMilliseconds, milliseconds - Session.absoluteMilliseconds,
                ])
            return db.changesCount
        }
    }
}
