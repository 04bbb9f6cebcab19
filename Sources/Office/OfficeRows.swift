import GRDB

/// How the tables' rows become values.
enum OfficeRows {
    static let accountColumns = """
        account.id, account.name, account.login, account.role, account.is_disabled, account.created_at,
        account.password IS NOT NULL, account.kinds, account.last_sign_in_at,
        EXISTS (SELECT 1 FROM second_factor AS factor
                WHERE factor.account = account.id AND factor.confirmed_at IS NOT NULL),
        (SELECT identity.issuer FROM identity WHERE identity.account = account.id)
        """
    static let sessionColumns = """
        session.id, session.account, session.created_at, session.last_used_at, session.device, session.csrf,
        session.network, session.is_vouched
        """

    /// Reads `accountColumns`, which begin at a place in the row.
    static func account(_ row: Row, at first: Int = 0) throws -> Account {
        let role: String = row[first + 3]
        guard let id = AccountID(row[first]), let role = Role(rawValue: role),
            let kinds = KindScope(stored: row[first + 7])
        else {
            throw damaged("an account cannot be read")
        }
        return Account(
            id: id, name: row[first + 1], login: row[first + 2], role: role, isDisabled: row[first + 4],
            createdAt: row[first + 5], hasPassword: row[first + 6], kinds: kinds,
            lastSignInAt: row[first + 8],
            hasSecondFactor: row[first + 9], issuer: row[first + 10])
    }

    /// Reads `sessionColumns` at the row's begin.
    static func session(_ row: Row) throws -> Session {
        guard let id = SessionID(row[0]), let account = AccountID(row[1]) else {
            throw damaged("a session cannot be read")
        }
        return Session(
            id: id, accountID: account, createdAt: row[2], lastUsedAt: row[3], device: row[4],
            network: row[6], csrf: row[5], isVouched: row[7])
    }

    static func account(_ db: Database, _ id: AccountID) throws -> Account? {
        try Row.fetchOne(
            db, sql: "SELECT \(accountColumns) FROM account WHERE id = ?", arguments: [id.text]
        ).map { try account($0) }
    }

    static func account(_ db: Database, _ login: Login) throws -> Account? {
        try Row.fetchOne(
            db, sql: "SELECT \(accountColumns) FROM account WHERE login_key = ?", arguments: [login.key]
        ).map { try account($0) }
    }

    /// The account, or `unknownAccount`.
    static func known(_ db: Database, _ id: AccountID) throws -> Account {
        guard let account = try account(db, id) else { throw OfficeProblem.unknownAccount }
        return account
    }

    static func damaged(_ problem: String) -> OfficeProblem {
        .damaged(place: "office.sqlite", problem: problem)
    }
}
