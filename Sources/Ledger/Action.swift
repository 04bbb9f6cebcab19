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
    /// Asks for a second pair of eyes on the named save of the same record.
    case submit(RevisionNumber)
    /// Finds the named save of the same record fit to be public; refused to whoever wrote that save.
    case approve(RevisionNumber)
    /// Gives the named save of the same record back to be worked on.
    case sendBack(RevisionNumber)
    /// Leaves a note beside the record and changes nothing; without a note it is refused.
    case remark
    /// Lets the named save of the same record become public at a time, which its body holds (`PublishingTime`).
    case schedule(RevisionNumber)
    /// Takes back the time at which the record would have become public.
    case unschedule

    /// The small number under which the action is stored and chained; never used again for another action.
    package var code: Int64 {
        switch self {
        case .save: 1
        case .publish: 2
        case .withdraw: 3
        case .delete: 4
        case .redact: 5
        case .submit: 6
        case .approve: 7
        case .sendBack: 8
        case .remark: 9
        case .schedule: 10
        case .unschedule: 11
        }
    }

    /// The save that is published or judged, or 0.
    package var target: RevisionNumber {
        switch self {
        case .publish(let number), .submit(let number), .approve(let number), .sendBack(let number),
            .schedule(let number):
            number
        case .save, .withdraw, .delete, .redact, .remark, .unschedule: .zero
        }
    }

    /// Whether it is about one of the record's saves.
    var needsTarget: Bool {
        switch self {
        case .publish, .submit, .approve, .sendBack, .schedule: true
        case .save, .withdraw, .delete, .redact, .remark, .unschedule: false
        }
    }

    /// Reads a stored pair; `nil` for an unknown code, or a target where none belongs.
    init?(code: Int64, target: Int64) {
        switch (code, target) {
        case (1, 0): self = .save
        case (2, 1...): self = .publish(RevisionNumber(target))
        case (3, 0): self = .withdraw
        case (4, 0): self = .delete
        case (5, 0): self = .redact
        case (6, 1...): self = .submit(RevisionNumber(target))
        case (7, 1...): self = .approve(RevisionNumber(target))
        case (8, 1...): self = .sendBack(RevisionNumber(target))
        case (9, 0): self = .remark
        case (10, 1...): self = .schedule(RevisionNumber(target))
        case (11, 0): self = .unschedule
        default: return nil
        }
    }

    var isSchedule: Bool { if case .schedule = self { true } else { false } }
}
