import FoundationEssentials
import GRDB

extension OfficeStore {
    /// Tries a login and a password. A session that comes of it is always a new one.
    ///
    /// A login that does not exist, is disabled or has no password takes the same work as any other and gives the same
    /// answer.
    package func signIn(
        login: String, password: String, from client: Client, at milliseconds: Int64
    ) async throws(OfficeProblem) -> SignInOutcome {
        let login = Login(login)
        // What cannot be a login counts as one: guesses at nobody are guesses too.
        let pair = Throttle.Pair(
            login: Secret.hash(of: login?.key ?? ""), place: ClientNetwork(client.address))
        if let seconds = throttle.begin(pair, at: milliseconds) { return .wait(seconds: seconds) }
        do throws(OfficeProblem) {
            let candidate = try await candidate(login)
            guard let verdict = try await verify(password, candidate) else {
                throttle.takeBack(pair)
                return .busy
            }
            guard verdict.isRight, let candidate else { return .refused }
            let outcome = try await open(candidate, verdict, client, at: milliseconds)
            if outcome == .busy { throttle.takeBack(pair) } else { throttle.succeeded(pair) }
            return outcome
        } catch {
            throttle.takeBack(pair)
            throw error
        }
    }

    /// Sets another password for who knows the one of before, and ends all their other sessions. Guesses count as at the
    /// door: whoever finds a browser open cannot try here what they may not try there.
    ///
    /// - Throws: `passwordRefused` with the reason, which uses up no try.
    package func changePassword(
        of signedIn: SignedIn, _ change: PasswordChange, from client: Client, at milliseconds: Int64
    ) async throws(OfficeProblem) -> PasswordChange.Outcome {
        let account = signedIn.account
        let new = try Password(setting: change.new, login: account.login)
        let outcome = try await check(change.old, of: account, from: client, at: milliseconds)
        guard outcome == .done else { return outcome }
        let hash = try await hash(new).text
        try await database.write { db in
            try OfficeStore.store(db, hash, for: account.id, keeping: signedIn.session.id)
            try db.execute(
                sql: "DELETE FROM one_time_token WHERE account = ?", arguments: [account.id.text])
        }
        return .done
    }

    /// Whether this is the password of an account, asked of who is signed in already; guesses count as at the door.
    func check(
        _ password: String, of account: Account, from client: Client, at milliseconds: Int64
    ) async throws(OfficeProblem) -> PasswordChange.Outcome {
        let login = Login(account.login)
        let pair = Throttle.Pair(
            login: Secret.hash(of: login?.key ?? ""), place: ClientNetwork(client.address))
        if let seconds = throttle.begin(pair, at: milliseconds) { return .wait(seconds: seconds) }
        do throws(OfficeProblem) {
            let candidate = try await candidate(login)
            guard let verdict = try await verify(password, candidate) else {
                throttle.takeBack(pair)
                return .busy
            }
            guard verdict.isRight, let candidate, candidate.id == account.id else { return .wrong }
            throttle.succeeded(pair)
            return .done
        } catch {
            throttle.takeBack(pair)
            throw error
        }
    }

    /// An account that may sign in, with its password as it is stored.
    private struct Candidate: Sendable {
        let id: AccountID
        let stored: String
        let hash: PasswordHash
    }

    /// What the hashing thread found, and the hash that takes the place of a weaker one.
    private struct Verdict: Sendable {
        let isRight: Bool
        let renewed: PasswordHash?
    }

    private func candidate(_ login: Login?) async throws(OfficeProblem) -> Candidate? {
        guard let login else { return nil }
        return try await database.read { db in
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT id, password FROM account WHERE login_key = ? AND NOT is_disabled",
                    arguments: [login.key]), let id = AccountID(row[0])
            else { return nil }
            let stored: String? = row[1]
            guard let stored else { return nil }
            guard let hash = PasswordHash(text: stored) else {
                throw OfficeRows.damaged("the password of account \(id) cannot be read")
            }
            return Candidate(id: id, stored: stored, hash: hash)
        }
    }

    /// `nil` when the hashing thread has too much to do.
    private func verify(_ text: String, _ candidate: Candidate?) async throws(OfficeProblem) -> Verdict? {
        let password = Password(trying: text)
        let cost = cost
        let hash = candidate?.hash ?? .dummy(cost: cost)
        let result = await hashing.run {
            Result { () throws(OfficeProblem) in
                // A password that could never have been set is worked on too, and then refused.
                let isRight = try hash.fits(password?.bytes ?? [0])
                guard isRight, candidate != nil, let password else {
                    return Verdict(isRight: false, renewed: nil)
                }
                let renewed = hash.cost.isWeaker(than: cost) ? try PasswordHash(password, cost: cost) : nil
                return Verdict(isRight: true, renewed: renewed)
            }
        }
        guard let result else { return nil }
        return try result.get()
    }

    /// Makes the session, or asks for a code; `busy` when the account was changed while its password was hashed, so that
    /// the next try tells.
    private func open(
        _ candidate: Candidate, _ verdict: Verdict, _ client: Client, at milliseconds: Int64
    ) async throws(OfficeProblem) -> SignInOutcome {
        try await database.write { db in
            // It may have been disabled, or got another password, or the same one hashed anew by another sign-in.
            let isUnchanged = try Bool.fetchOne(
                db, sql: "SELECT password = ? AND NOT is_disabled FROM account WHERE id = ?",
                arguments: [candidate.stored, candidate.id.text])
            guard isUnchanged == true else { return .busy }
            if let renewed = verdict.renewed {
                try db.execute(
                    sql: "UPDATE account SET password = ? WHERE id = ?",
                    arguments: [renewed.text, candidate.id.text])
            }
            return try OfficeStore.enter(db, candidate.id, client, at: milliseconds)
        }
    }

    /// What follows when somebody has shown who they are: a session, or the question for a code.
    static func enter(
        _ db: Database, _ id: AccountID, _ client: Client, at milliseconds: Int64
    ) throws -> SignInOutcome {
        guard try OfficeRows.known(db, id).hasSecondFactor else {
            return try openSession(db, id, client, at: milliseconds)
        }
        let secret = Secret()
        try db.execute(
            sql: "INSERT INTO pending_sign_in (token_hash, account, valid_until) VALUES (?, ?, ?)",
            arguments: [Data(secret.hash), id.text, milliseconds + SecondFactor.pendingLifetime])
        return .codeNeeded(token: secret.text)
    }

    /// - Parameter isVouched: whether a provider said who it is, and not a password.
    static func openSession(
        _ db: Database, _ id: AccountID, _ client: Client, isVouched: Bool = false, at milliseconds: Int64
    ) throws -> SignInOutcome {
        let secret = Secret()
        let session = Session(
            id: SessionID(), accountID: id, createdAt: milliseconds, lastUsedAt: milliseconds,
            device: Session.device(client.device), network: ClientNetwork.kept(client.address),
            csrf: Secret().text, isVouched: isVouched)
        try db.execute(
            sql: """
                INSERT INTO session (id, token_hash, account, created_at, last_used_at, device, csrf, network,
                    is_vouched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                session.id.text, Data(secret.hash), id.text, milliseconds, milliseconds, session.device,
                session.csrf, session.network, session.isVouched,
            ])
        try db.execute(
            sql: "UPDATE account SET last_sign_in_at = ? WHERE id = ?", arguments: [milliseconds, id.text])
        return .session(session, token: secret.text)
    }
}
