package import Records

/// Words by language; several in one language stand in the order in which they were added.
///
/// It holds the languages in which something was said and no other.
package struct LanguageMap: Hashable, Sendable {
    /// The words of one language.
    package struct Entry: Hashable, Sendable {
        /// `nil` for words of no language, such as a number.
        package let language: Language?
        package var words: [String]
    }

    package private(set) var entries: [Entry] = []

    package init() {}

    package init(_ texts: Localized) {
        for language in texts.languages { add(texts[language] ?? "", in: language) }
    }

    /// - Parameter language: `nil` for words of no language.
    package init(_ words: String, in language: Language? = nil) { add(words, in: language) }

    package var isEmpty: Bool { entries.isEmpty }

    /// Adds words unless there are none.
    package mutating func add(_ words: String, in language: Language?) {
        guard !words.isEmpty else { return }
        if let place = entries.firstIndex(where: { $0.language == language }) {
            entries[place].words.append(words)
        } else {
            entries.append(Entry(language: language, words: [words]))
        }
    }

    /// Adds all that another one says, each language to its own.
    package mutating func add(_ other: LanguageMap) {
        for entry in other.entries { for words in entry.words { add(words, in: entry.language) } }
    }
}
