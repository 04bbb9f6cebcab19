/// The port of the journal: an append-only, chained list of revisions under one writer.
///
/// Every engine passes the same contract suite.
package protocol RevisionLog: Sendable {
    /// The newest revision's number and the chain up to it.
    func head() async throws(LedgerProblem) -> Head

    /// Appends all drafts, or none of them, and returns only when they are durable.
    ///
    /// The revisions get the numbers `base.number + 1`, `base.number + 2` and so on, in the order of the
    /// drafts, so a draft may publish a save of the same batch. A cancelled caller does not undo an append
    /// that has begun.
    ///
    /// - Throws: `stale` when the log does not end at `base`; `refused` when a draft breaks a rule.
    func append(
        _ drafts: [Draft], onto base: Head, author: String, at milliseconds: Int64
    ) async throws(LedgerProblem) -> Head

    /// The revisions after a number, in order, at most `limit` of them (and never more than
    /// `LedgerLimits.revisionsInOneRead`).
    func revisions(after number: RevisionNumber, limit: Int) async throws(LedgerProblem) -> [Revision]

    /// The revisions before a number that pass a filter, newest first, without their bodies: at most `limit` of them, out
    /// of at most `LedgerLimits.revisionsInOneLook` that are looked through.
    func entries(
        _ filter: JournalFilter, before number: RevisionNumber, limit: Int
    ) async throws(LedgerProblem) -> JournalStretch

    /// One revision; `nil` when there is none with this number.
    func revision(_ number: RevisionNumber) async throws(LedgerProblem) -> Revision?

    /// The state of the log right after a revision; `nil` when there is none with this number (0 gives the
    /// empty head).
    func head(at number: RevisionNumber) async throws(LedgerProblem) -> Head?

    /// Replaces payloads and appends the redact revisions that say so; erases originals with them.
    func redact(
        _ order: RedactionOrder, author: String, at milliseconds: Int64
    ) async throws(LedgerProblem) -> Redacted

    /// Erases originals that no record names, and remembers them, so that no backup brings them back.
    func eraseBlobs(_ blobs: [Hash]) async throws(LedgerProblem)

    /// Reads everything and recomputes every hash.
    func inspect() async throws(LedgerProblem) -> Inspection
}

extension RevisionLog {
    /// Replaces payloads and appends the redact revisions that say so.
    package func redact(
        _ replacements: [Replacement], reason: String, author: String, at milliseconds: Int64
    ) async throws(LedgerProblem) -> Redacted {
        try await redact(
            RedactionOrder(replacements: replacements, reason: reason), author: author, at: milliseconds)
    }
}

/// What is to be redacted, and why.
package struct RedactionOrder: Sendable {
    package var replacements: [Replacement]
    /// Originals that go with the payloads that named them.
    package var blobs: [Hash]
    /// Stands in the journal for ever: it must not say what is erased.
    package var reason: String

    package init(replacements: [Replacement], blobs: [Hash] = [], reason: String) {
        self.replacements = replacements
        self.blobs = blobs
        self.reason = reason
    }
}

/// What stands in a revision's place after a redaction. Its note always goes.
package struct Replacement: Sendable, Hashable {
    /// The revision whose payload is replaced.
    package let number: RevisionNumber
    /// The record without the data, as JSON; `nil` leaves nothing.
    package let body: [UInt8]?

    package init(number: RevisionNumber, body: [UInt8]?) {
        self.number = number
        self.body = body
    }
}

/// The outcome of a redaction.
package struct Redacted: Sendable, Hashable {
    /// The head after the redact revisions.
    package let head: Head
    /// Whether the bytes are gone from the files already. `false` when a reader was in the way: the ledger
    /// has noted it and tries again at the next start, or when asked.
    package let isErased: Bool
}
