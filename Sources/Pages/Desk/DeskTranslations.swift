package import Records

/// What is asked of the table of translations, as it stands in the address.
package struct DeskTranslationsQuery: Sendable, Hashable {
    /// How the answer comes.
    package enum Format: String, Sendable, Hashable, CaseIterable {
        case page = ""
        /// XLIFF 2.0.
        case xliff
        case csv
    }

    /// Empty for every kind, every language and every state.
    package var kind = ""
    package var language = ""
    package var state = ""
    /// Only records saved before this step of the journal; 0 for the newest.
    package var before: Int64 = 0
    /// What a file is translated from; empty for the first language of the Hall.
    package var from = ""
    package var format = Format.page

    package init() {}

    /// The fields of the address in their order, empty ones too.
    package var fields: [(name: String, value: String)] {
        [
            ("kind", kind), ("language", language), ("state", state),
            ("before", before == 0 ? "" : "\(before)"), ("from", from), ("as", format.rawValue),
        ]
    }

    /// - Returns: `nil` for what no form of ours sends.
    package init?(_ query: [(String, String)]) {
        func text(_ name: String) -> String { query.first { $0.0 == name }?.1 ?? "" }
        guard let format = Format(rawValue: text("as")),
            ["kind", "language", "state", "from"].allSatisfy({ text($0).utf8.count <= 64 }),
            let before = text("before").isEmpty ? 0 : Int64(text("before")), before >= 0
        else { return nil }
        (kind, language, state, from) = (text("kind"), text("language"), text("state"), text("from"))
        (self.before, self.format) = (before, format)
    }
}

/// How far the records have come in each language of the Hall.
package struct DeskTranslations: Sendable {
    /// The raw values stand in addresses.
    package enum State: String, Sendable, Hashable, CaseIterable {
        case missing, stale, draft, final
        /// What has to be done: there is none, or it is older than its source.
        case open
    }

    package struct Row: Sendable {
        package var code: String
        package var kind: String
        package var title: Said
        /// In the order of the languages.
        package var states: [State]

        package init(code: String, kind: String, title: Said, states: [State]) {
            self.code = code
            self.kind = kind
            self.title = title
            self.states = states
        }
    }

    package var query: DeskTranslationsQuery
    /// Those of the Hall.
    package var languages: [Language]
    package var kinds: [String]
    package var rows: [Row]
    package var total: Int
    /// How many records there are in each state, by language, whatever language and state are asked for.
    package var counts: [Language: [State: Int]]
    /// The most records that one file holds.
    package var fileLimit: Int
    /// The longest file that comes back, in megabytes.
    package var fileMegabytes: Int
    package var newest: Route?
    package var older: Route?

    package init(
        query: DeskTranslationsQuery, languages: [Language], kinds: [String], rows: [Row], total: Int,
        counts: [Language: [State: Int]], fileLimit: Int, fileMegabytes: Int, newest: Route? = nil,
        older: Route? = nil
    ) {
        self.query = query
        self.languages = languages
        self.kinds = kinds
        self.rows = rows
        self.total = total
        self.counts = counts
        self.fileLimit = fileLimit
        self.fileMegabytes = fileMegabytes
        self.newest = newest
        self.older = older
    }
}

/// A file of translations that came back, and what it would change or has changed.
package struct DeskTranslationFile: Sendable {
    /// A record that would change.
    package struct Record: Sendable {
        package var code: String
        package var title: Said
        package var changes: [DeskChange]

        package init(code: String, title: Said, changes: [DeskChange]) {
            self.code = code
            self.title = title
            self.changes = changes
        }
    }

    package struct Problem: Sendable {
        package var line: Int
        /// As the file writes it; a way to the record where there is one.
        package var code: String
        package var isKnown: Bool
        package var field: String
        package var reason: Reason
        /// The source then and now, where it has changed.
        package var moved: DeskChange?

        package init(
            line: Int, code: String, isKnown: Bool, field: String, reason: Reason, moved: DeskChange? = nil
        ) {
            self.line = line
            self.code = code
            self.isKnown = isKnown
            self.field = field
            self.reason = reason
            self.moved = moved
        }
    }

    package enum Reason: Sendable, Hashable {
        case unreadable(String)
        case unknownRecord, deletedRecord, unknownField, sameLanguage, forbidden, moved
        case otherKind(String)
        case language(String)
        case repeated(line: Int)
        case inlineElement(String)
        case text(Records.Problem.Reason)
    }

    package enum State: Sendable, Hashable {
        /// No file came yet, or none was chosen.
        case none
        /// What would change: a word that stands for the file.
        case planned(word: String, skipsMoved: Bool)
        /// Nothing can be taken over.
        case refused
        /// The Hall says all of it already.
        case same
        case done
        /// The file was forgotten: it has to be chosen again.
        case forgotten
    }

    package var state: State
    package var name = ""
    package var records: [Record] = []
    /// How many records and texts change in all.
    package var recordCount = 0
    package var textCount = 0
    package var unchangedCount = 0
    package var untranslatedCount = 0
    package var problems: [Problem] = []
    package var problemCount = 0
    package var fileMegabytes: Int

    package init(state: State, fileMegabytes: Int) {
        self.state = state
        self.fileMegabytes = fileMegabytes
    }
}
