import ArgumentParser
import Catalogue
import Hall
import Kinds
import Localisation
import Records
import Translations

struct ExportTranslations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes texts for translators, as XLIFF 2.0 or as a table.",
        discussion:
            "Only texts that visitors may see go out; the translations that there are stand beside them.")

    @Option(help: "The language to translate into.")
    var to: String

    @Option(help: "The language to translate from; the first of the Hall by default.")
    var from: String?

    @Option(help: "xliff, for translation offices, or csv, for spreadsheets.")
    var format = TranslationFormat.xliff

    @Option(help: "Records of this kind only.")
    var kind: String?

    @Option(help: "Texts in these states only, divided by commas: missing, stale, draft, final.")
    var only: String?

    @Argument(help: "The file to write; it must not be there yet.")
    var file: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await running {
            let settings = try await common.settings()
            let hall = try await OpenHall(settings)
            do {
                try await write(hall, try await HallLanguages.read(hall, settings))
            } catch {
                try await hall.close()
                throw error
            }
            try await hall.close()
        }
    }

    private func write(_ hall: OpenHall, _ languages: [Language]) async throws {
        let source = try from.map { try HallLanguages.language($0, languages) } ?? languages[0]
        let target = try HallLanguages.language(to, languages)
        guard source != target else { throw Failure("source and target are both in '\(source)'") }
        if let kind, KindRegistry.kind(named: kind) == nil { throw Failure("there is no kind '\(kind)'") }
        var export = TranslationExport(catalogue: hall.catalogue, from: source, to: target, hall: languages)
        (export.format, export.kind, export.states) = (format, kind, try states())
        var bytes: [UInt8] = []
        let outcome = try await export.run { bytes += $0 }
        if outcome.withoutSource > 0 {
            Terminal.complain(
                "\(Terminal.count(outcome.withoutSource, "text")) left out: not there in '\(source)'")
        }
        guard !bytes.isEmpty else {
            return Terminal.say("There is nothing to translate: no file was written.")
        }
        try NewFile.write(bytes, to: file)
        Terminal.say(
            "Wrote \(Terminal.count(outcome.texts, "text")) of \(Terminal.count(outcome.records, "record")) to \(file)."
        )
    }

    private func states() throws -> Set<TranslationState> {
        let words = (only ?? "").split(separator: ",").map { String($0) }
        return Set(
            try words.map { word in
                guard let state = TranslationState(rawValue: word) else {
                    throw Failure("'\(word)' is no state: choose of missing, stale, draft, final")
                }
                return state
            })
    }
}

extension TranslationFormat: ExpressibleByArgument {}

/// The languages in which a Hall speaks.
enum HallLanguages {
    static func read(_ hall: OpenHall, _ settings: CommonSettings) async throws -> [Language] {
        let known = try Catalogues(folder: "\(settings.resources)/locale").languages
        return try await hall.catalogue.read { try HallSite.languages(of: $0, known: known) }
    }

    static func language(_ tag: String, _ languages: [Language]) throws -> Language {
        guard let language = Language(tag), languages.contains(language) else {
            throw Failure(
                "the Hall does not speak '\(tag)': choose of \(languages.map(\.tag).joined(separator: ", "))")
        }
        return language
    }
}
