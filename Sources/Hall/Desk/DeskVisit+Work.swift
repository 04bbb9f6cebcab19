import Catalogue
import Kinds
import Localisation
import Office
import Pages
import Records

/// What waits for whom, and the search of all that the reader may see.
extension DeskVisit {
    private static var shownAtHome: Int { 5 }
    private static var shownWhole: Int { 200 }
    private static var foundLimit: Int { 50 }

    func home() async throws -> DeskAnswer {
        let lists = DeskWork.List.all(desk.languages).filter(concerns)
        let (counts, waiting) = try await desk.catalogue.read { view in
            (
                try KindRegistry.all.map {
                    DeskModel.KindCount(kind: $0.name, count: try view.officeCount(of: $0.name))
                },
                try lists.map { try self.work($0, view, limit: Self.shownAtHome) }
            )
        }
        return page(.home(counts, waiting.filter { !$0.rows.isEmpty }, unsaved: try await unsavedTexts()))
    }

    func work(_ name: String) async throws -> DeskAnswer {
        guard let list = DeskWork.List(name: name), concerns(list) else { return .problem(.notFound) }
        return page(
            .work(try await desk.catalogue.read { try work(list, $0, limit: Self.shownWhole) }))
    }

    func search(_ question: String) async throws -> DeskAnswer {
        let rows = try await desk.catalogue.read { view in
            try view.searchOffice(question, limit: Self.foundLimit + 1).map(row)
        }
        return page(
            .found(
                DeskFound(
                    question: question, rows: Array(rows.prefix(Self.foundLimit)),
                    goesOn: rows.count > Self.foundLimit)))
    }

    /// Whether a list is anything for somebody of this role.
    private func concerns(_ list: DeskWork.List) -> Bool {
        switch list {
        case .drafts, .translate, .pictures: rights.role.edits
        case .review: rights.role.approves
        case .approved, .planned: rights.role.publishes
        }
    }

    private func work(_ list: DeskWork.List, _ view: CatalogueView, limit: Int) throws -> DeskWork {
        let mine = signedIn.account.id.text
        // Of an account for some kinds the others wait for somebody else: more is looked at, and those are left out.
        let most = rights.kinds == .all ? limit + 1 : Self.shownWhole
        let all =
            switch list {
            case .drafts: try view.drafts(of: mine, limit: most)
            // Who wrote the text cannot approve it, so for them it waits for somebody else.
            case .review:
                try view.standing(at: .waiting, limit: Self.shownWhole).filter { $0.author != mine }
            case .approved: try view.standing(at: .approved, limit: most)
            case .planned: try view.planned(limit: most)
            case .pictures: try view.withGaps(in: desk.languages, on: desk.today, limit: most)
            case .translate(let language): try view.untranslated(into: language, limit: most)
            }
        let found = all.filter { rights.kinds.holds($0.kind) }
        return DeskWork(list: list, rows: found.prefix(limit).map(row), goesOn: found.count > limit)
    }

    func row(_ stored: StoredRecord) -> DeskRow {
        DeskRow(
            code: stored.code.text, kind: stored.kind,
            title: KindRegistry.kind(named: stored.kind).map { title(of: stored, $0) }
                ?? Said(stored.code.text, in: request.language),
            state: stored.state, review: DeskStanding.Review(stored.review))
    }
}
