import Catalogue
import Ledger
import Records
import TestKit
import Testing

/// For random histories the catalogue that grew with the journal equals one that is made anew from it.
@Suite struct HistoryTests {
    private static let histories = 500
    private static let group = 25

    @Test(arguments: 0..<histories / group) func `a catalogue that grew equals one made anew`(_ part: Int)
        async throws
    {
        for seed in part * Self.group..<(part + 1) * Self.group { try await grow(seed) }
    }

    private func grow(_ seed: Int) async throws {
        let bench = try await CatalogueBench()
        var history = HistoryDice(seed)
        for _ in 0...history.source.below(8) {
            let head = try await bench.ledger.head()
            try await bench.append(history.batch(onto: head.number))
            if seed % 5 == 0, history.source.chance(15) {
                let replacements = history.replacements()
                if !replacements.isEmpty {
                    _ = try await bench.ledger.redact(
                        replacements, reason: "test", author: "test", at: CatalogueBench.moment)
                }
            }
            if history.source.chance(60) { try await bench.catalogue.catchUp() }
        }
        try await bench.catalogue.catchUp()
        let grown = try bench.dump()
        // The random media are not there, and it is right to say so.
        let findings = try await bench.check().filter { !$0.place.hasPrefix("blobs/") }
        if !findings.isEmpty { Issue.record("seed \(seed): \(findings)") }
        let before = bench.catalogue.publicHead
        try await bench.catalogue.rebuild()
        let fresh = try bench.dump()
        if grown != fresh {
            let difference = Set(grown).symmetricDifference(fresh).sorted().prefix(3)
            Issue.record("seed \(seed): \(difference.joined(separator: "\n"))")
        }
        if bench.catalogue.publicHead != before { Issue.record("seed \(seed): the public head") }
    }

    @Test func `the histories hold what they are to test`() async throws {
        var actions: [Int: Int] = [:]
        for seed in 0..<100 {
            var history = HistoryDice(seed)
            var number = RevisionNumber.zero
            for _ in 0..<5 {
                let drafts = history.batch(onto: number)
                number = number + drafts.count
                for draft in drafts { actions[Self.place(of: draft.action), default: 0] += 1 }
            }
            if !history.replacements().isEmpty { actions[4, default: 0] += 1 }
        }
        #expect((0...10).allSatisfy { actions[$0, default: 0] > 50 }, "\(actions)")
    }

    private static func place(of action: Action) -> Int {
        switch action {
        case .save: 0
        case .publish: 1
        case .withdraw: 2
        case .delete: 3
        case .redact: 4
        case .submit: 5
        case .approve: 6
        case .sendBack: 7
        case .remark: 8
        case .schedule: 9
        case .unschedule: 10
        }
    }
}
