package import Catalogue
import Ledger
package import Records

/// One text that goes out.
package struct TranslationUnit: Sendable, Hashable {
    package let path: String
    package let source: String
    /// Empty where there is none.
    package let target: String
    package let state: TranslationState
    package let isProse: Bool
}

/// Writes the texts of records for whoever translates them: those that visitors may see, and no others.
package struct TranslationExport: Sendable {
    private static let batch = 200

    let catalogue: Catalogue
    package var format = TranslationFormat.xliff
    package var source: Language
    package var target: Language
    /// The languages of the Hall in their order.
    package var hall: [Language]
    /// `nil` for every kind.
    package var kind: String?
    /// Texts in these states only; empty for all.
    package var states: Set<TranslationState> = []
    /// The most records in one file.
    package var recordLimit = Int.max

    package init(catalogue: Catalogue, from source: Language, to target: Language, hall: [Language]) {
        self.catalogue = catalogue
        (self.source, self.target, self.hall) = (source, target, hall)
    }

    /// How much was written.
    package struct Outcome: Sendable, Hashable {
        package var records = 0
        package var texts = 0
        /// Texts that are not there in the source language, so that nobody could translate them from it.
        package var withoutSource = 0
        /// Whether there is more than the limit let out.
        package var goesOn = false
    }

    /// - Parameter write: takes the bytes of the file piece by piece; it is not called where nothing is asked for.
    package func run(_ write: ([UInt8]) async throws -> Void) async throws -> Outcome {
        var outcome = Outcome()
        var query = TranslationQuery(hall: hall)
        (query.kind, query.language) = (kind, target)
        // A record of which one text is missing is not told to be final, though another text of it may be.
        if states.isSubset(of: [.missing, .stale]) { query.states = states }
        var before: RevisionNumber?
        loop: while true {
            let (asked, end) = (query, before)
            let (stretch, texts) = try await catalogue.read { view in
                let stretch = try view.translations(asked, before: end, limit: Self.batch)
                return (stretch, try stretch.map { try view.translatedTexts(of: $0, hall: hall) })
            }
            guard let last = stretch.last else { break }
            for (stored, texts) in zip(stretch, texts) {
                let units = units(texts, &outcome)
                guard !units.isEmpty else { continue }
                guard outcome.records < recordLimit else {
                    outcome.goesOn = true
                    break loop
                }
                if outcome.records == 0 { try await write(beginning) }
                outcome.records += 1
                outcome.texts += units.count
                try await write(bytes(of: stored, units))
            }
            before = last.saved
        }
        if format == .xliff, outcome.records > 0 {
            var writer = XLIFFWriter()
            writer.end()
            try await write(writer.bytes)
        }
        return outcome
    }

    private func units(_ texts: [TranslatedText], _ outcome: inout Outcome) -> [TranslationUnit] {
        texts.compactMap { text in
            guard let state = text.states[target], states.isEmpty || states.contains(state) else {
                return nil
            }
            guard let words = text.texts[source] else {
                outcome.withoutSource += 1
                return nil
            }
            return TranslationUnit(
                path: text.path, source: words, target: text.texts[target] ?? "", state: state,
                isProse: text.isProse)
        }
    }

    private var beginning: [UInt8] {
        switch format {
        case .xliff:
            var writer = XLIFFWriter()
            writer.begin(from: source, to: target)
            return writer.bytes
        case .csv:
            var writer = CSVWriter()
            writer.row(CSVFile.headings)
            return writer.bytes
        }
    }

    private func bytes(of stored: StoredRecord, _ units: [TranslationUnit]) -> [UInt8] {
        switch format {
        case .xliff:
            var writer = XLIFFWriter()
            writer.record(stored.code, stored.kind, units)
            return writer.bytes
        case .csv:
            var writer = CSVWriter(isContinued: true)
            for unit in units {
                writer.row(CSVFile.cells(stored.code, stored.kind, unit, from: source, to: target))
            }
            return writer.bytes
        }
    }
}
