package import Records

/// One signed step in the life of a record, as the ledger holds it.
package struct Revision: Sendable, Hashable {
    /// Its place in the ledger.
    package let number: RevisionNumber
    package let record: Code
    /// The record's kind, also one that this program does not know.
    package let kind: String
    /// The version of the kind's field list that the body follows.
    package let version: Int
    package let action: Action
    /// When it was appended, in milliseconds since 1970-01-01T00:00:00Z: a claim of the writer. The number is
    /// the order.
    package let atMilliseconds: Int64
    /// The id of an account, or a word such as `cli`; never a name.
    package let author: String
    /// The record as JSON, byte for byte as it was appended; or what a redaction put in its place.
    package let body: [UInt8]?
    /// Why, in the writer's words; the reason, for a redaction.
    package let note: String?
    /// The redaction that replaced body and note; `nil` when they are the original ones.
    package let redactedBy: RevisionNumber?
    /// The salted hash of the original payload, which the chain covers.
    package let payloadHash: Hash
    /// The hash over everything up to and with this revision.
    package let chain: Hash
}
