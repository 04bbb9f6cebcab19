import Kinds
import Records
import TestKit
import Testing

/// A canary in every field that visitors must not see; it must not sing anywhere.
@Suite struct KindVisibilityTests {
    private static let canary = "CANARY"

    @Test(arguments: KindShapeTests.names) func `nothing internal is in a visitor's copy`(_ name: String)
        throws
    {
        let kind = try kind(name)
        for seed in 0..<20 {
            let (record, _) = try record(of: kind, seed)
            let copy = visitorCopy(record)
            #expect(!sings(copy.json))
            #expect(!copy.contents.searchTexts.contains { sings(Array($0.text.utf8)) })
            #expect(!copy.contents.texts.contains { sings(Array($0.text.utf8)) })
            #expect(!record.contents.searchTexts.contains { sings(Array($0.text.utf8)) })
            for words in [copy.title, copy.summary] {
                #expect(!words.languages.contains { sings(Array((words[$0] ?? "").utf8)) })
            }
        }
    }

    /// What no change of a field list may show to visitors by accident.
    private static let internalFields: [String: Set<String>] = [
        "hall": ["internalNote"], "city": ["internalNote"], "partnership": ["internalNote"],
        "organisation": ["internalNote"], "person": ["contact", "internalNote"],
        "gift": [
            "location", "valuation", "movements", "conditions", "hazards", "permission", "case",
            "internalNote",
        ],
        "visit": ["plannedGifts", "interpreters", "arrangements", "followUp", "internalNote"],
        "exhibition": ["internalNote"], "exchange": ["consent", "internalNote"],
        "project": ["budget", "internalNote"],
        "document": ["location", "internalNote"], "photo": ["blurring", "people", "consent", "internalNote"],
        "recognition": ["internalNote"], "article": ["internalNote"], "event": ["internalNote"],
        "page": ["internalNote"], "consent": ["internalNote"],
    ]

    @Test(arguments: KindShapeTests.names) func `what was internal stays internal`(_ name: String) throws {
        let facts = facts(of: try kind(name))
        let hidden = zip(facts.names, facts.audiences).filter { $0.1 > .visitor }.map(\.0)
        #expect(Set(hidden) == Self.internalFields[name], "list the internal fields of '\(name)' here")
    }

    @Test(arguments: KindShapeTests.names) func `each internal field holds the canary before`(_ name: String)
        throws
    {
        let kind = try kind(name)
        let (record, json) = try record(of: kind, 1)
        #expect(record.json == json)
        let facts = facts(of: kind)
        for (field, audience) in zip(facts.names, facts.audiences) where audience > .visitor {
            #expect(
                holds("\(Self.canary) \(field)", json),
                "teach RecordDice to put a canary into \(name).\(field)")
            #expect(holds("\(Self.canary) \(field)", seen(record, by: audience).json), "\(name).\(field)")
            for lesser in Audience.allCases where lesser < audience {
                #expect(
                    !holds("\(Self.canary) \(field)", seen(record, by: lesser).json),
                    "\(name).\(field) \(lesser)")
            }
        }
    }

    @Test(arguments: KindShapeTests.names) func `a visitor's copy keeps all that is public`(_ name: String)
        throws
    {
        let kind = try kind(name)
        let (record, _) = try record(of: kind, 2)
        guard !kind.isOfficeOnly else {
            // Whatever its fields say.
            #expect(
                visitorCopy(record).isEmpty && !record.isEmpty && seen(record, by: .staff).json == record.json
            )
            return
        }
        let facts = facts(of: kind)
        let text = visitorCopy(record).json
        for (field, audience) in zip(facts.names, facts.audiences) where audience == .visitor {
            #expect(holds("\"\(field)\":", text), "\(name).\(field)")
        }
        #expect(visitorCopy(record).title == record.title)
        #expect(visitorCopy(record).slug == record.slug)
    }

    private func record(of kind: any Kind.Type, _ seed: Int) throws -> (any Kind, [UInt8]) {
        var dice = RecordDice(seed)
        dice.canary = Self.canary
        let json = dice.json(kind)
        return (try kind.init(json: json), json)
    }

    private func visitorCopy(_ record: any Kind) -> any Kind { seen(record, by: .visitor) }

    private func seen(_ record: any Kind, by audience: Audience) -> any Kind { record.seen(by: audience) }

    private func sings(_ bytes: [UInt8]) -> Bool { holds(Self.canary, bytes) }

    private func holds(_ words: String, _ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains(words)
    }
}
