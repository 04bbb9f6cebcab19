/// The password of before, which shows who asks, and the one that is to come.
package struct PasswordChange: Sendable {
    /// What came of it.
    package enum Outcome: Sendable, Hashable {
        case done
        /// The password of before is another.
        case wrong
        case wait(seconds: Int)
        case busy
    }

    package var old: String
    package var new: String

    package init(old: String, new: String) {
        self.old = old
        self.new = new
    }
}
