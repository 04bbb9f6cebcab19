import Catalogue
import Kinds
import Ledger
import Records

/// Which translations are older than their source.
extension DeskVisit {
    /// How many of a record's newest steps are looked at; what was written before them counts as written together.
    private static var stepsLookedAt: Int { 60 }

    /// The paths of texts whose source was changed by a later save than they were, worked out from the journal. The
    /// source is the first language of the Hall in which a text is there.
    func staleTexts<K: Kind>(of form: RecordForm<K>) async throws -> Set<String> {
        guard let stored = form.stored else { return [] }
        let steps = try await desk.catalogue.read {
            try $0.steps(of: stored.code, limit: Self.stepsLookedAt)
        }
        var changed: [String: Int64] = [:]
        var before: FormTexts?
        for number in steps.numbers.reversed() {
            guard let revision = try await desk.ledger.revision(number), revision.action == .save,
                let body = revision.body, let record = try? K(json: body),
                let texts = try? FormTexts(json: record.seen(by: rights.audience).json)
            else { continue }
            for path in texts.paths where before?[path] != texts[path] { changed[path] = number.value }
            before = texts
        }
        return stalePaths(form.texts, form.fields, changed)
    }

    private func stalePaths(
        _ texts: FormTexts, _ fields: [FormField], _ changed: [String: Int64]
    ) -> Set<String> {
        var stale: Set<String> = []
        for (path, shape) in texts.controls(fields) {
            guard case .texts = shape else { continue }
            let written = desk.languages.filter { !texts["\(path).\($0)"].isEmpty }
            guard let source = written.first, let sourceChanged = changed["\(path).\(source)"] else {
                continue
            }
            for language in written.dropFirst() {
                guard let own = changed["\(path).\(language)"], own < sourceChanged else { continue }
                stale.insert("\(path).\(language)")
            }
        }
        return stale
    }
}
