import Testing

@testable import Office

@Suite("An invitation")
struct InvitationTests {
    @Test func `sets a password once`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.store.add(name: "Anna", login: "anna", role: .editor, at: moment)
        let token = try await bench.store.invite(account.id, at: moment)
        #expect(token.purpose == .invitation && token.accountID == account.id)
        #expect(token.validUntil == moment + OneTimeToken.usualLifetime && token.token.utf8.count == 43)
        #expect(try await bench.store.holder(of: token.token, at: moment) == account)
        let holder = try await bench.store.redeem(token.token, password: goodPassword, at: moment + 1)
        #expect(holder.id == account.id && holder.hasPassword)
        _ = try await bench.enter()
        let again = await redeeming(token.token, in: bench, at: moment + 1)
        #expect(again == .tokenInvalid)
        #expect(try await bench.store.holder(of: token.token, at: moment) == nil)
    }

    @Test func `works once also when it is used many times at once`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.account()
        let token = try await bench.store.invite(account.id, at: moment)
        let outcomes = await withTaskGroup(of: OfficeProblem?.self) { group in
            for _ in 0..<6 { group.addTask { await redeeming(token.token, in: bench, at: moment) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } == 1)
        #expect(outcomes.count { $0 == .tokenInvalid } == 5)
    }

    @Test func `to who has a password is a reset, and ends the sessions when it is used`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.account()
        let (_, session) = try await bench.enter()
        let token = try await bench.store.invite(account.id, at: moment, validFor: hour)
        #expect(token.purpose == .reset && token.validUntil == moment + hour)
        #expect(try await bench.store.session(token: session, at: moment) != nil)
        _ = try await bench.store.redeem(token.token, password: "quite another one", at: moment)
        #expect(try await bench.store.session(token: session, at: moment) == nil)
        #expect(try await bench.signIn() == .refused)
        guard case .session = try await bench.signIn("anna", "quite another one") else {
            Issue.record("the new password was refused")
            return
        }
    }

    @Test func `is void when it is too old, replaced, or its account is disabled`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.account()
        let first = try await bench.store.invite(account.id, at: moment, validFor: hour)
        #expect(await redeeming(first.token, in: bench, at: moment + hour) == .tokenInvalid)
        let second = try await bench.store.invite(account.id, at: moment, validFor: hour)
        #expect(await redeeming(first.token, in: bench, at: moment) == .tokenInvalid)
        try await bench.store.change(account.id, AccountChange(isDisabled: true))
        let disabled = await problem { () throws(OfficeProblem) in
            _ = try await bench.store.invite(account.id, at: moment)
        }
        #expect(disabled == .accountDisabled)
        try await bench.store.change(account.id, AccountChange(isDisabled: false))
        #expect(await redeeming(second.token, in: bench, at: moment) == .tokenInvalid)
        let third = try await bench.store.invite(account.id, at: moment, validFor: hour)
        try await bench.store.setPassword(account.id, goodPassword)
        #expect(await redeeming(third.token, in: bench, at: moment) == .tokenInvalid)
        for nonsense in ["", "x", String(repeating: "A", count: 43), "' OR 1=1"] {
            #expect(await redeeming(nonsense, in: bench, at: moment) == .tokenInvalid)
        }
        let fourth = try await bench.store.invite(account.id, at: moment, validFor: hour)
        try await bench.store.endExpired(at: moment + hour - 1)
        #expect(await redeeming(fourth.token, in: bench, at: moment + hour - 1) == nil)
    }

    @Test func `is not used up by a password that is refused`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.store.add(
            name: "Anna", login: "anna@perm.example", role: .editor, at: moment)
        let token = try await bench.store.invite(account.id, at: moment)
        for (password, refusal) in [
            ("short", PasswordRefusal.tooShort), ("my ANNA@perm.example", .containsLogin),
            (String(repeating: "z", count: 20), .oneCharacter),
            (String(repeating: "za", count: 300), .tooLong),
        ] {
            #expect(
                await redeeming(token.token, password, in: bench, at: moment) == .passwordRefused(refusal))
        }
        #expect(await redeeming(token.token, in: bench, at: moment) == nil)
    }
}

/// The problem that comes of using a token; `nil` when it works.
private func redeeming(
    _ token: String, _ password: String = goodPassword, in bench: OfficeBench, at milliseconds: Int64
) async -> OfficeProblem? {
    await problem { () throws(OfficeProblem) in
        _ = try await bench.store.redeem(token, password: password, at: milliseconds)
    }
}
