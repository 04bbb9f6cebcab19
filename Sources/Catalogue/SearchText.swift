/// Turns texts and questions into words, the same way for both.
///
/// The tokenizer folds case and diacritics. What it cannot do is done here: Chinese is written without blanks, so
/// each ideograph becomes a word of its own and a question of several becomes a phrase; ß is written ss.
enum SearchText {
    /// How many words of a question count.
    static let wordLimit = 16

    static func indexed(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isIdeograph(scalar) {
                result.append(contentsOf: [" ", scalar, " "])
            } else if scalar == "ß" || scalar == "ẞ" {
                result.append(contentsOf: ["s", "s"])
            } else {
                result.append(scalar.value < 0x20 ? " " : scalar)
            }
        }
        return String(result)
    }

    /// The FTS5 expression for a visitor's words, all of which must be there; `nil` when there are none.
    static func expression(for question: String) -> String? {
        var terms: [String] = []
        for word in words(of: question).prefix(wordLimit) {
            let isChinese = word.unicodeScalars.contains(where: isIdeograph)
            let folded = indexed(word).split(separator: " ").joined(separator: " ")
            // Only letters and digits are left, so that nothing of a question can be syntax.
            terms.append(isChinese ? "\"\(folded)\"" : "\"\(folded)\"*")
        }
        return terms.isEmpty ? nil : terms.joined(separator: " AND ")
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
