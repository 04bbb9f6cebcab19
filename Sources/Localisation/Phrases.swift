package import Records

/// The interface in one language: phrases, plurals, dates, numbers, lists and names.
///
/// A phrase is asked for by its plain English text, `t("Partner cities")`. One that the catalogue lacks is answered
/// in English; `has` tells. Cheap to copy: one reference.
package struct Phrases: Sendable {
    /// The language of the catalogue.
    package let language: Language

    let book: PhraseBook
    let conventions: Conventions

    /// - Parameter catalogue: the translations; its plural rule decides `count`.
    package init(_ language: Language, catalogue: POFile) {
        self.language = language
        book = PhraseBook(catalogue)
        conventions = Conventions(of: language)
    }

    /// Reads a catalogue from PO text.
    package init(_ language: Language, po text: String) throws(POProblem) {
        self.init(language, catalogue: try POFile(text))
    }

    /// The phrases of the source itself, in English, with nothing overridden; for tests and stories.
    package static let source = Phrases(.english, catalogue: .empty)

    /// A phrase, with `{name}` replaced by the value of that name.
    ///
    /// - Parameter context: tells apart phrases that are alike in English ("act", "status"); the id may then be a
    ///   value such as `end-of-activities`.
    package func callAsFunction(
        _ id: String, _ values: KeyValuePairs<String, String> = [:], context: String? = nil
    ) -> String {
        Template.filled(book.entry(id, context: context)?.first ?? id, values)
    }

    /// A phrase with the plural form of a whole number; `{count}` becomes the number as this language writes it.
    ///
    /// - Parameters:
    ///   - one: the English text for one, which is also the id.
    ///   - other: the English text for all others.
    package func callAsFunction(
        _ one: String, _ other: String, count: Int, _ values: KeyValuePairs<String, String> = [:],
        context: String? = nil
    ) -> String {
        let form = book.pluralForm(one, other, form: { $0.form(of: count) }, context: context)
        return filled(form, count: number(count), values)
    }

    /// A phrase with the plural form of any number, "1.5 gifts".
    package func callAsFunction(
        _ one: String, _ other: String, count: Double, _ values: KeyValuePairs<String, String> = [:],
        context: String? = nil
    ) -> String {
        let form = book.pluralForm(one, other, form: { $0.form(of: count) }, context: context)
        return filled(form, count: number(count), values)
    }

    /// Whether the catalogue holds this phrase; without it the English text (or the bare value) is shown.
    package func has(_ id: String, context: String? = nil) -> Bool { book.entry(id, context: context) != nil }

    private func filled(_ phrase: String, count: String, _ values: KeyValuePairs<String, String>) -> String {
        Template.filled(phrase) { name in
            name == "count" ? count : values.first { $0.key == name }?.value
        }
    }
}

/// The translations of one language, ready to be looked up.
struct PhraseBook: Sendable {
    private let plain: [String: [String]]
    private let byContext: [String: [String: [String]]]
    private let rule: PluralRule

    init(_ file: POFile) {
        var plain: [String: [String]] = [:]
        var byContext: [String: [String: [String]]] = [:]
        for entry in file.entries where !entry.forms.isEmpty {
            if let context = entry.context {
                byContext[context, default: [:]][entry.id] = entry.forms
            } else {
                plain[entry.id] = entry.forms
            }
        }
        (self.plain, self.byContext, rule) = (plain, byContext, file.pluralRule)
    }

    func entry(_ id: String, context: String?) -> [String]? {
        guard let context else { return plain[id] }
        return byContext[context]?[id]
    }

    func pluralForm(
        _ one: String, _ other: String, form: (PluralRule) -> Int, context: String?
    ) -> String {
        guard let forms = entry(one, context: context), forms.count == rule.count else {
            return form(.english) == 0 ? one : other
        }
        return forms[form(rule)]
    }
}
