import FoundationEssentials
import GRDB

/// Signing in by the word of a provider.
extension OfficeStore {
    /// Sends a browser to the provider; gives the token, which goes to it and nowhere else.
    package func send(_ errand: Errand, from client: Client, at milliseconds: Int64) -> String {
        errands.begin(errand, from: ClientNetwork(client.address), at: milliseconds)
    }

    /// The tag of the language in which a browser left for the provider; `nil` when it is not on the way.
    package func language(ofErrand token: String) -> String? { errands.errand(of: token)?.language }

    /// Who came back from the provider, and what for. An errand is used up by this; a state that is not its own leaves it
    /// alone, so that a page of a stranger cannot spoil it. Answers that cannot be trusted are counted by place, and wait.
    package func arrive(
        with answer: ProviderAnswer, token: String, provider: any IdentityProvider, from client: Client,
        at milliseconds: Int64
    ) async throws(ProviderProblem) -> ErrandOutcome {
        let marks = ErrandMarks(token: token)
        guard marks.hasState(answer.state) else { return .stale }
        // All answers of one place count together, beside the guesses at its sign-in.
        let pair = Throttle.Pair(login: Secret.hash(of: "provider"), place: ClientNetwork(client.address))
        if let seconds = throttle.begin(pair, at: milliseconds) { return .wait(seconds: seconds) }
        guard let errand = errands.take(token, at: milliseconds) else {
            throttle.takeBack(pair)
            return .stale
        }
        do throws(ProviderProblem) {
            let identity = try await provider.identity(of: answer, for: marks, at: milliseconds)
            throttle.succeeded(pair)
            return .identity(identity, errand)
        } catch {
            // What the provider cannot do, and what somebody did not want, is nobody's guess.
            if case .untrusted = error {} else { throttle.takeBack(pair) }
            throw error
        }
    }

    /// Opens a session for whom an identity is bound to; `refused` when that is nobody, or somebody who is kept out.
    package func signIn(
        as identity: Identity, from client: Client, at milliseconds: Int64
    ) async throws(OfficeProblem) -> SignInOutcome {
        try await database.write { db in
            let found = try String.fetchOne(
                db,
                sql: """
                    SELECT account FROM identity JOIN account ON account.id = identity.account
                    WHERE issuer = ? AND subject = ? AND NOT is_disabled
                    """,
                arguments: [identity.issuer, identity.subject])
            guard let id = found.flatMap({ AccountID($0) }) else { return .refused }
            return try OfficeStore.openSession(db, id, client, isVouched: true, at: milliseconds)
        }
    }

    /// Binds an identity to an account, in the place of one that it was bound to before.
    ///
    /// - Throws: `identityTaken`, `unknownAccount`.
    package func bind(
        _ identity: Identity, to id: AccountID, at milliseconds: Int64
    ) async throws(OfficeProblem) {
        try await database.write { db in
            try OfficeStore.bind(db, identity, to: id, at: milliseconds)
        }
    }

    /// Asks somebody who is signed in for all that signing in asks for, before there is another way in for them. Who finds
    /// a browser open must not make one for themselves.
    package func confirm(
        _ account: Account, password: String, code: String, from client: Client, at milliseconds: Int64
    ) async throws(OfficeProblem) -> Confirmation {
        switch try await check(password, of: account, from: client, at: milliseconds) {
        case .done: break
        case .wrong: return .wrongPassword
        case .wait(let seconds): return .wait(seconds: seconds)
        case .busy: return .busy
        }
        guard account.hasSecondFactor else { return .done }
        switch try await check(code: code, of: account.id, at: milliseconds) {
        case .done: return .done
        case .wrong: return .wrongCode
        case .wait(let seconds): return .wait(seconds: seconds)
        }
    }

    /// What came of asking somebody once more who they are.
    package enum Confirmation: Sendable, Hashable {
        case done, wrongPassword, wrongCode, busy
        case wait(seconds: Int)
    }

    /// Takes the identity of an account away, and ends its sessions, but for one that may be kept.
    ///
    /// - Parameter lockingOut: whether that may leave no way in; else `noOtherWayIn` is thrown.
    package func unbind(
        _ id: AccountID, keeping session: SessionID?, lockingOut: Bool
    ) async throws(OfficeProblem) {
        try await database.write { db in
            guard try OfficeRows.known(db, id).hasPassword || lockingOut else {
                throw OfficeProblem.noOtherWayIn
            }
            try db.execute(sql: "DELETE FROM identity WHERE account = ?", arguments: [id.text])
            try db.execute(
                sql: "DELETE FROM session WHERE account = ? AND id IS NOT ?",
                arguments: [id.text, session?.text])
        }
    }

    /// Uses a one-time link: binds the identity and opens a session. The identity takes the place of the password, and
    /// all other sessions end. What is refused does not use the link up.
    ///
    /// - Throws: `tokenInvalid`, also for who has a second factor, which a link must not get around; `identityTaken`.
    package func redeem(
        _ tokenHash: [UInt8], as identity: Identity, from client: Client, at milliseconds: Int64
    ) async throws(OfficeProblem) -> SignInOutcome {
        let hash = Data(tokenHash)
        return try await database.write { db in
            guard let account = try OfficeStore.holder(db, hash, at: milliseconds), !account.hasSecondFactor
            else { throw OfficeProblem.tokenInvalid }
            try OfficeStore.bind(db, identity, to: account.id, at: milliseconds)
            try db.execute(
                sql: "UPDATE account SET password = NULL WHERE id = ?", arguments: [account.id.text])
            for table in ["one_time_token", "session", "pending_sign_in"] {
                try db.execute(
                    sql: "DELETE FROM \(table) WHERE account = ?", arguments: [account.id.text])
            }
            return try OfficeStore.openSession(db, account.id, client, isVouched: true, at: milliseconds)
        }
    }

    private static func bind(
        _ db: Database, _ identity: Identity, to id: AccountID, at milliseconds: Int64
    ) throws {
        _ = try OfficeRows.known(db, id)
        let holder = try String.fetchOne(
            db, sql: "SELECT account FROM identity WHERE issuer = ? AND subject = ?",
            arguments: [identity.issuer, identity.subject])
        guard holder == nil || holder == id.text else { throw OfficeProblem.identityTaken }
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO identity (account, issuer, subject, bound_at) VALUES (?, ?, ?, ?)
                """,
            arguments: [id.text, identity.issuer, identity.subject, milliseconds])
    }
}
