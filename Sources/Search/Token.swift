import Foundation

/// A stretch of a text that is one word, or one run of characters written without blanks.
struct Token {
    enum Script {
        /// Letters and digits.
        case letters
        /// Han characters and kana.
        case ideographs
    }

    /// In small letters, composed, ё as е, of the usual width.
    let text: String
    let script: Script
    /// Where it stands.
    let range: Range<String.Index>

    /// Divides a text into words; everything else, hyphens and apostrophes too, stands between them.
    static func each(in text: String, _ body: (Token) -> Void) {
        var word = String.UnicodeScalarView()
        var script = Script.letters
        var start = text.startIndex
        var hasMarks = false
        let scalars = text.unicodeScalars
        func end(at index: String.Index) {
            guard !word.isEmpty else { return }
            let found = String(word)
            word.removeAll(keepingCapacity: true)
            body(
                Token(
                    text: hasMarks ? found.precomposedStringWithCanonicalMapping : found, script: script,
                    range: start..<index))
            hasMarks = false
        }
        var index = scalars.startIndex
        while index < scalars.endIndex {
            defer { index = scalars.index(after: index) }
            let scalar = narrow(scalars[index])
            // A soft hyphen says where a line may break, and divides no word.
            if scalar.value == 0xAD { continue }
            let kind = Script(of: scalar)
            if kind != script || kind == nil { end(at: index) }
            if let kind {
                if word.isEmpty { (start, script) = (index, kind) }
                append(scalar, to: &word)
                if (0x300...0x36F).contains(scalar.value) { hasMarks = true }
            }
        }
        end(at: index)
    }

    static func all(in text: String) -> [Token] {
        var tokens: [Token] = []
        each(in: text) { tokens.append($0) }
        return tokens
    }

    /// Full-width letters and digits as the usual ones.
    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    private static func append(_ scalar: Unicode.Scalar, to word: inout String.UnicodeScalarView) {
        switch scalar.value {
        case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE, 0x410...0x42F:
            word.append(Unicode.Scalar(scalar.value + 0x20) ?? scalar)
        case 0x401, 0x451: word.append("е")
        case ..<0xC0, 0x430...0x44F: word.append(scalar)
        default:
            // A case mapping may be longer than the letter.
            word.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
    }
}

extension Token.Script {
    /// `nil` for what stands between words.
    fileprivate init?(of scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x410...0x44F: self = .letters
        case 0..<0x80: return nil
        case _ where Terms.isHan(scalar): self = .ideographs
        default:
            let properties = scalar.properties
            guard
                properties.isAlphabetic || properties.numericType != nil
                    || properties.generalCategory == .nonspacingMark
            else { return nil }
            self = .letters
        }
    }
}
