import Catalogue
import Kinds
import Ledger
import Records

/// What can be wrong between records, of the package and of the Hall it comes to.
struct PackageChecks {
    let records: [PackageRecord]
    let view: CatalogueView
    /// The day on which consents must hold, `yyyymmdd`.
    let day: Int

    struct Outcome: Sendable {
        var problems: [PackageProblem] = []
        /// The Hall's state of the package's records.
        var current: [Code: StoredRecord] = [:]
        /// The revision up to which the Hall was looked at.
        var cursor = RevisionNumber.zero
    }

    func run() throws -> Outcome {
        var outcome = Outcome()
        outcome.cursor = try view.cursor()
        let isEmptyHall = outcome.cursor == .zero
        var byCode = [Code: PackageRecord](minimumCapacity: records.count)
        for record in records {
            if let first = byCode[record.code] {
                outcome.problems.append(
                    PackageProblem(
                        record.file, path: "code", .rule("\(record.code) is also the code of \(first.file)")))
            }
            byCode[record.code] = record
            if !isEmptyHall, let stored = try view.stored(record.code) {
                outcome.current[record.code] = stored
            }
        }
        for record in records {
            checkKind(record, outcome.current[record.code], &outcome.problems)
            try checkReferences(record, byCode, &outcome.problems)
        }
        try checkAddresses(byCode, isEmptyHall: isEmptyHall, &outcome.problems)
        try checkHalls(byCode, &outcome.problems)
        try checkPublishing(byCode, outcome.current, &outcome.problems)
        return outcome
    }

    private func checkKind(
        _ record: PackageRecord, _ stored: StoredRecord?, _ problems: inout [PackageProblem]
    ) {
        guard let stored, stored.kind != record.kind.name else { return }
        problems.append(
            PackageProblem(
                record.file, path: "kind", .rule("\(record.code) is a \(stored.kind) in this Hall already")))
    }

    private func checkReferences(
        _ record: PackageRecord, _ byCode: [Code: PackageRecord], _ problems: inout [PackageProblem]
    ) throws {
        for reference in record.references {
            let stored = try byCode[reference.code] == nil ? view.stored(reference.code) : nil
            let kind = byCode[reference.code]?.kind.name ?? stored.flatMap { $0.isDeleted ? nil : $0.kind }
            if let kind {
                guard let wanted = reference.kind, wanted != kind else { continue }
                problems.append(
                    PackageProblem(
                        record.file, path: reference.field,
                        .rule("\(reference.code) is a \(kind), and a \(wanted) belongs here")))
            } else {
                problems.append(
                    PackageProblem(
                        record.file, path: reference.field,
                        .rule("\(reference.code) is neither in the package nor in this Hall")))
            }
        }
    }

    private func checkAddresses(
        _ byCode: [Code: PackageRecord], isEmptyHall: Bool, _ problems: inout [PackageProblem]
    ) throws {
        var files: [String: String] = [:]
        for record in records {
            guard let slug = record.slug else { continue }
            let address = "\(record.kind.name)/\(slug)"
            if let first = files[address] {
                problems.append(
                    PackageProblem(
                        record.file, path: "slug", .rule("'\(slug)' is also the address of \(first)")))
            } else if !isEmptyHall, let owner = try view.owner(of: record.kind.name, slug: slug.text),
                owner != record.code, byCode[owner] == nil
            {
                problems.append(
                    PackageProblem(
                        record.file, path: "slug", .rule("'\(slug)' is the address of \(owner) in this Hall"))
                )
            }
            files[address] = record.file
        }
    }

    private func checkHalls(_ byCode: [Code: PackageRecord], _ problems: inout [PackageProblem]) throws {
        let halls = records.filter { $0.kind.name == Hall.name }
        for extra in halls.dropFirst() {
            problems.append(PackageProblem(extra.file, .rule("is a second 'hall': there is one")))
        }
        guard let hall = halls.first else { return }
        for code in try view.codes(of: Hall.name, limit: 10) where byCode[code] == nil {
            problems.append(
                PackageProblem(
                    hall.file, path: "code", .rule("is another 'hall' than \(code), which is here already")))
        }
    }
}

// MARK: - What may become public

extension PackageChecks {
    /// What is public already, in these very words, stays so: the rule asks what becomes public now.
    private func checkPublishing(
        _ byCode: [Code: PackageRecord], _ current: [Code: StoredRecord],
        _ problems: inout [PackageProblem]
    ) throws {
        let languages = try languagesOfHall()
        for record in records where record.isPublished && isAsked(record.kind) {
            if let stored = current[record.code], stored.published == stored.saved,
                stored.body == record.body
            {
                continue
            }
            let read = try record.kind.init(json: record.body)
            let rule = try PublishingRule(for: read, languages: languages, day: day) { code in
                guard let named = byCode[code] else { return try view.consent(code) }
                return named.kind.name == Consent.name ? try Consent(json: named.body) : nil
            }
            problems += rule.problems(of: read).map { PackageProblem(record.file, $0) }
        }
    }

    private func isAsked(_ kind: any Kind.Type) -> Bool { kind.isOfficeOnly || kind is any Gated.Type }

    private func languagesOfHall() throws -> [Language] {
        var body = records.first { $0.kind.name == Hall.name }?.body
        if body == nil, let code = try view.codes(of: Hall.name, limit: 1).first {
            body = try view.stored(code)?.body
        }
        return try body.map { try Hall(json: $0).languages.compactMap(\.value) } ?? []
    }
}
