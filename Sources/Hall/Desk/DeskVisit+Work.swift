import Catalogue
import Imaging
import Kinds
import Ledger
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
        let unreadable = await desk.files.shelf.unreadable
        let (counts, waiting) = try await desk.catalogue.read { view in
            (
                try KindRegistry.all.map {
                    DeskModel.KindCount(kind: $0.name, count: try view.officeCount(of: $0.name))
                },
                try lists.map { try self.work($0, view, unreadable, limit: Self.shownAtHome) }
            )
        }
        let messages = rights.mayReadMessages ? try await desk.office.waitingMessages() : nil
        return page(
            .home(
                counts, waiting.filter { !$0.rows.isEmpty }, unsaved: try await unsavedTexts(),
                messages: messages))
    }

    func work(_ name: String) async throws -> DeskAnswer {
        guard let list = DeskWork.List(name: name), concerns(list) else { return .problem(.notFound) }
        let unreadable = await desk.files.shelf.unreadable
        return page(
            .work(try await desk.catalogue.read { try work(list, $0, unreadable, limit: Self.shownWhole) }))
    }

    func search(_ question: String) async throws -> DeskAnswer {
        let languages = chain.languages
        let rows = try await desk.catalogue.read { view in
            try view.searchOffice(question, in: languages, limit: Self.foundLimit + 1).map(row)
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
        case .drafts, .translate, .pictures, .unreadable, .lostLinks, .ending: rights.role.edits
        case .review: rights.role.approves
        case .approved, .planned: rights.role.publishes
        }
    }

    /// - Parameter unreadable: the originals of which no pictures could be made.
    private func work(
        _ list: DeskWork.List, _ view: CatalogueView, _ unreadable: [PictureShelf.Unreadable], limit: Int
    ) throws -> DeskWork {
        let mine = signedIn.account.id.text
        // Of an account for some kinds the others wait for somebody else: more is looked at, and those are left out.
        let most = rights.kinds == .all ? limit + 1 : Self.shownWhole
        let all: [Waiting] =
            switch list {
            case .drafts: try view.drafts(of: mine, limit: most).map { Waiting($0) }
            // Who wrote the text cannot approve it, so for them it waits for somebody else.
            case .review:
                try view.standing(at: .waiting, limit: Self.shownWhole).filter { $0.author != mine }
                    .map { Waiting($0) }
            case .approved: try view.standing(at: .approved, limit: most).map { Waiting($0) }
            case .planned: try view.planned(limit: most).map { Waiting($0) }
            case .pictures:
                try view.withGaps(in: desk.languages, on: desk.today, limit: most).map { Waiting($0) }
            case .unreadable: try unreadable.flatMap { try holding($0, view) }
            case .lostLinks: try view.pointingAtDeleted(limit: most).map(pointing)
            case .ending: try view.lapsed(Partnership.self, on: desk.inHalfAYear, limit: most).map(ending)
            case .translate(let language):
                try view.translations(missing(in: language), limit: most).map { Waiting($0) }
            }
        let found = all.filter { rights.kinds.holds($0.record.kind) }
        return DeskWork(list: list, rows: found.prefix(limit).map(row), goesOn: found.count > limit)
    }

    private func missing(in language: Language) -> TranslationQuery {
        var query = TranslationQuery(hall: desk.languages)
        (query.language, query.states) = (language, [.missing])
        return query
    }

    /// A record in a list, and why it is there where that is not the same for all.
    private struct Waiting {
        let record: StoredRecord
        var reason: Said?

        init(_ record: StoredRecord, _ reason: Said? = nil) {
            self.record = record
            self.reason = reason
        }
    }

    private func holding(_ file: PictureShelf.Unreadable, _ view: CatalogueView) throws -> [Waiting] {
        let reason = file.problem.words(t)
        guard let hash = Hash(hex: file.original.description) else { return [] }
        return try view.holding(hash, limit: Self.shownAtHome).map {
            Waiting($0, Said(reason, in: request.language))
        }
    }

    private func pointing(_ record: StoredRecord, at deleted: StoredRecord) -> Waiting {
        let name = row(deleted).title.text
        return Waiting(record, Said(t("Deleted: {what}", ["what": name]), in: request.language))
    }

    private func ending(_ record: StoredRecord) throws -> Waiting {
        let term = try Partnership(json: record.body).term
        return Waiting(
            record, term.map { Said(t("Term ends: {date}", ["date": t.words($0)]), in: request.language) })
    }

    private func row(_ waiting: Waiting) -> DeskRow {
        var row = row(waiting.record)
        row.reason = waiting.reason
        return row
    }

    func row(_ stored: StoredRecord) -> DeskRow {
        DeskRow(
            code: stored.code.text, kind: stored.kind,
            title: KindRegistry.kind(named: stored.kind).map { title(of: stored, $0) }
                ?? Said(stored.code.text, in: request.language),
            state: stored.state, review: DeskStanding.Review(stored.review))
    }
}
