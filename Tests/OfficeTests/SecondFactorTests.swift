import Foundation
import GRDB
import TestKit
import Testing

@testable import Office

@Suite("A second factor")
struct SecondFactorTests {
    /// RFC 6238, appendix B, the rows of SHA-1.
    @Test(
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func `gives the codes of the RFC`(seconds: Int64, code: String) {
        let secret = Array("12345678901234567890".utf8)
        #expect(TOTP.code(secret, step: TOTP.step(at: seconds * second), digits: 8) == code)
        #expect(TOTP.code(secret, step: TOTP.step(at: seconds * second)) == code.suffix(6))
    }

    /// RFC 4648, section 10, without padding.
    @Test(arguments: [("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")])
    func `writes its secret in base32`(bytes: String, text: String) {
        #expect(SecondFactor.Setup(secret: Array(bytes.utf8)).secret == text)
    }

    @Test func `tells an app its secret in an address that nothing can break`() {
        let setup = SecondFactor.Setup(secret: Array("foobar".utf8))
        #expect(
            setup.address(issuer: "Зал & Co", login: "a:b@c d")
                == "otpauth://totp/%D0%97%D0%B0%D0%BB%20%26%20Co:a%3Ab%40c%20d?secret=MZXW6YTBOI"
                + "&issuer=%D0%97%D0%B0%D0%BB%20%26%20Co")
    }

    /// An office whose Anna has a second factor since an hour.
    private struct Bench {
        let office: OfficeBench
        let anna: Account
        let secret: [UInt8]
        let paper: [String]

        init() async throws {
            office = try OfficeBench()
            let account = try await office.account()
            _ = try await office.store.setUpSecondFactor(of: account.id)
            secret = try await Bench.secret(of: account.id, office)
            let code = TOTP.code(secret, step: TOTP.step(at: moment - hour))
            guard
                case .done(let codes) = try await office.store.confirmSecondFactor(
                    of: account.id, code, at: moment - hour)
            else { throw OfficeProblem.storage("the second factor was not confirmed") }
            paper = codes
            anna = try #require(try await office.store.account(id: account.id))
        }

        static func secret(of id: AccountID, _ office: OfficeBench) async throws -> [UInt8] {
            let stored = try await office.store.database.read { db in
                try Data.fetchOne(
                    db, sql: "SELECT secret FROM second_factor WHERE account = ?", arguments: [id.text])
            }
            return Array(try #require(stored))
        }

        func code(at milliseconds: Int64, shifted: Int64 = 0) -> String {
            TOTP.code(secret, step: TOTP.step(at: milliseconds) + shifted)
        }

        func pending(at milliseconds: Int64 = moment) async throws -> String {
            guard case .codeNeeded(let token) = try await office.signIn(at: milliseconds) else {
                throw OfficeProblem.storage("no code was asked for")
            }
            return token
        }

        func enter(_ token: String, _ code: String, at milliseconds: Int64 = moment) async throws
            -> SignInOutcome
        {
            try await office.store.signIn(pending: token, code: code, from: home, at: milliseconds)
        }
    }

    private func isSession(_ outcome: SignInOutcome) -> Bool {
        if case .session = outcome { true } else { false }
    }

    @Test func `is asked for after the password, and before there is a session`() async throws {
        let bench = try await Bench()
        #expect(bench.anna.hasSecondFactor && bench.paper.count == 10 && Set(bench.paper).count == 10)
        let token = try await bench.pending()
        #expect(try await bench.office.store.session(token: token, at: moment) == nil)
        #expect(try await bench.office.store.sessions(of: bench.anna.id, at: moment).isEmpty)
        #expect(try await bench.enter(token, "000000") == .refused || bench.code(at: moment) == "000000")
        guard
            case .session(let session, let sessionToken) = try await bench.enter(
                token, bench.code(at: moment))
        else {
            Issue.record("the right code opened no session")
            return
        }
        #expect(session.accountID == bench.anna.id && sessionToken != token)
        // The token of the first step is spent.
        let again = await problem { () throws(OfficeProblem) in
            _ = try await bench.office.store.signIn(
                pending: token, code: bench.code(at: moment + minute), from: home, at: moment + minute)
        }
        #expect(again == .tokenInvalid)
    }

    @Test func `is not asked for while it is only being set up`() async throws {
        let office = try OfficeBench()
        let account = try await office.account()
        let setup = try await office.store.setUpSecondFactor(of: account.id)
        #expect(
            try await office.store.setUpSecondFactor(of: account.id) == setup, "the picture stays the same")
        #expect(
            try await office.store.confirmSecondFactor(of: account.id, "12345", at: moment) == .wrong)
        #expect(isSession(try await office.signIn()))
        #expect(try await office.store.account(id: account.id)?.hasSecondFactor == false)
    }

    @Test func `takes the code of the step before and after, and no other`() async throws {
        for shift in [-2, -1, 0, 1, 2] as [Int64] {
            let bench = try await Bench()
            let outcome = try await bench.enter(
                try await bench.pending(), bench.code(at: moment, shifted: shift))
            #expect(isSession(outcome) == (abs(shift) <= 1), "\(shift)")
        }
    }

    @Test func `takes a code once, and none that is older`() async throws {
        let bench = try await Bench()
        let now = bench.code(at: moment)
        #expect(isSession(try await bench.enter(try await bench.pending(), now)))
        let token = try await bench.pending()
        #expect(try await bench.enter(token, now) == .refused)
        #expect(try await bench.enter(token, bench.code(at: moment, shifted: -1)) == .refused)
        #expect(isSession(try await bench.enter(token, bench.code(at: moment, shifted: 1))))
    }

    @Test func `takes a code once also of two who send it at the same moment`() async throws {
        let bench = try await Bench()
        let tokens = [try await bench.pending(), try await bench.pending()]
        let code = bench.code(at: moment)
        async let one = bench.enter(tokens[0], code)
        async let two = bench.enter(tokens[1], code)
        let outcomes = [try await one, try await two]
        #expect(outcomes.filter(isSession).count == 1)
    }

    @Test func `takes each code on paper once, however it is typed`() async throws {
        let bench = try await Bench()
        let typed = [
            bench.paper[0], bench.paper[1].lowercased(), " " + bench.paper[2].replacing("-", with: " "),
            bench.paper[3].replacing("-", with: ""),
            bench.paper[4].replacing("0", with: "o").replacing("1", with: "l"),
        ]
        for code in typed {
            #expect(isSession(try await bench.enter(try await bench.pending(), code)), "\(code)")
            #expect(try await bench.enter(try await bench.pending(), code) == .refused)
        }
        #expect(try await bench.office.store.secondFactor(of: bench.anna.id)?.recoveryCodesLeft == 5)
    }

    @Test func `is guessed slowly, from wherever`() async throws {
        let bench = try await Bench()
        let token = try await bench.pending()
        for _ in 0..<OfficeStore.freeTries {
            #expect(try await bench.enter(token, "ABCDEF") == .refused)
        }
        let far = try await bench.office.store.signIn(
            pending: token, code: bench.code(at: moment), from: elsewhere, at: moment)
        #expect(
            far == .wait(seconds: 10), "the right code has to wait too, and another address does not help")
        let later = moment + 11 * second
        #expect(isSession(try await bench.enter(token, bench.code(at: later), at: later)))
    }

    @Test func `waits ten minutes for its code, and not for who was kept out meanwhile`() async throws {
        let bench = try await Bench()
        let (token, store) = (try await bench.pending(), bench.office.store)
        #expect(try await store.isPending(token, at: moment + 10 * minute - 1))
        #expect(try await !store.isPending(token, at: moment + 10 * minute))
        try await store.change(bench.anna.id, AccountChange(isDisabled: true))
        try await store.change(bench.anna.id, AccountChange(isDisabled: false))
        #expect(try await !store.isPending(token, at: moment))
        let second = try await bench.pending()
        try await store.setPassword(bench.anna.id, "another good sentence")
        #expect(try await !store.isPending(second, at: moment), "a new password ends what an old one began")
    }

    @Test func `is removed by a code of its own, or by somebody who may`() async throws {
        let bench = try await Bench()
        let (store, id) = (bench.office.store, bench.anna.id)
        #expect(try await store.removeSecondFactor(of: id, showing: "123", at: moment) == .wrong)
        #expect(try await store.account(id: id)?.hasSecondFactor == true)
        let code = bench.code(at: moment)
        #expect(
            try await store.removeSecondFactor(of: id, showing: code, at: moment) == .done(recoveryCodes: []))
        #expect(isSession(try await bench.office.signIn()))
        #expect(try await store.removeSecondFactor(of: id) == false)
        // The codes on paper went with it.
        let left = try await store.database.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM recovery_code") ?? -1
        }
        #expect(left == 0)
    }

    @Test func `stores the codes on paper and the token of the first step as hashes`() async throws {
        let bench = try await Bench()
        let token = try await bench.pending()
        try bench.office.store.close()
        let bytes = try bench.office.folder.bytes("office.sqlite")
        let text = String(decoding: bytes, as: UTF8.self)
        for secret in bench.paper + bench.paper.map({ $0.replacing("-", with: "") }) + [token] {
            let isThere = text.contains(secret)
            #expect(!isThere)
        }
    }
}
