/// A way in for somebody who has no password, or has lost it: it works once, and only until it is too old.
package struct OneTimeToken: Sendable, Hashable {
    /// What the token is for.
    package enum Purpose: String, Sendable { case invitation, reset }

    /// What the link carries. It is stored nowhere; whoever loses it asks for another.
    package let token: String
    /// Whom it lets in.
    package let accountID: AccountID
    /// An invitation for who never had a password, else a reset.
    package let purpose: Purpose
    /// From this millisecond since 1970 on it is void.
    package let validUntil: Int64

    /// Three days, in milliseconds.
    package static let usualLifetime: Int64 = 3 * 24 * 60 * 60 * 1_000
}
