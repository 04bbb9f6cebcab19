import Catalogue
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records
import Translations

/// How far each record has come in each language, and the way of texts out to translators.
extension DeskVisit {
    /// The most records of one file: it is made in memory.
    private static var fileRecordLimit: Int { 2_000 }

    func translations(_ query: DeskTranslationsQuery) async throws -> DeskAnswer {
        guard request.posted == nil, let asked = self.query(query) else { return .problem(.notFound) }
        if query.format != .page { return try await translationFile(query, asked) }
        let (hall, before) = (desk.languages, query.before == 0 ? nil : RevisionNumber(query.before))
        let (found, total, counts) = try await desk.catalogue.read { view in
            (
                try view.translations(asked, before: before, limit: Self.pageSize + 1),
                try view.translationCount(asked), try view.translationCounts(hall: hall, kind: asked.kind)
            )
        }
        let rows = found.prefix(Self.pageSize)
        var shown = DeskTranslations(
            query: query, languages: hall, kinds: Self.translatedKinds,
            rows: rows.map { row($0, hall) }, total: total,
            counts: counts.mapValues { counts in
                Dictionary(uniqueKeysWithValues: counts.map { (DeskTranslations.State($0.key), $0.value) })
            }, fileLimit: Self.fileRecordLimit, fileMegabytes: TranslationFormat.limitBytes >> 20)
        if query.before != 0 { shown.newest = place(query, before: 0) }
        if found.count > Self.pageSize, let last = rows.last {
            shown.older = place(query, before: last.saved.value)
        }
        return page(.translations(shown))
    }

    private static var translatedKinds: [String] {
        KindRegistry.all.filter { !$0.isOfficeOnly }.map { $0.name }
    }

    private func place(_ query: DeskTranslationsQuery, before: Int64) -> Route {
        var query = query
        query.before = before
        return .desk(request.language, .translations(query))
    }

    private func row(_ stored: StoredRecord, _ hall: [Language]) -> DeskTranslations.Row {
        let row = row(stored)
        return DeskTranslations.Row(
            code: row.code, kind: row.kind, title: row.title,
            states: hall.map { language in
                stored.translations?.state(in: language, hall: hall).map { DeskTranslations.State($0) }
                    ?? .missing
            })
    }

    /// - Returns: `nil` for what no form sends.
    private func query(_ query: DeskTranslationsQuery) -> TranslationQuery? {
        var asked = TranslationQuery(hall: desk.languages)
        if !query.kind.isEmpty {
            guard Self.translatedKinds.contains(query.kind) else { return nil }
            asked.kind = query.kind
        }
        if !query.language.isEmpty {
            guard let language = Language(query.language), desk.languages.contains(language) else {
                return nil
            }
            asked.language = language
        }
        if !query.state.isEmpty {
            guard let state = DeskTranslations.State(rawValue: query.state) else { return nil }
            asked.states = state.asked
        }
        return asked
    }

    // MARK: Out

    private func translationFile(
        _ query: DeskTranslationsQuery, _ asked: TranslationQuery
    ) async throws -> DeskAnswer {
        let languages = desk.languages
        guard let source = query.from.isEmpty ? languages.first : Language(query.from),
            languages.contains(source), let target = asked.language, target != source,
            let format = TranslationFormat(rawValue: query.format.rawValue)
        else {
            return page(
                .message(
                    title: t("Translations"), text: t("Choose two different languages, from and into.")),
                status: 422)
        }
        var export = TranslationExport(
            catalogue: desk.catalogue, from: source, to: target, hall: languages)
        (export.format, export.kind, export.states) = (format, asked.kind, asked.states)
        export.recordLimit = Self.fileRecordLimit
        var bytes: [UInt8] = []
        _ = try await export.run { bytes += $0 }
        guard !bytes.isEmpty else {
            return page(
                .message(title: t("Translations"), text: t("There is nothing to translate.")), status: 404)
        }
        return .file(
            DeskFile(
                bytes: bytes, type: format.mediaType,
                name: "translations-\(source)-\(target).\(format.suffix)",
                next: nil))
    }
}

extension DeskTranslations.State {
    init(_ state: TranslationState) {
        switch state {
        case .missing: self = .missing
        case .stale: self = .stale
        case .draft: self = .draft
        case .final: self = .final
        }
    }

    fileprivate var asked: Set<TranslationState> {
        switch self {
        case .missing: [.missing]
        case .stale: [.stale]
        case .draft: [.draft]
        case .final: [.final]
        case .open: [.missing, .stale]
        }
    }
}
