import FoundationEssentials
import GRDB

extension OfficeStore {
    /// The second factor of an account; `nil` where none was begun.
    package func secondFactor(of id: AccountID) async throws(OfficeProblem) -> SecondFactor? {
        try await database.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT confirmed_at, (SELECT count(*) FROM recovery_code WHERE account = second_factor.account)
                    FROM second_factor WHERE account = ?
                    """,
                arguments: [id.text]
            ).map { SecondFactor(confirmedAt: $0[0], recoveryCodesLeft: $0[1]) }
        }
    }

    /// The secret that is being set up, a new one where there is none; `nil` when a second factor is on already.
    ///
    /// - Throws: `unknownAccount`.
    package func setUpSecondFactor(of id: AccountID) async throws(OfficeProblem) -> SecondFactor.Setup? {
        var source = SystemRandomNumberGenerator()
        let fresh = (0..<TOTP.secretBytes).map { _ in UInt8.random(in: .min ... .max, using: &source) }
        return try await database.write { db in
            guard try !OfficeRows.known(db, id).hasSecondFactor else { return nil }
            try db.execute(
                sql: "INSERT OR IGNORE INTO second_factor (account, secret, last_step) VALUES (?, ?, 0)",
                arguments: [id.text, Data(fresh)])
            guard let factor = try OfficeStore.factor(db, id) else { return nil }
            return SecondFactor.Setup(secret: factor.secret)
        }
    }

    /// Turns the second factor on for whose app shows the right code; gives the codes on paper.
    package func confirmSecondFactor(
        of id: AccountID, _ code: String, at milliseconds: Int64
    ) async throws(OfficeProblem) -> SecondFactor.Confirmation {
        if let seconds = codes.begin(id, at: milliseconds) { return .wait(seconds: seconds) }
        let paper = (0..<SecondFactor.recoveryCodes).map { _ in TypedCode.makePaper() }
        let isRight: Bool = try await database.write { db in
            guard let factor = try OfficeStore.factor(db, id), factor.confirmedAt == nil,
                case .app(let code) = TypedCode(code),
                let step = TOTP.matchingStep(code, factor.secret, at: milliseconds, after: factor.lastStep)
            else { return false }
            try db.execute(
                sql: "UPDATE second_factor SET confirmed_at = ?, last_step = ? WHERE account = ?",
                arguments: [milliseconds, step, id.text])
            for text in paper {
                guard case .paper(let hash) = TypedCode(text) else { continue }
                try db.execute(
                    sql: "INSERT INTO recovery_code (account, code_hash) VALUES (?, ?)",
                    arguments: [id.text, Data(hash)])
            }
            return true
        }
        guard isRight else { return .wrong }
        codes.succeeded(id)
        return .done(recoveryCodes: paper)
    }

    /// Takes the second factor of an account away, with its codes on paper; gives whether one was on.
    @discardableResult
    package func removeSecondFactor(of id: AccountID) async throws(OfficeProblem) -> Bool {
        try await database.write { db in
            let wasOn = try OfficeRows.known(db, id).hasSecondFactor
            try db.execute(sql: "DELETE FROM second_factor WHERE account = ?", arguments: [id.text])
            return wasOn
        }
    }

    /// Takes a code of the second factor from somebody who is signed in already; it is used up.
    func check(
        code: String, of id: AccountID, at milliseconds: Int64
    ) async throws(OfficeProblem) -> SecondFactor.Confirmation {
        if let seconds = codes.begin(id, at: milliseconds) { return .wait(seconds: seconds) }
        let isRight = try await database.write { db in
            try OfficeStore.use(db, TypedCode(code), of: id, at: milliseconds)
        }
        guard isRight else { return .wrong }
        codes.succeeded(id)
        return .done(recoveryCodes: [])
    }

    /// Takes one's own second factor away, for which it must be shown once more.
    package func removeSecondFactor(
        of id: AccountID, showing code: String, at milliseconds: Int64
    ) async throws(OfficeProblem) -> SecondFactor.Confirmation {
        if let seconds = codes.begin(id, at: milliseconds) { return .wait(seconds: seconds) }
        let isRight: Bool = try await database.write { db in
            guard try OfficeStore.use(db, TypedCode(code), of: id, at: milliseconds) else { return false }
            try db.execute(sql: "DELETE FROM second_factor WHERE account = ?", arguments: [id.text])
            return true
        }
        guard isRight else { return .wrong }
        codes.succeeded(id)
        return .done(recoveryCodes: [])
    }

    /// Whether a sign-in waits for its code.
    package func isPending(_ token: String, at milliseconds: Int64) async throws(OfficeProblem) -> Bool {
        let hash = Data(Secret.hash(of: token))
        return try await database.read { db in
            try OfficeStore.pending(db, hash, at: milliseconds) != nil
        }
    }

    /// Ends a sign-in with its code: only now there is a session.
    ///
    /// - Throws: `tokenInvalid` when the sign-in waited too long, was ended, or the account is disabled.
    package func signIn(
        pending token: String, code: String, from client: Client, at milliseconds: Int64
    ) async throws(OfficeProblem) -> SignInOutcome {
        let hash = Data(Secret.hash(of: token))
        let waiting = try await database.read { db in
            try OfficeStore.pending(db, hash, at: milliseconds)
        }
        guard let id = waiting else { throw .tokenInvalid }
        if let seconds = codes.begin(id, at: milliseconds) { return .wait(seconds: seconds) }
        let outcome = try await database.write { db -> SignInOutcome in
            // Asked again: it may have been used at the same moment, or the account disabled.
            guard try OfficeStore.pending(db, hash, at: milliseconds) == id else {
                throw OfficeProblem.tokenInvalid
            }
            guard try OfficeStore.use(db, TypedCode(code), of: id, at: milliseconds) else { return .refused }
            try db.execute(sql: "DELETE FROM pending_sign_in WHERE token_hash = ?", arguments: [hash])
            return try OfficeStore.openSession(db, id, client, at: milliseconds)
        }
        if case .session = outcome { codes.succeeded(id) }
        return outcome
    }

    private struct Factor {
        let secret: [UInt8]
        let confirmedAt: Int64?
        let lastStep: Int64
    }

    private static func factor(_ db: Database, _ id: AccountID) throws -> Factor? {
        try Row.fetchOne(
            db, sql: "SELECT secret, confirmed_at, last_step FROM second_factor WHERE account = ?",
            arguments: [id.text]
        ).map { row in
            let secret: Data = row[0]
            return Factor(secret: Array(secret), confirmedAt: row[1], lastStep: row[2])
        }
    }

    private static func pending(_ db: Database, _ hash: Data, at milliseconds: Int64) throws -> AccountID? {
        try String.fetchOne(
            db,
            sql: """
                SELECT account FROM pending_sign_in JOIN account ON account.id = pending_sign_in.account
                WHERE token_hash = ? AND valid_until > ? AND NOT is_disabled
                """,
            arguments: [hash, milliseconds]
        ).flatMap { AccountID($0) }
    }

    /// Whether a code is right; it is used up then.
    private static func use(
        _ db: Database, _ code: TypedCode, of id: AccountID, at milliseconds: Int64
    ) throws -> Bool {
        guard let factor = try factor(db, id), factor.confirmedAt != nil else { return false }
        switch code {
        case .neither: return false
        case .paper(let hash):
            try db.execute(
                sql: "DELETE FROM recovery_code WHERE account = ? AND code_hash = ?",
                arguments: [id.text, Data(hash)])
            return db.changesCount == 1
        case .app(let code):
            guard
                let step = TOTP.matchingStep(code, factor.secret, at: milliseconds, after: factor.lastStep)
            else { return false }
            try db.execute(
                sql: "UPDATE second_factor SET last_step = ? WHERE account = ?", arguments: [step, id.text])
            return true
        }
    }
}
