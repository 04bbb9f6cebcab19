import FoundationEssentials
import GRDB

/// A way in for the first administrator of a Hall in which nobody has an account yet.
extension OfficeStore {
    /// Makes the token of the first administrator, and voids the one before; `nil` once there is any account.
    package func inviteFirst(
        at milliseconds: Int64, validFor lifetime: Int64 = OneTimeToken.usualLifetime
    ) async throws(OfficeProblem) -> (token: String, validUntil: Int64)? {
        let secret = Secret()
        let until = milliseconds + lifetime
        return try await database.write { db in
            guard try OfficeStore.isEmpty(db) else { return nil }
            try db.execute(
                sql: "INSERT OR REPLACE INTO first_token (place, token_hash, valid_until) VALUES (1, ?, ?)",
                arguments: [Data(secret.hash), until])
            return (secret.text, until)
        }
    }

    /// Whether nobody has an account yet.
    package func isEmpty() async throws(OfficeProblem) -> Bool {
        try await database.read { db in try OfficeStore.isEmpty(db) }
    }

    /// Uses the token of the first administrator. What is refused does not use it up.
    ///
    /// - Throws: `tokenInvalid`, also once there is any account; `nameInvalid`, `loginInvalid`; `passwordRefused`; `busy`.
    package func redeemFirst(
        _ token: String, _ new: NewAccount, password: String, at milliseconds: Int64
    ) async throws(OfficeProblem) -> Account {
        let tokenHash = Data(Secret.hash(of: token))
        let isGood = try await database.read { db in
            try OfficeStore.isFirst(db, tokenHash, at: milliseconds)
        }
        guard isGood else { throw .tokenInvalid }
        if let problem = new.problems.first { throw problem }
        let hash = try await hash(try Password(setting: password, login: new.login)).text
        return try await database.write { db in
            guard try OfficeStore.isFirst(db, tokenHash, at: milliseconds) else {
                throw OfficeProblem.tokenInvalid
            }
            try db.execute(sql: "DELETE FROM first_token")
            let first = NewAccount(name: new.name, login: new.login, role: .administrator)
            let account = try OfficeStore.insert(db, first, at: milliseconds)
            try OfficeStore.store(db, hash, for: account.id)
            return try OfficeRows.known(db, account.id)
        }
    }

    private static func isEmpty(_ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM account") == 0
    }

    private static func isFirst(_ db: Database, _ hash: Data, at milliseconds: Int64) throws -> Bool {
        guard try isEmpty(db) else { return false }
        return try Int.fetchOne(
            db, sql: "SELECT count(*) FROM first_token WHERE token_hash = ? AND valid_until > ?",
            arguments: [hash, milliseconds]) == 1
    }
}
