import TestKit
import Testing

@testable import Office

@Suite("The first administrator")
struct FirstAdministratorTests {
    private let new = NewAccount(name: "Anna", login: "anna@city.example", role: .reader)

    private func redeem(
        _ bench: OfficeBench, _ token: String, _ new: NewAccount? = nil, password: String = goodPassword,
        at milliseconds: Int64 = moment
    ) async -> OfficeProblem? {
        await problem { () throws(OfficeProblem) in
            _ = try await bench.store.redeemFirst(
                token, new ?? self.new, password: password, at: milliseconds)
        }
    }

    @Test func `comes in by a link that works once`() async throws {
        let bench = try OfficeBench()
        let first = try #require(try await bench.store.inviteFirst(at: moment))
        #expect(await redeem(bench, first.token) == nil)
        let account = try #require(try await bench.store.account(login: "anna@city.example"))
        #expect(account.role == .administrator && account.hasPassword)
        _ = try await bench.enter("anna@city.example")
        let other = NewAccount(name: "Eve", login: "eve", role: .administrator)
        #expect(await redeem(bench, first.token, other) == .tokenInvalid)
        #expect(try await bench.store.inviteFirst(at: moment) == nil, "there is somebody now")
    }

    @Test func `has a link for three days, and the newest only`() async throws {
        let bench = try OfficeBench()
        let old = try #require(try await bench.store.inviteFirst(at: moment))
        let new = try #require(try await bench.store.inviteFirst(at: moment))
        #expect(await redeem(bench, old.token) == .tokenInvalid)
        let after = moment + 3 * 24 * hour
        #expect(new.validUntil == after)
        #expect(await redeem(bench, new.token, at: after) == .tokenInvalid)
        #expect(await redeem(bench, new.token, at: after - 1) == nil)
    }

    @Test func `does not come in any more once somebody has an account`() async throws {
        let bench = try OfficeBench()
        let first = try #require(try await bench.store.inviteFirst(at: moment))
        _ = try await bench.account("berta", .reader)
        #expect(await redeem(bench, first.token) == .tokenInvalid)
        #expect(try await bench.store.accounts().count == 1)
    }

    @Test func `may try again after a word that was not taken`() async throws {
        let bench = try OfficeBench()
        let first = try #require(try await bench.store.inviteFirst(at: moment))
        #expect(
            await redeem(bench, first.token, NewAccount(name: "", login: "anna", role: .administrator))
                == .nameInvalid)
        #expect(await redeem(bench, first.token, password: "short") == .passwordRefused(.tooShort))
        #expect(await redeem(bench, first.token) == nil)
    }

    @Test func `has a link that is stored as a hash`() async throws {
        let bench = try OfficeBench()
        let first = try #require(try await bench.store.inviteFirst(at: moment))
        try bench.store.close()
        let text = String(decoding: try bench.folder.bytes("office.sqlite"), as: UTF8.self)
        let isThere = text.contains(first.token)
        #expect(!isThere)
    }
}
