import Catalogue
import Records

/// Translations as a table with a heading: a row a text.
enum CSVFile {
    static let headings = [
        "code", "kind", "field", "source language", "source", "target language", "target", "state",
        "fingerprint",
    ]
    private static let needed = headings.filter { !["kind", "state", "fingerprint"].contains($0) }
    private static let rowLimit = 500_000

    /// A row of the table.
    static func cells(
        _ code: Code, _ kind: String, _ unit: TranslationUnit, from source: Language, to target: Language
    ) -> [String] {
        [
            code.text, kind, unit.path, source.tag, unit.source, target.tag, unit.target, unit.state.rawValue,
            Fingerprint.of(unit.source),
        ]
    }

    /// Reads the table; its columns may stand in any order, and others among them.
    static func entries(of bytes: [UInt8]) throws(TranslationProblem) -> [TranslationEntry] {
        do throws(CSVReader.Failure) {
            var reader = try CSVReader(bytes)
            guard let head = try reader.next() else {
                throw CSVReader.Failure(line: 1, reason: "the file is empty")
            }
            var places: [String: Int] = [:]
            for (place, name) in head.cells.enumerated() {
                let name = name.lowercased()
                guard !headings.contains(name) || places.updateValue(place, forKey: name) == nil else {
                    throw CSVReader.Failure(line: head.line, reason: "the column '\(name)' is there twice")
                }
            }
            let missing = needed.filter { places[$0] == nil }
            guard missing.isEmpty else {
                throw CSVReader.Failure(
                    line: head.line, reason: "the column '\(missing[0])' is missing in the first line")
            }
            var entries: [TranslationEntry] = []
            while let row = try reader.next() {
                guard entries.count < rowLimit else {
                    throw CSVReader.Failure(line: row.line, reason: "there are more than \(rowLimit) rows")
                }
                // A spreadsheet leaves rows behind in which nothing stands.
                guard row.cells.contains(where: { !$0.isEmpty }) else { continue }
                func cell(_ name: String) -> String? {
                    places[name].flatMap { $0 < row.cells.count ? row.cells[$0] : nil }
                }
                func given(_ name: String) -> String? { cell(name).flatMap { $0.isEmpty ? nil : $0 } }
                entries.append(
                    TranslationEntry(
                        line: row.line, code: cell("code") ?? "", kind: given("kind"),
                        field: cell("field") ?? "", sourceLanguage: cell("source language") ?? "",
                        source: cell("source") ?? "", targetLanguage: cell("target language") ?? "",
                        target: cell("target") ?? "", fingerprint: given("fingerprint")))
            }
            return entries
        } catch {
            throw TranslationProblem(line: error.line, .unreadable(error.reason))
        }
    }
}
