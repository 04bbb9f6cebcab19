package import Records

/// What a text is found by: the one way from words to the terms of an index, for texts and for questions.
///
/// Small letters, ё as е → words → the stem in the text's language → only then without diacritics, because a stemmer knows
/// its language's letters. Of a run of Han characters, each two that follow one another are a term, and each single one.
package enum Terms {
    /// The terms of a text with blanks between them.
    ///
    /// - Parameter language: `nil` where it has none, such as a number or a name: its words stay whole.
    package static func indexed(_ text: String, in language: Language?) -> String {
        var result = ""
        Token.each(in: text) { token in
            for term in terms(of: token, in: language) {
                if !result.isEmpty { result += " " }
                result += term
            }
        }
        return result
    }

    static func terms(of token: Token, in language: Language?) -> [String] {
        switch token.script {
        case .letters: [term(token.text, in: language)]
        case .ideographs: pairs(of: token.text) + singles(of: token.text)
        }
    }

    /// The one term of a word.
    static func term(_ word: String, in language: Language?) -> String {
        guard let language, !word.utf8.contains(where: { (0x30...0x39).contains($0) }) else {
            return PlainLetters.fold(word)
        }
        return PlainLetters.fold(Stemmer.stem(word, in: language))
    }

    /// Each two characters that follow one another; none of a single one.
    static func pairs(of run: String) -> [String] {
        let characters = Array(run.unicodeScalars)
        guard characters.count > 1 else { return [] }
        return (1..<characters.count).map { String(characters[$0 - 1]) + String(characters[$0]) }
    }

    static func singles(of run: String) -> [String] { run.unicodeScalars.map { String($0) } }

    /// Under what a name is looked up: its terms, in its language and in none, with blanks between them.
    package static func lookups(of name: String, in language: Language?) -> Set<String> {
        let tokens = Token.all(in: name)
        return Set(
            [nil, language].map { language in
                tokens.flatMap { phrase(of: $0, in: language) }.joined(separator: " ")
            })
    }

    /// Under what words in small letters may be looked up as a name.
    static func spellings(of words: [String], in languages: [Language]) -> [String] {
        let all = ([nil] + languages).map { language in
            words.map { term($0, in: language) }.joined(separator: " ")
        }
        // Each once, and in one order: the same question finds the same at any time.
        return Set(all).sorted()
    }

    /// The terms of a word, one behind the other as they stand in an index.
    static func phrase(of token: Token, in language: Language?) -> [String] {
        guard token.script == .ideographs else { return [term(token.text, in: language)] }
        let pairs = pairs(of: token.text)
        return pairs.isEmpty ? [token.text] : pairs
    }

    /// The term by which every record of a kind is found.
    package static func kind(_ name: String) -> String { "kind" + name.filter(\.isLetter) }

    /// Whether a character is of those that are written without blanks: Han characters, and kana.
    package static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3005, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF:
            true
        default: false
        }
    }

    /// A name as names are compared: words in small letters and plainly written, each divided by one blank.
    package static func compared(_ name: String) -> String {
        Token.all(in: name).map { PlainLetters.fold($0.text) }.joined(separator: " ")
    }
}
