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
        guard let type = KindRegistry.kind(named: kind) else { return .problem(.notFound) }
        guard rights.mayEdit(kind) else { return .problem(.forbidden) }
        // There is one Hall.
        if type == Hall.self,
            let hall = try await desk.catalogue.read({ try $0.codes(of: kind, limit: 1) }).first
        {
            return .redirect(.record(hall.text))
        }
        return try await work(on: type, nil)
    }

    func record(_ text: String) async throws -> DeskAnswer {
        guard let (stored, type) = try await found(text) else { return .problem(.notFound) }
        return try await work(on: type, stored)
    }

    private func work<K: Kind>(on kind: K.Type, _ stored: StoredRecord?) async throws -> DeskAnswer {
        var form = try RecordForm<K>(stored, audience: rights.audience)
        guard let posted = request.posted else { return try await open(&form) }
        if let step = request["action"].flatMap({ DeskStanding.Step(rawValue: $0) }) {
            guard let stored else { return .problem(.forbidden) }
            return try await answer(step, stored, form)
        }
        guard rights.mayEdit(K.name) else { return .problem(.forbidden) }
        let command = WritingCommand(request)
        if command == .proceed { return try await proceed(&form) }
        if command == .discard {
            try await forget(form)
            try await link(&form, form.texts)
            return page(try await model(form, form.texts, notice: .discarded))
        }
        var typed = form.typed(posted)
        guard typed.allRows <= FormTexts.allRowsLimit else { return .problem(.tooLarge) }
        try await link(&form, typed)
        if command == .save { return try await save(form, typed) }
        var writing = DeskWriting()
        switch command {
        case .rows(let change): typed.apply(change)
        case .find(let path): writing.found[path] = try await finding(typed[path], at: path, form, typed)
        case .create(let path): writing.found[path] = try await create(&form, &typed, at: path)
        case .preview(let path): writing.preview = path
        case .keep, .show, .save, .proceed, .discard: break
        }
        writing.keeping = try await keep(typed, of: form)
        if command == .keep, request["quietly"] != nil { return .data(Self.json(of: writing.keeping)) }
        return page(try await model(form, typed, writing: writing))
    }

    /// The form as it was saved; what was kept and not saved is decided on first.
    private func open<K: Kind>(_ form: inout RecordForm<K>) async throws -> DeskAnswer {
        try await link(&form, form.texts)
        var writing = DeskWriting()
        writing.offered = try await unsaved(of: form).map { $0.kept.keptAt.writtenTime }
        return page(try await model(form, form.texts, writing: writing))
    }

    /// Goes on with what was kept; beside it what somebody saved meanwhile.
    private func proceed<K: Kind>(_ form: inout RecordForm<K>) async throws -> DeskAnswer {
        guard let (kept, texts) = try await unsaved(of: form) else { return try await open(&form) }
        try await link(&form, texts)
        var writing = DeskWriting()
        writing.isContinued = true
        writing.keeping = .kept(kept.keptAt.writtenTime)
        let hasMoved = kept.base != form.stored?.saved.value ?? 0
        let shown = form.withTitles(texts)
        let conflict = hasMoved ? DeskChange.between(form.withTitles(form.texts), shown) : []
        return page(
            try await model(form, texts, conflict: conflict, writing: writing),
            status: conflict.isEmpty ? 200 : 409)
    }

    private static func json(of keeping: DeskWriting.Keeping) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("isKept")
            writer.bool(keeping != .refused)
        }
        return writer.bytes
    }

    // MARK: Links

    /// Looks up what the links of a form name.
    private func link<K: Kind>(_ form: inout RecordForm<K>, _ texts: FormTexts) async throws {
        let (fields, saved) = (form.fields, form.texts)
        form.links = try await desk.catalogue.read { view in
            try FormLinks(of: fields, texts, saved: saved, view) { title(of: $0, $1).text }
        }
    }

    private func finding<K: Kind>(
        _ question: String, at path: String, _ form: RecordForm<K>, _ typed: FormTexts
    ) async throws -> DeskFinding? {
        guard let kind = kind(at: path, form, typed) else { return nil }
        return try await finding(FormLinks.name(in: question), kind: kind)
    }

    /// The kind that the link at a path must be of, empty for any; `nil` where there is no link.
    private func kind<K: Kind>(at path: String, _ form: RecordForm<K>, _ typed: FormTexts) -> String? {
        for (place, shape) in typed.controls(form.fields) where place == path {
            if case .reference(let kind) = shape { return kind ?? "" }
        }
        return nil
    }

    private func create<K: Kind>(
        _ form: inout RecordForm<K>, _ typed: inout FormTexts, at path: String
    ) async throws -> DeskFinding? {
        guard let kind = kind(at: path, form, typed), let type = KindRegistry.kind(named: kind),
            let made = try await make(type, called: typed[path])
        else { return nil }
        typed[path] = made.text
        try await link(&form, typed)
        var finding = DeskFinding(question: "", matches: [], goesOn: false, creates: nil)
        finding.made = made
        return finding
    }

    private func answer<K: Kind>(
        _ step: DeskStanding.Step, _ stored: StoredRecord, _ form: RecordForm<K>
    ) async throws -> DeskAnswer {
        let notice: DeskForm.Notice
        do { notice = try await take(step, stored) } catch is StepRefused { return .problem(.forbidden) }
        switch notice {
        case .moved:
            // What somebody else saved meanwhile is shown, with the words that were typed.
            guard let now = try await desk.catalogue.read({ try $0.stored(stored.code) }) else {
                return .problem(.notFound)
            }
            var fresh = try RecordForm<K>(now, audience: rights.audience)
            try await link(&fresh, fresh.texts)
            return page(try await model(fresh, fresh.texts, notice: .moved), status: 409)
        case .wordless, .incomplete, .addressTaken, .timeless:
            var form = form
            try await link(&form, form.texts)
            return page(try await model(form, form.texts, notice: notice), status: 422)
        default: return .redirect(.record(stored.code.text, done: notice.rawValue))
        }
    }

    // MARK: Saving

    private func save<K: Kind>(_ form: RecordForm<K>, _ typed: FormTexts) async throws -> DeskAnswer {
        var outcome = form.read(typed)
        let code = form.stored?.code
        if let slug = outcome.record.slug,
            try await desk.catalogue.read({ try $0.other(than: code, of: K.name, slug: slug.text) }) != nil
        {
            outcome.problems.append(
                Problem(path: "slug", reason: .rule(t("another record has this address already"))))
        }
        guard outcome.problems.isEmpty else { return try await sendBack(form, typed, outcome) }
        if let stored = form.stored, request["base"] != "\(stored.saved.value)" {
            let conflict = DeskChange.between(form.withTitles(form.texts), form.withTitles(outcome.texts))
            if !conflict.isEmpty {
                var writing = DeskWriting()
                writing.keeping = try await keep(typed, of: form)
                return page(
                    try await model(form, outcome.texts, conflict: conflict, writing: writing), status: 409)
            }
        }
        if form.stored?.isDeleted == true, request["vanished"] == nil {
            return page(try await model(form, outcome.texts, notice: .vanished), status: 409)
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
        return .redirect(.record(draft.record.text, done: DeskForm.Notice.saved.rawValue))
    }

    /// The form again, with everything that was typed and what is wrong with it. A link of which nobody knows where to
    /// is looked for at once.
    private func sendBack<K: Kind>(
        _ form: RecordForm<K>, _ typed: FormTexts,
        _ outcome: (record: K, texts: FormTexts, problems: [Problem])
    ) async throws -> DeskAnswer {
        var writing = DeskWriting()
        writing.keeping = try await keep(typed, of: form)
        for problem in outcome.problems.prefix(Self.lookedForAtOnce) {
            guard case .code(let text) = problem.reason else { continue }
            writing.found[problem.path] = try await finding(text, at: problem.path, form, outcome.texts)
        }
        return page(
            try await model(form, outcome.texts, problems: outcome.problems, writing: writing), status: 422)
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

    // MARK: Showing

    private func model<K: Kind>(
        _ form: RecordForm<K>, _ texts: FormTexts, problems: [Problem] = [], conflict: [DeskChange] = [],
        notice: DeskForm.Notice? = nil, writing: DeskWriting = DeskWriting()
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
            standing?.when = notice == nil ? "" : request.text("when", limit: 40)
        }
        var writing = writing
        writing.stale = try await staleTexts(of: form)
        writing.only = request["only"].flatMap { Language($0) }.flatMap {
            desk.languages.contains($0) ? $0 : nil
        }
        var model = DeskForm(
            kind: K.name, code: stored?.code.text, title: stored.map { title(of: $0, K.self) },
            state: stored?.state ?? .draft, fields: form.fields, locked: form.locked,
            texts: form.withTitles(texts), problems: problems, base: stored?.saved.value ?? 0,
            conflict: conflict, languages: desk.languages, choices: form.links.offered, notice: done,
            standing: standing,
            publicPlace: isPublic ? stored.map { .short($0.code.text) } : nil)
        model.writing = writing
        return .form(model)
    }
}
