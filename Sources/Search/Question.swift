import Foundation
package import Records

/// What a visitor asks for: words, each with every term that it may be found by.
package struct Question: Sendable {
    /// How many words of a question count.
    package static let wordLimit = 16

    package var words: [Word]

    /// A word, or some that belong together.
    package struct Word: Sendable, Hashable {
        /// As it was typed.
        package let text: String
        /// In small letters; several words with blanks between them.
        package let plain: String
        package let isHan: Bool
        /// Whether it only joins others.
        package let isFunctionWord: Bool
        package var alternatives: [Alternative]
        /// Whether something with a proper name is called so.
        package private(set) var isName = false
        /// The terms that stand for it because no record holds the word as it was typed.
        package var mendings: [String] = []
    }

    /// One way in which a word may stand in a text.
    package struct Alternative: Sendable, Hashable {
        /// Terms that follow one another; one, mostly.
        package let terms: [String]
        /// How much less than the word itself it is worth, from 0 to 1.
        package let weight: Double
        /// Whether it is the beginning of a term.
        package var isBeginning = false

        /// Whether its term is the code of something with a name, at which a record points.
        package var isTarget = false

        /// What FTS5 is asked. Only letters, digits and Han characters are in a term, so that nothing is syntax.
        package var expression: String {
            (isTarget ? "targets : " : "") + "\"" + terms.joined(separator: " ") + "\""
                + (isBeginning ? "*" : "")
        }
    }

    /// Something with a proper name.
    package struct Named: Sendable {
        package let code: Code
        package let names: [String]

        package init(code: Code, names: [String]) {
            self.code = code
            self.names = names
        }
    }

    /// A question of which no names are known.
    package init(_ text: String, in languages: [Language]) {
        self.init(text, in: languages) { _ in [] }
    }

    /// - Parameters:
    ///   - languages: those that texts may be in, that of the reader first.
    ///   - named: whatever is called by a name, as `Terms.lookups` gives it.
    package init(
        _ text: String, in languages: [Language], named: (String) throws -> [Named]
    ) rethrows {
        words = []
        var rest = Token.all(in: text).prefix(Self.wordLimit)
        while let token = rest.first {
            if token.script == .ideographs {
                rest = rest.dropFirst()
                try add(han: token.text, in: languages, named: named)
                continue
            }
            // The longest row of words that is known as one.
            let row = rest.prefix { $0.script == .letters }
            var taken = row.prefix(1)
            var known: [Named] = []
            for count in stride(from: min(row.count, Synonyms.longest), to: 0, by: -1) {
                let words = row.prefix(count).map(\.text)
                known = try Terms.spellings(of: words, in: languages).flatMap(named)
                if count == 1 || !known.isEmpty || Synonyms.group(of: words, in: languages) != nil {
                    taken = row.prefix(count)
                    break
                }
            }
            rest = rest.dropFirst(taken.count)
            let typed = String(text[token.range.lowerBound..<(taken.last ?? token).range.upperBound])
            guard var word = Word(taken.map(\.text), typed: typed, in: languages) else { continue }
            word.add(known, in: languages)
            words.append(word)
        }
    }

    /// Adds a run of Han characters, divided where a name or a synonym begins or ends.
    private mutating func add(han run: String, in languages: [Language], named: (String) throws -> [Named])
        rethrows
    {
        let characters = Array(run.unicodeScalars.map { String($0) }.prefix(Self.runLimit))
        var loose = ""
        var place = 0
        while place < characters.count {
            let longest = min(characters.count - place, Self.longestName)
            var known: Word?
            for count in stride(from: longest, to: 1, by: -1) {
                let piece = characters[place..<place + count].joined()
                let found = try named(Terms.pairs(of: piece).joined(separator: " "))
                guard !found.isEmpty || Synonyms.isKnown(han: piece) else { continue }
                var word = Word(han: piece)
                word.add(found, in: languages)
                known = word
                place += count
                break
            }
            if known == nil {
                loose += characters[place]
                place += 1
            }
            if !loose.isEmpty, known != nil || place == characters.count {
                words.append(Word(han: loose))
                loose = ""
            }
            if let known { words.append(known) }
        }
    }

    /// How many Han characters of one run count.
    private static let runLimit = 32
    /// How many Han characters a name or a synonym has at most.
    private static let longestName = 8
}

extension Question {
    /// What FTS5 is asked for the records that hold all words; `nil` when there is none.
    ///
    /// - Parameter beginnings: whether a word may be the beginning of one, too.
    package func expression(beginnings: Bool = false) -> String? {
        let all = words.map { word in
            var word = word
            // The office's index has names and texts alone.
            word.alternatives.removeAll { $0.isTarget }
            if beginnings, !word.isHan { word.addBeginning() }
            return word.expression
        }
        return all.isEmpty ? nil : all.joined(separator: " AND ")
    }
}

extension Question.Word {
    /// Any of the ways to write it.
    package var expression: String {
        "(" + alternatives.map(\.expression).joined(separator: " OR ") + ")"
    }

    /// The same, with each two of its Han characters as a word of their own, or each one where `isSingle`.
    package func divided(intoSingles isSingle: Bool = false) -> [Question.Word] {
        guard isHan else { return [self] }
        return (isSingle ? Terms.singles(of: text) : Terms.pairs(of: text)).map { Self(han: $0) }
    }

    /// The terms that it is in one of the languages, where it is one word.
    package var stems: [String] {
        alternatives.filter { $0.weight == 1 && $0.terms.count == 1 }.flatMap(\.terms)
    }

    /// It, in the other script: names are written in that of the one who writes.
    package var transliterated: [String] {
        let isCyrillic = plain.unicodeScalars.contains { (0x400...0x4FF).contains($0.value) }
        let transform = StringTransform("Russian-Latin/BGN")
        guard let written = plain.applyingTransform(transform, reverse: !isCyrillic) else { return [] }
        // A soft sign becomes a mark that Unicode calls a letter.
        let term = written.lowercased().filter { letter in
            letter.isLetter && letter.unicodeScalars.first?.properties.generalCategory != .modifierLetter
        }
        return term == plain ? [] : [PlainLetters.fold(term)]
    }

    package mutating func addBeginning() {
        add(plain.split(separator: " ").map(String.init), weight: 0.6, isBeginning: true)
    }

    /// - Returns: `nil` for a row of marks without a letter.
    init?(_ row: [String], typed: String, in languages: [Language]) {
        text = typed
        plain = row.map(PlainLetters.fold).joined(separator: " ")
        isHan = false
        isFunctionWord = row.count == 1 && FunctionWords.contains(plain, in: languages)
        alternatives = []
        add(row.map(PlainLetters.fold), weight: 1)
        for language in languages { add(row.map { Terms.term($0, in: language) }, weight: 1) }
        for spelling in row.count == 1 ? Self.umlauts(of: row[0]) : [] {
            for language in languages { add([Terms.term(spelling, in: language)], weight: 0.9) }
        }
        for synonym in Synonyms.group(of: row, in: languages) ?? [] { add(synonym, weight: 0.7) }
        add(kind: Synonyms.kind(of: row, in: languages))
        if alternatives.isEmpty { return nil }
    }

    /// A run of Han characters, as it is.
    package init(han run: String) {
        text = run
        plain = run
        isHan = true
        isFunctionWord = false
        alternatives = []
        let pairs = Terms.pairs(of: run)
        add(pairs.isEmpty ? [run] : pairs, weight: 1)
        for synonym in Synonyms.group(of: [run], in: []) ?? [] { add(synonym, weight: 0.7) }
        add(kind: Synonyms.kind(of: [run], in: []))
    }

    package mutating func add(_ terms: [String], weight: Double, isBeginning: Bool = false) {
        let terms = terms.filter { !$0.isEmpty }
        guard !terms.isEmpty,
            !alternatives.contains(where: { $0.terms == terms && $0.isBeginning == isBeginning })
        else { return }
        alternatives.append(Question.Alternative(terms: terms, weight: weight, isBeginning: isBeginning))
    }

    /// Every name of what is called so, and that a record points at it.
    package mutating func add(_ named: [Question.Named], in languages: [Language]) {
        isName = isName || !named.isEmpty
        for one in named {
            for name in one.names { add(name: name, in: languages, weight: 0.9) }
            alternatives.append(
                Question.Alternative(
                    terms: [Terms.indexed(one.code.text, in: nil)], weight: 0.7, isTarget: true))
        }
    }

    private mutating func add(kind: String?) {
        guard let kind else { return }
        alternatives.append(
            Question.Alternative(terms: [Terms.kind(kind)], weight: 0.7, isTarget: true))
    }

    /// A name in the terms that texts in some languages hold it by.
    private mutating func add(name: String, in languages: [Language], weight: Double) {
        let tokens = Token.all(in: name)
        for language in [nil] + languages.map(Optional.some) {
            add(tokens.flatMap { Terms.phrase(of: $0, in: language) }, weight: weight)
        }
    }

    /// How a word is written whose ä, ö or ü were typed as two letters, or the other way.
    private static func umlauts(of word: String) -> [String] {
        let pairs = [("ae", "ä"), ("oe", "ö"), ("ue", "ü")]
        var (with, without) = (word, word)
        for (two, one) in pairs {
            with = with.replacing(two, with: one)
            without = without.replacing(one, with: two)
        }
        return [with, without].filter { $0 != word }
    }
}
