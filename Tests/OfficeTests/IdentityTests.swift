import FoundationEssentials
import GRDB
import Synchronization
import Testing

@testable import Office

/// Says what it is told to say.
private final class Oracle: IdentityProvider {
    let issuer = "https://id.city.example"
    let name = "City"
    private let said: Mutex<Result<Identity, ProviderProblem>>
    private let questions = Mutex(0)

    init(_ said: Result<Identity, ProviderProblem>) { self.said = Mutex(said) }

    /// How often it was asked.
    var count: Int { questions.withLock { $0 } }

    func says(_ result: Result<Identity, ProviderProblem>) { said.withLock { $0 = result } }

    func address(
        for marks: ErrandMarks, language: String, at milliseconds: Int64
    ) async throws(ProviderProblem) -> String { issuer }

    func identity(
        of answer: ProviderAnswer, for marks: ErrandMarks, at milliseconds: Int64
    ) async throws(ProviderProblem) -> Identity {
        questions.withLock { $0 += 1 }
        return try said.withLock { $0 }.get()
    }
}

private func identity(_ subject: String = "anna") throws -> Identity {
    try #require(Identity(issuer: "https://id.city.example", subject: subject))
}

@Suite("An identity of the provider")
struct IdentityTests {
    private func answer(to token: String) -> ProviderAnswer {
        ProviderAnswer(code: "c", state: ErrandMarks(token: token).state)
    }

    private func arrive(
        _ bench: OfficeBench, _ oracle: Oracle, _ token: String, from client: Client = home,
        at milliseconds: Int64 = moment
    ) async throws(ProviderProblem) -> ErrandOutcome {
        try await bench.store.arrive(
            with: answer(to: token), token: token, provider: oracle, from: client, at: milliseconds)
    }

    // MARK: Errands

    @Test func `comes of an errand once, within ten minutes`() async throws {
        let bench = try OfficeBench()
        let oracle = Oracle(.success(try identity()))
        let errand = Errand(.signIn(next: "/en/desk/me"), language: "en")
        let token = bench.store.send(errand, from: home, at: moment)
        let expected = ErrandOutcome.identity(try identity(), errand)
        #expect(try await arrive(bench, oracle, token, at: moment + Errand.lifetime - 1) == expected)
        #expect(try await arrive(bench, oracle, token) == .stale)
        let late = bench.store.send(errand, from: home, at: moment)
        #expect(try await arrive(bench, oracle, late, at: moment + Errand.lifetime) == .stale)
        #expect(try await arrive(bench, oracle, "never sent") == .stale)
        #expect(oracle.count == 1)
    }

    @Test func `is asked for by nobody who brings the state of another browser, which spoils nothing`()
        async throws
    {
        let bench = try OfficeBench()
        let oracle = Oracle(.success(try identity()))
        let errand = Errand(.signIn(next: ""), language: "en")
        let mine = bench.store.send(errand, from: home, at: moment)
        let theirs = bench.store.send(errand, from: elsewhere, at: moment)
        for state in [ErrandMarks(token: theirs).state, "", "x", ErrandMarks(token: mine).nonce] {
            let outcome = try await bench.store.arrive(
                with: ProviderAnswer(code: "c", state: state), token: mine, provider: oracle, from: home,
                at: moment)
            #expect(outcome == .stale)
        }
        #expect(oracle.count == 0)
        #expect(try await arrive(bench, oracle, mine) != .stale)
    }

    @Test func `marks of an errand tell nothing of each other`() {
        let (one, two) = (ErrandMarks(token: "one"), ErrandMarks(token: "two"))
        let all = [one, two].flatMap { [$0.state, $0.nonce, $0.verifier, $0.challenge] }
        #expect(Set(all).count == 8)
        #expect(all.allSatisfy { $0.utf8.count == 43 })
        #expect(ErrandMarks(token: "one") == one)
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        #expect(Secret.text(of: Secret.hash(of: verifier)) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test func `errands are bounded, and a flood from one place costs the others nothing`() async throws {
        let bench = try OfficeBench()
        let oracle = Oracle(.success(try identity()))
        let errand = Errand(.signIn(next: ""), language: "en")
        let victim = bench.store.send(errand, from: home, at: moment)
        let first = bench.store.send(errand, from: elsewhere, at: moment)
        for _ in 0..<Errands.limitOfPlace { _ = bench.store.send(errand, from: elsewhere, at: moment) }
        #expect(bench.store.errands.count == Errands.limitOfPlace + 1)
        #expect(try await arrive(bench, oracle, first) == .stale)
        #expect(try await arrive(bench, oracle, victim) != .stale)
        _ = bench.store.send(errand, from: home, at: moment + Errand.lifetime)
        #expect(bench.store.errands.count == 1)
    }

    @Test func `answers that cannot be believed are counted by place, and keep nobody else out`() async throws
    {
        let bench = try OfficeBench()
        let oracle = Oracle(.failure(.untrusted("x")))
        let errand = Errand(.signIn(next: ""), language: "en")
        for _ in 0..<Throttle.freeFailuresOfPair {
            let token = bench.store.send(errand, from: home, at: moment)
            await #expect(throws: ProviderProblem.untrusted("x")) {
                _ = try await arrive(bench, oracle, token)
            }
        }
        let (waiting, other) = (
            bench.store.send(errand, from: home, at: moment),
            bench.store.send(errand, from: elsewhere, at: moment)
        )
        oracle.says(.success(try identity()))
        #expect(try await arrive(bench, oracle, waiting) == .wait(seconds: 10))
        #expect(try await arrive(bench, oracle, other, from: elsewhere) != .wait(seconds: 10))
        // The errand that had to wait is still good, and passwords were never counted.
        #expect(try await arrive(bench, oracle, waiting, at: moment + 10 * second) != .stale)
        _ = try await bench.account()
        _ = try await bench.enter()
    }

    @Test(arguments: [ProviderProblem.unreachable("x"), .misconfigured("x"), .denied("x")])
    func `what is nobody's guess is not counted`(_ problem: ProviderProblem) async throws {
        let bench = try OfficeBench()
        let oracle = Oracle(.failure(problem))
        for _ in 0..<2 * Throttle.freeFailuresOfPair {
            let token = bench.store.send(Errand(.signIn(next: ""), language: "en"), from: home, at: moment)
            await #expect(throws: problem) { _ = try await arrive(bench, oracle, token) }
        }
    }

    // MARK: Binding

    @Test func `lets in whom it is bound to, and nobody else`() async throws {
        let bench = try OfficeBench()
        let anna = try await bench.account("anna")
        #expect(try await bench.store.signIn(as: identity(), from: home, at: moment) == .refused)
        try await bench.store.bind(identity(), to: anna.id, at: moment)
        guard
            case .session(let session, let token) = try await bench.store.signIn(
                as: identity(), from: home, at: moment)
        else {
            Issue.record("not let in")
            return
        }
        #expect(session.accountID == anna.id && session.isVouched)
        let signedIn = try #require(try await bench.store.session(token: token, at: moment))
        #expect(signedIn.session == session && signedIn.account.issuer == "https://id.city.example")
        #expect(try await !bench.enter().0.isVouched)
        for stranger in [
            Identity(issuer: "https://id.city.example", subject: "Anna"),
            Identity(issuer: "https://id.city.example/", subject: "anna"),
        ] {
            let outcome = try await bench.store.signIn(as: try #require(stranger), from: home, at: moment)
            #expect(outcome == .refused)
        }
        try await bench.store.change(anna.id, AccountChange(isDisabled: true))
        #expect(try await bench.store.signIn(as: identity(), from: home, at: moment) == .refused)
    }

    @Test func `is bound to one account at most, and an account to one identity`() async throws {
        let bench = try OfficeBench()
        let (anna, berta) = (try await bench.account("anna"), try await bench.account("berta"))
        try await bench.store.bind(identity(), to: anna.id, at: moment)
        let taken = await problem { () throws(OfficeProblem) in
            guard let identity = Identity(issuer: "https://id.city.example", subject: "anna") else { return }
            try await bench.store.bind(identity, to: berta.id, at: moment)
        }
        #expect(taken == .identityTaken)
        try await bench.store.bind(identity(), to: anna.id, at: moment)
        try await bench.store.bind(identity("anna-2"), to: anna.id, at: moment)
        #expect(try await bench.store.signIn(as: identity(), from: home, at: moment) == .refused)
        try await bench.store.bind(identity(), to: berta.id, at: moment)
        #expect(Identity(issuer: "i", subject: "") == nil && Identity(issuer: "i", subject: "ü") == nil)
    }

    @Test func `is taken away only where a password is left, unless an administrator does it`() async throws {
        let bench = try OfficeBench()
        let anna = try await bench.store.add(name: "Anna", login: "anna", role: .editor, at: moment)
        try await bench.store.bind(identity(), to: anna.id, at: moment)
        _ = try await bench.store.signIn(as: identity(), from: home, at: moment)
        let refused = await problem { () throws(OfficeProblem) in
            try await bench.store.unbind(anna.id, keeping: nil, lockingOut: false)
        }
        #expect(refused == .noOtherWayIn)
        #expect(try await bench.store.sessions(of: anna.id, at: moment).count == 1)
        try await bench.store.unbind(anna.id, keeping: nil, lockingOut: true)
        #expect(try await bench.store.sessions(of: anna.id, at: moment).isEmpty)
        #expect(try await bench.store.signIn(as: identity(), from: home, at: moment) == .refused)
        try await bench.store.setPassword(anna.id, goodPassword)
        try await bench.store.bind(identity(), to: anna.id, at: moment)
        let (kept, _) = try await bench.enter()
        _ = try await bench.store.signIn(as: identity(), from: home, at: moment)
        try await bench.store.unbind(anna.id, keeping: kept.id, lockingOut: false)
        #expect(try await bench.store.sessions(of: anna.id, at: moment).map(\.id) == [kept.id])
    }

    @Test func `takes the place of the password by a link, once, and ends all sessions`() async throws {
        let bench = try OfficeBench()
        let anna = try await bench.account()
        let (old, _) = try await bench.enter()
        let link = try await bench.store.invite(anna.id, at: moment).token
        guard case .redeem(let hash) = Errand.Purpose.redeem(link) else { return }
        let outcome = try await bench.store.redeem(hash, as: identity(), from: home, at: moment)
        guard case .session(let session, _) = outcome else {
            Issue.record("not let in")
            return
        }
        #expect(session.isVouched && session.id != old.id)
        #expect(try await bench.store.sessions(of: anna.id, at: moment).map(\.id) == [session.id])
        #expect(try await bench.signIn() == .refused, "the password of before")
        let again = await problem { () throws(OfficeProblem) in
            guard let other = Identity(issuer: "i", subject: "other") else { return }
            _ = try await bench.store.redeem(hash, as: other, from: home, at: moment)
        }
        #expect(again == .tokenInvalid)
    }

    @Test func `of somebody else does not use a link up`() async throws {
        let bench = try OfficeBench()
        let (anna, berta) = (try await bench.account("anna"), try await bench.account("berta"))
        try await bench.store.bind(identity(), to: anna.id, at: moment)
        let link = try await bench.store.invite(berta.id, at: moment).token
        guard case .redeem(let hash) = Errand.Purpose.redeem(link) else { return }
        await #expect(throws: OfficeProblem.identityTaken) {
            _ = try await bench.store.redeem(hash, as: identity(), from: home, at: moment)
        }
        #expect(try await bench.store.holder(of: link, at: moment)?.id == berta.id)
        _ = try await bench.enter("berta")
    }

    @Test func `does not lead around a second factor by a link`() async throws {
        let bench = try OfficeBench()
        let anna = try await bench.account()
        _ = try await bench.store.setUpSecondFactor(of: anna.id)
        let stored = try await bench.store.database.read { db in
            try Data.fetchOne(
                db, sql: "SELECT secret FROM second_factor WHERE account = ?", arguments: [anna.id.text])
        }
        let secret = Array(try #require(stored))
        _ = try await bench.store.confirmSecondFactor(
            of: anna.id, TOTP.code(secret, step: TOTP.step(at: moment)), at: moment)
        let link = try await bench.store.invite(anna.id, at: moment).token
        guard case .redeem(let hash) = Errand.Purpose.redeem(link) else { return }
        await #expect(throws: OfficeProblem.tokenInvalid) {
            _ = try await bench.store.redeem(hash, as: identity(), from: home, at: moment)
        }
        // Binding one's own account takes both, and a code is used up by it.
        let code = TOTP.code(secret, step: TOTP.step(at: moment + minute))
        func confirm(_ password: String, _ code: String) async throws -> OfficeStore.Confirmation {
            let now = try #require(try await bench.store.account(id: anna.id))
            return try await bench.store.confirm(
                now, password: password, code: code, from: home, at: moment + minute)
        }
        #expect(try await confirm("a wrong sentence", code) == .wrongPassword)
        #expect(try await confirm(goodPassword, "") == .wrongCode)
        #expect(try await confirm(goodPassword, code) == .done)
        #expect(try await confirm(goodPassword, code) == .wrongCode)
    }
}
