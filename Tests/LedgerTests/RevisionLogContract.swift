import Foundation
import Ledger
import Records
import Testing

/// An engine of the journal, as the contract suite needs it: a fresh, empty log.
struct LogEngine: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let open: @Sendable () throws -> (log: any RevisionLog, keep: AnyObject)

    static let all = [
        LogEngine(testDescription: "SQLite") {
            let bench = try Bench()
            return (bench.ledger, bench)
        }
    ]
}

@Suite("Every engine of the journal")
struct RevisionLogContract {
    @Test(arguments: LogEngine.all)
    func `begins with the empty head`(_ engine: LogEngine) async throws {
        let (log, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        #expect(try await log.head() == .empty)
        #expect(try await log.head(at: .zero) == .empty)
        #expect(try await log.revisions(after: .zero, limit: 10).isEmpty)
        #expect(try await log.revision(RevisionNumber(1)) == nil)
    }

    @Test(arguments: LogEngine.all)
    func `gives back what was appended, in order and byte for byte`(_ engine: LogEngine) async throws {
        let (log, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        let odd = Draft(
            record: try #require(Code("0000000")), kind: "kind-from-tomorrow", version: 65_535, action: .save,
            body: [0, 0xFF, 0xC3, 0x28, 0x0A], note: "why \u{0000} 友好 \u{0600}<")
        let drafts = [
            .save("4K7Q2MZ", "{ }"), odd, .publish("4K7Q2MZ", 1), .of("0000000", .withdraw, note: ""),
        ]
        let head = try await log.append(drafts, onto: .empty, author: "cli", at: moment)
        #expect(head.number == RevisionNumber(4))
        #expect(try await log.head() == head)
        let found = try await log.revisions(after: .zero, limit: 100)
        #expect(found.map(\.draft) == drafts)
        #expect(found.map(\.number.value) == [1, 2, 3, 4])
        #expect(
            found.allSatisfy { $0.author == "cli" && $0.atMilliseconds == moment && $0.redactedBy == nil })
        #expect(found.last?.chain == head.chain)
        #expect(try await log.revision(RevisionNumber(2)) == found[1])
        #expect(
            try await log.head(at: RevisionNumber(2))
                == Head(number: RevisionNumber(2), chain: found[1].chain))
        #expect(try await log.head(at: RevisionNumber(5)) == nil)
        #expect(try await log.revisions(after: RevisionNumber(1), limit: 2).map(\.number.value) == [2, 3])
    }

    @Test(arguments: LogEngine.all)
    func `refuses an append onto a stale head, and names the real one`(_ engine: LogEngine) async throws {
        let (log, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        let head = try await log.append([.save("4K7Q2MZ", "{}")], onto: .empty, author: "cli", at: moment)
        let stale = await problem { () throws(LedgerProblem) in
            _ = try await log.append([.save("4K7Q2MZ", "[]")], onto: .empty, author: "cli", at: moment)
        }
        #expect(stale == .stale(actual: head))
        let invented = Head(number: head.number, chain: .zero)
        let other = await problem { () throws(LedgerProblem) in
            _ = try await log.append([.save("4K7Q2MZ", "[]")], onto: invented, author: "cli", at: moment)
        }
        #expect(other == .stale(actual: head))
        #expect(try await log.head() == head)
    }

    @Test(arguments: LogEngine.all)
    func `appends all drafts or none`(_ engine: LogEngine) async throws {
        let (log, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        let good = Draft.save("4K7Q2MZ", "{}")
        let bad: [(Draft, String)] = [
            (.of("4K7Q2MZ", .save), "a save without body"),
            (.of("4K7Q2MZ", .redact), "a redaction"),
            (
                Draft(record: .first, kind: "city", version: 1, action: .delete, body: []),
                "a body for a delete"
            ),
            (Draft(record: .first, kind: "", version: 1, action: .delete), "no kind"),
            (Draft(record: .first, kind: "a b", version: 1, action: .delete), "a blank in the kind"),
            (Draft(record: .first, kind: "stadt-köln", version: 1, action: .delete), "a kind beyond ASCII"),
            (Draft(record: .first, kind: "city", version: 0, action: .delete), "version 0"),
            (.publish("4K7Q2MZ", 2), "itself published"),
            (.publish("4K7Q2MZ", 3), "a later one published"),
            (.publish("4K7Q2MZ", 0), "nothing published"),
            (.publish("0000000", 1), "another record's revision published"),
        ]
        for (draft, what) in bad {
            let refusal = await problem { () throws(LedgerProblem) in
                _ = try await log.append([good, draft, good], onto: .empty, author: "cli", at: moment)
            }
            guard case .refused(1, _) = refusal else {
                Issue.record("\(what) gave \(String(describing: refusal))")
                continue
            }
        }
        #expect(try await log.head() == .empty)
        for author in ["", "a b", "Анна", String(repeating: "a", count: 65)] {
            let refusal = await problem { () throws(LedgerProblem) in
                _ = try await log.append([good], onto: .empty, author: author, at: moment)
            }
            #expect(refusal != nil)
        }
    }

    @Test(arguments: LogEngine.all)
    func `publishes only a save of the same record`(_ engine: LogEngine) async throws {
        let (log, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        let first = [Draft.save("4K7Q2MZ", "{}"), .save("0000000", "{}"), .of("4K7Q2MZ", .withdraw)]
        let head = try await log.append(first, onto: .empty, author: "cli", at: moment)
        for (target, record) in [(3, "4K7Q2MZ"), (2, "4K7Q2MZ"), (9, "4K7Q2MZ")] {
            let refusal = await problem { () throws(LedgerProblem) in
                _ = try await log.append(
                    [.publish(record, Int64(target))], onto: head, author: "cli", at: moment)
            }
            guard case .refused(0, _) = refusal else {
                Issue.record("publishing \(target) gave \(String(describing: refusal))")
                continue
            }
        }
        let next = try await log.append([.publish("4K7Q2MZ", 1)], onto: head, author: "cli", at: moment)
        #expect(next.number.value == 4)
    }

    @Test(arguments: LogEngine.all)
    func `lets nobody approve a text of their own`(_ engine: LogEngine) async throws {
        let (log, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        let save = Draft.save("4K7Q2MZ", "{}")
        let approval = Draft.of("4K7Q2MZ", .approve(RevisionNumber(1)))
        func refusal(_ drafts: [Draft], onto head: Head) async -> LedgerProblem? {
            await problem { () throws(LedgerProblem) in
                _ = try await log.append(drafts, onto: head, author: "anna", at: moment)
            }
        }
        guard case .refused(1, _) = await refusal([save, approval], onto: .empty) else {
            Issue.record("a save and its approval in one append")
            return
        }
        let head = try await log.append([save], onto: .empty, author: "anna", at: moment)
        for draft in [approval, .of("4K7Q2MZ", .remark), .of("0000000", .submit(RevisionNumber(1)))] {
            guard case .refused(0, _) = await refusal([draft], onto: head) else {
                Issue.record("\(draft) was taken")
                continue
            }
        }
        let submitted = try await log.append(
            [.of("4K7Q2MZ", .submit(RevisionNumber(1)), note: "please")], onto: head, author: "anna",
            at: moment)
        let approved = try await log.append([approval], onto: submitted, author: "boris", at: moment)
        let found = try await log.revisions(after: RevisionNumber(1), limit: 9)
        #expect(found.map(\.action) == [.submit(RevisionNumber(1)), .approve(RevisionNumber(1))])
        #expect(found.map(\.author) == ["anna", "boris"] && approved.number.value == 3)
    }

    @Test(arguments: LogEngine.all)
    func `lets exactly one of many concurrent appends onto one head win`(_ engine: LogEngine) async throws {
        let (log, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        let won = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<16 {
                group.addTask {
                    await problem { () throws(LedgerProblem) in
                        _ = try await log.append(
                            [.save("4K7Q2MZ", "\(index)")], onto: .empty, author: "cli", at: moment)
                    } == nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(won == 1)
        #expect(try await log.head().number.value == 1)
    }

    @Test(arguments: LogEngine.all)
    func `keeps every append of writers that try again`(_ engine: LogEngine) async throws {
        let (log, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for step in 0..<5 {
                        var base = try await log.head()
                        while true {
                            do throws(LedgerProblem) {
                                let draft = Draft.save("4K7Q2MZ", "\(writer) \(step)")
                                _ = try await log.append([draft], onto: base, author: "cli", at: moment)
                                break
                            } catch .stale(let actual) { base = actual }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let bodies = try await log.revisions(after: .zero, limit: 100).compactMap { $0.body }
        #expect(Set(bodies).count == 40)
        #expect(try await log.inspect().findings.isEmpty)
    }

    @Test(arguments: LogEngine.all)
    func `finishes an append whose task was cancelled`(_ engine: LogEngine) async throws {
        let (log, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await log.append([.save("4K7Q2MZ", "{}")], onto: .empty, author: "cli", at: moment)
        }
        let head = try await task.value
        #expect(try await log.head() == head)
    }

    @Test(arguments: LogEngine.all)
    func `redacts payloads, says so in the chain, and stays sound`(_ engine: LogEngine) async throws {
        let (log, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        let drafts = [
            Draft.save("4K7Q2MZ", "Anna", note: "Anna asked"), .save("0000000", "Boris"),
            .save("4K7Q2MZ", "Anna B."),
        ]
        let base = try await log.append(drafts, onto: .empty, author: "cli", at: moment)
        let replacements = [
            Replacement(number: RevisionNumber(3), body: nil),
            Replacement(number: RevisionNumber(1), body: Array("N.".utf8)),
            Replacement(number: RevisionNumber(2), body: nil),
        ]
        let before = try await log.revisions(after: .zero, limit: 9)
        let redacted = try await log.redact(
            replacements, reason: "consent withdrawn", author: "dpo", at: moment + 1)
        #expect(redacted.isErased)
        #expect(redacted.head.number == base.number + 2)
        let after = try await log.revisions(after: .zero, limit: 9)
        #expect(after.map(\.body) == [Array("N.".utf8), nil, nil, nil, nil])
        #expect(after.map(\.note) == [nil, nil, nil, "consent withdrawn", "consent withdrawn"])
        #expect(after.map(\.redactedBy?.value) == [4, 5, 4, nil, nil])
        #expect(after.map(\.record.text) == ["4K7Q2MZ", "0000000", "4K7Q2MZ", "4K7Q2MZ", "0000000"])
        #expect(after[3].action == .redact && after[4].action == .redact)
        #expect(zip(before, after).allSatisfy { $0.chain == $1.chain && $0.payloadHash == $1.payloadHash })
        let inspection = try await log.inspect()
        #expect(inspection.findings.isEmpty)
        #expect(inspection.redacted.map(\.value) == [1, 2, 3])
        #expect(inspection.head == redacted.head)
        // The reason itself may have to go one day, and what was redacted may have to be redacted again.
        let again = [
            Replacement(number: RevisionNumber(1), body: nil),
            Replacement(number: RevisionNumber(4), body: nil),
        ]
        _ = try await log.redact(again, reason: "again", author: "dpo", at: moment + 2)
        let last = try await log.revisions(after: .zero, limit: 9)
        #expect(last[0].body == nil && last[0].redactedBy?.value == 6 && last[3].note == nil)
        #expect(try await log.inspect().findings.isEmpty)
    }

    @Test(arguments: LogEngine.all)
    func `refuses redactions that make no sense, and leaves all as it was`(_ engine: LogEngine) async throws {
        let (log, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        let drafts = [Draft.save("4K7Q2MZ", "{}"), .publish("4K7Q2MZ", 1)]
        let head = try await log.append(drafts, onto: .empty, author: "cli", at: moment)
        let one = Replacement(number: RevisionNumber(1), body: nil)
        let wrong: [(replacements: [Replacement], reason: String)] = [
            ([], "none"), ([one, one], "twice"), ([one], ""),
            ([one, Replacement(number: RevisionNumber(9), body: nil)], "missing"),
            ([one, Replacement(number: RevisionNumber(2), body: [])], "a body for a publication"),
        ]
        for (replacements, reason) in wrong {
            let refusal = await problem { () throws(LedgerProblem) in
                _ = try await log.redact(replacements, reason: reason, author: "cli", at: moment)
            }
            #expect(refusal != nil, "\(reason)")
        }
        #expect(try await log.head() == head)
        #expect(try await log.revision(RevisionNumber(1))?.body == Array("{}".utf8))
        #expect(try await log.inspect().findings.isEmpty)
    }
}

extension Revision {
    /// The draft that would give this revision.
    var draft: Draft {
        Draft(record: record, kind: kind, version: version, action: action, body: body, note: note)
    }
}
