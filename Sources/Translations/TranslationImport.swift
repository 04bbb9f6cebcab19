package import Catalogue
import Kinds
package import Ledger
package import Records

/// Takes translations into a Hall: all of a file or nothing, as new texts that are not public yet.
package struct TranslationImport: Sendable {
    let catalogue: Catalogue
    let ledger: any RevisionLog
    /// The languages of the Hall.
    let hall: [Language]
    /// Of which kinds records may be changed.
    let mayEdit: @Sendable (String) -> Bool

    package init(
        catalogue: Catalogue, ledger: any RevisionLog, hall: [Language],
        mayEdit: @escaping @Sendable (String) -> Bool = { _ in true }
    ) {
        (self.catalogue, self.ledger, self.hall, self.mayEdit) = (catalogue, ledger, hall, mayEdit)
    }

    /// One text that becomes another.
    package struct Change: Sendable, Hashable {
        package let path: String
        package let language: Language
        package let old: String
        package let new: String
    }

    /// A record that changes.
    package struct Record: Sendable {
        package let stored: StoredRecord
        package let changes: [Change]
        let body: [UInt8]
        let version: Int
    }

    /// What a file would change; made without changing anything.
    package struct Plan: Sendable {
        /// In the order of the file.
        package fileprivate(set) var records: [Record] = []
        /// Every problem of every text, in the order of the file.
        package fileprivate(set) var problems: [TranslationProblem] = []
        /// Texts that say what the Hall says already, and those without a translation.
        package fileprivate(set) var unchanged = 0
        package fileprivate(set) var untranslated = 0
        /// The revision up to which the Hall was compared.
        fileprivate var base = RevisionNumber.zero

        /// Whether nothing keeps it from being carried out but sources that have changed, and something is left.
        package var isSoundWithoutMoved: Bool { problems.allSatisfy(\.isMoved) && !records.isEmpty }

        package var changeCount: Int { records.reduce(0) { $0 + $1.changes.count } }
    }

    /// Compares a file with the Hall.
    package func plan(_ entries: [TranslationEntry]) async throws -> Plan {
        try await catalogue.read { view in
            var plan = Plan()
            plan.base = try view.cursor()
            var groups: [String: [TranslationEntry]] = [:]
            for entry in entries { groups[entry.code, default: []].append(entry) }
            var seen: Set<String> = []
            for entry in entries where seen.insert(entry.code).inserted {
                try take(groups[entry.code] ?? [], of: entry.code, view, &plan)
            }
            plan.problems.sort { $0.line < $1.line }
            return plan
        }
    }

    /// Carries out what a file asks for, in one step of the journal's: everything is durable, or nothing happened.
    ///
    /// - Parameters:
    ///   - skipsMoved: whether records whose source has changed are left out; otherwise one of them stops all.
    ///   - author: the id of an account, or a word such as `cli`.
    /// - Returns: the plan that was carried out; with problems, or without records, nothing was done.
    package func run(
        _ entries: [TranslationEntry], skipsMoved: Bool = false, note: String?, author: String,
        at milliseconds: Int64
    ) async throws -> (plan: Plan, isDone: Bool) {
        for _ in 0..<10 {
            let head = try await ledger.head()
            try await catalogue.catchUp()
            let plan = try await plan(entries)
            let isSound = plan.problems.isEmpty || skipsMoved && plan.isSoundWithoutMoved
            guard isSound, !plan.records.isEmpty else { return (plan, false) }
            guard plan.base == head.number else { continue }
            guard try await append(plan, onto: head, note, author, milliseconds) else { continue }
            try await catalogue.catchUp()
            return (plan, true)
        }
        throw LedgerProblem.storage("the journal moved too often while translations were brought in")
    }

    /// - Returns: `false` when somebody else was faster.
    private func append(
        _ plan: Plan, onto head: Head, _ note: String?, _ author: String, _ milliseconds: Int64
    ) async throws -> Bool {
        let drafts = plan.records.map { record in
            Draft(
                record: record.stored.code, kind: record.stored.kind, version: record.version, action: .save,
                body: record.body, note: note)
        }
        do throws(LedgerProblem) {
            _ = try await ledger.append(drafts, onto: head, author: author, at: milliseconds)
            return true
        } catch {
            if case .stale = error { return false }
            throw error
        }
    }

    // MARK: One record

    private func take(
        _ entries: [TranslationEntry], of text: String, _ view: CatalogueView, _ plan: inout Plan
    ) throws {
        guard let code = Code(text), let stored = try view.stored(code),
            let kind = KindRegistry.kind(named: stored.kind), !kind.isOfficeOnly
        else { return refuse(entries, .unknownRecord, &plan) }
        if stored.isDeleted { return refuse(entries, .deletedRecord, &plan) }
        if !mayEdit(stored.kind) { return refuse(entries, .forbidden(kind: stored.kind), &plan) }
        let texts = Dictionary(
            try view.translatedTexts(of: stored, hall: hall).map { ($0.path, $0.texts) },
            uniquingKeysWith: { first, _ in first })
        var (changes, problems): ([Change], [TranslationProblem]) = ([], [])
        var lines: [TextAges.Place: Int] = [:]
        for entry in entries {
            switch judge(entry, stored.kind, texts, &lines) {
            case .problem(let reason): problems.append(entry.problem(reason))
            case .change(let change): changes.append(change)
            case .untranslated: plan.untranslated += 1
            case .unchanged: plan.unchanged += 1
            }
        }
        plan.problems += problems
        guard problems.isEmpty, !changes.isEmpty else { return }
        try add(changes, to: stored, kind, entries[0], &plan)
    }

    private func refuse(
        _ entries: [TranslationEntry], _ reason: TranslationProblem.Reason, _ plan: inout Plan
    ) {
        // One line a record: what is wrong is the same for all of its texts.
        if let first = entries.first {
            plan.problems.append(TranslationProblem(line: first.line, code: first.code, reason))
        }
    }

    private enum Verdict {
        case problem(TranslationProblem.Reason)
        case change(Change)
        case untranslated, unchanged
    }

    private func judge(
        _ entry: TranslationEntry, _ kind: String, _ texts: [String: Localized],
        _ lines: inout [TextAges.Place: Int]
    ) -> Verdict {
        if let named = entry.kind, named != kind { return .problem(.otherKind(kind)) }
        guard let source = Language(entry.sourceLanguage), hall.contains(source) else {
            return .problem(.sourceLanguage(String(entry.sourceLanguage.prefix(40))))
        }
        guard let target = Language(entry.targetLanguage), hall.contains(target) else {
            return .problem(.targetLanguage(String(entry.targetLanguage.prefix(40))))
        }
        guard source != target else { return .problem(.sameLanguage(source.tag)) }
        guard let text = texts[entry.field] else { return .problem(.unknownField) }
        if let line = lines.updateValue(entry.line, forKey: .init(entry.field, target)) {
            return .problem(.repeated(line: line))
        }
        let new = TextRules.normalised(entry.target)
        guard !new.isEmpty else { return .untranslated }
        let now = text[source] ?? ""
        guard TextRules.normalised(entry.source) == now || entry.fingerprint == Fingerprint.of(now) else {
            return .problem(.moved(from: entry.source, to: now, source))
        }
        let old = text[target] ?? ""
        guard new != old else { return .unchanged }
        var problems: [Problem] = []
        TextRules.check(new, limitBytes: Localized.limitBytes, at: entry.field, into: &problems)
        if let problem = problems.first { return .problem(.text(problem.reason)) }
        return .change(Change(path: entry.field, language: target, old: old, new: new))
    }

    /// Puts the changes into the record, and looks whether it became worse by them.
    private func add<K: Kind>(
        _ changes: [Change], to stored: StoredRecord, _ kind: K.Type, _ entry: TranslationEntry,
        _ plan: inout Plan
    ) throws {
        var texts: [String: [Language: String]] = [:]
        for change in changes { texts[change.path, default: [:]][change.language] = change.new }
        let before = try K(json: stored.body)
        guard let tree = BodyTree(before.json) else { return }
        let after = try K(json: tree.putting(texts).bytes)
        let known = Set(before.problems)
        let worse = after.problems.filter { !known.contains($0) }
        for problem in worse {
            plan.problems.append(
                TranslationProblem(
                    line: entry.line, code: entry.code, field: problem.path, .text(problem.reason)))
        }
        guard worse.isEmpty, after != before else { return }
        plan.records.append(Record(stored: stored, changes: changes, body: after.json, version: K.version))
    }
}

extension TranslationEntry {
    fileprivate func problem(_ reason: TranslationProblem.Reason) -> TranslationProblem {
        TranslationProblem(line: line, code: code, field: field, reason)
    }
}
