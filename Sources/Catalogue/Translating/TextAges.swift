package import Ledger
package import Records

/// In which save each text of a record changed last, worked out from the journal: what a translation is older or younger
/// by than its source.
///
/// Nearly always all texts were written at once, so one number stands for all that are not named.
package struct TextAges: Sendable, Hashable {
    /// A text of a record in one language.
    package struct Place: Hashable, Sendable {
        package let path: String
        package let language: Language

        package init(_ path: String, _ language: Language) {
            self.path = path
            self.language = language
        }
    }

    private var common: Int64
    private var others: [Place: Int64]

    /// Those of a record whose texts were all written in one save.
    init(_ save: RevisionNumber) {
        common = save.value
        others = [:]
    }

    /// Whether no text is older than another.
    var areEqual: Bool { others.isEmpty }

    /// The save in which a text that is there changed last.
    package subscript(place: Place) -> RevisionNumber { RevisionNumber(others[place] ?? common) }

    /// Those after a save: a text that stayed keeps its age, also one whose row went to another place of its list.
    ///
    /// - Parameters:
    ///   - texts: of the record after the save.
    ///   - before: of the save before, where these are the ages.
    func after(
        _ save: RevisionNumber, _ texts: [Contents.Translated], before: [Contents.Translated]
    ) -> TextAges {
        let kept = PlacedTexts(before)
        var ages: [Place: Int64] = [:]
        for text in texts {
            for language in text.texts.languages {
                let old = kept.path(of: text, in: language)
                ages[Place(text.path, language)] = old.map { self[Place($0, language)].value } ?? save.value
            }
        }
        var result = TextAges(RevisionNumber(ages.values.min() ?? save.value))
        result.others = ages.filter { $0.value != result.common }
        return result
    }
}

extension TextAges {
    /// `12`, or `12 introduction.de=20 name.fr=25`; equal ages have one spelling.
    var text: String {
        let parts = others.map { "\($0.key.path).\($0.key.language)=\($0.value)" }.sorted()
        return (["\(common)"] + parts).joined(separator: " ")
    }

    /// Reads what `text` wrote; `nil` for any other text.
    init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard let first = parts.first, let common = Int64(first) else { return nil }
        self.common = common
        others = [:]
        for part in parts.dropFirst() {
            let sides = part.split(separator: "=")
            guard sides.count == 2, let number = Int64(sides[1]),
                let dot = sides[0].lastIndex(of: "."), let language = Language(sides[0][dot...].dropFirst())
            else { return nil }
            others[Place(String(sides[0][..<dot]), language)] = number
        }
    }
}

/// The texts of one version of a record, to find a text of another version among them.
struct PlacedTexts {
    private var byPath: [String: Localized] = [:]
    /// Where a text stands in any row of the same lists.
    private var byForm: [Form: String] = [:]

    private struct Form: Hashable {
        let path: String
        let language: Language
        let text: String
    }

    init(_ texts: [Contents.Translated]) {
        for text in texts {
            byPath[text.path] = text.texts
            let form = Self.form(of: text.path)
            // Outside of lists no text goes to another place.
            guard form != text.path else { continue }
            for language in text.texts.languages {
                let key = Form(path: form, language: language, text: text.texts[language] ?? "")
                if byForm[key] == nil { byForm[key] = text.path }
            }
        }
    }

    /// The path at which the same text stands: its own, or that of another row.
    func path(of text: Contents.Translated, in language: Language) -> String? {
        guard let words = text.texts[language] else { return nil }
        if byPath[text.path]?[language] == words { return text.path }
        let form = Self.form(of: text.path)
        return form == text.path ? nil : byForm[Form(path: form, language: language, text: words)]
    }

    /// The texts of another version that do not stand here.
    func missing(_ texts: [Contents.Translated]) -> [TextAges.Place] {
        texts.flatMap { text in
            text.texts.languages.filter { path(of: text, in: $0) == nil }.map { .init(text.path, $0) }
        }
    }

    /// The path without the numbers of rows: `acts.text`.
    private static func form(of path: String) -> String {
        guard path.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return path }
        return path.split(separator: ".").filter { Int($0) == nil }.joined(separator: ".")
    }
}
