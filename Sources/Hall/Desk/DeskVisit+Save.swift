import Catalogue
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// Saving what was typed, unless something is wrong with it or somebody else was faster.
extension DeskVisit {
    func save<K: Kind>(
        _ form: RecordForm<K>, _ typed: FormTexts, _ files: RecordFiles
    ) async throws -> DeskAnswer {
        var outcome = form.read(typed, files.media)
        let refused = Set(files.problems.map(\.path))
        outcome.problems = files.problems + outcome.problems.filter { !refused.contains($0.path) }
        let code = form.stored?.code
        if let slug = outcome.record.slug,
            try await desk.catalogue.read({ try $0.other(than: code, of: K.name, slug: slug.text) }) != nil
        {
            outcome.problems.append(
                Problem(path: "slug", reason: .rule(t("another record has this address already"))))
        }
        guard outcome.problems.isEmpty else { return try await sendBack(form, typed, outcome, files) }
        if let stored = form.stored, request["base"] != "\(stored.saved.value)" {
            let conflict = DeskChange.between(form.withTitles(form.texts), form.withTitles(outcome.texts))
            if !conflict.isEmpty {
                var writing = DeskWriting()
                writing.keeping = try await keep(typed, files, of: form)
                let showing = RecordShowing(files: files, conflict: conflict, writing: writing)
                return page(try await model(form, outcome.texts, showing), status: 409)
            }
        }
        if form.stored?.isDeleted == true, request["vanished"] == nil {
            let showing = RecordShowing(files: files, notice: .vanished)
            return page(try await model(form, outcome.texts, showing), status: 409)
        }
        if let stored = form.stored, !stored.isDeleted, outcome.record == form.record {
            try await forget(form)
            return .redirect(.record(stored.code.text, done: DeskForm.Notice.unchanged.rawValue))
        }
        var dice = SystemRandomNumberGenerator()
        let draft = Draft(
            record: code ?? .random(using: &dice), kind: K.name, version: K.version, action: .save,
            body: outcome.record.json, note: note)
        guard try await append(draft, expecting: form.stored) else {
            // Somebody was faster: the form comes again, with what they saved beside it.
            return try await record(draft.record.text)
        }
        // After the save: what dies between the two leaves a text too many, never one too few.
        try await forget(form)
        desk.files.makeSizes(of: Array(files.media.values))
        let notice: DeskForm.Notice = K.isOfficeOnly ? .kept : .saved
        return .redirect(.record(draft.record.text, done: notice.rawValue))
    }

    /// The form again, with everything that was typed and what is wrong with it. A link of which nobody knows where to
    /// is looked for at once.
    private func sendBack<K: Kind>(
        _ form: RecordForm<K>, _ typed: FormTexts,
        _ outcome: (record: K, texts: FormTexts, problems: [Problem]), _ files: RecordFiles
    ) async throws -> DeskAnswer {
        var writing = DeskWriting()
        writing.keeping = try await keep(typed, files, of: form)
        for problem in outcome.problems.prefix(Self.lookedForAtOnce) {
            guard case .code(let text) = problem.reason else { continue }
            writing.found[problem.path] = try await finding(text, at: problem.path, form, outcome.texts)
        }
        let showing = RecordShowing(files: files, problems: outcome.problems, writing: writing)
        return page(try await model(form, outcome.texts, showing), status: 422)
    }

    private static var lookedForAtOnce: Int { 20 }

    private var note: String? {
        let words = request.text("note", limit: 500)
        return words.isEmpty ? nil : words
    }

    func append(_ draft: Draft, expecting expected: StoredRecord?) async throws -> Bool {
        try await append([draft], expecting: expected)
    }

    /// Appends revisions of one record, unless it is another one than it was expected to be.
    ///
    /// - Returns: `false` when somebody else saved, judged, published or deleted the record meanwhile.
    func append(_ drafts: [Draft], expecting expected: StoredRecord?) async throws -> Bool {
        // One after another, or of many who save at once some would never find the journal at rest.
        try await desk.appending.run { try await appendNow(drafts, expecting: expected) }
    }

    private func appendNow(_ drafts: [Draft], expecting expected: StoredRecord?) async throws -> Bool {
        for _ in 0..<10 {
            let head = try await desk.ledger.head()
            try await desk.catalogue.catchUp()
            let (cursor, now) = try await desk.catalogue.read {
                (try $0.cursor(), try $0.stored(drafts[0].record))
            }
            guard cursor == head.number else { continue }
            guard now?.saved == expected?.saved, now?.published == expected?.published,
                now?.isDeleted == expected?.isDeleted, now?.review == expected?.review,
                now?.plan == expected?.plan
            else { return false }
            do {
                _ = try await desk.ledger.append(
                    drafts, onto: head, author: signedIn.account.id.text, at: desk.now())
            } catch .stale {
                continue
            }
            try await desk.tellOfChange()
            return true
        }
        throw LedgerProblem.storage("the journal moved too often while a record was saved")
    }
}
