import FoundationEssentials
import GRDB
import Kinds
import Ledger
import Records
import Search

/// A stretch of the journal with everything worked out that needs no database, so that the next stretch can be
/// worked out while this one is written.
struct Batch: Sendable {
    /// How many revisions it holds at most.
    static let limit = 1_000

    let revisions: [Revision]
    /// What a publication puts before the public, by the publishing revision's number; an unknown kind or a payload
    /// that cannot be read has nothing to show, and `check` names it.
    let shown: [Int64: PublicRow]
    /// What the saves put before the office, by their numbers.
    let kept: [Int64: OfficeRow]

    var hasRedaction: Bool { revisions.contains { $0.action == .redact } }

    /// How many stretches are worked out ahead of the one that is written.
    private static let ahead = 3

    /// Goes through the journal beyond a revision, and works out the next stretches while `take` has one.
    ///
    /// - Parameter take: `false` ends the way.
    /// - Returns: whether the end was reached.
    static func each(
        of log: any RevisionLog, after number: RevisionNumber, _ progress: (@Sendable (Int) -> Void)?,
        _ take: (Batch) async throws -> Bool
    ) async throws -> Bool {
        var coming = [Coming(of: log, after: Task { number })]
        let isWhole: Result<Bool, any Error>
        do {
            isWhole = .success(try await each(&coming, of: log, progress, take))
        } catch { isWhole = .failure(error) }
        // Nothing may be left that reads the journal when it is closed.
        for stretch in coming { await stretch.abandon() }
        return try isWhole.get()
    }

    private static func each(
        _ coming: inout [Coming], of log: any RevisionLog, _ progress: (@Sendable (Int) -> Void)?,
        _ take: (Batch) async throws -> Bool
    ) async throws -> Bool {
        var applied = 0
        while true {
            while coming.count < ahead, let last = coming.last {
                coming.append(Coming(of: log, after: last.end))
            }
            let batch = try await coming.removeFirst().batch.value
            guard !batch.revisions.isEmpty else { return true }
            guard try await take(batch) else { return false }
            applied += batch.revisions.count
            progress?(applied)
        }
    }

    /// A stretch that is being read and worked out. Only its reading waits for the one before.
    private struct Coming {
        /// The last revision of the stretch, as soon as it is read.
        let end: Task<RevisionNumber, any Error>
        let batch: Task<Batch, any Error>

        init(of log: any RevisionLog, after previous: Task<RevisionNumber, any Error>) {
            let read = Task {
                let place = try await previous.value
                return (place, try await log.revisions(after: place, limit: Batch.limit))
            }
            end = Task {
                let (place, revisions) = try await read.value
                return revisions.last?.number ?? place
            }
            batch = Task { try await Batch(read.value.1, of: log) }
        }

        func abandon() async {
            batch.cancel()
            // Whatever it came to is of no use any more.
            _ = await batch.result
        }
    }

    /// Writes what the stretch means, and how far the catalogue is then.
    func apply(to db: Database) throws {
        guard let last = revisions.last else { return }
        var projection = Projection(db: db, shown: shown, kept: kept)
        var publicHead = try State.integer(.publicHead, in: db)
        for revision in revisions where try projection.apply(revision) {
            publicHead = Int(revision.number.value)
        }
        try projection.finish()
        try State.set(.cursor, Int(last.number.value), in: db)
        try State.set(.chain, last.chain.description, in: db)
        try State.set(.publicHead, publicHead, in: db)
    }

    private init(_ revisions: [Revision], of log: any RevisionLog) async throws {
        try Task.checkCancellation()
        var saves: [Int64: Revision] = [:]
        var kept: [Int64: OfficeRow] = [:]
        for revision in revisions where revision.action == .save {
            saves[revision.number.value] = revision
            guard let kind = KindRegistry.kind(named: revision.kind), let body = revision.body else {
                continue
            }
            kept[revision.number.value] = OfficeRow(kind, body: body)
        }
        var shown: [Int64: PublicRow] = [:]
        for revision in revisions {
            guard case .publish(let number) = revision.action,
                let kind = KindRegistry.kind(named: revision.kind)
            else { continue }
            var save = saves[number.value]
            if save == nil { save = try await log.revision(number) }
            shown[revision.number.value] = save?.body.flatMap {
                PublicRow(kind, body: $0, of: revision.record)
            }
        }
        self.revisions = revisions
        self.shown = shown
        self.kept = kept
    }
}

/// A record as the public tables hold it: only what every visitor may see.
struct PublicRow: Sendable {
    let kind: String
    let slug: String?
    /// The place in lists, smallest first: newest first for a dated kind, its unknown dates last.
    let rank: Int
    let position: Int
    let title: String
    let year: Int?
    let month: Int?
    let area: String?
    let place: Place?
    let body: [UInt8]
    let titleWords: String
    let bodyWords: String
    /// By what names it is asked for, as `Terms.lookups` gives them.
    let names: Set<String>
    /// The records it points at.
    let targets: Set<Code>
    let profile: Profile
    let subjects: Subjects

    /// The years in which its date may lie.
    let years: [Int]
    /// All years in which the date may lie.
    let period: ClosedRange<Int>?

    /// What the search holds of it, in the order of its columns.
    var searched: [Bound] {
        let codes = targets.map(\.text).sorted().map { Terms.indexed($0, in: nil) }
        let said = [Terms.kind(kind)] + codes + years.map(String.init)
        return [.text(titleWords), .text(bodyWords), .text(said.joined(separator: " "))]
    }

    /// Of a longer time, only the first years are found by their numbers: a decade, which is what an uncertain date may be.
    private static let mostYears = 10

    /// - Returns: `nil` for a body that cannot be read, and for what is for the office alone.
    init?(_ kind: any Kind.Type, body: [UInt8], of code: Code) {
        guard !kind.isOfficeOnly, let record = try? kind.init(json: body) else { return nil }
        self.init(record, of: code)
    }

    private init<K: Kind>(_ whole: K, of code: Code) {
        let record = whole.seen(by: .visitor)
        let titles = record.title.languages.compactMap { record.title[$0] }
        kind = K.name
        slug = record.slug?.text
        rank = !K.isDated ? 0 : record.date.sortKey == .max ? .max : -record.date.sortKey
        position = record.order
        title = titles.first ?? ""
        (year, month) = PublicRow.yearAndMonth(of: record.date)
        period = record.date.isEmpty ? nil : record.date.years
        years = record.date.isEmpty ? [] : record.date.years?.prefix(Self.mostYears).filter { $0 > 0 } ?? []
        area = record.areaWord.isEmpty ? nil : record.areaWord
        place = record.place
        body = record.json
        titleWords = record.title.languages.compactMap { language in
            record.title[language].map { Terms.indexed($0, in: language) }
        }.joined(separator: " ")
        let contents = record.contents
        bodyWords = contents.searchTexts.map { Terms.indexed($0.words, in: $0.language) }
            .joined(separator: " ")
        names = K.isNamed ? PublicRow.names(of: record) : []
        targets = Set(contents.references.map(\.code)).subtracting([code])
        profile = Profile(record, contents)
        subjects = Subjects(record, contents, of: code)
    }

    private static func names(of record: some Kind) -> Set<String> {
        let titles = record.title.languages.flatMap { language in
            Terms.lookups(of: record.title[language] ?? "", in: language)
        }
        return Set(titles + record.otherNames.flatMap { Terms.lookups(of: $0, in: nil) })
    }

    /// The one year, and the one month, in which a date certainly lies.
    private static func yearAndMonth(of date: EDTF) -> (year: Int?, month: Int?) {
        guard !date.isEmpty, let years = date.years, years.count == 1, years.lowerBound > 0 else {
            return (nil, nil)
        }
        let (first, last) = (date.earliest / 100, date.latest / 100)
        return (years.lowerBound, first == last ? first % 100 : nil)
    }
}
