import Catalogue
import Kinds
import Records

/// Which translations are older than their source.
extension DeskVisit {
    /// The paths of texts whose source was changed by a later save than they were.
    func staleTexts<K: Kind>(of form: RecordForm<K>) async throws -> Set<String> {
        guard let stored = form.stored else { return [] }
        let languages = desk.languages
        let texts = try await desk.catalogue.read { try $0.translatedTexts(of: stored, hall: languages) }
        return Set(
            texts.flatMap { text in
                text.states.filter { $0.value == .stale }.map { "\(text.path).\($0.key)" }
            })
    }
}
