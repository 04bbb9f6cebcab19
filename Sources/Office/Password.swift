/// A password as it is hashed: composed, so that every keyboard gives the same bytes.
package struct Password: Sendable {
    /// How many bytes a password has in UTF-8.
    package static let byteCounts = 12...512

    let bytes: [UInt8]

    /// For trying: what could never have been set is `nil`.
    init?(trying text: String) {
        guard text.utf8.count <= 4 * Password.byteCounts.upperBound else { return nil }
        let bytes = Array(Spelling.composed(text).utf8)
        guard Password.byteCounts.contains(bytes.count) else { return nil }
        self.bytes = bytes
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// For setting.
    ///
    /// - Throws: `passwordRefused` with the reason.
    init(setting text: String, login: String) throws(OfficeProblem) {
        if let refusal = Password.refusal(of: text, login: login) { throw .passwordRefused(refusal) }
        self.init(bytes: Array(Spelling.composed(text).utf8))
    }

    /// Why this password would not be taken for an account with this login; `nil` when it would be.
    package static func refusal(of text: String, login: String) -> PasswordRefusal? {
        guard text.utf8.count <= 4 * byteCounts.upperBound else { return .tooLong }
        let composed = Spelling.composed(text)
        if composed.utf8.count < byteCounts.lowerBound { return .tooShort }
        if composed.utf8.count > byteCounts.upperBound { return .tooLong }
        if let first = composed.first, composed.allSatisfy({ $0 == first }) { return .oneCharacter }
        // Compared as bytes: a letter with a mark that the password adds would hide a login from a comparison of
        // characters.
        if Array(Spelling.folded(composed).utf8).contains(Array(Spelling.folded(login).utf8)) {
            return .containsLogin
        }
        return nil
    }
}
