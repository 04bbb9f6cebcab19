import GRDB

extension OfficeStore {
    /// All accounts, in the order of their logins.
    package func accounts() async throws(OfficeProblem) -> [Account] {
        try await database.read { db in
            try Row.fetchAll(db, sql: "SELECT \(OfficeRows.accountColumns) FROM account ORDER BY login_key")
                .map { try OfficeRows.account($0) }
        }
    }

    /// The account of this name; `nil` when there is none.
    package func account(id: AccountID) async throws(OfficeProblem) -> Account? {
        try await database.read { db in try OfficeRows.account(db, id) }
    }

    /// The account that signs in with this, whatever its capitals; `nil` when there is none.
    package func account(login: String) async throws(OfficeProblem) -> Account? {
        guard let login = Login(login) else { return nil }
        return try await database.read { db in try OfficeRows.account(db, login) }
    }

    /// Makes an account without a password: `invite` or `setPassword` comes next.
    ///
    /// - Throws: `loginInvalid`, `nameInvalid`, `loginTaken`.
    package func add(
        name: String, login: String, role: Role, at milliseconds: Int64
    ) async throws(OfficeProblem) -> Account {
        try await add(NewAccount(name: name, login: login, role: role), at: milliseconds)
    }

    /// Makes an account without a password: `invite` or `setPassword` comes next.
    ///
    /// - Throws: `loginInvalid`, `nameInvalid`, `loginTaken`.
    package func add(_ new: NewAccount, at milliseconds: Int64) async throws(OfficeProblem) -> Account {
        if let problem = new.problems.last { throw problem }
        return try await database.write { db in try OfficeStore.insert(db, new, at: milliseconds) }
    }

    static func insert(_ db: Database, _ new: NewAccount, at milliseconds: Int64) throws -> Account {
        guard let login = Login(new.login) else { throw OfficeProblem.loginInvalid }
        guard let name = Account.name(new.name) else { throw OfficeProblem.nameInvalid }
        guard try OfficeRows.account(db, login) == nil else { throw OfficeProblem.loginTaken }
        var id = AccountID()
        while try OfficeRows.account(db, id) != nil { id = AccountID() }
        try db.execute(
            sql: """
                INSERT INTO account (id, name, login, login_key, role, is_disabled, created_at, kinds)
                VALUES (?, ?, ?, ?, ?, 0, ?, ?)
                """,
            arguments: [
                id.text, name, login.text, login.key, new.role.rawValue, milliseconds, new.kinds.stored,
            ])
        return try OfficeRows.known(db, id)
    }

    /// Makes a change; gives the account as it is then. Who is disabled loses sessions and invitations.
    ///
    /// - Throws: `lastAdministrator` when no enabled administrator would be left; `unknownAccount`, `nameInvalid`.
    @discardableResult
    package func change(_ id: AccountID, _ change: AccountChange) async throws(OfficeProblem) -> Account {
        let name = change.name.flatMap { Account.name($0) }
        if change.name != nil, name == nil { throw .nameInvalid }
        return try await database.write { db in
            let old = try OfficeRows.known(db, id)
            try db.execute(
                sql: "UPDATE account SET name = ?, role = ?, is_disabled = ?, kinds = ? WHERE id = ?",
                arguments: [
                    name ?? old.name, (change.role ?? old.role).rawValue, change.isDisabled ?? old.isDisabled,
                    (change.kinds ?? old.kinds).stored, id.text,
                ])
            let new = try OfficeRows.known(db, id)
            // What throws changes nothing.
            if old.isActiveAdministrator, try OfficeStore.activeAdministrators(db) == 0 {
                throw OfficeProblem.lastAdministrator
            }
            if new.isDisabled {
                for table in ["session", "one_time_token", "pending_sign_in"] {
                    try db.execute(sql: "DELETE FROM \(table) WHERE account = ?", arguments: [id.text])
                }
            }
            return new
        }
    }

    /// Sets a password and voids the account's invitations; ends its sessions, but for one that may be kept.
    ///
    /// - Throws: `passwordRefused` with the reason; `unknownAccount`, `busy`.
    package func setPassword(
        _ id: AccountID, _ password: String, keeping session: SessionID? = nil
    ) async throws(OfficeProblem) {
        guard let account = try await account(id: id) else { throw .unknownAccount }
        let hash = try await hash(try Password(setting: password, login: account.login)).text
        try await database.write { db in
            try OfficeStore.store(db, hash, for: id, keeping: session)
            try db.execute(sql: "DELETE FROM one_time_token WHERE account = ?", arguments: [id.text])
        }
    }

    static func store(_ db: Database, _ hash: String, for id: AccountID, keeping session: SessionID? = nil)
        throws
    {
        try db.execute(sql: "UPDATE account SET password = ? WHERE id = ?", arguments: [hash, id.text])
        guard db.changesCount == 1 else { throw OfficeProblem.unknownAccount }
        try db.execute(
            sql: "DELETE FROM session WHERE account = ? AND id IS NOT ?", arguments: [id.text, session?.text])
        try db.execute(sql: "DELETE FROM pending_sign_in WHERE account = ?", arguments: [id.text])
    }

    private static func activeAdministrators(_ db: Database) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM account WHERE role = ? AND NOT is_disabled",
            arguments: [Role.administrator.rawValue]) ?? 0
    }
}

extension Account {
    var isActiveAdministrator: Bool { role == .administrator && !isDisabled }
}
