import Catalogue
import Erasure
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// Erasing somebody who asks to be forgotten. The name comes in forms only: no address and no log holds it.
extension DeskVisit {
    /// How many places a page can show; more are for the command line.
    private static var placeLimit: Int { 2_000 }
    private static var passageLimit: Int { 3 }

    func erase() async throws -> DeskAnswer {
        guard rights.mayErase, let eraser = desk.eraser else { return .problem(.forbidden) }
        var erasure = DeskErasure()
        guard request.posted != nil else { return page(.erase(erasure)) }
        erasure.names = String((request["names"] ?? "").prefix(4_000))
        erasure.reason = String((request["reason"] ?? "").prefix(500))
        guard let search = search(&erasure), erasure.problems.isEmpty else {
            return page(.erase(erasure), status: 422)
        }
        guard request["action"] == "erase" else {
            return try await show(try await eraser.plan(search), &erasure)
        }
        var order = Eraser.Order(search: search, reason: erasure.reason)
        order.digest = request["digest"] ?? ""
        order.ticked = Set((request.posted ?? []).filter { $0.name == "erase" }.map(\.value))
        do {
            return page(.erase(try await carryOut(order, eraser)))
        } catch let refusal as Eraser.Refusal {
            return try await explain(refusal, &erasure, eraser, search)
        }
    }

    /// Runs to its end, also when the browser goes away meanwhile.
    private func carryOut(_ order: Eraser.Order, _ eraser: Eraser) async throws -> DeskErasure {
        let (author, desk) = (signedIn.account.id.text, desk)
        let work = Task {
            let outcome = try await eraser.erase(order, author: author, at: desk.now())
            try await desk.tellOfChange()
            return outcome
        }
        let outcome = try await work.value
        var erasure = DeskErasure()
        erasure.outcome = DeskErasure.Outcome(
            revisions: outcome.revisionCount, records: outcome.recordCount, files: outcome.fileCount,
            others: outcome.otherCount, isErased: outcome.isErased, left: outcome.left)
        return erasure
    }

    private func explain(
        _ refusal: Eraser.Refusal, _ erasure: inout DeskErasure, _ eraser: Eraser, _ search: NameSearch
    ) async throws -> DeskAnswer {
        switch refusal {
        case .moved(let plan):
            erasure.hasMoved = true
            return try await show(plan, &erasure, status: 409)
        case .nothing:
            erasure.problems = [
                Problem(path: "names", reason: .rule(t("nothing is marked, so nothing was erased")))
            ]
            return try await show(try await eraser.plan(search), &erasure, status: 422)
        case .noReason, .reasonTooLong, .reasonSaysName:
            erasure.problems = problems(of: refusal)
            return page(.erase(erasure), status: 422)
        }
    }

    // MARK: The question

    private func search(_ erasure: inout DeskErasure) -> NameSearch? {
        let names = erasure.names.utf8.split { $0 == 0x0A || $0 == 0x0D }.map {
            String(decoding: $0, as: UTF8.self)
        }
        guard names.count <= NameSearch.nameLimit,
            names.allSatisfy({ $0.utf8.count <= NameSearch.nameBytes }), let search = NameSearch(names)
        else {
            let words = t(
                "write the name with its letters, at most {count} spellings",
                ["count": "\(NameSearch.nameLimit)"])
            erasure.problems.append(Problem(path: "names", reason: .rule(words)))
            return nil
        }
        if let refusal = Eraser.refusal(of: erasure.reason, search) {
            erasure.problems += problems(of: refusal)
        }
        return search
    }

    private func problems(of refusal: Eraser.Refusal) -> [Problem] {
        let words: String
        switch refusal {
        case .reasonSaysName: words = t("the reason holds the name, and it would stay in the journal")
        case .reasonTooLong: words = t("the reason is too long")
        case .noReason, .moved, .nothing:
            return [Problem(path: "reason", reason: .required)]
        }
        return [Problem(path: "reason", reason: .rule(words))]
    }

    // MARK: The places

    private func show(
        _ plan: ErasurePlan, _ erasure: inout DeskErasure, status: Int = 200
    ) async throws -> DeskAnswer {
        guard plan.places.count + plan.files.count + plan.others.count <= Self.placeLimit else {
            let words = t("the name stands in too many places for a page: use 'twinhall erase'")
            erasure.problems.append(Problem(path: "names", reason: .rule(words)))
            return page(.erase(erasure), status: 422)
        }
        var preview = DeskErasure.Preview(digest: plan.digest)
        preview.records = try await records(plan)
        preview.files = plan.files.map {
            DeskErasure.File(
                key: $0.key, records: $0.records.map(\.text), words: $0.words, isPublic: $0.isPublic,
                leavesCopy: $0.leavesCopy)
        }
        preview.others = plan.others.map { DeskErasure.Other(key: $0.key, words: $0.words) }
        preview.unread = plan.unread.map {
            DeskErasure.Unread(records: $0.records.map(\.text), file: $0.blob.description)
        }
        preview.accounts = plan.accounts
        preview.oldFolders = plan.oldFolders
        erasure.preview = preview
        return page(.erase(erasure), status: status)
    }

    private func records(_ plan: ErasurePlan) async throws -> [DeskErasure.Record] {
        try await desk.catalogue.read { view in
            var records: [DeskErasure.Record] = []
            for place in plan.places {
                if records.last?.code != place.record.text {
                    let stored = try view.stored(place.record)
                    let kind = KindRegistry.kind(named: place.kind)
                    let title =
                        stored.flatMap { stored in kind.map { self.title(of: stored, $0) } }
                        ?? Said(place.record.text, in: request.language)
                    records.append(
                        DeskErasure.Record(
                            code: place.record.text, kind: place.kind, title: title, places: []))
                }
                records[records.count - 1].places.append(DeskErasure.Place(place, Self.passageLimit))
            }
            return records
        }
    }
}

extension DeskErasure.Place {
    fileprivate init(_ place: ErasurePlan.Place, _ limit: Int) {
        let sort: Sort =
            switch place.field {
            case .field: place.isReplacedInPlace ? .words : .address
            case .note: .note
            case .person: .person
            case .body: .body
            }
        var path = ""
        if case .field(let name) = place.field { path = name }
        self.init(key: place.key, sort: sort, path: path, revisions: place.revisions.map(\.value))
        isPublic = place.isPublic
        passages = place.excerpts(limit: limit).map {
            DeskErasure.Passage(before: $0.before, hit: $0.hit, after: $0.after, instead: $0.instead)
        }
        more = sort == .words ? max(place.hits.count - limit, 0) : 0
    }
}
