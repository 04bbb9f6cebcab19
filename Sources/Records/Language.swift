/// A BCP 47 language tag as the Hall writes it: a primary language, at most one script, at most one region
/// (`ru`, `zh-Hans`, `de-AT`), in canonical letter case.
package struct Language: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let tag: String

    /// Reads a tag in any letter case; `nil` when it is not a language, script and region in that order.
    package init?(_ text: some StringProtocol) {
        if text.utf8.count == 2, text.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) {
            // Nearly every tag there is.
            tag = String(text)
            return
        }
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.count), parts.count <= 3 else { return nil }
        var tag = ""
        for (index, part) in parts.enumerated() {
            guard part.allSatisfy({ Language.isLetter($0) }) else { return nil }
            let lower = part.map { $0 | 0x20 }
            switch (index, part.count) {
            case (0, 2...3): tag += String(decoding: lower, as: UTF8.self)
            case (1, 4): tag += "-" + String(decoding: [lower[0] & 0xDF] + lower[1...], as: UTF8.self)
            case (1, 2): tag += "-" + String(decoding: lower.map { $0 & 0xDF }, as: UTF8.self)
            case (2, 2) where parts[1].count == 4:
                tag += "-" + String(decoding: lower.map { $0 & 0xDF }, as: UTF8.self)
            default: return nil
            }
        }
        self.tag = tag
    }

    package static let english = Language(known: "en")
    package static let russian = Language(known: "ru")

    private init(known tag: String) { self.tag = tag }

    /// The tag without script and region: `zh` for `zh-Hans`.
    package var primary: String { String(tag.prefix { $0 != "-" }) }

    /// Whether the language is written from right to left.
    package var isRightToLeft: Bool { ["ar", "fa", "he", "ur"].contains(primary) }

    package var description: String { tag }

    package static func < (left: Language, right: Language) -> Bool { left.tag < right.tag }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

/// The languages to try for one reader, best first: the language of the page, then the Hall's fallback chain.
package struct LanguageChain: Hashable, Sendable {
    package let languages: [Language]

    package init(_ preferred: Language, fallbacks: [Language]) {
        languages = [preferred] + fallbacks.filter { $0 != preferred }
    }

    package var preferred: Language { languages[0] }
}

/// A text as a reader gets it: the words, the language they are really in, and whether that is a fallback.
package struct Said: Hashable, Sendable {
    package let text: String
    package let language: Language
    package let isFallback: Bool

    package init(_ text: String, in language: Language, isFallback: Bool = false) {
        self.text = text
        self.language = language
        self.isFallback = isFallback
    }
}
