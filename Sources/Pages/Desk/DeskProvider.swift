/// The city's own sign-in, seen from the Hall.
package struct DeskProvider: Sendable {
    package enum State: Sendable, Hashable {
        /// On the way there.
        case onward(WebAddress)
        case problem(Problem)
    }

    /// Why nobody was signed in, or nothing was bound.
    package enum Problem: Sendable, Hashable {
        case unreachable, misconfigured, denied, untrusted
        /// The way back was not the one that began here.
        case stale
        /// The provider knows them, the Hall does not.
        case unbound
        /// Somebody else is bound to the identity.
        case taken
        /// The one-time link was used or is too old.
        case linkVoid
        case wait(seconds: Int)
    }

    /// What people call it.
    package var name: String
    package var state: State
    /// Where to begin again.
    package var back: DeskPlace

    package init(name: String, state: State, back: DeskPlace) {
        self.name = name
        self.state = state
        self.back = back
    }
}
