import Foundation
import Records
import Testing

@testable import Ledger

/// A time in the journal at which a version is to become public.
@Suite struct ScheduleTests {
    private func schedule(_ target: Int64, _ body: [UInt8]?) -> Draft {
        var draft = Draft.of("4K7Q2MZ", .schedule(RevisionNumber(target)))
        draft.body = body
        return draft
    }

    /// The golden file was worked out from `docs/reference/journal-format.md` by another program in another language.
    @Test func `the steps of a review and a plan have the hashes that the reference gives`() async throws {
        let bench = try Bench(randomBytes: countingSalts())
        let time = try #require(PublishingTime(milliseconds: 1_796_112_000_000))
        var plan = schedule(1, time.body)
        plan.note = "for the day"
        let steps: [(Draft, author: String)] = [
            (.save("4K7Q2MZ", "{}"), "A7"), (.of("4K7Q2MZ", .submit(RevisionNumber(1))), "A7"),
            (.of("4K7Q2MZ", .approve(RevisionNumber(1)), note: "good"), "B8"), (plan, "B8"),
            (.of("4K7Q2MZ", .unschedule), "B8"), (.of("4K7Q2MZ", .remark, note: "later"), "A7"),
            (.of("4K7Q2MZ", .sendBack(RevisionNumber(1)), note: "not yet"), "B8"),
        ]
        var head = Head.empty
        for (place, step) in steps.enumerated() {
            head = try await bench.ledger.append(
                [step.0], onto: head, author: step.author, at: moment + Int64(place))
        }
        let revisions = try await bench.ledger.revisions(after: .zero, limit: 100)
        let lines = revisions.map { revision in
            let parts = [
                revision.number.description, revision.record.text, revision.kind, String(revision.version),
                String(revision.action.code), revision.action.target.description,
                String(revision.atMilliseconds), revision.author, revision.payloadHash.description,
                revision.chain.description,
            ]
            return parts.joined(separator: " ")
        }
        let golden =
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
            + "/Golden/journal-1-review.txt"
        #expect(
            String(decoding: try bytes(ofFileAt: golden), as: UTF8.self) == lines.joined(separator: "\n")
                + "\n")
        #expect(revisions[3].publishingTime == time)
        #expect(try await bench.ledger.inspect().findings == [])
    }

    @Test(arguments: [
        nil, "", "{}", #"{"at":}"#, #"{"at":-1}"#, #"{"at":01}"#, #"{"at": 1}"#, #"{"at":1.5}"#,
        #"{"at":"1"}"#,
        #"{"at":1}}"#, #"{"at":1,"at":2}"#, #"{"at":253402300800000}"#, #"{"at":99999999999999999999}"#,
    ])
    func `refuses a schedule without a time that can be`(body: String?) async throws {
        let bench = try Bench()
        let head = try await bench.ledger.append(
            [.save("4K7Q2MZ", "{}")], onto: .empty, author: "A7", at: moment)
        let refusal = await problem { () throws(LedgerProblem) in
            _ = try await bench.ledger.append(
                [schedule(1, body.map { Array($0.utf8) })], onto: head, author: "A7", at: moment)
        }
        #expect(refusal == .refused(draft: 0, reason: "a schedule needs its time"))
        #expect(try await bench.ledger.head() == head)
    }

    @Test func `a schedule names a save of its own record`() async throws {
        let bench = try Bench()
        let head = try await bench.ledger.append(
            [.save("4K7Q2MZ", "{}"), .save("00000ZZ", "{}"), .of("4K7Q2MZ", .withdraw)], onto: .empty,
            author: "A7", at: moment)
        for target in [2, 3, 4, 9] as [Int64] {
            let refusal = await problem { () throws(LedgerProblem) in
                _ = try await bench.ledger.append(
                    [schedule(target, Array(#"{"at":0}"#.utf8))], onto: head, author: "A7", at: moment)
            }
            guard case .refused = refusal else {
                Issue.record("target \(target): \(String(describing: refusal))")
                continue
            }
        }
    }

    @Test func `a redaction keeps the time or takes it, and puts nothing else there`() async throws {
        let bench = try Bench()
        let body = Array(#"{"at":5}"#.utf8)
        _ = try await bench.ledger.append(
            [.save("4K7Q2MZ", "{}"), schedule(1, body)], onto: .empty, author: "A7", at: moment)
        let number = RevisionNumber(2)
        let other = await problem { () throws(LedgerProblem) in
            _ = try await bench.ledger.redact(
                [Replacement(number: number, body: Array(#"{"at":6}"#.utf8))], reason: "r", author: "d", at: 0
            )
        }
        guard case .invalid = other else {
            Issue.record("another time was taken")
            return
        }
        _ = try await bench.ledger.redact(
            [Replacement(number: number, body: body)], reason: "r", author: "d", at: 0)
        #expect(try await bench.ledger.revision(number)?.publishingTime?.milliseconds == 5)
        _ = try await bench.ledger.redact(
            [Replacement(number: number, body: nil)], reason: "r", author: "d", at: 0)
        #expect(try await bench.ledger.revision(number)?.publishingTime == nil)
        #expect(try await bench.ledger.inspect().findings == [])
    }

    @Test func `headers are found by who, what and when, newest first, in pages without a gap`() async throws
    {
        let bench = try Bench()
        var head = Head.empty
        for place in 0..<30 {
            let draft = Draft.save(place.isMultiple(of: 3) ? "00000ZZ" : "4K7Q2MZ", "{}", note: "n\(place)")
            head = try await bench.ledger.append(
                [draft], onto: head, author: place.isMultiple(of: 2) ? "A7" : "B8", at: Int64(place))
        }
        func numbers(_ change: (inout JournalFilter) -> Void) async throws -> [Int64] {
            var filter = JournalFilter()
            change(&filter)
            var numbers: [Int64] = []
            var end = RevisionNumber(.max)
            while end.value > 1 {
                let stretch = try await bench.ledger.entries(filter, before: end, limit: 4)
                numbers += stretch.entries.map(\.number.value)
                #expect(stretch.lookedBackTo < end)
                end = stretch.lookedBackTo
            }
            return numbers
        }
        let all = Array((1...30).reversed()).map { Int64($0) }
        #expect(try await numbers { _ in } == all)
        #expect(try await numbers { $0.author = "B8" } == all.filter { $0.isMultiple(of: 2) })
        #expect(try await numbers { $0.record = Code("00000ZZ") } == all.filter { $0 % 3 == 1 })
        #expect(try await numbers { ($0.from, $0.until) = (10, 20) } == all.filter { (11...20).contains($0) })
        #expect(try await numbers { $0.actionCode = 2 } == [])
        #expect(try await numbers { $0.kind = "gift" } == [])
        let newest = try await bench.ledger.entries(JournalFilter(), before: RevisionNumber(.max), limit: 1)
        #expect(newest.entries.first?.note == "n29" && newest.entries.first?.chain == head.chain)
    }
}
