import Catalogue
import FoundationEssentials
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// What happened to a record.
extension DeskVisit {
    private static var stepLimit: Int { 100 }
    /// How many steps are looked through for those that changed one field.
    private static var searchedLimit: Int { 1_000 }

    func history(_ text: String, field: String, before: Int64) async throws -> DeskAnswer {
        guard let (stored, type) = try await found(text) else { return .problem(.notFound) }
        if request.posted != nil { return try await restore(type, stored) }
        guard let history = try await history(of: stored, type, field, before) else {
            return .problem(.notFound)
        }
        return page(.history(history))
    }

    /// What happened to a record; `nil` where there is no such field.
    private func history(
        of stored: StoredRecord, _ type: any Kind.Type, _ field: String = "", _ before: Int64 = 0
    ) async throws -> DeskHistory? {
        let reading = VersionReading(type, audience: rights.audience, t)
        guard field.isEmpty || reading.isKnown(field) else { return nil }
        var steps: [VersionStep] = []
        var end = before == 0 ? RevisionNumber(.max) : RevisionNumber(before)
        var goesOn = true
        var searched = 0
        while goesOn, steps.count < Self.stepLimit, searched < Self.searchedLimit {
            let numbers = try await desk.catalogue.read { [end] in
                try $0.steps(of: stored.code, before: end, limit: Self.stepLimit + 1)
            }
            goesOn = numbers.count > Self.stepLimit
            let here = Array(numbers.prefix(Self.stepLimit))
            searched += here.count
            guard let oldest = here.last else { break }
            steps += try await self.steps(here, of: stored, reading).filter {
                field.isEmpty || $0.changes(field)
            }
            end = oldest
        }
        let titles = try await titles(reading.codes(in: steps.flatMap { [$0.texts, $0.before] }))
        let names = try await names()
        let shown = steps.map { step($0, at: field, reading, titles, names, newest: stored.saved) }
        let place = { (before: Int64) in
            Route.desk(request.language, .history(stored.code.text, field: field, before: before))
        }
        var history = DeskHistory(
            code: stored.code.text, kind: stored.kind, title: title(of: stored, type), field: field,
            steps: shown,
            newest: before == 0 ? nil : place(0), older: goesOn ? place(end.value) : nil)
        history.base = stored.saved.value
        return history
    }

    /// A record that this reader may look at; what was deleted is for those who may edit.
    func found(_ text: String) async throws -> (stored: StoredRecord, kind: any Kind.Type)? {
        guard let code = Code(text), let stored = try await desk.catalogue.read({ try $0.stored(code) }),
            let type = KindRegistry.kind(named: stored.kind), rights.mayEdit(stored.kind) || !stored.isDeleted
        else { return nil }
        return (stored, type)
    }

    /// The steps of some numbers, newest first, each with the texts before and after it.
    private func steps(
        _ numbers: [RevisionNumber], of stored: StoredRecord, _ reading: VersionReading
    ) async throws -> [VersionStep] {
        guard let oldest = numbers.last else { return [] }
        var last = try await version(of: stored.code, before: oldest)
        var texts = reading.texts(last?.body)
        var steps: [VersionStep] = []
        for number in numbers.reversed() {
            guard let revision = try await desk.ledger.revision(number) else { continue }
            let isVersion = revision.action == .save
            let now = isVersion ? reading.texts(revision.body) : texts
            steps.append(
                VersionStep(revision: revision, previous: last?.number ?? .zero, before: texts, texts: now))
            if isVersion { (last, texts) = (revision, now) }
        }
        return steps.reversed()
    }

    /// The newest version of a record's texts before a place in the journal.
    func version(of code: Code, before number: RevisionNumber) async throws -> Revision? {
        var end = number
        for _ in 0..<10 {
            let numbers = try await desk.catalogue.read { [end] in
                try $0.steps(of: code, before: end, limit: Self.stepLimit)
            }
            for number in numbers {
                if let revision = try await desk.ledger.revision(number), revision.action == .save {
                    return revision
                }
            }
            guard let oldest = numbers.last else { return nil }
            end = oldest
        }
        return nil
    }

    private func step(
        _ step: VersionStep, at field: String, _ reading: VersionReading, _ titles: [String: String],
        _ names: [String: String], newest: RevisionNumber
    ) -> DeskHistory.Step {
        let revision = step.revision
        let isVersion = revision.action == .save && revision.body != nil
        return DeskHistory.Step(
            stamp: stamp(revision, names), action: DeskHistory.Step.Action(revision.action),
            changes: reading.changes(step.before, step.texts, at: field, titles),
            previous: isVersion ? step.previous.value : nil,
            isRestorable: isVersion && revision.number != newest && revision.redactedBy == nil)
    }

    func stamp(_ revision: Revision, _ names: [String: String]) -> DeskStamp {
        DeskStamp(
            number: revision.number.value, time: revision.writtenTime,
            author: names[revision.author] ?? revision.author, note: revision.note,
            planned: revision.publishingTime.map {
                "\(desk.zone.local($0.milliseconds).replacing("T", with: " ")) (\(desk.zone.name))"
            })
    }

    /// The names of the people of the office, by the ids that the journal knows them by.
    func names() async throws -> [String: String] {
        var names = [PublishingScheduler.author: t("The Hall itself, as it was planned")]
        for (id, person) in try await desk.office.approvers() {
            names[id] = t("{name} (by a link)", ["name": person])
        }
        for account in try await desk.office.accounts() { names[account.id.text] = account.name }
        return names
    }

    /// Saves an older version anew. What this reader does not see stays as it is now.
    private func restore<K: Kind>(_ kind: K.Type, _ stored: StoredRecord) async throws -> DeskAnswer {
        guard rights.mayEdit(K.name) else { return .problem(.forbidden) }
        guard let text = request["restore"], let number = Int64(text), number > 0,
            let revision = try await desk.ledger.revision(RevisionNumber(number)),
            revision.record == stored.code, revision.kind == stored.kind, revision.redactedBy == nil,
            let body = revision.body
        else { return .problem(.badRequest) }
        guard request["base"] == "\(stored.saved.value)" else { return try await moved(kind, stored) }
        // Also of what is hidden only in the older version: nobody puts in place what they do not see.
        let record = try K(json: body).keeping(
            K.closedFields(to: rights.audience), of: try K(json: stored.body))
        let draft = Draft(
            record: stored.code, kind: K.name, version: K.version, action: .save, body: record.json,
            note: t("Restored from step {number}", ["number": "\(number)"]))
        guard try await append(draft, expecting: stored) else { return try await moved(kind, stored) }
        return .redirect(.record(stored.code.text, done: DeskForm.Notice.restored.rawValue))
    }

    /// Somebody else was faster: the history comes again, with what they did.
    private func moved(_ kind: any Kind.Type, _ stored: StoredRecord) async throws -> DeskAnswer {
        let now = try await desk.catalogue.read { try $0.stored(stored.code) } ?? stored
        guard var history = try await history(of: now, kind) else { return .problem(.notFound) }
        history.notice = .moved
        return page(.history(history), status: 409)
    }
}

/// A step with the texts before and after it, as its reader may see them.
struct VersionStep: Sendable {
    let revision: Revision
    /// The version before; 0 when there is none.
    let previous: RevisionNumber
    let before: FormTexts
    let texts: FormTexts

    /// Whether something at or below a path is another after it.
    func changes(_ path: String) -> Bool {
        DeskChange.between(before, texts).contains { $0.path == path || $0.path.hasPrefix(path + ".") }
    }
}

extension DeskHistory.Step.Action {
    init(_ action: Action) {
        self =
            switch action {
            case .save: .saved
            case .publish: .published
            case .withdraw: .withdrawn
            case .delete: .deleted
            case .redact: .redacted
            case .submit: .submitted
            case .approve: .approved
            case .sendBack: .sentBack
            case .remark: .remarked
            case .schedule: .scheduled
            case .unschedule: .unscheduled
            }
    }
}

extension Revision {
    /// `2026-11-24 02:31`, in the universal time.
    var writtenTime: String { atMilliseconds.writtenTime }
}

extension Int64 {
    /// Milliseconds since 1970 as `2026-11-24 02:31`, in the universal time.
    var writtenTime: String {
        let time = Date(timeIntervalSince1970: Double(self) / 1_000).formatted(.iso8601)
        return String(time.prefix(16).map { $0 == "T" ? " " : $0 })
    }
}
