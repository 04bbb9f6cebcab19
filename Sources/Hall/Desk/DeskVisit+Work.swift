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
        let pictures = await Pictures(desk.files.shelf)
        let (counts, waiting) = try await desk.catalogue.read { view in
            (
                try KindRegistry.all.map {
                    DeskModel.KindCount(kind: $0.name, count: try view.officeCount(of: $0.name))
                },
                try lists.map { try self.work($0, view, pictures, limit: Self.shownAtHome) }
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
        let pictures = await Pictures(desk.files.shelf)
        return page(
            .work(try await desk.catalogue.read { try work(list, $0, pictures, limit: Self.shownWhole) }))
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
        case .drafts, .translate, .pictures, .unreadable, .alike, .lostLinks, .ending: rights.role.edits
        case .review: rights.role.approves
        case .approved, .planned: rights.role.publishes
        }
    }

    /// What is known of originals besides what records say.
    private struct Pictures {
        /// Those of which no pictures could be made.
        let unreadable: [PictureShelf.Unreadable]
        let likenesses: Likenesses

        init(_ shelf: PictureShelf) async {
            (unreadable, likenesses) = (await shelf.unreadable, await shelf.likenesses())
        }
    }

    private func work(
        _ list: DeskWork.List, _ view: CatalogueView, _ pictures: Pictures, limit: Int
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
            case .unreadable: try pictures.unreadable.flatMap { try holding($0, view) }
            case .alike:
                try likeOthers(
                    of: view.drafts(of: mine, limit: Self.shownWhole), pictures.likenesses, view, most)
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

    /// As many of these as are wanted, for each is compared and looked up.
    private func likeOthers(
        of records: [StoredRecord], _ likenesses: Likenesses, _ view: CatalogueView, _ most: Int
    ) throws -> [Waiting] {
        var found: [Waiting] = []
        for record in records where found.count < most {
            if let waiting = try likeOthers(record, likenesses, view) { found.append(waiting) }
        }
        return found
    }

    /// A photo that was never public and looks like others. With its publication somebody has said that both are to be there.
    private func likeOthers(
        _ record: StoredRecord, _ likenesses: Likenesses, _ view: CatalogueView
    ) throws -> Waiting? {
        guard record.kind == Photo.name, record.state == .draft,
            let original = PictureHash(try Photo(json: record.body).image.blob)
        else { return nil }
        // The same file may have come in twice.
        for hash in [original] + likenesses.near(original) {
            let others = try Hash(hex: hash.description).map { try view.holding($0, limit: 5) } ?? []
            guard let other = others.first(where: { $0.code != record.code && $0.state != .deleted }) else {
                continue
            }
            let words = t("Looks like “{title}”", ["title": row(other).title.text])
            return Waiting(record, Said(words, in: request.language))
        }
        return nil
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
