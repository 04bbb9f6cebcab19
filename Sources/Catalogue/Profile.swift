import FoundationEssentials
import GRDB
import Kinds
import Ledger
import Records

/// What the answers to a question are narrowed by, of one record, but for its year. Of these there are few, however many
/// records.
struct Profile: Hashable, Sendable {
    let kind: String
    /// Empty where a record has none.
    let area: String
    /// By their codes, the city that the record is, and what it points at where a city may stand. Whether one stands there
    /// is not known here: it would depend on another record.
    let subjects: [String]
    /// The languages that it has texts in, by their tags.
    let languages: [String]

    init(_ record: some Kind, _ contents: Contents, of code: Code) {
        kind = type(of: record).name
        area = record.areaWord
        let own = kind == City.name ? [code] : []
        let pointed = contents.references.filter { $0.kind == City.name || $0.kind == nil }.map(\.code)
        subjects = Set(own + pointed).map(\.text).sorted()
        languages = Set(record.title.languages + contents.searchTexts.compactMap(\.language))
            .map(\.tag).sorted()
    }

    /// As a row of `profile` holds it: no kind, area, code or tag has a bar or a blank.
    var text: String {
        [kind, area, subjects.joined(separator: " "), languages.joined(separator: " ")].joined(separator: "|")
    }

    init?(_ text: String) {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        kind = String(parts[0])
        area = String(parts[1])
        subjects = parts[2].split(separator: " ").map(String.init)
        languages = parts[3].split(separator: " ").map(String.init)
    }
}

/// The profiles and years of records whose ids follow one another, each at its place: what is asked of hundreds of
/// thousands of answers has to be found without a search for each.
struct ProfilePage {
    /// How many ids share a page: a publication writes one page anew.
    static let size: Int64 = 4_096
    private static let width = (profile: 4, year: 2)

    /// Whole numbers, the lowest byte first; 0 where the record has none or is not public.
    private(set) var profiles: [UInt8]
    private(set) var years: [UInt8]

    static func number(of id: Int64) -> Int64 { id / size }

    init() {
        profiles = Array(repeating: 0, count: Int(Self.size) * Self.width.profile)
        years = Array(repeating: 0, count: Int(Self.size) * Self.width.year)
    }

    /// - Returns: `nil` for a page of another size.
    private init?(profiles: [UInt8], years: [UInt8]) {
        guard profiles.count == Int(Self.size) * Self.width.profile,
            years.count == Int(Self.size) * Self.width.year
        else { return nil }
        self.profiles = profiles
        self.years = years
    }

    /// The page as the catalogue holds it; an empty one where it has none.
    static func page(_ number: Int64, in db: Database) throws -> ProfilePage {
        let find = try db.cachedStatement(sql: "SELECT profiles, years FROM profilePage WHERE number = ?")
        try find.bind(.integer(number))
        return try Columns.first(find) { ProfilePage(profiles: $0.bytes(0), years: $0.bytes(1)) }
            .flatMap { $0 } ?? ProfilePage()
    }

    func write(as number: Int64, to db: Database) throws {
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO profilePage (number, profiles, years) VALUES (?, ?, ?)"
        ).run([.integer(number), .blob(profiles), .blob(years)])
    }

    subscript(id: Int64) -> (profile: Int, year: Int) {
        get {
            let place = Int(id % Self.size)
            return (
                Self.read(profiles, place * Self.width.profile, UInt32.self),
                Self.read(years, place * Self.width.year, UInt16.self)
            )
        }
        set {
            let place = Int(id % Self.size)
            Self.write(UInt32(newValue.profile), to: &profiles, place * Self.width.profile)
            Self.write(UInt16(clamping: newValue.year), to: &years, place * Self.width.year)
        }
    }

    private static func read<Number: FixedWidthInteger>(
        _ bytes: [UInt8], _ offset: Int, _: Number.Type
    ) -> Int {
        bytes.withUnsafeBytes {
            Int(Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self)))
        }
    }

    private static func write(_ number: some FixedWidthInteger, to bytes: inout [UInt8], _ offset: Int) {
        bytes.withUnsafeMutableBytes {
            $0.storeBytes(of: number.littleEndian, toByteOffset: offset, as: type(of: number))
        }
    }

    /// `profileAt(profiles, id)`, by which two catalogues are compared: the row of `profile` at an id's place.
    static let reader = DatabaseFunction("profileAt", argumentCount: 2, pure: true) { values in
        guard let bytes = Data.fromDatabaseValue(values[0]), let id = Int64.fromDatabaseValue(values[1]),
            let page = ProfilePage(profiles: Array(bytes), years: ProfilePage().years)
        else { return nil }
        return page[id].profile
    }
}

/// What a stretch of the journal changes in the profiles of the public records.
struct Profiles {
    private var places: [Int64: (profile: Profile, year: Int)?] = [:]
    private var counts: [Profile: Int] = [:]

    mutating func add(_ row: PublicRow, _ id: Int64) {
        places[id] = .some((row.profile, row.year ?? 0))
        counts[row.profile, default: 0] += 1
    }

    mutating func remove(_ row: PublicRow, _ id: Int64) {
        places[id] = .some(nil)
        counts[row.profile, default: 0] -= 1
    }

    func write(to db: Database) throws {
        var numbers: [Profile: Int] = [:]
        // In a fixed order: the same journal gives the same file.
        for (profile, change) in counts.sorted(by: { $0.key.text < $1.key.text }) {
            numbers[profile] = try write(profile, change, to: db)
        }
        for (number, ids) in Dictionary(grouping: places.keys, by: ProfilePage.number) {
            var page = try ProfilePage.page(number, in: db)
            for id in ids {
                let place = places[id].flatMap { $0 }
                page[id] = try place.map { (try known($0.profile, numbers), $0.year) } ?? (0, 0)
            }
            try page.write(as: number, to: db)
        }
        for (profile, change) in counts where change <= 0 {
            try db.cachedStatement(sql: "DELETE FROM profile WHERE text = ? AND count = 0")
                .run([.text(profile.text)])
        }
    }

    private func known(_ profile: Profile, _ numbers: [Profile: Int]) throws -> Int {
        guard let number = numbers[profile] else {
            throw DatabaseError(message: "the profile \(profile.text) has no number")
        }
        return number
    }

    /// - Returns: the number of the profile's row.
    private func write(_ profile: Profile, _ change: Int, to db: Database) throws -> Int {
        let add = try db.cachedStatement(
            sql: """
                INSERT INTO profile (text, count) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET count = count + excluded.count RETURNING id
                """)
        try add.bind(.text(profile.text), .integer(change))
        return try Columns.first(add) { Int($0.number(0)) } ?? 0
    }
}
