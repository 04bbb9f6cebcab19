import Catalogue
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// The form of one record.
extension DeskVisit {
    func new(_ kind: String) async throws -> DeskAnswer {
        guard let type = KindRegistry.kind(named: kind), role.mayEdit else {
            return .problem(role.mayEdit ? .notFound : .forbidden)
        }
        return try await work(on: type, nil)
    }

    func record(_ text: String) async throws -> DeskAnswer {
        guard let code = Code(text), let stored = try await desk.catalogue.read({ try $0.stored(code) }),
            let type = KindRegistry.kind(named: stored.kind)
        else { return .problem(.notFound) }
        return try await work(on: type, stored)
    }

    private func work<K: Kind>(on kind: K.Type, _ stored: StoredRecord?) async throws -> DeskAnswer {
        let form = try await form(of: kind, stored, FormOptions.offered)
        guard request.posted != nil else { return page(try await model(form, form.texts)) }
        if let step = request["action"].flatMap({ DeskStanding.Step(rawValue: $0) }) {
            guard let stored else { return .problem(.forbidden) }
            return try await answer(step, stored, form)
        }
        guard role.mayEdit else { return .problem(.forbidden) }
        let files = try await files(for: form.files)
        var typed = try form.typed(request.posted ?? [], files.media)
        guard let rows = request["rows"] else {
            guard form.needsMoreOptions(typed) else { return try await save(form, typed, files) }
            return try await save(self.form(of: kind, stored, FormOptions.known), typed, files)
        }
        typed.apply(rows)
        return page(try await model(form, typed, files, problems: files.problems))
    }

    private func answer<K: Kind>(
        _ step: DeskStanding.Step, _ stored: StoredRecord, _ form: RecordForm<K>
    ) async throws -> DeskAnswer {
        let notice: DeskForm.Notice
        do { notice = try await take(step, stored) } catch is StepRefused {
            return .problem(.forbidden)
        } catch let found as GapsFound {
            let content = try await model(form, form.texts, problems: found.gaps, notice: .incomplete)
            return page(content, status: 422)
        }
        switch notice {
        case .moved:
            // What somebody else saved meanwhile is shown, with the words that were typed.
            guard let now = try await desk.catalogue.read({ try $0.stored(stored.code) }) else {
                return .problem(.notFound)
            }
            let fresh = try await self.form(of: K.self, now, FormOptions.offered)
            return page(try await model(fresh, fresh.texts, notice: .moved), status: 409)
        case .wordless: return page(try await model(form, form.texts, notice: .wordless), status: 422)
        default: return .redirect(.record(stored.code.text, done: notice.rawValue))
        }
    }

    private func form<K: Kind>(
        of kind: K.Type, _ stored: StoredRecord?, _ limit: Int
    ) async throws -> RecordForm<K> {
        let options = try await desk.catalogue.read { view in
            try FormOptions(of: K.formFields.visible(to: role.audience), view, limit: limit) {
                title(of: $0, $1).text
            }
        }
        return try RecordForm<K>(stored, audience: role.audience, options)
    }

    // MARK: Saving

    private func save<K: Kind>(
        _ form: RecordForm<K>, _ typed: FormTexts, _ files: RecordFiles
    ) async throws -> DeskAnswer {
        var outcome = form.read(typed, files.media)
        let refused = Set(files.problems.map(\.path))
        outcome.problems = files.problems + outcome.problems.filter { !refused.contains($0.path) }
        let code = form.stored?.code
        if let slug = outcome.record.slug {
            let owner = try await desk.catalogue.read { try $0.owner(of: K.name, slug: slug.text) }
            if let owner, owner != code {
                outcome.problems.append(
                    Problem(path: "slug", reason: .rule(t("another record has this address already"))))
            }
        }
        guard outcome.problems.isEmpty else {
            return page(try await model(form, outcome.texts, files, problems: outcome.problems), status: 422)
        }
        if let stored = form.stored, request["base"] != "\(stored.saved.value)" {
            let conflict = DeskChange.between(form.texts, form.withTitles(outcome.texts))
            if !conflict.isEmpty {
                return page(try await model(form, outcome.texts, files, conflict: conflict), status: 409)
            }
        }
        if let stored = form.stored, !stored.isDeleted, outcome.record == form.record {
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
        desk.files.makeSizes(of: Array(files.media.values))
        let notice: DeskForm.Notice = K.isOfficeOnly ? .kept : .saved
        return .redirect(.record(draft.record.text, done: notice.rawValue))
    }

    private var note: String? {
        let words = String((request["note"] ?? "").prefix(500))
        return words.isEmpty ? nil : words
    }

    func append(_ draft: Draft, expecting expected: StoredRecord?) async throws -> Bool {
        try await append([draft], expecting: expected)
    }

    /// Appends revisions of one record, unless it is another one than it was expected to be.
    ///
    /// - Returns: `false` when somebody else saved, judged, published or deleted the record meanwhile.
    func append(_ drafts: [Draft], expecting expected: StoredRecord?) async throws -> Bool {
        for _ in 0..<10 {
            let head = try await desk.ledger.head()
            try await desk.catalogue.catchUp()
            let (cursor, now) = try await desk.catalogue.read {
                (try $0.cursor(), try $0.stored(drafts[0].record))
            }
            guard cursor == head.number else { continue }
            guard now?.saved == expected?.saved, now?.published == expected?.published,
                now?.isDeleted == expected?.isDeleted, now?.review == expected?.review
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

    // MARK: Showing

    private func model<K: Kind>(
        _ form: RecordForm<K>, _ texts: FormTexts, _ files: RecordFiles = RecordFiles(),
        problems: [Problem] = [], conflict: [DeskChange] = [], notice: DeskForm.Notice? = nil
    ) async throws -> DeskModel.Content {
        var done = notice
        if request.posted == nil, case .record(_, let word) = request.place { done = .init(rawValue: word) }
        let stored = form.stored
        let isPublic = stored.map { $0.published != .zero && !$0.isDeleted } ?? false
        var standing: DeskStanding?
        if let stored {
            standing = try await self.standing(of: stored)
            standing?.remarks = try await remarks(on: stored)
            standing?.words = notice == nil ? "" : request["words"] ?? ""
            if stored.state == .draft || stored.state == .changed {
                standing?.gaps = try await gaps(of: stored)
            }
        }
        var shown = DeskForm(
            kind: K.name, code: stored?.code.text, title: stored.map { title(of: $0, K.self) },
            state: stored?.state ?? (K.isOfficeOnly ? .officeOnly : .draft), fields: form.fields,
            locked: form.locked,
            texts: form.withTitles(texts), problems: problems, base: stored?.saved.value ?? 0,
            conflict: conflict, languages: desk.languages, choices: form.options.byKind, notice: done,
            standing: standing,
            publicPlace: isPublic ? stored.map { .short($0.code.text) } : nil)
        shown.files = shownFiles(form, texts, files)
        return .form(shown)
    }

    /// What stands in the fields that hold a file.
    private func shownFiles<K: Kind>(
        _ form: RecordForm<K>, _ texts: FormTexts, _ files: RecordFiles
    ) -> [String: DeskForm.File] {
        var shown: [String: DeskForm.File] = [:]
        for field in form.fields where field.shape.isFile {
            guard let media = Media(texts, at: field.name) else { continue }
            let word = files.words[field.name]
            let place: DeskPlace? =
                word.map { .kept($0) } ?? form.stored.map { .picture($0.code.text, field: field.name) }
            guard let place else { continue }
            shown[field.name] = DeskForm.File(
                name: media.name, width: media.width, height: media.height,
                picture: .desk(request.language, place), word: word)
        }
        return shown
    }
}
