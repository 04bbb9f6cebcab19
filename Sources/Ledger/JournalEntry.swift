package import Records

/// A revision without its body: what the chain covers of it, and its note.
package struct JournalEntry: Sendable, Hashable {
    package let number: RevisionNumber
    package let record: Code
    package let kind: String
    package let version: Int
    package let action: Action
    package let atMilliseconds: Int64
    package let author: String
    package let note: String?
    package let redactedBy: RevisionNumber?
    package let payloadHash: Hash
    package let chain: Hash
}

/// Which revisions are asked for; what is `nil` does not matter.
package struct JournalFilter: Sendable, Hashable {
    package var author: String?
    package var kind: String?
    package var record: Code?
    /// The number of an action as it is stored.
    package var actionCode: Int64?
    /// Milliseconds since 1970: not before, and before.
    package var from: Int64?
    package var until: Int64?

    package init() {}
}

/// Revisions before a place in the journal, newest first.
package struct JournalStretch: Sendable {
    package let entries: [JournalEntry]
    /// Everything from here on was looked through; 1 when that is all.
    package let lookedBackTo: RevisionNumber
}
