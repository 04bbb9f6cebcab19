package import Catalogue
import FoundationEssentials
package import Imaging
import Kinds
package import Ledger
package import Records

/// Takes a content package into a Hall: all of it or nothing, and nothing twice.
package struct PackageImport: Sendable {
    let folder: PackageFolder
    let catalogue: Catalogue
    let imaging: PictureWorker

    package init(path: String, catalogue: Catalogue, imaging: PictureWorker) {
        folder = PackageFolder(path: path)
        self.catalogue = catalogue
        self.imaging = imaging
    }

    /// What a step is doing, for a progress line.
    package enum Progress: Sendable {
        case reading(done: Int, of: Int)
        case looking(done: Int, of: Int)
        case storing(done: Int, of: Int)
    }

    /// What the package would change; made without changing anything.
    package struct Plan: Sendable {
        package fileprivate(set) var added = 0
        package fileprivate(set) var changed = 0
        package fileprivate(set) var unchanged = 0
        package fileprivate(set) var withdrawn = 0
        /// Every problem of every record; with any of them nothing can be imported.
        package fileprivate(set) var problems: [PackageProblem] = []
        /// The originals that the changed records need: blob and path.
        package fileprivate(set) var media: [(hash: Hash, path: String)] = []
        /// Every medium of the package, for making its sizes.
        package fileprivate(set) var pictures: [Media] = []
        fileprivate var changes: [Change] = []
        /// The revision up to which the Hall was compared.
        fileprivate var base = RevisionNumber.zero

        package var isEmpty: Bool { changes.isEmpty }
    }

    fileprivate struct Change: Sendable {
        let code: Code
        let kind: String
        let version: Int
        /// The new body; `nil` when only the publication changes.
        let body: [UInt8]?
        /// The revision that is current, where no new body is saved.
        let saved: RevisionNumber
        let isPublished: Bool
        let wasPublished: Bool
    }

    /// Reads and validates everything and compares it with the Hall.
    ///
    /// - Parameter milliseconds: now; consents must hold on this day.
    package func plan(
        at milliseconds: Int64, progress: (@Sendable (Progress) -> Void)? = nil
    ) async throws -> Plan {
        var plan = Plan()
        let files = try folder.recordFiles()
        let (readings, media) = await read(files, progress)
        plan.problems += readings.flatMap(\.problems)
        if files.isEmpty { plan.problems.append(PackageProblem("", .rule("the package holds no records"))) }
        let checked = readings.compactMap(\.record)
        let view = try await catalogue.read {
            try PackageChecks(
                records: checked, view: $0, day: PublishingRule.day(atMilliseconds: milliseconds)
            ).run()
        }
        plan.problems += view.problems
        plan.base = view.cursor
        guard plan.problems.isEmpty else { return plan }
        compare(checked, with: view.current, &plan)
        plan.pictures = media.values.compactMap {
            if case .known(let medium) = $0.lookup { medium } else { nil }
        }
        .sorted { $0.blob < $1.blob }
        let saved = Set(plan.changes.filter { $0.body != nil }.map(\.code))
        let needed = Set(
            checked.filter { saved.contains($0.code) }.flatMap { $0.media.map(\.blob) })
        plan.media = media.values.compactMap { found in
            guard case .known(let medium) = found.lookup, needed.contains(medium.blob),
                let hash = Hash(hex: medium.blob), let path = found.path
            else { return nil }
            return (hash, path)
        }
        .sorted { $0.hash < $1.hash }
        return plan
    }

    /// Carries a plan out: originals first and durable, then one append, then the catalogue.
    ///
    /// - Returns: the new head of the journal.
    package func run(
        _ plan: Plan, log: any RevisionLog, blobs: any BlobStore, author: String, at milliseconds: Int64,
        progress: (@Sendable (Progress) -> Void)? = nil
    ) async throws -> Head {
        guard plan.problems.isEmpty else {
            throw PackageFailure("a package with problems cannot be imported")
        }
        let base = try await log.head()
        guard !plan.isEmpty else { return base }
        // Codes, addresses and references were checked against the Hall as it was then.
        guard base.number == plan.base else {
            throw PackageFailure(
                "the Hall has changed since the package was compared with it: import it again")
        }
        for (position, medium) in plan.media.enumerated() {
            let stored = try await blobs.store(fileAt: medium.path)
            guard stored == medium.hash else {
                throw PackageFailure("\(medium.path) changed while it was imported")
            }
            progress?(.storing(done: position + 1, of: plan.media.count))
        }
        let head = try await log.append(
            drafts(plan.changes, onto: base), onto: base, author: author, at: milliseconds)
        try await catalogue.catchUp()
        return head
    }

    private func drafts(_ changes: [Change], onto base: Head) -> [Draft] {
        var drafts: [Draft] = []
        for change in changes {
            func append(_ action: Action, body: [UInt8]? = nil) {
                drafts.append(
                    Draft(
                        record: change.code, kind: change.kind, version: change.version, action: action,
                        body: body))
            }
            var saved = change.saved
            if let body = change.body {
                append(.save, body: body)
                saved = base.number + drafts.count
            }
            if change.isPublished {
                append(.publish(saved))
            } else if change.wasPublished {
                append(.withdraw)
            }
        }
        return drafts
    }

    private func compare(_ records: [PackageRecord], with current: [Code: StoredRecord], _ plan: inout Plan) {
        for record in records {
            let stored = current[record.code].flatMap { $0.isDeleted ? nil : $0 }
            let body = record.body
            let isSame = stored?.body == body
            let wasPublished = (stored?.published.value ?? 0) != 0
            // An older revision may be the public one: the package asks for this very text.
            let isPublicNow = isSame && stored?.published == stored?.saved
            switch (isSame, record.isPublished) {
            case (true, true) where isPublicNow, (true, false) where !wasPublished:
                plan.unchanged += 1
                continue
            default: break
            }
            if stored == nil { plan.added += 1 } else { plan.changed += 1 }
            if wasPublished, !record.isPublished { plan.withdrawn += 1 }
            plan.changes.append(
                Change(
                    code: record.code, kind: record.kind.name, version: record.kind.version,
                    body: isSame ? nil : body, saved: stored?.saved ?? .zero, isPublished: record.isPublished,
                    wasPublished: wasPublished))
        }
    }
}

extension PackageImport {
    struct Found: Sendable {
        let lookup: MediaLookup
        let path: String?
    }

    private struct Reading: Sendable {
        var record: PackageRecord?
        var problems: [PackageProblem] = []
        /// The file's bytes, where it names media and must be read again when these have been looked at.
        var bytes: [UInt8]?
    }

    /// How many files are read in one go.
    private static let stretch = 250

    /// Reads every file on all processors; the readings stand in the order of the files.
    private func read(
        _ files: [String], _ progress: (@Sendable (Progress) -> Void)?
    ) async -> (readings: [Reading], media: [String: Found]) {
        let names = NameCollector()
        var readings = await files.mapOnAllProcessors(
            stretch: Self.stretch, progress: { progress?(.reading(done: $0, of: files.count)) }
        ) { firstReading(of: $0, names) }
        let media = await look(at: names.sorted, progress)
        for (position, reading) in readings.enumerated() {
            guard let bytes = reading.bytes else { continue }
            readings[position] = read(bytes, files[position]) { media[$0]?.lookup ?? .missing }
        }
        return (readings, media)
    }

    private func firstReading(of file: String, _ names: NameCollector) -> Reading {
        switch folder.bytes(of: file) {
        case .failure(let problem): return Reading(problems: [problem])
        case .success(let bytes):
            // Most records name no medium and need not be read twice.
            guard NameCollector.mayName(bytes) else { return read(bytes, file) { _ in .missing } }
            _ = read(bytes, file) { name in
                names.add(name)
                return .missing
            }
            return Reading(bytes: bytes)
        }
    }

    private func read(
        _ bytes: [UInt8], _ file: String, _ media: @escaping @Sendable (String) -> MediaLookup
    ) -> Reading {
        let (record, problems) = PackageFile.read(bytes, file: file, media: media)
        return Reading(record: record, problems: problems)
    }

    private func look(at names: [String], _ progress: (@Sendable (Progress) -> Void)?) async -> [String:
        Found]
    {
        var found: [String: Found] = [:]
        for (position, name) in names.enumerated() {
            found[name] = await look(at: name)
            progress?(.looking(done: position + 1, of: names.count))
        }
        return found
    }

    private func look(at name: String) async -> Found {
        guard let path = folder.mediaPath(name) else { return Found(lookup: .missing, path: nil) }
        do {
            // The imaging process refuses what is too large before anything is read.
            let facts = try await imaging.probe(path)
            let hash = try Hash(ofFileAt: path)
            let short = name.split(separator: "/").last.map(String.init) ?? name
            let media = Media(
                blob: hash.description, name: short, format: facts.format.rawValue, width: facts.width,
                height: facts.height)
            return Found(lookup: .known(media), path: path)
        } catch let problem as ImagingProblem {
            return Found(lookup: .refused("\(name): \(problem.sentence)"), path: nil)
        } catch {
            return Found(lookup: .refused("\(name) cannot be read"), path: nil)
        }
    }
}
