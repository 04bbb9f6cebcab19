/// One thing that a check found wrong: where, and what.
package struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// A file of the data folder, with the revision or page where that is known: `ledger.sqlite, revision
    /// 17`.
    package let place: String
    /// What is wrong there, in a few words that follow the place.
    package let problem: String

    package init(place: String, problem: String) {
        self.place = place
        self.problem = problem
    }

    package var description: String { "\(place): \(problem)" }
}

/// What a check of the ledger read, and everything it found wrong.
package struct Inspection: Sendable {
    /// The head that the stored rows give.
    package var head: Head = .empty
    /// How many revisions were read.
    package var revisionCount = 0
    /// The revisions whose payload was replaced by a redaction, in order. They are no findings.
    package var redacted: [RevisionNumber] = []
    /// Findings in the order of the file; at most `findingLimit`, then one that says how many more there are.
    package var findings: [Finding] = []

    /// How many findings are kept.
    package static let findingLimit = 1_000
}
