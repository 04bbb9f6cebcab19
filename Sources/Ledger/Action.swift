/// What a revision does to its record.
package enum Action: Sendable, Hashable {
    /// Writes the whole record anew; the only action with a body.
    case save
    /// Makes the named revision, which must be a save of the same record, the public one.
    case publish(RevisionNumber)
    /// Takes the record from the public.
    case withdraw
    /// Ends the record; its history stays.
    case delete
    /// Replaces payloads of earlier revisions; appended by `redact` only, never as a draft.
    case redact

    /// The small number under which the action is stored and chained; never used again for another action.
    var code: Int64 {
        switch self {
        case .save: 1
        case .publish: 2
        case .withdraw: 3
        case .delete: 4
        case .redact: 5
        }
    }

    /// The revision that is published, or 0.
    var target: RevisionNumber {
        if case .publish(let number) = self { number } else { .zero }
    }

    /// Reads a stored pair; `nil` for an unknown code, or a target where none belongs.
    init?(code: Int64, target: Int64) {
        switch (code, target) {
        case (1, 0): self = .save
        case (2, 1...): self = .publish(RevisionNumber(target))
        case (3, 0): self = .withdraw
        case (4, 0): self = .delete
        case (5, 0): self = .redact
        default: return nil
        }
    }
}
