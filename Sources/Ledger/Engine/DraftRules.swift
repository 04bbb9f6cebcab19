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
        switch (draft.action, draft.body) {
        case (.redact, _): return "a redaction is not appended as a draft"
        case (.save, nil): return "a save needs a body"
        case (.save, let body?) where body.count > LedgerLimits.bodyBytes: return "the body is too long"
        case (.save, _): return nil
        case (_, .some): return "only a save has a body"
        case (_, nil): return nil
        }
    }

    /// Checks that what is published exists, is a save, and is one of the same record.
    static func checkTargets(
        _ drafts: [Draft], after base: RevisionNumber,
        stored: (RevisionNumber) throws -> (record: String, actionCode: Int64)?
    ) throws {
        for (index, draft) in drafts.enumerated() {
            guard case .publish(let target) = draft.action else { continue }
            let found: (record: String, actionCode: Int64)?
            if target > base, target.value <= base.value + Int64(index) {
                let earlier = drafts[Int(target.value - base.value) - 1]
                found = (earlier.record.text, earlier.action.code)
            } else {
                found = target > base ? nil : try stored(target)
            }
            let reason: String?
            switch found {
            case nil: reason = "revision \(target), which it publishes, does not come before it"
            case let found? where found.actionCode != Action.save.code:
                reason = "revision \(target), which it publishes, is not a save"
            case let found? where found.record != draft.record.text:
                reason = "revision \(target), which it publishes, is of another record"
            default: reason = nil
            }
            if let reason { throw LedgerProblem.refused(draft: index, reason: reason) }
        }
    }

    private static func isName(_ text: String) -> Bool {
        (1...LedgerLimits.nameBytes).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
