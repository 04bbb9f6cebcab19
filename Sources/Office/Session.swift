/// One browser that is signed in.
package struct Session: Sendable, Hashable {
    /// Unused for this long, a session ends.
    package static let idleMilliseconds: Int64 = 3 * 60 * 60 * 1_000
    /// After this long every session ends.
    package static let absoluteMilliseconds: Int64 = 12 * 60 * 60 * 1_000
    /// The time of use is written down at most once in this long.
    static let touchMilliseconds: Int64 = 60 * 1_000
    static let deviceCharacters = 200

    /// Its name, for ending it.
    package let id: SessionID
    /// Who is signed in.
    package let accountID: AccountID
    /// Milliseconds since 1970.
    package let createdAt: Int64
    /// Milliseconds since 1970, up to a minute too early.
    package let lastUsedAt: Int64
    /// What the browser called itself, at most 200 characters.
    package let device: String
    /// From where it was opened, as far as it is kept: `192.0.2.0/24`, `2001:db8:1::/48`; empty where that is unknown.
    package let network: String
    /// What every form of this session carries, so that another site's form is told from ours.
    package let csrf: String
    /// Whether a provider vouched for who opened it, instead of a password.
    package let isVouched: Bool

    /// Whether it has not reached a limit.
    func isAlive(at milliseconds: Int64) -> Bool {
        milliseconds < lastUsedAt + Session.idleMilliseconds
            && milliseconds < createdAt + Session.absoluteMilliseconds
    }

    /// The `User-Agent` as it is stored: without controls, and not too long.
    static func device(_ text: String) -> String {
        let plain = text.unicodeScalars.lazy.filter { $0.properties.generalCategory != .control }
        var device = String.UnicodeScalarView()
        device.append(contentsOf: plain.prefix(deviceCharacters))
        return String(device)
    }
}

/// An account and the session through which it is here.
package struct SignedIn: Sendable, Hashable {
    /// As it is now, not as it was at sign-in.
    package let account: Account
    package let session: Session
}
