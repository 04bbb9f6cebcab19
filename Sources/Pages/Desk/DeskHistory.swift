package import Records

/// What happened to a record, or to one of its fields, newest first.
package struct DeskHistory: Sendable {
    package struct Step: Sendable {
        package enum Action: Sendable, Hashable, CaseIterable {
            case saved, published, withdrawn, deleted, redacted, submitted, approved, sentBack, remarked
            case scheduled, unscheduled
        }

        package var stamp: DeskStamp
        package var action: Action
        package var changes: [DeskChange]
        /// The version before this one, for a version of the record's texts; 0 for the first one, `nil` for any other
        /// step and for a text that was erased.
        package var previous: Int64?
        /// Whether this version can be put in place again.
        package var isRestorable: Bool

        package init(
            stamp: DeskStamp, action: Action, changes: [DeskChange], previous: Int64?, isRestorable: Bool
        ) {
            self.stamp = stamp
            self.action = action
            self.changes = changes
            self.previous = previous
            self.isRestorable = isRestorable
        }
    }

    package var code: String
    package var kind: String
    package var title: Said
    /// The one field that is asked for, by its path; empty for all of the record.
    package var field: String
    package var steps: [Step]
    /// The newest save when the history was looked at.
    package var base: Int64 = 0
    package var notice: DeskForm.Notice?
    /// The page before this one, and the one with older steps.
    package var newest: Route?
    package var older: Route?

    package init(
        code: String, kind: String, title: Said, field: String, steps: [Step], newest: Route?, older: Route?
    ) {
        self.code = code
        self.kind = kind
        self.title = title
        self.field = field
        self.steps = steps
        self.newest = newest
        self.older = older
    }
}

/// Who did something, when, and why.
package struct DeskStamp: Sendable {
    /// The number in the journal.
    package var number: Int64
    /// `2026-11-24 02:31`, in the universal time.
    package var time: String
    package var author: String
    package var note: String?
    /// The time that was set, for a step that plans something: `2026-12-01 09:00`, with the zone.
    package var planned: String?

    package init(number: Int64, time: String, author: String, note: String?, planned: String? = nil) {
        self.planned = planned
        self.number = number
        self.time = time
        self.author = author
        self.note = note
    }
}
