import Catalogue
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// The journal as a whole, for those who answer for it.
extension DeskVisit {
    private static var rowLimit: Int { 100 }
    private static var fileLimit: Int { 20_000 }

    func journal(_ query: DeskJournalQuery) async throws -> DeskAnswer {
        guard rights.mayAudit, request.posted == nil else { return .problem(.forbidden) }
        let names = try await names()
        guard let filter = filter(query) else {
            var journal = try await self.journal(query, [], names)
            journal.problem = t("A code has seven letters and digits, a day is written as 2026-11-24.")
            return page(.journal(journal), status: 422)
        }
        let end = query.before == 0 ? RevisionNumber(.max) : RevisionNumber(query.before)
        guard query.format == .page else { return try await file(query, filter, before: end, names) }
        let stretch = try await desk.ledger.entries(filter, before: end, limit: Self.rowLimit)
        var journal = try await self.journal(query, stretch.entries, names)
        journal.newest = query.before == 0 ? nil : place(query, before: 0)
        if stretch.lookedBackTo.value > 1 {
            journal.older = place(query, before: stretch.lookedBackTo.value)
            if stretch.entries.count < Self.rowLimit { journal.lookedBackTo = stretch.lookedBackTo.value }
        }
        return page(.journal(journal))
    }

    private func place(_ query: DeskJournalQuery, before: Int64) -> Route {
        var query = query
        query.before = before
        return .desk(request.language, .journal(query))
    }

    /// - Returns: `nil` when a field holds nothing that can be asked for.
    private func filter(_ query: DeskJournalQuery) -> JournalFilter? {
        var filter = JournalFilter()
        func given(_ text: String) -> String? { text.isEmpty ? nil : text }
        filter.author = given(query.person)
        filter.kind = given(query.kind)
        if !query.record.isEmpty {
            guard let code = Code(query.record) else { return nil }
            filter.record = code
        }
        if !query.action.isEmpty {
            guard let code = Action.codes[query.action] else { return nil }
            filter.actionCode = code
        }
        if !query.from.isEmpty {
            guard let day = desk.zone.milliseconds(of: query.from + "T00:00") else { return nil }
            filter.from = day
        }
        if !query.until.isEmpty {
            guard let day = desk.zone.milliseconds(of: query.until + "T00:00") else { return nil }
            filter.until = day + 86_400_000
        }
        return filter
    }

    private func journal(
        _ query: DeskJournalQuery, _ entries: [JournalEntry], _ names: [String: String]
    ) async throws -> DeskJournal {
        let titles = try await titles(Set(entries.map(\.record.text)))
        let rows = entries.map { entry in
            DeskJournal.Row(
                stamp: DeskStamp(
                    number: entry.number.value, time: entry.atMilliseconds.writtenTime,
                    author: names[entry.author] ?? entry.author, note: entry.note),
                action: DeskHistory.Step.Action(entry.action), code: entry.record.text, kind: entry.kind,
                title: titles[entry.record.text])
        }
        return DeskJournal(
            query: query, rows: rows,
            people: names.map { ($0.key, $0.value) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) },
            kinds: KindRegistry.all.map { $0.name })
    }

    private func file(
        _ query: DeskJournalQuery, _ filter: JournalFilter, before end: RevisionNumber,
        _ names: [String: String]
    ) async throws -> DeskAnswer {
        var entries: [JournalEntry] = []
        var end = end
        while entries.count < Self.fileLimit, end.value > 1 {
            let stretch = try await desk.ledger.entries(
                filter, before: end,
                limit: min(Self.fileLimit - entries.count, LedgerLimits.revisionsInOneRead))
            entries += stretch.entries
            end = stretch.lookedBackTo
        }
        var next = query
        next.before = end.value
        let isTable = query.format == .csv
        let bytes =
            isTable
            ? JournalFile.table(
                entries,
                headings: ["step", "time", "person", "author", "action", "kind", "record", "target", "note"]
            ) { entry in
                [
                    "\(entry.number)", entry.atMilliseconds.writtenTime, names[entry.author] ?? "",
                    entry.author,
                    DeskHistory.Step.Action(entry.action).word, entry.kind, entry.record.text,
                    entry.action.target == .zero ? "" : "\(entry.action.target)", entry.note ?? "",
                ]
            } : JournalFile.lines(entries)
        return .file(
            DeskFile(
                bytes: bytes, type: isTable ? "text/csv; charset=utf-8" : "application/jsonl",
                name: isTable ? "journal.csv" : "journal.jsonl", next: end.value > 1 ? .journal(next) : nil))
    }

    // MARK: Checking

    func check() async throws -> DeskAnswer {
        guard rights.mayAudit else { return .problem(.forbidden) }
        guard request.posted == nil else {
            await desk.examination.begin(by: signedIn.account.name)
            return .redirect(.check)
        }
        return page(.check(DeskCheck(state: await desk.examination.state)))
    }
}

extension Action {
    /// The stored numbers by the words of addresses.
    fileprivate static let codes: [String: Int64] = [
        "save": Action.save.code, "publish": Action.publish(.zero).code, "withdraw": Action.withdraw.code,
        "delete": Action.delete.code, "redact": Action.redact.code, "submit": Action.submit(.zero).code,
        "approve": Action.approve(.zero).code, "send-back": Action.sendBack(.zero).code,
        "remark": Action.remark.code, "schedule": Action.schedule(.zero).code,
        "unschedule": Action.unschedule.code,
    ]
}
