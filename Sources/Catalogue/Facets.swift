import GRDB
import Ledger
package import Records

/// What the answers to a question are narrowed to: of each facet at most one value.
package struct Narrowing: Hashable, Sendable {
    package var kind: String?
    /// A city that the records are, or point at.
    package var subject: Code?
    package var years: ClosedRange<Int>?
    package var area: String?
    /// A language that the records have texts in.
    package var language: Language?

    package init() {}

    package var isEmpty: Bool { self == Narrowing() }
}

/// How many of the answers to a question have each value. What a facet is narrowed to itself does not count for its own
/// values: they say what another choice would give.
package struct Facets: Sendable, Equatable {
    package var kinds: [String: Int] = [:]
    /// Cities, and what else stands where a city may.
    package var subjects: [Code: Int] = [:]
    /// By the years in which a record may lie: of one year most of them, of several where its date is no better known.
    package var periods: [ClosedRange<Int>: Int] = [:]
    package var areas: [String: Int] = [:]
    package var languages: [Language: Int] = [:]

    package init() {}

    /// The same with what was chosen, even where no answer has it: a choice can be undone where it stands.
    package func offering(_ narrowing: Narrowing) -> Facets {
        var facets = self
        if let kind = narrowing.kind { facets.kinds[kind, default: 0] += 0 }
        if let subject = narrowing.subject { facets.subjects[subject, default: 0] += 0 }
        if let area = narrowing.area { facets.areas[area, default: 0] += 0 }
        if let language = narrowing.language { facets.languages[language, default: 0] += 0 }
        return facets
    }
}

/// Lets those answers through that a narrowing leaves, and counts them all by their facets.
///
/// An answer takes three numbers of its page and three counts; its profile is read the first time it occurs.
final class Sieve {
    fileprivate enum Facet { case kind, area, language }

    private struct Mesh {
        let profile: Profile
        /// The facets by which the narrowing shuts it out.
        let shutting: [Facet]
        /// How many answers that nothing but the profile may shut out have it.
        var count = 0
    }

    let narrowing: Narrowing
    /// How many answers went in, and how many the narrowing leaves.
    private(set) var (all, total) = (0, 0)

    private let db: Database
    private var page = ProfilePage()
    private var pageNumber: Int64 = -1
    /// By the numbers of the profiles.
    private var meshes: [Mesh?] = []
    /// How many of the answers that nothing else shuts out are of each period, packed, and have each row of subjects, by its
    /// number.
    private var (periods, subjects): ([Int], [Int]) = ([], [])
    /// The rows of subjects that hold the one asked for; `nil` where none is.
    private let asked: Set<Int>?

    init(_ narrowing: Narrowing, _ db: Database) throws {
        self.narrowing = narrowing
        self.db = db
        asked = try narrowing.subject.map { subject in
            var numbers: Set<Int> = []
            try Self.eachRow(in: db) { if $1.codes.contains(subject.text) { numbers.insert($0) } }
            return numbers
        }
    }

    private static func eachRow(in db: Database, _ work: (Int, Subjects) -> Void) throws {
        let select = try db.cachedStatement(sql: "SELECT id, text FROM profile WHERE instr(text, '|') = 0")
        try Columns.each(select) { work(Int($0.number(0)), Subjects($0.text(1))) }
    }

    /// Counts all that an expression finds.
    func take(all expression: String) throws {
        let select = try db.cachedStatement(sql: "SELECT rowid FROM search WHERE search MATCH ?")
        try select.bind(.text(expression))
        try Columns.each(select) { try take($0.number(0)) }
    }

    /// Counts an answer.
    func take(_ id: Int64) throws {
        let place = try place(of: id)
        all += 1
        let isShut = try isShut(place.profile)
        let (isOfYears, isOfSubject) = (isOfYears(place.period), isOfSubject(place.subjects))
        if !isShut, isOfSubject { Self.count(place.period.packed, in: &periods) }
        if !isShut, isOfYears { Self.count(place.subjects, in: &subjects) }
        guard isOfYears, isOfSubject else { return }
        meshes[place.profile]?.count += 1
        if !isShut { total += 1 }
    }

    private static func count(_ number: Int, in counts: inout [Int]) {
        if number >= counts.count {
            counts += Array(repeating: 0, count: max(number + 1, 2 * counts.count) - counts.count)
        }
        counts[number] += 1
    }

    /// Whether the narrowing leaves an answer.
    func lets(_ id: Int64) throws -> Bool {
        let place = try place(of: id)
        return try isOfYears(place.period) && isOfSubject(place.subjects) && !isShut(place.profile)
    }

    func facets() throws -> Facets {
        var facets = Facets()
        for mesh in meshes.compactMap(\.self) where mesh.count > 0 {
            for facet in [Facet.kind, .area, .language] where mesh.shutting.allSatisfy({ $0 == facet }) {
                facets.add(mesh.profile, mesh.count, to: facet)
            }
        }
        for (packed, count) in periods.enumerated() where count > 0 {
            if let years = Period(packed: packed).years { facets.periods[years] = count }
        }
        try eachCounted { count, row in
            for code in row.codes.compactMap({ Code($0) }) { facets.subjects[code, default: 0] += count }
        }
        return facets
    }

    /// Up to how many rows of subjects each is looked for: so many take as long as going through those of a large Hall.
    private static let fewRows = 500

    /// The rows of subjects that answers have, each with their count.
    private func eachCounted(_ work: (Int, Subjects) -> Void) throws {
        let counted = subjects.indices.dropFirst().filter { subjects[$0] > 0 }
        guard counted.count <= Self.fewRows else {
            return try Self.eachRow(in: db) { number, row in
                if number < subjects.count, subjects[number] > 0 { work(subjects[number], row) }
            }
        }
        let find = try db.cachedStatement(sql: "SELECT text FROM profile WHERE id = ?")
        for number in counted {
            try find.bind(.integer(number))
            try Columns.each(find) { work(subjects[number], Subjects($0.text(0))) }
        }
    }

    private func isOfSubject(_ number: Int) -> Bool { asked?.contains(number) ?? true }

    private func isOfYears(_ period: Period) -> Bool {
        guard let wanted = narrowing.years else { return true }
        return period.years?.overlaps(wanted) ?? false
    }

    private func place(of id: Int64) throws -> (profile: Int, subjects: Int, period: Period) {
        if ProfilePage.number(of: id) != pageNumber {
            pageNumber = ProfilePage.number(of: id)
            page = try ProfilePage.page(pageNumber, in: db)
        }
        return page[id]
    }

    private func isShut(_ number: Int) throws -> Bool {
        if number < meshes.count, let mesh = meshes[number] { return !mesh.shutting.isEmpty }
        if number >= meshes.count { meshes += Array(repeating: nil, count: number + 1 - meshes.count) }
        let find = try db.cachedStatement(sql: "SELECT text FROM profile WHERE id = ?")
        try find.bind(.integer(number))
        guard let profile = try Columns.first(find, { Profile($0.text(0)) }).flatMap({ $0 }) else {
            throw DatabaseError(
                message: "the search finds a record without a profile: run 'twinhall rebuild'")
        }
        let mesh = Mesh(profile: profile, shutting: shutting(profile))
        meshes[number] = mesh
        return !mesh.shutting.isEmpty
    }

    private func shutting(_ profile: Profile) -> [Facet] {
        var facets: [Facet] = []
        if let kind = narrowing.kind, profile.kind != kind { facets.append(.kind) }
        if let area = narrowing.area, profile.area != area { facets.append(.area) }
        if let language = narrowing.language, !profile.languages.contains(language.tag) {
            facets.append(.language)
        }
        return facets
    }
}

extension Facets {
    fileprivate mutating func add(_ profile: Profile, _ count: Int, to facet: Sieve.Facet) {
        switch facet {
        case .kind: kinds[profile.kind, default: 0] += count
        case .area: if !profile.area.isEmpty { areas[profile.area, default: 0] += count }
        case .language:
            for language in profile.languages.compactMap({ Language($0) }) {
                languages[language, default: 0] += count
            }
        }
    }
}
