/// What came of trying to sign in.
package enum SignInOutcome: Sendable, Hashable {
    /// A new session. The token goes to the browser and nowhere else.
    case session(Session, token: String)
    /// So far all is right, and a code of the second factor is asked for. The token goes to the browser and nowhere else;
    /// it lets nobody in by itself.
    case codeNeeded(token: String)
    /// Login and password do not fit together, or the account is disabled or has no password; which, is not told.
    case refused
    /// Too many failures: the next try counts after this many seconds.
    case wait(seconds: Int)
    /// Too many passwords are being worked on; this try did not count.
    case busy
}

/// Where somebody signs in from.
package struct Client: Sendable, Hashable {
    /// An IPv4 or IPv6 address, for the throttle; of it only the network is stored, with the session.
    package let address: String
    /// The `User-Agent`, to tell one's sessions apart.
    package let device: String

    package init(address: String, device: String) {
        self.address = address
        self.device = device
    }
}
