/// Turns texts and questions into words, the same way for both.
///
/// The tokenizer folds case and Latin diacritics. What it cannot do is done here: Chinese is written without blanks,
/// so each ideograph becomes a word of its own and a question of several becomes a phrase; letters that are not
/// divided into a letter and a mark are written plainly (ß as ss, ё as е, ł as l).
enum SearchText {
    /// How many words of a question count.
    static let wordLimit = 16

    static func indexed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        // Most texts have nothing to be changed, and the others little: what stands between goes over in one piece.
        guard scalars.contains(where: isChanged) else { return text }
        var result = ""
        var start = text.startIndex
        for index in scalars.indices where isChanged(scalars[index]) {
            result += text[start..<index]
            append(scalars[index], to: &result.unicodeScalars)
            start = scalars.index(after: index)
        }
        return result + text[start...]
    }

    private static func append(_ scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView) {
        if isIdeograph(scalar) {
            result.append(contentsOf: [" ", scalar, " "])
        } else if let plain = plain(scalar) {
            result.append(contentsOf: plain.unicodeScalars)
        } else if scalar == "\u{306}", let last = result.last, last == "и" || last == "И" {
            // й is a letter of its own, also where it was written as two characters.
            result.removeLast()
            result.append("й")
        } else {
            result.append(scalar.value < 0x20 ? " " : scalar)
        }
    }

    /// How a letter that cannot be divided into a letter and a mark is written plainly; `nil` for any other.
    private static func plain(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "ё": "е"
        case "Ё": "Е"
        case "ß", "ẞ": "ss"
        case "ł": "l"
        case "Ł": "L"
        case "ø": "o"
        case "Ø": "O"
        case "đ": "d"
        case "Đ": "D"
        case "æ", "Æ": "ae"
        case "œ", "Œ": "oe"
        case "ı": "i"
        default: nil
        }
    }

    private static func isChanged(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x80: false
        case 0..<0x20, 0xC6, 0xD8, 0xDF, 0xE6, 0xF8, 0x110...0x111, 0x131, 0x141...0x142, 0x152...0x153,
            0x306,
            0x401, 0x451, 0x1E9E:
            true
        default: isIdeograph(scalar)
        }
    }

    /// The FTS5 expression for a visitor's words, all of which must be there; `nil` when there are none.
    ///
    /// - Parameter isWhole: whether a word must be there as it is, and not only at the beginning of one.
    static func expression(for question: String, isWhole: Bool = false) -> String? {
        var terms: [String] = []
        for word in words(of: question).prefix(wordLimit) {
            let isChinese = word.unicodeScalars.contains(where: isIdeograph)
            let folded = indexed(word).split(separator: " ").joined(separator: " ")
            // Only letters and digits are left, so that nothing of a question can be syntax.
            terms.append("\"\(folded)\"" + (isChinese || isWhole ? "" : "*"))
        }
        return terms.isEmpty ? nil : terms.joined(separator: " AND ")
    }

    /// The FTS5 expression for one whole word of the program's own, such as a kind; `nil` when it holds none.
    static func expression(forWord text: String) -> String? {
        // A hyphen divides words, so that two of them are a phrase.
        let words = words(of: text)
        return words.isEmpty ? nil : "\"" + words.joined(separator: " ") + "\""
    }

    /// A name as names are compared: words in small letters, each divided by one blank, letters written plainly.
    static func compared(_ name: String) -> String {
        words(of: indexed(name).lowercased()).joined(separator: " ")
    }

    private static func words(of question: String) -> [String] {
        question.unicodeScalars.split { !isWordScalar($0) }.map { String(String.UnicodeScalarView($0)) }
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
    }

    /// The blocks of Han characters, and kana, which is written without blanks as well.
    private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
        default: false
        }
    }
}
