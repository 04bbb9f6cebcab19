import Catalogue
import Kinds
import Ledger
import Office
import Pages
import Records

/// What a draft will look like to the public.
extension DeskVisit {
    func preview(_ text: String) async throws -> DeskAnswer {
        guard request.posted == nil, let (stored, type) = try await found(text), !stored.isDeleted,
            let page = try await preview(stored.body, of: stored, type)
        else { return .problem(.notFound) }
        return .page(page, status: 200)
    }

    /// The picture of a photo on its preview.
    func previewPicture(_ text: String) async throws -> DeskAnswer {
        guard request.posted == nil, let (stored, type) = try await found(text), !stored.isDeleted else {
            return .problem(.notFound)
        }
        return try await desk.previewPicture(stored.body, type)
    }

    /// A version of a record as visitors would see it, with what would change for them above it.
    func preview(
        _ body: [UInt8], of stored: StoredRecord, _ kind: any Kind.Type
    ) async throws -> Rendered? {
        let copies = try await desk.catalogue.read { view in
            try view.showing(body, of: stored.code, kind: kind)?.copies
        }
        guard let copies else { return nil }
        let reading = VersionReading(kind, audience: .visitor, t)
        let texts = (reading.texts(copies.now?.body), reading.texts(copies.then.body))
        let titles = try await titles(reading.codes(in: [texts.0, texts.1]))
        return try await desk.preview(
            PreviewDraft(
                code: stored.code, kind: kind, body: body, route: .desk(request.language, request.place),
                picture: .desk(request.language, .previewPicture(stored.code.text)),
                notice: PreviewNotice(
                    code: stored.code.text, title: title(of: stored, kind), isPublic: copies.now != nil,
                    changes: reading.changes(texts.0, texts.1, at: "", titles))))
    }
}
