import Kinds
import Pages
import Records
import TestKit
import Testing

@testable import Hall

struct ExhibitTests {
    @Test func `every kind is shown that is not for the office alone, and every section has a kind`() {
        let shown = KindRegistry.all.filter { !$0.isOfficeOnly }
        let strangers = Set(shown.map { $0.name }).symmetricDifference(Exhibits.all.map { $0.name })
        #expect(strangers.isEmpty, "a kind has a line in KindRegistry.all and one in Exhibits.all")
        for section in Route.Section.allCases {
            #expect(Exhibits.kind(in: section)?.section == section, "\(section) has no kind")
        }
    }

    /// Kinds that name another and do not stand below it, and why.
    private static let shownElsewhere: [String: String] = [
        "hall of city": "the Hall is around every page", "hall of photo": "the Hall is around every page",
        "partnership of city": "the ties of a city are the middle of its page",
        "gift of gift": "each of a pair names the other among its facts",
        "exhibition of city": "a walk is entered by its first door",
        "exhibition of photo": "a walk is entered by its first door",
    ]

    /// A reference that may lead to any kind is not asked: an article stands below what it tells of, a panel does not.
    @Test func `what names a record stands below it, or there is a reason`() throws {
        var elsewhere: Set<String> = []
        for kind in KindRegistry.all {
            var dice = RecordDice(1)
            let record = try kind.init(json: dice.json(kind)).seen(by: .visitor)
            for target in record.contents.references.compactMap(\.kind) {
                guard let exhibit = Exhibits.kind(named: target) as? any Exhibit.Type else { continue }
                if !exhibit.shownBelow.contains(kind.name) { elsewhere.insert("\(kind.name) of \(target)") }
            }
        }
        let known = Set(Self.shownElsewhere.keys)
        let (unstated, past) = (elsewhere.subtracting(known), known.subtracting(elsewhere))
        #expect(unstated.isEmpty, "add it to shownBelow, or say here why not")
        #expect(past.isEmpty, "these stand below by now")
    }

    @Test func `addresses and records name the same areas`() {
        #expect(Route.Area.allCases.map(\.rawValue) == ImpactArea.allCases.map(\.rawValue))
    }
}
