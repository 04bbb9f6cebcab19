/// What somebody signs in with: a mail address or a word.
struct Login: Sendable, Hashable {
    static let byteCounts = 3...254

    /// As it was given, composed.
    let text: String
    /// The same for all spellings that count as the same.
    let key: String

    /// `nil` when the text is too short, too long, or has a space or an invisible character in it.
    init?(_ text: String) {
        guard Login.byteCounts.contains(text.utf8.count) else { return nil }
        let composed = Spelling.composed(text)
        let key = Spelling.folded(composed)
        guard Login.byteCounts.contains(composed.utf8.count), Login.byteCounts.contains(key.utf8.count),
            composed.unicodeScalars.allSatisfy(Login.isPlain)
        else { return nil }
        self.text = composed
        self.key = key
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse, .surrogate,
            .unassigned:
            false
        default: true
        }
    }
}
