import Crypto

/// The way of a browser to the provider and back.
package struct Errand: Sendable, Hashable {
    /// Ten minutes, in milliseconds.
    package static let lifetime: Int64 = 10 * 60 * 1_000

    /// What is to be done when it comes back.
    package enum Purpose: Sendable, Hashable {
        /// - Parameter next: where to go then.
        case signIn(next: String)
        /// Binds the identity to the account of this session.
        case bind(SessionID)
        /// Uses a one-time link, of which this is the hash.
        case redeem([UInt8])

        /// Uses a one-time link.
        package static func redeem(_ token: String) -> Purpose { .redeem(Secret.hash(of: token)) }
    }

    package let purpose: Purpose
    /// The tag of the language that the browser was reading.
    package let language: String

    package init(_ purpose: Purpose, language: String) {
        self.purpose = purpose
        self.language = language
    }
}

/// What an errand carries to the provider and must bring back. All of it follows from the token in the browser's cookie,
/// so nothing of it is kept here, and who reads it in an address learns nothing of the token.
package struct ErrandMarks: Sendable, Hashable {
    /// Comes back in the address (RFC 6749, 10.12).
    package let state: String
    /// Comes back in what the provider has signed (OpenID Connect Core 1.0, 3.1.2.1).
    package let nonce: String
    /// Shows that whoever redeems the code is who asked for it (RFC 7636).
    package let verifier: String

    package init(token: String) {
        func mark(_ name: String) -> String {
            let key = SymmetricKey(data: Array(token.utf8))
            return Secret.text(
                of: Array(HMAC<SHA256>.authenticationCode(for: Array(name.utf8), using: key)))
        }
        state = mark("state")
        nonce = mark("nonce")
        verifier = mark("verifier")
    }

    /// What the provider may know of the verifier before (RFC 7636, 4.2, S256).
    package var challenge: String { Secret.text(of: Secret.hash(of: verifier)) }

    /// Whether this is the state. Digests are compared in constant time.
    func hasState(_ text: String) -> Bool {
        SHA256.hash(data: Array(text.utf8)) == SHA256.hash(data: Array(state.utf8))
    }
}

/// What came of an errand.
package enum ErrandOutcome: Sendable, Hashable {
    case identity(Identity, Errand)
    /// Done already, too old, or another browser's.
    case stale
    /// Too many failures from this place: the next try counts after this many seconds.
    case wait(seconds: Int)
}
