/// Somebody who may sign in at the Desk.
package struct Account: Sendable, Hashable {
    /// The most bytes that a name may have.
    package static let nameBytes = 200

    /// What the journal knows them by.
    package let id: AccountID
    /// What others call them.
    package let name: String
    /// What they sign in with.
    package let login: String
    /// What they may do.
    package let role: Role
    /// Whether they are kept out. Accounts are never removed: the journal names them.
    package let isDisabled: Bool
    /// Milliseconds since 1970.
    package let createdAt: Int64
    /// Whether they ever set a password.
    package let hasPassword: Bool
    /// Which records they may change; what they read follows from the role alone.
    package let kinds: KindScope
    /// Milliseconds since 1970; `nil` for who never signed in.
    package let lastSignInAt: Int64?
    /// Whether a code of theirs is asked for besides the password.
    package let hasSecondFactor: Bool
    /// Whose word lets them in besides a password: the issuer of the identity that is bound to the account.
    package let issuer: String?

    /// A name as it is stored: composed, without spaces around it; `nil` when it cannot be one.
    static func name(_ text: String) -> String? {
        guard text.utf8.count <= 4 * nameBytes else { return nil }
        let space = { (character: Character) in character.isWhitespace }
        var rest = Spelling.composed(text)[...].drop(while: space)
        while let last = rest.last, space(last) { rest.removeLast() }
        guard (1...nameBytes).contains(rest.utf8.count),
            rest.unicodeScalars.allSatisfy({
                ![.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
            })
        else { return nil }
        return String(rest)
    }
}
