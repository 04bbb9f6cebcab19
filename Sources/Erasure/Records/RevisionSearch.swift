import Kinds
import Ledger
import Records

/// What one revision holds of a name.
struct RevisionFindings: Sendable {
    /// A text of the revision that holds the name.
    struct Text: Sendable {
        /// Its path in the record; `note` for the revision's note, empty for a body that cannot be read.
        let path: String
        let text: String
        let hits: [NameHit]
        let after: String
    }

    let number: RevisionNumber
    let record: Code
    let kind: String
    var texts: [Text] = []
    /// Whether the record is the person who is looked for.
    var isPerson = false
    /// Whether it has anything that could be replaced.
    let hasPayload: Bool
    /// The originals that the revision names.
    var blobs: Set<String> = []

    /// The path of a note. No field's path begins so.
    static let note = "(note)"
    static let body = "(body)"

    init(_ revision: Revision, _ search: NameSearch) {
        number = revision.number
        record = revision.record
        kind = revision.kind
        hasPayload = revision.body != nil || revision.note != nil
        if let note = revision.note {
            let hits = search.hits(in: note)
            if !hits.isEmpty { texts.append(Text(path: Self.note, text: note, hits: hits, after: "")) }
        }
        guard let body = revision.body else { return }
        guard let tree = BodyTree(body) else {
            let text = String(decoding: body, as: UTF8.self)
            let hits = search.hits(in: text)
            if !hits.isEmpty { texts.append(Text(path: Self.body, text: text, hits: hits, after: "")) }
            return
        }
        blobs = tree.blobs
        let blanking = Blanking(record: record, kind: kind)
        tree.eachText { path, text in
            let hits = search.hits(in: text)
            guard !hits.isEmpty else { return }
            let after = blanking.text(text, hits, at: path)
            texts.append(Text(path: path, text: text, hits: hits, after: after))
            if kind == Person.name, path.hasPrefix("name."), hits.cover(text) { isPerson = true }
        }
    }
}

extension [NameHit] {
    /// Whether a text is the name and nothing else, or the whole name stands in it.
    fileprivate func cover(_ text: String) -> Bool {
        if contains(where: \.isWhole) { return true }
        let words = WordReader.words(of: text)
        guard let first = words.first, let last = words.last else { return false }
        return contains { $0.start <= first.start && $0.end >= last.end }
    }
}
