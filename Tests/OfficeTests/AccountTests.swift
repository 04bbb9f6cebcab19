import Testing

@testable import Office

@Suite("An account")
struct AccountTests {
    @Test func `is found by its login in any capitals and any composition`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.store.add(
            name: "  Zoë Müller ", login: "zoe\u{308}@stra\u{DF}e.example", role: .curator, at: moment)
        #expect(account.name == "Zoë Müller" && !account.hasPassword && account.createdAt == moment)
        for login in ["ZO\u{CB}@STRASSE.example", "zo\u{EB}@stra\u{DF}e.EXAMPLE"] {
            #expect(try await bench.store.account(login: login) == account)
            let taken = await problem { () throws(OfficeProblem) in
                _ = try await bench.store.add(name: "B", login: login, role: .reader, at: moment)
            }
            #expect(taken == .loginTaken)
        }
        #expect(try await bench.store.account(login: "zoe") == nil)
        #expect(try await bench.store.account(id: account.id) == account)
        #expect(try await bench.store.accounts() == [account])
    }

    @Test(arguments: [
        "ab", "", "a b c", "anna\u{200B}", "anna\n", "anna\u{0}", "\u{202E}anna",
        String(repeating: "a", count: 255), "a\u{A0}bc",
    ])
    func `has no login that cannot be typed or told from another`(login: String) async throws {
        let bench = try OfficeBench()
        let refusal = await problem { () throws(OfficeProblem) in
            _ = try await bench.store.add(name: "A", login: login, role: .reader, at: moment)
        }
        #expect(refusal == .loginInvalid)
    }

    @Test func `has a name of one line`() async throws {
        let bench = try OfficeBench()
        for name in ["", "  \u{2003}", "a\nb", "a\u{0}", "a\u{2028}b", String(repeating: "a", count: 201)] {
            let refusal = await problem { () throws(OfficeProblem) in
                _ = try await bench.store.add(name: name, login: "anna", role: .reader, at: moment)
            }
            #expect(refusal == .nameInvalid)
        }
        let account = try await bench.account()
        #expect(
            try await bench.store.change(account.id, AccountChange(name: "\u{41A}\u{438}\u{438}\u{306}")).name
                == "\u{41A}\u{438}\u{439}")
    }

    @Test func `has ten characters of Crockford's base32 for a name in the journal`() async throws {
        let alphabet = Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        var seen: Set<AccountID> = []
        for _ in 0..<1_000 {
            let id = AccountID()
            #expect(id.text.count == 10 && id.text.allSatisfy { alphabet.contains($0) })
            #expect(AccountID(id.text) == id)
            seen.insert(id)
        }
        #expect(seen.count == 1_000)
        for text in ["", "0123456789A", "012345678", "012345678U", "012345678a"] {
            #expect(AccountID(text) == nil)
        }
    }

    @Test func `of the last administrator can be neither disabled nor demoted`() async throws {
        let bench = try OfficeBench()
        let erika = try await bench.account("erika", .administrator)
        let frida = try await bench.account("frida", .administrator)
        let gerda = try await bench.account("gerda", .publisher)
        try await bench.store.change(frida.id, AccountChange(isDisabled: true))
        for change in [(Role.publisher, nil), (nil, true), (.reader, true)] as [(Role?, Bool?)] {
            let refusal = await problem { () throws(OfficeProblem) in
                try await bench.store.change(erika.id, AccountChange(role: change.0, isDisabled: change.1))
            }
            #expect(refusal == .lastAdministrator)
            #expect(try await bench.store.account(id: erika.id) == erika)
        }
        #expect(
            try await bench.store.change(erika.id, AccountChange(name: "Still here")).role == .administrator)
        try await bench.store.change(gerda.id, AccountChange(role: .administrator))
        #expect(try await bench.store.change(erika.id, AccountChange(role: .reader)).role == .reader)
        // A disabled administrator is not one who could help.
        let alone = await problem { () throws(OfficeProblem) in
            try await bench.store.change(gerda.id, AccountChange(isDisabled: true))
        }
        #expect(alone == .lastAdministrator)
    }

    @Test func `that is unknown cannot be changed`() async throws {
        let bench = try OfficeBench()
        let nobody = try #require(AccountID("0000000000"))
        #expect(
            await problem { () throws(OfficeProblem) in
                try await bench.store.change(nobody, AccountChange(role: .reader))
            }
                == .unknownAccount)
        #expect(
            await problem { () throws(OfficeProblem) in
                try await bench.store.setPassword(nobody, goodPassword)
            }
                == .unknownAccount)
        #expect(
            await problem { () throws(OfficeProblem) in _ = try await bench.store.invite(nobody, at: moment) }
                == .unknownAccount)
    }
}

@Suite("Changing one's password")
struct PasswordChangeTests {
    private let new = "another good sentence"

    private func change(
        _ bench: OfficeBench, _ signedIn: SignedIn, _ old: String, at milliseconds: Int64 = moment
    ) async throws -> PasswordChange.Outcome {
        try await bench.store.changePassword(
            of: signedIn, PasswordChange(old: old, new: new), from: home, at: milliseconds)
    }

    @Test func `asks for the old one, and ends all other sessions`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.account()
        let (_, here) = try await bench.enter()
        let (_, there) = try await bench.enter()
        let link = try await bench.store.invite(account.id, at: moment)
        let signedIn = try #require(try await bench.store.session(token: here, at: moment))
        #expect(try await change(bench, signedIn, "not this one") == .wrong)
        #expect(try await bench.store.session(token: there, at: moment) != nil)
        #expect(try await change(bench, signedIn, goodPassword) == .done)
        #expect(try await bench.store.session(token: here, at: moment) != nil)
        #expect(try await bench.store.session(token: there, at: moment) == nil)
        #expect(try await bench.store.holder(of: link.token, at: moment) == nil)
        #expect(try await bench.signIn() == .refused)
        guard case .session = try await bench.signIn("anna", new) else {
            Issue.record("the new password does not work")
            return
        }
    }

    @Test func `cannot be guessed more often than at the door`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.account()
        let (_, here) = try await bench.enter()
        let signedIn = try #require(try await bench.store.session(token: here, at: moment))
        for _ in 0..<Throttle.freeFailuresOfPair {
            #expect(try await change(bench, signedIn, "a guess of mine") == .wrong)
        }
        #expect(try await change(bench, signedIn, goodPassword) == .wait(seconds: 10))
        #expect(try await bench.signIn() == .wait(seconds: 10), "both doors count together")
        #expect(try await change(bench, signedIn, goodPassword, at: moment + 11 * second) == .done)
    }

    @Test func `refuses a weak new one before it looks at the old one`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.account()
        let (_, here) = try await bench.enter()
        let signedIn = try #require(try await bench.store.session(token: here, at: moment))
        let refusal = await problem { () throws(OfficeProblem) in
            _ = try await bench.store.changePassword(
                of: signedIn, PasswordChange(old: goodPassword, new: "short"), from: home, at: moment)
        }
        #expect(refusal == .passwordRefused(.tooShort))
    }
}
