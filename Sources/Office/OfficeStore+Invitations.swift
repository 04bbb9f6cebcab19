import FoundationEssentials
import GRDB

extension OfficeStore {
    /// Makes a token with which somebody sets their password; the one before it is void.
    ///
    /// - Throws: `unknownAccount`, `accountDisabled`.
    package func invite(
        _ id: AccountID, at milliseconds: Int64, validFor lifetime: Int64 = OneTimeToken.usualLifetime
    ) async throws(OfficeProblem) -> OneTimeToken {
        let secret = Secret()
        return try await database.write { db in
            let account = try OfficeRows.known(db, id)
            guard !account.isDisabled else { throw OfficeProblem.accountDisabled }
            let token = OneTimeToken(
                token: secret.text, accountID: id, purpose: account.hasPassword ? .reset : .invitation,
                validUntil: milliseconds + lifetime)
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO one_time_token (account, token_hash, purpose, valid_until)
                    VALUES (?, ?, ?, ?)
                    """,
                arguments: [id.text, Data(secret.hash), token.purpose.rawValue, token.validUntil])
            return token
        }
    }

    /// Whom a token would let in, without using it; `nil` when it is void.
    package func holder(of token: String, at milliseconds: Int64) async throws(OfficeProblem) -> Account? {
        let hash = Data(Secret.hash(of: token))
        return try await database.read { db in try OfficeStore.holder(db, hash, at: milliseconds) }
    }

    /// Uses a token: sets the password and ends all sessions of the account. A password that is refused does not use
    /// the token up.
    ///
    /// - Throws: `tokenInvalid`; `passwordRefused` with the reason; `busy`.
    package func redeem(
        _ token: String, password: String, at milliseconds: Int64
    ) async throws(OfficeProblem) -> Account {
        let tokenHash = Data(Secret.hash(of: token))
        guard let holder = try await holder(of: token, at: milliseconds) else { throw .tokenInvalid }
        let hash = try await hash(try Password(setting: password, login: holder.login)).text
        return try await database.write { db in
            // Asked again: it may have been used or replaced while the password was hashed.
            guard let account = try OfficeStore.holder(db, tokenHash, at: milliseconds),
                account.id == holder.id
            else { throw OfficeProblem.tokenInvalid }
            try db.execute(sql: "DELETE FROM one_time_token WHERE token_hash = ?", arguments: [tokenHash])
            try OfficeStore.store(db, hash, for: account.id)
            return try OfficeRows.known(db, account.id)
        }
    }

    static func holder(_ db: Database, _ tokenHash: Data, at milliseconds: Int64) throws -> Account? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT \(OfficeRows.accountColumns) FROM one_time_token
                JOIN account ON account.id = one_time_token.account
                WHERE token_hash = ? AND valid_until > ? AND NOT is_disabled
                """,
            arguments: [tokenHash, milliseconds]
        ).map { try OfficeRows.account($0) }
    }
}
