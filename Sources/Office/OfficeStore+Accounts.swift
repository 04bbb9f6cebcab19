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
        guard let login = Login(login) else { throw .loginInvalid }
        guard let name = Account.name(name) else { throw .nameInvalid }
        return try await database.write { db in
            guard try OfficeRows.account(db, login) == nil else { throw OfficeProblem.loginTaken }
            var id = AccountID()
            while try OfficeRows.account(db, id) != nil { id = AccountID() }
            let account = Account(
                id: id, name: name, login: login.text, role: role, isDisabled: false, createdAt: milliseconds,
                hasPassword: false)
            try db.execute(
                sql: """
                    INSERT INTO account (id, name, login, login_key, role, is_disabled, created_at)
                    VALUES (?, ?, ?, ?, ?, 0, ?)
                    """,
                arguments: [id.text, name, login.text, login.key, role.rawValue, milliseconds])
            return account
        }
    }

    /// Changes what is not `nil`; gives the account as it is then. Who is disabled loses sessions and invitations.
    ///
    /// - Throws: `lastAdministrator` when no enabled administrator would be left; `unknownAccount`, `nameInvalid`.
    @discardableResult
    package func change(
        _ id: AccountID, name: String? = nil, role: Role? = nil, isDisabled: Bool? = nil
    ) async throws(OfficeProblem) -> Account {
        let cleanName = name.flatMap { Account.name($0) }
        if name != nil, cleanName == nil { throw .nameInvalid }
        return try await database.write { db in
            let old = try OfficeRows.known(db, id)
            let new = Account(
                id: id, name: cleanName ?? old.name, login: old.login, role: role ?? old.role,
                isDisabled: isDisabled ?? old.isDisabled, createdAt: old.createdAt,
                hasPassword: old.hasPassword)
            if old.isActiveAdministrator, !new.isActiveAdministrator,
                try OfficeStore.activeAdministrators(db) < 2
            {
                throw OfficeProblem.lastAdministrator
            }
            try db.execute(
                sql: "UPDATE account SET name = ?, role = ?, is_disabled = ? WHERE id = ?",
                arguments: [new.name, new.role.rawValue, new.isDisabled, id.text])
            if new.isDisabled {
                try db.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [id.text])
                try db.execute(sql: "DELETE FROM one_time_token WHERE account = ?", arguments: [id.text])
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
