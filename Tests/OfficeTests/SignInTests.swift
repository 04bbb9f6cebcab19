import Dispatch
import GRDB
import Testing

@testable import Office

@Suite("A sign-in")
struct SignInTests {
    @Test func `is refused in one way, whatever is wrong`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.account()
        let disabled = try await bench.account("berta")
        try await bench.store.change(disabled.id, AccountChange(isDisabled: true))
        _ = try await bench.store.add(name: "Carl", login: "carl", role: .reader, at: moment)
        for (login, password) in [
            ("anna", "not her password"), ("anna", ""), ("anna", String(repeating: "ab", count: 100_000)),
            ("berta", goodPassword), ("carl", goodPassword), ("carl", ""), ("nobody", goodPassword),
            ("", goodPassword), ("a b", goodPassword), (String(repeating: "a", count: 100_000), goodPassword),
        ] {
            let client = Client(address: "203.0.113.\(password.utf8.count % 200)", device: "")
            #expect(try await bench.signIn(login, password, from: client) == .refused)
        }
        _ = try await bench.enter("ANNA")
    }

    @Test func `waits from the fifth failure on, twice as long each time`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.account()
        for _ in 0..<5 { #expect(try await bench.signIn("anna", "wrong password") == .refused) }
        var now = moment
        for seconds in [10, 20, 40, 80, 160, 320, 640, 900, 900] {
            #expect(try await bench.signIn(at: now) == .wait(seconds: seconds))
            #expect(try await bench.signIn(at: now + 1) == .wait(seconds: seconds))
            #expect(try await bench.signIn(at: now + Int64(seconds) * second - 1) == .wait(seconds: 1))
            now += Int64(seconds) * second
            #expect(try await bench.signIn("anna", "wrong password", at: now) == .refused)
        }
        // The owner's right password ends it.
        now += 900 * second
        _ = try await bench.enter(at: now)
        for _ in 0..<4 { #expect(try await bench.signIn("anna", "wrong password", at: now) == .refused) }
        _ = try await bench.enter(at: now)
    }

    @Test func `is forgotten after an hour`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.account()
        for _ in 0..<4 { #expect(try await bench.signIn("anna", "wrong password") == .refused) }
        for _ in 0..<4 {
            #expect(try await bench.signIn("anna", "wrong password", at: moment + hour) == .refused)
        }
        _ = try await bench.enter(at: moment + hour)
    }

    @Test func `that fails makes nobody wait who is elsewhere, or has another login`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.account()
        _ = try await bench.account("berta")
        for _ in 0..<5 { #expect(try await bench.signIn("anna", "wrong password") == .refused) }
        #expect(try await bench.signIn("ANNA") == .wait(seconds: 10))
        guard case .session = try await bench.signIn(from: elsewhere) else {
            Issue.record("a guess from one address kept another out")
            return
        }
        _ = try await bench.enter("berta")
        #expect(try await bench.signIn() == .wait(seconds: 10))
    }

    @Test func `of one IPv6 network is one place, of one IPv4 address another`() {
        #expect(ClientNetwork("2001:db8:1:2::1") == ClientNetwork("2001:DB8:1:2:ffff::9%eth0"))
        #expect(ClientNetwork("2001:db8:1:2::1") != ClientNetwork("2001:db8:1:3::1"))
        #expect(ClientNetwork("::ffff:192.0.2.7") == ClientNetwork("192.0.2.7"))
        #expect(ClientNetwork("192.0.2.7") != ClientNetwork("192.0.2.8"))
        #expect(ClientNetwork("unknown") == ClientNetwork(""))
        #expect(ClientNetwork("unknown") != ClientNetwork("0.0.0.0"))
    }

    @Test func `with many logins from one place makes the place wait`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.account()
        for number in 0..<49 {
            #expect(try await bench.signIn("guess\(number)", "wrong password") == .refused)
        }
        // A right one in between counts for nothing.
        _ = try await bench.enter()
        #expect(try await bench.signIn("guess49", "wrong password") == .refused)
        #expect(try await bench.signIn() == .wait(seconds: 10))
        guard case .session = try await bench.signIn(from: elsewhere) else {
            Issue.record("a place that guesses kept another out")
            return
        }
        _ = try await bench.enter(at: moment + 10 * second)
    }

    @Test func `is counted in bounded memory`() async throws {
        let throttle = Throttle(limit: 100)
        let place = ClientNetwork("192.0.2.7")
        for number in 0..<1_000 {
            let other = ClientNetwork("10.0.\(number / 256).\(number % 256)")
            let pair = Throttle.Pair(login: [UInt8(number % 256), UInt8(number / 256)], place: other)
            #expect(throttle.begin(pair, at: moment + Int64(number)) == nil)
            #expect(throttle.pairCount <= 100)
        }
        // The newest are those that are kept.
        let pair = Throttle.Pair(login: [1, 2, 3], place: place)
        for _ in 0..<5 { #expect(throttle.begin(pair, at: moment + 1_000) == nil) }
        for number in 0..<50 {
            _ = throttle.begin(
                Throttle.Pair(login: [UInt8(number)], place: elsewhereNumber(number)), at: moment + 1_001)
        }
        #expect(throttle.begin(pair, at: moment + 1_002) == 10)
        throttle.takeBack(pair)
        #expect(throttle.begin(pair, at: moment + 1_002) == nil)
        // A clock that was set back by a year keeps nobody out for a year.
        #expect(try #require(throttle.begin(pair, at: moment - 365 * 24 * hour)) <= 900)
    }

    private func elsewhereNumber(_ number: Int) -> ClientNetwork { ClientNetwork("172.16.0.\(number)") }

    @Test func `is the ninth at once, and is told that it is busy`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.account()
        let gate = DispatchSemaphore(value: 0)
        let hashing = bench.store.hashing
        async let first: Void? = hashing.run { gate.wait() }
        await until { hashing.count == 1 }
        async let outcomes = withThrowingTaskGroup(of: SignInOutcome.self) { group in
            for number in 0..<7 {
                let client = Client(address: "10.0.0.\(number)", device: "")
                group.addTask { try await bench.signIn(from: client) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        await until { hashing.count == HashingThread.limit }
        for _ in 0..<20 { #expect(try await bench.signIn() == .busy) }
        let account = try #require(try await bench.store.account(login: "anna"))
        let busy = await problem { () throws(OfficeProblem) in
            try await bench.store.setPassword(account.id, goodPassword)
        }
        #expect(busy == .busy)
        gate.signal()
        _ = await first
        for outcome in try await outcomes {
            guard case .session = outcome else {
                Issue.record("one that waited got \(outcome)")
                return
            }
        }
        // What was too busy was no failure.
        await until { hashing.count == 0 }
        _ = try await bench.enter()
    }

    private func until(_ condition: () -> Bool) async {
        while !condition() { await Task.yield() }
    }

    @Test func `with a password that cannot be read is told to the operator`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.account()
        try await bench.store.database.write { db in
            try db.execute(sql: "UPDATE account SET password = 'plain'")
        }
        let damaged = await problem { () throws(OfficeProblem) in
            _ = try await bench.store.signIn(login: "anna", password: "plain", from: home, at: moment)
        }
        #expect(
            damaged
                == .damaged(
                    place: "office.sqlite", problem: "the password of account \(account.id) cannot be read"))
    }
}
