import Catalogue
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// What somebody typed and has not saved: it is kept, so that neither a browser nor a server that dies takes it away.
extension DeskVisit {
    /// Keeps what was typed, unless it says only what was saved.
    func keep<K: Kind>(
        _ typed: FormTexts, _ files: RecordFiles, of form: RecordForm<K>
    ) async throws -> DeskWriting.Keeping {
        let place = place(of: form)
        if form.isUntouched(typed, files.media) {
            try await desk.office.forget(place)
            return .no
        }
        let now = desk.now()
        let text = UnsavedText(
            place: place, kind: K.name, base: Int64(request["base"] ?? "") ?? 0,
            texts: form.ownTexts(typed).flat, keptAt: now)
        return try await desk.office.keep(text) ? .kept(now.writtenTime) : .refused
    }

    /// What was kept of a record, as it was typed; `nil` when there is nothing, or it cannot be read any more.
    func unsaved<K: Kind>(of form: RecordForm<K>) async throws -> (kept: UnsavedText, texts: FormTexts)? {
        guard rights.mayEdit(K.name), let kept = try await desk.office.unsaved(place(of: form)),
            kept.kind == K.name,
            let texts = try? FormTexts(flat: kept.texts)
        else { return nil }
        return (kept, texts)
    }

    func forget<K: Kind>(_ form: RecordForm<K>) async throws {
        try await desk.office.forget(place(of: form))
    }

    private func place<K: Kind>(of form: RecordForm<K>) -> UnsavedText.Place {
        UnsavedText.Place(account: signedIn.account.id, record: form.stored?.code.text ?? K.name)
    }

    /// All that the reader has not saved.
    func unsavedTexts() async throws -> [DeskUnsaved] {
        let kept = try await desk.office.unsaved(of: signedIn.account.id)
        guard rights.role.edits, !kept.isEmpty else { return [] }
        return try await desk.catalogue.read { view in
            try kept.compactMap { text in
                guard let type = KindRegistry.kind(named: text.kind) else { return nil }
                let stored = try Code(text.place.record).flatMap { try view.stored($0) }
                return DeskUnsaved(
                    kind: text.kind, code: stored?.code.text,
                    title: stored.map { title(of: $0, type) } ?? titleTyped(in: text, type),
                    time: text.keptAt.writtenTime)
            }
        }
    }

    /// What a new record is called in the texts that were kept of it.
    private func titleTyped(in text: UnsavedText, _ kind: any Kind.Type) -> Said {
        let texts = (try? FormTexts(flat: text.texts)) ?? FormTexts()
        for language in chain.languages {
            for field in ["title", "name"] where !texts["\(field).\(language.tag)"].isEmpty {
                return Said(String(texts["\(field).\(language.tag)"].prefix(200)), in: language)
            }
        }
        return Said(t("A new record"), in: request.language)
    }
}
