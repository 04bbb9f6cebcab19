package import Records

/// A link with which somebody without an account judges one version of one record, once.
package struct ApprovalLink: Sendable, Hashable {
    /// Seven days.
    package static let lifetime: Int64 = 7 * 24 * 60 * 60 * 1_000
    /// How many of one record may be open at a time.
    package static let openLimit = 20

    package enum End: String, Sendable, Hashable, CaseIterable {
        case approved, refused, revoked
    }

    /// What the journal knows its holder by.
    package let id: String
    package let record: Code
    /// The number of the save.
    package let version: Int64
    /// Who was asked.
    package let person: String
    package let madeBy: AccountID
    package let createdAt: Int64
    package let validUntil: Int64
    package let end: End?

    /// Whether a text can name who is asked.
    package static func isName(_ text: String) -> Bool { Account.name(text) != nil }

    package func isOpen(at milliseconds: Int64) -> Bool { end == nil && milliseconds < validUntil }
}

/// What came of showing a link.
package enum ApprovalLinkOutcome: Sendable, Hashable {
    case link(ApprovalLink)
    /// Unknown, used, revoked or too old: nobody learns which.
    case void
    case wait(seconds: Int)
}
