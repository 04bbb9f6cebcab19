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
            return page(try await model(form, form.texts, RecordShowing(notice: .discarded)))
        }
        let files = try await files(for: form.files)
        var typed = try form.typed(posted, files.media)
        guard typed.allRows <= FormTexts.allRowsLimit else { return .problem(.tooLarge) }
        try await link(&form, typed)
        if command == .save { return try await save(form, typed, files) }
        var writing = DeskWriting()
        switch command {
        case .rows(let change): typed.apply(change)
        case .find(let path): writing.found[path] = try await finding(typed[path], at: path, form, typed)
        case .create(let path): writing.found[path] = try await create(&form, &typed, at: path)
        case .preview(let path): writing.preview = path
        case .keep, .show, .save, .proceed, .discard: break
        }
        writing.keeping = try await keep(typed, files, of: form)
        if command == .keep, request["quietly"] != nil { return .data(Self.json(of: writing.keeping)) }
        return page(
            try await model(
                form, typed, RecordShowing(files: files, problems: files.problems, writing: writing)))
    }

    /// The form as it was saved; what was kept and not saved is decided on first.
    private func open<K: Kind>(_ form: inout RecordForm<K>) async throws -> DeskAnswer {
        try await link(&form, form.texts)
        var writing = DeskWriting()
        writing.offered = try await unsaved(of: form).map { $0.kept.keptAt.writtenTime }
        return page(try await model(form, form.texts, RecordShowing(writing: writing)))
    }

    /// Goes on with what was kept; beside it what somebody saved meanwhile.
    private func proceed<K: Kind>(_ form: inout RecordForm<K>) async throws -> DeskAnswer {
        guard let (kept, texts) = try await unsaved(of: form) else { return try await open(&form) }
        let files = files(keptIn: texts, of: form)
        let typed = try form.typed(texts.paths.map { ($0, texts[$0]) }, files.media)
        try await link(&form, typed)
        var writing = DeskWriting()
        writing.isContinued = true
        writing.keeping = .kept(kept.keptAt.writtenTime)
        let hasMoved = kept.base != form.stored?.saved.value ?? 0
        let shown = form.withTitles(typed)
        let conflict = hasMoved ? DeskChange.between(form.withTitles(form.texts), shown) : []
        return page(
            try await model(
                form, typed, RecordShowing(files: files, conflict: conflict, writing: writing)),
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

    func finding<K: Kind>(
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
        do { notice = try await take(step, stored) } catch is StepRefused {
            return .problem(.forbidden)
        } catch let found as GapsFound {
            var form = form
            try await link(&form, form.texts)
            let showing = RecordShowing(problems: found.gaps, notice: .gapped)
            return page(try await model(form, form.texts, showing), status: 422)
        }
        switch notice {
        case .moved:
            // What somebody else saved meanwhile is shown, with the words that were typed.
            guard let now = try await desk.catalogue.read({ try $0.stored(stored.code) }) else {
                return .problem(.notFound)
            }
            var fresh = try RecordForm<K>(now, audience: rights.audience)
            try await link(&fresh, fresh.texts)
            return page(try await model(fresh, fresh.texts, RecordShowing(notice: .moved)), status: 409)
        case .wordless, .incomplete, .addressTaken, .timeless:
            var form = form
            try await link(&form, form.texts)
            return page(try await model(form, form.texts, RecordShowing(notice: notice)), status: 422)
        default: return .redirect(.record(stored.code.text, done: notice.rawValue))
        }
    }

    // MARK: Showing

    func model<K: Kind>(
        _ form: RecordForm<K>, _ texts: FormTexts, _ showing: RecordShowing
    ) async throws -> DeskModel.Content {
        var done = showing.notice
        var only = request["only"]
        if request.posted == nil, case .record(_, let word, let language) = request.place {
            (done, only) = (.init(rawValue: word), language)
        }
        let stored = form.stored
        let isPublic = stored.map { $0.published != .zero && !$0.isDeleted } ?? false
        var shown = DeskForm(
            kind: K.name, code: stored?.code.text, title: stored.map { title(of: $0, K.self) },
            state: stored?.state ?? (K.isOfficeOnly ? .officeOnly : .draft), fields: form.fields,
            locked: form.locked, texts: form.withTitles(texts), problems: showing.problems,
            base: stored?.saved.value ?? 0, conflict: showing.conflict, languages: desk.languages,
            choices: form.links.offered, notice: done,
            standing: try await standing(of: stored, isSentBack: showing.notice != nil),
            publicPlace: isPublic ? stored.map { .short($0.code.text) } : nil)
        shown.files = shownFiles(form, texts, showing.files)
        shown.writing = showing.writing
        shown.writing.stale = try await staleTexts(of: form)
        shown.writing.only = only.flatMap { Language($0) }.flatMap {
            desk.languages.contains($0) ? $0 : nil
        }
        return .form(shown)
    }

    /// - Parameter isSentBack: whether the form comes again with the words that came with a step.
    private func standing(of stored: StoredRecord?, isSentBack: Bool) async throws -> DeskStanding? {
        guard let stored else { return nil }
        var standing = try await standing(of: stored)
        standing.remarks = try await remarks(on: stored)
        standing.words = isSentBack ? request["words"] ?? "" : ""
        standing.when = isSentBack ? request.text("when", limit: 40) : ""
        if stored.state == .draft || stored.state == .changed {
            standing.gaps = try await desk.gaps(of: stored)
        }
        return standing
    }
}
