import Kinds
import Records

/// What the log asks of every draft, whatever its kind.
enum DraftRules {
    static func check(_ drafts: [Draft], author: String) throws(LedgerProblem) {
        guard isName(author) else { throw .invalid("an author is 1 to 64 printable ASCII characters") }
        for (index, draft) in drafts.enumerated() {
            if let reason = reason(against: draft) { throw .refused(draft: index, reason: reason) }
        }
    }

    private static func reason(against draft: Draft) -> String? {
        if !isName(draft.kind) { return "a kind is 1 to 64 printable ASCII characters" }
        if !(1...Int(UInt16.max)).contains(draft.version) { return "a version is 1 to 65535" }
        if draft.note.map({ $0.utf8.count > LedgerLimits.noteBytes }) ?? false {
            return "the note is too long"
        }
        if draft.action.leadsToThePublic, isOfficeOnly(draft.kind) { return neverPublic(draft.kind) }
        switch (draft.action, draft.body) {
        case (.redact, _): return "a redaction is not appended as a draft"
        case (.save, nil): return "a save needs a body"
        case (.save, let body?) where body.count > LedgerLimits.bodyBytes: return "the body is too long"
        case (.save, _): return nil
        case (.schedule, let body):
            return body.flatMap { PublishingTime(body: $0) } == nil ? "a schedule needs its time" : nil
        case (_, .some): return "only a save and a schedule have a body"
        case (.remark, nil) where draft.note?.isEmpty ?? true: return "a remark needs a note"
        case (_, nil): return nil
        }
    }

    /// What a target is checked for.
    typealias Target = (record: String, kind: String, actionCode: Int64, author: String)

    /// Checks that what is published or judged exists, is a save, is one of the same record, and is approved by
    /// somebody else than its author.
    static func checkTargets(
        _ drafts: [Draft], after base: RevisionNumber, author: String,
        stored: (RevisionNumber) throws -> Target?
    ) throws {
        for (index, draft) in drafts.enumerated() {
            let target = draft.action.target
            guard target != .zero || draft.action.needsTarget else { continue }
            let found: Target?
            if target > base, target.value <= base.value + Int64(index) {
                let earlier = drafts[Int(target.value - base.value) - 1]
                found = (earlier.record.text, earlier.kind, earlier.action.code, author)
            } else {
                found = target > base ? nil : try stored(target)
            }
            if let reason = reason(against: draft, target: found, author) {
                throw LedgerProblem.refused(draft: index, reason: reason)
            }
        }
    }

    private static func reason(against draft: Draft, target: Target?, _ author: String) -> String? {
        let name = "revision \(draft.action.target), which it is about,"
        guard let target else { return "\(name) does not come before it" }
        if target.actionCode != Action.save.code { return "\(name) is not a save" }
        // By the text's own kind, whatever the draft calls it.
        if draft.action.leadsToThePublic, isOfficeOnly(target.kind) { return neverPublic(target.kind) }
        if target.record != draft.record.text { return "\(name) is of another record" }
        if case .approve = draft.action, target.author == author {
            return "\(name) was written by the same person: nobody approves a text of their own"
        }
        return nil
    }

    private static func isOfficeOnly(_ kind: String) -> Bool {
        KindRegistry.kind(named: kind)?.isOfficeOnly ?? false
    }

    private static func neverPublic(_ kind: String) -> String {
        "a \(kind) is for the office alone and can never be public"
    }

    private static func isName(_ text: String) -> Bool {
        (1...LedgerLimits.nameBytes).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}

extension Action {
    /// Whether it brings a text nearer to the public.
    package var leadsToThePublic: Bool {
        switch self {
        case .publish, .schedule, .approve, .submit: true
        case .save, .withdraw, .delete, .redact, .sendBack, .remark, .unschedule: false
        }
    }
}
