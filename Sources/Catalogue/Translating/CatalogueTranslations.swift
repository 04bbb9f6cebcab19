import GRDB
package import Ledger
package import Records

/// Which records are asked for by how they stand in the languages of a Hall.
package struct TranslationQuery: Sendable, Hashable {
    /// The languages of the Hall in their order.
    package var hall: [Language]
    /// `nil` for every kind and every language of the Hall; no state for all of them. A record is asked for when one of its
    /// texts is in such a state: it may be missing another at the same time.
    package var kind: String?
    package var language: Language?
    package var states: Set<TranslationState> = []

    package init(hall: [Language]) { self.hall = hall }

    /// Whether a record with these marks is asked for.
    func fits(_ marks: TranslationMarks) -> Bool {
        (language.map { [$0] } ?? hall).contains { language in
            let found = marks.states(in: language, hall: hall)
            return states.isEmpty ? !found.isEmpty : !found.isDisjoint(with: states)
        }
    }
}

/// A text of a record, with how it stands in the languages of a Hall.
package struct TranslatedText: Sendable {
    /// `acts.0.text`.
    package let path: String
    package let texts: Localized
    /// Whether it is a long text in Markdown.
    package let isProse: Bool
    /// The first language of the Hall in which it is there; `nil` where there is none.
    package let source: Language?
    package let states: [Language: TranslationState]
}

/// Records by how far they have come in each language.
extension CatalogueView {
    /// Records that are asked for, those saved last first.
    ///
    /// There are few sets of marks, however many records: each is looked up in the index, and so are its newest.
    ///
    /// - Parameter before: only those saved before this step of the journal; `nil` begins with the newest.
    package func translations(
        _ query: TranslationQuery, before: RevisionNumber? = nil, limit: Int
    ) throws -> [StoredRecord] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT saved, id FROM record
                WHERE translations = ? AND kind = ? AND saved < ? AND isDeleted = 0
                ORDER BY saved DESC LIMIT ?
                """)
        var newest: [(saved: Int64, id: Int64)] = []
        for tally in try tallies(query) {
            newest += try Row.fetchAll(
                statement,
                arguments: [tally.translations, tally.kind, before?.value ?? .max, limit]
            ).map { ($0[0], $0[1]) }
        }
        let one = try db.cachedStatement(sql: "SELECT * FROM record WHERE id = ?")
        return try newest.sorted { $0.saved > $1.saved }.prefix(limit).compactMap {
            try Row.fetchOne(one, arguments: [$0.id]).map(storedRecord)
        }
    }

    /// How many records are asked for.
    package func translationCount(_ query: TranslationQuery) throws -> Int {
        try tallies(query).reduce(0) { $0 + $1.count }
    }

    /// How many records stand how in each language of a Hall; of a kind, or of all.
    package func translationCounts(
        hall: [Language], kind: String?
    ) throws -> [Language: [TranslationState: Int]] {
        var query = TranslationQuery(hall: hall)
        query.kind = kind
        var counts: [Language: [TranslationState: Int]] = [:]
        for tally in try tallies(query) {
            for language in hall {
                guard let state = tally.marks.state(in: language, hall: hall) else { continue }
                counts[language, default: [:]][state, default: 0] += tally.count
            }
        }
        return counts
    }

    private typealias Tally = (translations: String, kind: String, count: Int, marks: TranslationMarks)

    private func tallies(_ query: TranslationQuery) throws -> [Tally] {
        let statement = try db.cachedStatement(sql: "SELECT translations, kind, count FROM translationTally")
        // Kinds share their marks.
        var known: [String: TranslationMarks] = [:]
        return try Row.fetchAll(statement).compactMap { row -> Tally? in
            let (text, kind): (String, String) = (row[0], row[1])
            guard query.kind == nil || query.kind == kind, let marks = known[text] ?? TranslationMarks(text)
            else { return nil }
            known[text] = marks
            return query.fits(marks) ? (text, kind, row[2], marks) : nil
        }
    }

    /// The texts of a record that are translated, in the order of its fields, each with how it stands.
    package func translatedTexts(of stored: StoredRecord, hall: [Language]) throws -> [TranslatedText] {
        let texts = OfficeRow.texts(of: stored.body, stored.kind)
        let drafts = try drafts(of: texts, stored).map { Set($0) }
        return texts.map { text in
            let source = hall.first { text.texts[$0] != nil }
            var states: [Language: TranslationState] = [:]
            for language in Set(hall).union(text.texts.languages) {
                let place = TextAges.Place(text.path, language)
                if text.texts[language] == nil {
                    states[language] = .missing
                } else if let source, stored.ages[place] < stored.ages[.init(text.path, source)] {
                    states[language] = .stale
                } else {
                    states[language] = drafts?.contains(place) ?? true ? .draft : .final
                }
            }
            return TranslatedText(
                path: text.path, texts: text.texts, isProse: text.isProse, source: source, states: states)
        }
    }

    /// The texts that are not those of the public; `nil` where it has nothing of the record.
    private func drafts(
        of texts: [Contents.Translated], _ stored: StoredRecord
    ) throws -> [TextAges.Place]? {
        guard stored.published != .zero else { return nil }
        guard stored.published != stored.saved else { return [] }
        guard case .here(let shown) = try presence(of: stored.code) else { return nil }
        return PlacedTexts(OfficeRow.texts(of: shown.body, shown.kind)).missing(texts)
    }
}
