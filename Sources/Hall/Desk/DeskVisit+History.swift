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

    func history(_ text: String) async throws -> DeskAnswer {
        guard let code = Code(text), let stored = try await desk.catalogue.read({ try $0.stored(code) }),
            let type = KindRegistry.kind(named: stored.kind)
        else { return .problem(.notFound) }
        if request.posted != nil { return try await restore(type, stored) }
        let steps = try await desk.catalogue.read { try $0.steps(of: code, limit: Self.stepLimit) }
        let names = try await names()
        var shown: [DeskHistory.Step] = []
        var before = FormTexts()
        // Oldest first, so that each is compared with the one before.
        for number in steps.numbers.reversed() {
            guard let revision = try await desk.ledger.revision(number) else { continue }
            let texts = revision.body.map { self.texts($0, type) } ?? before
            shown.append(
                step(revision, DeskChange.between(before, texts), names, isNewest: number == stored.saved))
            before = texts
        }
        return page(
            .history(
                DeskHistory(
                    code: code.text, kind: stored.kind, title: title(of: stored, type),
                    steps: shown.reversed(),
                    older: steps.total - steps.numbers.count)))
    }

    private func step(
        _ revision: Revision, _ changes: [DeskChange], _ names: [String: String], isNewest: Bool
    ) -> DeskHistory.Step {
        let action: DeskHistory.Step.Action =
            switch revision.action {
            case .save: .saved
            case .publish: .published
            case .withdraw: .withdrawn
            case .delete: .deleted
            case .redact: .redacted
            case .submit: .submitted
            case .approve: .approved
            case .sendBack: .sentBack
            case .remark: .remarked
            }
        return DeskHistory.Step(
            number: revision.number.value, action: action,
            time: revision.writtenTime,
            author: names[revision.author] ?? revision.author, note: revision.note, changes: changes,
            isRestorable: action == .saved && !isNewest && revision.redactedBy == nil)
    }

    /// The names of the people of the office, by the ids that the journal knows them by.
    func names() async throws -> [String: String] {
        Dictionary(uniqueKeysWithValues: try await desk.office.accounts().map { ($0.id.text, $0.name) })
    }

    /// A version as this reader may see it; one that cannot be read any more has no texts.
    private func texts(_ body: [UInt8], _ kind: any Kind.Type) -> FormTexts {
        guard let record = try? kind.init(json: body) else { return FormTexts() }
        return (try? FormTexts(json: record.seen(by: rights.audience).json)) ?? FormTexts()
    }

    /// Saves an older version anew. What this reader does not see stays as it is now.
    private func restore<K: Kind>(_ kind: K.Type, _ stored: StoredRecord) async throws -> DeskAnswer {
        guard rights.mayEdit(K.name) else { return .problem(.forbidden) }
        guard let text = request["restore"], let number = Int64(text),
            let revision = try await desk.ledger.revision(RevisionNumber(number)),
            revision.record == stored.code, revision.kind == stored.kind, let body = revision.body
        else { return .problem(.badRequest) }
        let now = try K(json: stored.body)
        let record = try K(json: body).keeping(now.hiddenFields(from: rights.audience), of: now)
        let draft = Draft(
            record: stored.code, kind: K.name, version: K.version, action: .save, body: record.json,
            note: t("Restored from step {number}", ["number": "\(number)"]))
        guard try await append(draft, expecting: stored) else { return .redirect(.history(stored.code.text)) }
        return .redirect(.record(stored.code.text, done: DeskForm.Notice.restored.rawValue))
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
