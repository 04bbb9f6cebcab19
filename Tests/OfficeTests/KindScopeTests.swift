import TestKit
import Testing

@testable import Office

@Suite("The kinds of an account")
struct KindScopeTests {
    @Test func `are kept as they were chosen`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.store.add(
            NewAccount(
                name: "A", login: "anna", role: .editor, kinds: try #require(KindScope(["visit", "gift"]))),
            at: moment)
        #expect(account.kinds.names == ["gift", "visit"])
        #expect(account.kinds.holds("gift") && !account.kinds.holds("city"))
        let changed = try await bench.store.change(account.id, AccountChange(name: "Anna"))
        #expect(changed.kinds == account.kinds, "what is not named stays")
        #expect(try await bench.store.change(account.id, AccountChange(kinds: .all)).kinds == .all)
        #expect(try await bench.store.account(id: account.id)?.kinds.holds("city") == true)
    }

    @Test func `are every kind when none is chosen, and names that can be names`() {
        #expect(KindScope([]) == .all)
        #expect(KindScope(["legal-case"])?.stored == "legal-case")
        for name in ["", "Gift", "gift,visit", "a b", String(repeating: "a", count: 65)] {
            #expect(KindScope([name]) == nil, "\(name)")
        }
        #expect(KindScope(stored: nil) == .all)
        #expect(KindScope(stored: "") == nil, "a limit that was lost must not become none")
    }
}
