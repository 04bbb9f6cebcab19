import Catalogue
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// Deleting records, and bringing them back.
extension DeskVisit {
    private static var pointingLimit: Int { 50 }

    func delete(_ text: String) async throws -> DeskAnswer {
        guard rights.role.deletes else { return .problem(.forbidden) }
        guard let (stored, type) = try await found(text), !stored.isDeleted else {
            return .problem(.notFound)
        }
        guard rights.mayDelete(stored.kind) else { return .problem(.forbidden) }
        let pointing = try await desk.catalogue.read { view in
            try view.pointingAtOffice(stored.code, limit: Self.pointingLimit + 1).map(row)
        }
        func question(_ problems: [DeskDeletion.Problem], status: Int) -> DeskAnswer {
            page(
                .deletion(
                    DeskDeletion(
                        code: stored.code.text, title: title(of: stored, type), base: stored.saved.value,
                        isPublic: stored.published != .zero,
                        pointing: Array(pointing.prefix(Self.pointingLimit)),
                        goesOn: pointing.count > Self.pointingLimit, words: request["words"] ?? "",
                        problems: problems)), status: status)
        }
        guard request.posted != nil else { return question([], status: 200) }
        guard request["base"] == "\(stored.saved.value)" else { return moved(stored) }
        var problems: [DeskDeletion.Problem] = []
        if !pointing.isEmpty, request["known"] == nil { problems.append(.unknowing) }
        let words = request.text("words", limit: 500)
        if words.allSatisfy(\.isWhitespace) { problems.append(.wordless) }
        guard problems.isEmpty else { return question(problems, status: 422) }
        let draft = Draft(
            record: stored.code, kind: stored.kind, version: stored.version, action: .delete, note: words)
        guard try await append(draft, expecting: stored) else { return moved(stored) }
        return .redirect(.record(stored.code.text, done: DeskForm.Notice.deleted.rawValue))
    }

    private func moved(_ stored: StoredRecord) -> DeskAnswer {
        .redirect(.record(stored.code.text, done: DeskForm.Notice.moved.rawValue))
    }

    func deleted(_ number: Int) async throws -> DeskAnswer {
        guard rights.role.edits else { return .problem(.forbidden) }
        let rows = try await desk.catalogue.read { view in
            try view.deleted(offset: (number - 1) * Self.pageSize, limit: Self.pageSize + 1).map(row)
        }
        let place = { (page: Int) in Route.desk(request.language, .deleted(page: page)) }
        return page(
            .deleted(
                DeskDeleted(
                    rows: Array(rows.prefix(Self.pageSize)), previous: number > 1 ? place(number - 1) : nil,
                    next: rows.count > Self.pageSize ? place(number + 1) : nil)))
    }

    /// The save that brings a deleted record back as it was, as a draft.
    ///
    /// - Returns: `nil` when its address was given to another one meanwhile.
    func revival(of stored: StoredRecord) async throws -> Draft? {
        if let kind = KindRegistry.kind(named: stored.kind), let record = try? kind.init(json: stored.body),
            let slug = record.slug,
            let owner = try await desk.catalogue.read({ try $0.owner(of: stored.kind, slug: slug.text) }),
            owner != stored.code
        {
            return nil
        }
        return Draft(
            record: stored.code, kind: stored.kind, version: stored.version, action: .save, body: stored.body,
            note: t("Brought back"))
    }
}
