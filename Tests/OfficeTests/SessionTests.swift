import Testing

@testable import Office

@Suite("A session")
struct SessionTests {
    @Test func `lets its browser in, with the account as it is now`() async throws {
        let bench = try OfficeBench()
        let made = try await bench.account()
        let (session, token) = try await bench.enter()
        let account = try #require(try await bench.store.account(id: made.id))
        #expect(session.accountID == account.id && session.device == "Browser/1.0")
        #expect(session.createdAt == moment && session.lastUsedAt == moment)
        #expect(token.utf8.count == 43 && session.csrf.utf8.count == 43 && token != session.csrf)
        let here = try #require(try await bench.store.session(token: token, at: moment + 1))
        #expect(here == SignedIn(account: account, session: session))
        try await bench.store.change(account.id, AccountChange(role: .curator))
        #expect(try await bench.store.session(token: token, at: moment + 2)?.account.role == .curator)
        for wrong in [
            "", token + "A", String(token.dropLast()), session.id.text, session.csrf,
            String(token.reversed()),
        ] {
            #expect(try await bench.store.session(token: wrong, at: moment) == nil)
        }
    }

    @Test func `is a new one at each sign-in`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.account()
        var tokens: Set<String> = []
        var ids: Set<SessionID> = []
        for _ in 0..<20 {
            let (session, token) = try await bench.enter()
            tokens.formUnion([token, session.csrf])
            ids.insert(session.id)
        }
        #expect(tokens.count == 40 && ids.count == 20)
    }

    @Test func `ends when it was not used for three hours`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.account()
        let (_, token) = try await bench.enter()
        #expect(try await bench.store.session(token: token, at: moment + 3 * hour) == nil)
        // That it was asked too late does not prolong it.
        let last = moment + 3 * hour - 1
        #expect(try await bench.store.session(token: token, at: last) != nil)
        #expect(try await bench.store.session(token: token, at: last + 3 * hour - 1) != nil)
        #expect(try await bench.store.session(token: token, at: last + 6 * hour - 1) == nil)
    }

    @Test func `ends after twelve hours, however much it is used`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.account()
        let (_, token) = try await bench.enter()
        for step in 1..<12 {
            #expect(try await bench.store.session(token: token, at: moment + Int64(step) * hour) != nil)
        }
        #expect(try await bench.store.session(token: token, at: moment + 12 * hour - 1) != nil)
        #expect(try await bench.store.session(token: token, at: moment + 12 * hour) == nil)
    }

    @Test func `is written down at most once a minute`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.account()
        let (_, token) = try await bench.enter()
        func lastUsed(_ at: Int64) async throws -> Int64? {
            _ = try await bench.store.session(token: token, at: at)
            return try await bench.store.sessions(of: account.id, at: at).first?.lastUsedAt
        }
        #expect(try await lastUsed(moment + minute - 1) == moment)
        #expect(try await lastUsed(moment + minute) == moment + minute)
        #expect(try await lastUsed(moment + 2 * minute - 1) == moment + minute)
        // A clock that was set back takes nothing back.
        #expect(try await lastUsed(moment - hour) == moment + minute)
    }

    @Test func `ends when it is told to, alone or with the others`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.account()
        _ = try await bench.account("berta")
        let (_, other) = try await bench.enter("berta")
        var entered: [(Session, String)] = []
        for step in 0..<4 { entered.append(try await bench.enter(at: moment + Int64(step))) }
        let listed = try await bench.store.sessions(of: account.id, at: moment + 4)
        #expect(listed == Array(entered.map(\.0).reversed()))
        try await bench.store.end(entered[0].0.id)
        try await bench.store.end(entered[0].0.id)
        try await bench.store.endAll(of: account.id, keeping: entered[1].0.id)
        func isIn(_ token: String) async throws -> Bool {
            try await bench.store.session(token: token, at: moment + 9) != nil
        }
        for (place, entry) in entered.enumerated() { #expect(try await isIn(entry.1) == (place == 1)) }
        try await bench.store.endAll(of: account.id)
        #expect(try await !isIn(entered[1].1))
        #expect(try await isIn(other))
    }

    @Test func `ends when the account is disabled, and does not come back`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.account()
        let (_, token) = try await bench.enter()
        try await bench.store.change(account.id, AccountChange(isDisabled: true))
        #expect(try await bench.store.session(token: token, at: moment) == nil)
        #expect(try await bench.signIn() == .refused)
        try await bench.store.change(account.id, AccountChange(isDisabled: false))
        #expect(try await bench.store.session(token: token, at: moment) == nil)
        _ = try await bench.enter()
    }

    @Test func `ends with a new password, but for the one that set it`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.account()
        let (kept, keptToken) = try await bench.enter()
        let (_, token) = try await bench.enter()
        try await bench.store.setPassword(account.id, "another good password", keeping: kept.id)
        #expect(try await bench.store.session(token: keptToken, at: moment) != nil)
        #expect(try await bench.store.session(token: token, at: moment) == nil)
    }

    @Test func `that is too old is removed`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.account()
        _ = try await bench.enter()
        let (_, token) = try await bench.enter(at: moment + hour)
        #expect(try await bench.store.endExpired(at: moment + 3 * hour - 1) == 0)
        #expect(try await bench.store.endExpired(at: moment + 3 * hour) == 1)
        #expect(try await bench.store.session(token: token, at: moment + 3 * hour) != nil)
        #expect(try await bench.store.sessions(of: account.id, at: moment + 3 * hour).count == 1)
        #expect(try await bench.store.sessions(of: account.id, at: moment + 13 * hour).isEmpty)
    }

    @Test func `keeps two hundred characters of what the browser calls itself`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.account()
        let client = Client(address: "::1", device: "A\n" + String(repeating: "\u{44F}", count: 500))
        guard case .session(let session, _) = try await bench.signIn(from: client) else {
            Issue.record("the right password was refused")
            return
        }
        #expect(session.device == "A" + String(repeating: "\u{44F}", count: 199))
    }
}

@Suite("Where a session was opened")
struct SessionNetworkTests {
    @Test(arguments: [
        ("192.0.2.77", "192.0.2.0/24"), ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"), ("a socket", ""), ("", ""),
    ])
    func `is kept as a network, never as an address`(address: String, network: String) async throws {
        let bench = try OfficeBench()
        let account = try await bench.account()
        _ = try await bench.signIn(from: Client(address: address, device: "B"))
        let session = try #require(try await bench.store.sessions(of: account.id, at: moment).first)
        #expect(session.network == network)
        #expect(try await bench.store.account(id: account.id)?.lastSignInAt == moment)
    }
}
