/// The permanent name of an account: ten characters of Crockford's base32, chosen at random.
///
/// It goes into the journal as the author of a revision, which is never erased: hence no words in it.
package struct AccountID: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// `nil` when the text is not ten capitals and digits of the alphabet.
    package init?(_ text: String) {
        guard RandomName.isOne(text) else { return nil }
        self.text = text
    }

    init() { text = RandomName.make() }

    package var description: String { text }
}
