import Ledger
package import Records

/// How far a text, or all texts of a record, have come in a language.
package enum TranslationState: String, Sendable, Hashable, CaseIterable {
    /// It is there in another language.
    case missing
    /// Its source was changed in a later save than it.
    case stale
    /// It is up to date, and the public has not this text yet.
    case draft
    /// It is up to date and public.
    case final
}

/// How a record stands in every language, whatever the languages of the Hall are; small enough to be looked up in an
/// index.
///
/// Of each text it holds the languages in the order in which they were changed last, and of the record those in which
/// the public does not have what the office has. Texts that agree count once.
package struct TranslationMarks: Sendable, Hashable {
    /// The languages of a text, those that were changed first, first; those that were changed in one save together.
    typealias Order = [[Language]]

    private let orders: [Order]
    /// `nil` where the public has nothing of the record.
    private let drafts: [Language]?

    /// - Parameters:
    ///   - drafts: the languages in which the public lacks a text that the office has; `nil` for all.
    init(_ texts: [Contents.Translated], _ ages: TextAges, drafts: Set<Language>?) {
        var orders: Set<Order> = []
        for text in texts { orders.insert(Self.order(of: text, ages)) }
        self.orders = orders.sorted { Self.words($0) < Self.words($1) }
        self.drafts = drafts?.sorted()
    }

    private static func order(of text: Contents.Translated, _ ages: TextAges) -> Order {
        // Sorted, as a text keeps them.
        let languages = text.texts.languages
        if ages.areEqual { return [languages] }
        var byAge: [Int64: [Language]] = [:]
        for language in languages {
            byAge[ages[.init(text.path, language)].value, default: []].append(language)
        }
        return byAge.keys.sorted().compactMap { byAge[$0] }
    }

    /// How the record stands in a language as a whole: missing before stale, stale before draft.
    ///
    /// - Parameter hall: the languages of the Hall in their order. The source of a text is the first of them in which it
    ///   is there.
    /// - Returns: `nil` for a record without a text.
    package func state(in language: Language, hall: [Language]) -> TranslationState? {
        let states = states(in: language, hall: hall)
        return TranslationState.allCases.first(where: states.contains)
    }

    /// What there is among the texts of the record in a language; `final` where there is nothing else.
    func states(in language: Language, hall: [Language]) -> Set<TranslationState> {
        guard !orders.isEmpty else { return [] }
        var states: Set<TranslationState> = []
        for order in orders {
            guard let age = Self.age(of: language, in: order) else {
                states.insert(.missing)
                continue
            }
            if drafts?.contains(language) ?? true { states.insert(.draft) }
            let source = hall.lazy.compactMap { Self.age(of: $0, in: order) }.first
            if let source, age < source { states.insert(.stale) }
        }
        return states.isEmpty ? [.final] : states
    }

    private static func age(of language: Language, in order: Order) -> Int? {
        order.firstIndex { $0.contains(language) }
    }
}

extension TranslationMarks {
    /// Instead of marks, where no visitor would miss a text.
    static let ofNoVisitor = "-"

    /// `de<en,ru|ru;de`: in one text German is older than the other two, another is there in Russian alone, and what is
    /// there in German is not public. `;*` says so of all.
    var text: String {
        let drafts = drafts.map { $0.map(\.tag).joined(separator: ",") } ?? "*"
        return orders.map(Self.words).joined(separator: "|") + ";" + drafts
    }

    /// Reads what `text` wrote; `nil` for any other text.
    init?(_ text: String) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        func languages(_ tags: Substring) -> [Language] {
            tags.split(separator: ",").compactMap { Language($0) }
        }
        orders = parts[0].split(separator: "|").map { $0.split(separator: "<").map(languages) }
        drafts = parts[1] == "*" ? nil : languages(parts[1])
    }

    private static func words(_ order: Order) -> String {
        order.map { $0.map(\.tag).joined(separator: ",") }.joined(separator: "<")
    }
}
