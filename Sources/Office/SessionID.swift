/// The name of a session, for showing and ending it. Knowing it lets nobody in: that takes the token.
package struct SessionID: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// `nil` when the text is not ten capitals and digits of Crockford's base32.
    package init?(_ text: String) {
        guard RandomName.isOne(text) else { return nil }
        self.text = text
    }

    init() { text = RandomName.make() }

    package var description: String { text }
}
