import Kinds
import Pages
import Records
import Testing

@testable import Hall

struct ExhibitTests {
    @Test func `every kind is shown, and every section has a kind`() {
        #expect(Set(Exhibits.all.map { $0.name }) == Set(KindRegistry.all.map { $0.name }))
        for section in Route.Section.allCases {
            #expect(Exhibits.kind(in: section)?.section == section, "\(section) has no kind")
        }
    }

    @Test func `addresses and records name the same areas`() {
        #expect(Route.Area.allCases.map(\.rawValue) == ImpactArea.allCases.map(\.rawValue))
    }
}
