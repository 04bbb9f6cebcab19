package import Records

/// The question before a record is deleted.
package struct DeskDeletion: Sendable {
    package enum Problem: Sendable, Hashable {
        /// No word of why, or not said that what points at it may point at nothing.
        case wordless, unknowing
    }

    package var code: String
    package var title: Said
    /// The revision that the reader looked at.
    package var base: Int64
    package var isPublic: Bool
    /// What points at it, newest first, and whether there is more.
    package var pointing: [DeskRow]
    package var goesOn: Bool
    package var words: String
    package var problems: [Problem]

    package init(
        code: String, title: Said, base: Int64, isPublic: Bool, pointing: [DeskRow], goesOn: Bool,
        words: String, problems: [Problem]
    ) {
        self.code = code
        self.title = title
        self.base = base
        self.isPublic = isPublic
        self.pointing = pointing
        self.goesOn = goesOn
        self.words = words
        self.problems = problems
    }
}

/// What was deleted, last first.
package struct DeskDeleted: Sendable {
    package var rows: [DeskRow]
    package var previous: Route?
    package var next: Route?

    package init(rows: [DeskRow], previous: Route?, next: Route?) {
        self.rows = rows
        self.previous = previous
        self.next = next
    }
}
