import FoundationEssentials
import GRDB
import Kinds
import Ledger
import Records

/// A stretch of the journal with everything worked out that needs no database, so that the next stretch can be
/// worked out while this one is written.
struct Batch: Sendable {
    /// How many revisions it holds at most.
    static let limit = 1_000

    let revisions: [Revision]
    /// What a publication puts before the public, by the publishing revision's number; an unknown kind or a payload
    /// that cannot be read has nothing to show, and `check` names it.
    let shown: [Int64: PublicRow]

    var hasRedaction: Bool { revisions.contains { $0.action == .redact } }

    /// Goes through the journal beyond a revision, and works out each stretch while `take` has the one before.
    ///
    /// - Parameter take: `false` ends the way.
    /// - Returns: whether the end was reached.
    static func each(
        of log: any RevisionLog, after number: RevisionNumber, _ progress: (@Sendable (Int) -> Void)?,
        _ take: (Batch) async throws -> Bool
    ) async throws -> Bool {
        var applied = 0
        var next = try await next(of: log, after: number)
        while let batch = next, let last = batch.revisions.last {
            async let following = Batch.next(of: log, after: last.number)
            guard try await take(batch) else { return false }
            applied += batch.revisions.count
            progress?(applied)
            next = try await following
        }
        return true
    }

    /// Writes what the stretch means, and how far the catalogue is then.
    func apply(to db: Database) throws {
        guard let last = revisions.last else { return }
        let projection = Projection(db: db, shown: shown)
        var publicHead = try State.integer(.publicHead, in: db)
        for revision in revisions where try projection.apply(revision) {
            publicHead = Int(revision.number.value)
        }
        try State.set(.cursor, Int(last.number.value), in: db)
        try State.set(.chain, last.chain.description, in: db)
        try State.set(.publicHead, publicHead, in: db)
    }

    /// - Returns: `nil` when the journal ends at `number`.
    private static func next(of log: any RevisionLog, after number: RevisionNumber) async throws -> Batch? {
        let revisions = try await log.revisions(after: number, limit: limit)
        guard !revisions.isEmpty else { return nil }
        var saves: [Int64: Revision] = [:]
        for revision in revisions where revision.action == .save { saves[revision.number.value] = revision }
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
        return Batch(revisions: revisions, shown: shown)
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
    let body: [UInt8]
    let titleWords: String
    let bodyWords: String
    let references: Set<Contents.Reference>

    /// - Returns: `nil` for a body that cannot be read.
    init?(_ kind: any Kind.Type, body: [UInt8], of code: Code) {
        guard let record = try? kind.init(json: body) else { return nil }
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
        body = record.json
        titleWords = SearchText.indexed(titles.joined(separator: " · "))
        bodyWords = record.searchTexts.map { SearchText.indexed($0.text) }.joined(separator: " · ")
        references = Set(record.contents.references.filter { $0.code != code })
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
