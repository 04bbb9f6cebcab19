import Catalogue
import Kinds
import Ledger
import Records

extension Eraser {
    private static let revisionsAtOnce = 1_000
    private static let stretch = 64
    /// The most that one other place tells.
    private static let otherLimit = 1_000

    /// Looks for somebody in every revision, every original and every other place.
    package func plan(_ search: NameSearch) async throws -> ErasurePlan {
        try await catalogue.catchUp()
        let head = try await ledger.head()
        let findings = try await findings(search, upTo: head.number)
        var plan = ErasurePlan(head: head)
        plan.places = try await places(in: findings)
        try await addFiles(to: &plan, findings, search)
        for place in places { plan.others += try await place.find(search, limit: Self.otherLimit) }
        plan.oldFolders = oldFolders()
        plan.accounts = try await accounts().filter { search.isIn($0) }
        return plan
    }

    private func findings(
        _ search: NameSearch, upTo end: RevisionNumber
    ) async throws -> [RevisionFindings] {
        var all: [RevisionFindings] = []
        var place = RevisionNumber.zero
        while place < end {
            let revisions = try await ledger.revisions(after: place, limit: Self.revisionsAtOnce)
            guard let last = revisions.last else { break }
            let found = await revisions.mapOnAllProcessors(stretch: Self.stretch) {
                RevisionFindings($0, search)
            }
            all += found.filter {
                !$0.texts.isEmpty || !$0.blobs.isEmpty || $0.kind == Person.name && $0.hasPayload
            }
            place = last.number
            try Task.checkCancellation()
        }
        return all
    }

    // MARK: Records

    /// What the public sees of a record.
    private struct Shown {
        var published = RevisionNumber.zero
        var texts: Set<String> = []
        var blobs: Set<String> = []
    }

    private func shown(_ codes: Set<Code>) async throws -> [Code: Shown] {
        try await catalogue.read { view in
            var all: [Code: Shown] = [:]
            for code in codes {
                var shown = Shown()
                shown.published = try view.stored(code)?.published ?? .zero
                if case .here(let record) = try view.presence(of: code), let tree = BodyTree(record.body) {
                    tree.eachText { shown.texts.insert($1) }
                    shown.blobs = tree.blobs
                }
                all[code] = shown
            }
            return all
        }
    }

    private func places(in findings: [RevisionFindings]) async throws -> [ErasurePlan.Place] {
        let people = Set(findings.filter(\.isPerson).map(\.record))
        let records = Set(findings.filter { !$0.texts.isEmpty }.map(\.record))
        let shown = try await shown(records)
        var gathered: [PlaceKey: (numbers: [RevisionNumber], text: RevisionFindings.Text, kind: String)] = [:]
        for finding in findings {
            if people.contains(finding.record) {
                let name = finding.texts.first { $0.path.hasPrefix("name.") }
                let text =
                    name ?? RevisionFindings.Text(path: "", text: "", hits: [], after: "")
                let key = PlaceKey(record: finding.record, field: .person, text: "")
                var group = gathered[key] ?? ([], text, finding.kind)
                group.numbers.append(finding.number)
                if group.text.text.isEmpty { group.text = text }
                gathered[key] = group
                continue
            }
            for text in finding.texts {
                let key = PlaceKey(
                    record: finding.record, field: ErasurePlan.Field(path: text.path), text: text.text)
                gathered[key, default: ([], text, finding.kind)].numbers.append(finding.number)
            }
        }
        return gathered.map { key, group in
            let seen = shown[key.record] ?? Shown()
            let isPublic =
                group.numbers.contains(seen.published)
                && (key.field == .person || seen.texts.contains(group.text.text))
            return ErasurePlan.Place(
                record: key.record, kind: group.kind, revisions: group.numbers, field: key.field,
                text: group.text.text, hits: group.text.hits, after: group.text.after, isPublic: isPublic)
        }.sorted { ($0.record, $0.field.name, $0.revisions[0]) < ($1.record, $1.field.name, $1.revisions[0]) }
    }

    private struct PlaceKey: Hashable {
        let record: Code
        let field: ErasurePlan.Field
        let text: String
    }

    // MARK: Files

    private func addFiles(
        to plan: inout ErasurePlan, _ findings: [RevisionFindings], _ search: NameSearch
    ) async throws {
        var named: [String: [RevisionFindings]] = [:]
        for finding in findings { for blob in finding.blobs { named[blob, default: []].append(finding) } }
        for blob in try await blobs.all() {
            let naming = named[blob.description] ?? []
            let records = Set(naming.map(\.record)).sorted()
            let size = try await blobs.size(of: blob) ?? 0
            guard size <= Int64(FileSearch.byteLimit) else {
                plan.unread.append(.init(blob: blob, records: records, why: .tooLarge))
                continue
            }
            let bytes = try await blobs.read(blob, limit: FileSearch.byteLimit)
            let parts = FileParts(bytes)
            let look = FileSearch(search: search)
            guard let words = look.words(in: parts.parts) else {
                if let why = parts.unread {
                    plan.unread.append(.init(blob: blob, records: records, why: why))
                }
                continue
            }
            let bare = PictureCopy.withoutMetadata(bytes)
            let shown = try await shown(Set(records))
            plan.files.append(
                ErasurePlan.File(
                    blob: blob, byteCount: size, records: records,
                    revisions: naming.map { ($0.number, $0.record) }, words: words,
                    isPublic: shown.values.contains { $0.blobs.contains(blob.description) },
                    leavesCopy: bare.map { look.words(in: FileParts($0).parts) == nil } ?? false))
            try Task.checkCancellation()
        }
    }
}

extension ErasurePlan.Field {
    init(path: String) {
        self =
            switch path {
            case RevisionFindings.note: .note
            case RevisionFindings.body: .body
            default: .field(path)
            }
    }
}
