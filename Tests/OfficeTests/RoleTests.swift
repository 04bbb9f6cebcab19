import Testing

@testable import Office

@Suite("A role")
struct RoleTests {
    @Test func `is stored under a name that stays`() {
        #expect(
            Role.allCases.map(\.rawValue) == [
                "reader", "editor", "protocolOfficer", "curator", "publisher", "administrator",
            ])
    }
}
