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
        switch request["action"] {
        case "publish", "withdraw":
            guard role.mayPublish, let stored else { return .problem(.forbidden) }
            return try await act(request["action"] == "publish" ? .publish(stored.saved) : .withdraw, stored)
        default:
            guard role.mayEdit else { return .problem(.forbidden) }
            var typed = form.typed(request.posted ?? [])
            guard let rows = request["rows"] else {
                guard form.needsMoreOptions(typed) else { return try await save(form, typed) }
                return try await save(self.form(of: kind, stored, FormOptions.known), typed)
            }
            typed.apply(rows)
            return page(try await model(form, typed))
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

    private func save<K: Kind>(_ form: RecordForm<K>, _ typed: FormTexts) async throws -> DeskAnswer {
        var outcome = form.read(typed)
        let code = form.stored?.code
        if let slug = outcome.record.slug {
            let owner = try await desk.catalogue.read { try $0.owner(of: K.name, slug: slug.text) }
            if let owner, owner != code {
                outcome.problems.append(
                    Problem(path: "slug", reason: .rule(t("another record has this address already"))))
            }
        }
        guard outcome.problems.isEmpty else {
            return page(try await model(form, outcome.texts, problems: outcome.problems), status: 422)
        }
        if let stored = form.stored, request["base"] != "\(stored.saved.value)" {
            let conflict = DeskChange.between(form.texts, form.withTitles(outcome.texts))
            if !conflict.isEmpty {
                return page(try await model(form, outcome.texts, conflict: conflict), status: 409)
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
        return .redirect(.record(draft.record.text, done: DeskForm.Notice.saved.rawValue))
    }

    private var note: String? {
        let words = String((request["note"] ?? "").prefix(500))
        return words.isEmpty ? nil : words
    }

    private func act(_ action: Action, _ stored: StoredRecord) async throws -> DeskAnswer {
        // What is published is what its publisher looked at.
        guard request["base"] == "\(stored.saved.value)" else {
            return .redirect(.record(stored.code.text))
        }
        let draft = Draft(record: stored.code, kind: stored.kind, version: stored.version, action: action)
        guard try await append(draft, expecting: stored) else { return .redirect(.record(stored.code.text)) }
        let notice: DeskForm.Notice = action == .withdraw ? .withdrawn : .published
        return .redirect(.record(stored.code.text, done: notice.rawValue))
    }

    /// Appends one revision, unless the record is another one than it was expected to be.
    ///
    /// - Returns: `false` when somebody else saved, published or deleted the record meanwhile.
    func append(_ draft: Draft, expecting expected: StoredRecord?) async throws -> Bool {
        for _ in 0..<10 {
            let head = try await desk.ledger.head()
            try await desk.catalogue.catchUp()
            let (cursor, now) = try await desk.catalogue.read {
                (try $0.cursor(), try $0.stored(draft.record))
            }
            guard cursor == head.number else { continue }
            guard now?.saved == expected?.saved, now?.published == expected?.published,
                now?.isDeleted == expected?.isDeleted
            else { return false }
            do {
                _ = try await desk.ledger.append(
                    [draft], onto: head, author: signedIn.account.id.text, at: desk.now())
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
        _ form: RecordForm<K>, _ texts: FormTexts, problems: [Problem] = [], conflict: [DeskChange] = []
    ) async throws -> DeskModel.Content {
        var done: DeskForm.Notice?
        if request.posted == nil, case .record(_, let word) = request.place { done = .init(rawValue: word) }
        let stored = form.stored
        let isPublic = stored.map { $0.published != .zero && !$0.isDeleted } ?? false
        return .form(
            DeskForm(
                kind: K.name, code: stored?.code.text, title: stored.map { title(of: $0, K.self) },
                state: stored?.state ?? .draft, fields: form.fields, locked: form.locked,
                texts: form.withTitles(texts), problems: problems, base: stored?.saved.value ?? 0,
                conflict: conflict, languages: desk.languages, choices: form.options.byKind, notice: done,
                publicPlace: isPublic ? stored.map { .short($0.code.text) } : nil))
    }
}
