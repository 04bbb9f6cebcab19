package import Records

/// A revision that is not yet in the ledger.
package struct Draft: Sendable, Hashable {
    /// The record it is about.
    package var record: Code
    /// The record's kind, also an unknown one: 1 to 64 printable ASCII characters.
    package var kind: String
    /// The version of the kind's field list that `body` follows, from 1.
    package var version: Int
    /// What it does to the record.
    package var action: Action
    /// The whole record as JSON for a save, byte for byte as it will be returned; the `PublishingTime` of a schedule;
    /// `nil` for every other action.
    package var body: [UInt8]?
    /// Why, in the writer's words; erasable like the body.
    package var note: String?

    package init(
        record: Code, kind: String, version: Int, action: Action, body: [UInt8]? = nil, note: String? = nil
    ) {
        self.record = record
        self.kind = kind
        self.version = version
        self.action = action
        self.body = body
        self.note = note
    }
}

/// What one append may hold.
package enum LedgerLimits {
    /// The longest body of a save.
    package static let bodyBytes = 16 << 20
    /// The longest note, in UTF-8.
    package static let noteBytes = 64 << 10
    /// The longest kind or author, in ASCII characters.
    package static let nameBytes = 64
    /// The most drafts of one append: they become durable in one transaction.
    package static let draftsInOneAppend = 1_000_000
    /// The most revisions that one read gives.
    package static let revisionsInOneRead = 10_000
    /// The most revisions that are looked through for those that pass a filter.
    package static let revisionsInOneLook: Int64 = 200_000
    /// The most payloads that one redaction replaces.
    package static let redactionsAtOnce = 100_000
}
