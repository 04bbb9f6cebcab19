import FoundationEssentials
import GRDB
import Kinds
import Ledger
import Records

/// What the answers to a question are narrowed by, of one record, but for its year and its subjects. Of these there are
/// few, however many records.
struct Profile: Hashable, Sendable {
    let kind: String
    /// Empty where a record has none.
    let area: String
    /// The languages that it has texts in, by their tags.
    let languages: [String]

    init(_ record: some Kind, _ contents: Contents) {
        kind = type(of: record).name
        area = record.areaWord
        languages = Set(record.title.languages + contents.searchTexts.compactMap(\.language))
            .map(\.tag).sorted()
    }

    /// As a row of `profile` holds it: no kind, area or tag has a bar or a blank.
    var text: String { [kind, area, languages.joined(separator: " ")].joined(separator: "|") }

    init?(_ text: String) {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        kind = String(parts[0])
        area = String(parts[1])
        languages = parts[2].split(separator: " ").map(String.init)
    }
}

/// By their codes, the city that a record is, and what it points at where a city may stand. Whether one stands there is
/// not known here: it would depend on another record.
struct Subjects: Hashable, Sendable {
    let codes: [String]

    init(_ record: some Kind, _ contents: Contents, of code: Code) {
        let own = type(of: record).name == City.name ? [code] : []
        let pointed = contents.references.filter { $0.kind == City.name || $0.kind == nil }.map(\.code)
        codes = Set(own + pointed).map(\.text).sorted()
    }

    /// As a row of `profile` holds them: without a bar, so that they are told from a profile.
    var text: String { codes.joined(separator: " ") }

    init(_ text: String) { codes = text.split(separator: " ").map(String.init) }
}

/// The years in which a date may lie, in two bytes: the first of them, and how many more.
struct Period: Hashable, Sendable {
    /// How many years a period has at most; of a date that may lie in more of them nobody is helped by a year.
    static let most = 16
    private static let firstBits = 12

    /// 0 for no period.
    let packed: Int

    init(packed: Int) { self.packed = packed }

    init(_ years: ClosedRange<Int>?) {
        guard let years, years.lowerBound > 0, years.upperBound < 1 << Self.firstBits,
            years.count <= Self.most
        else {
            packed = 0
            return
        }
        packed = (years.count - 1) << Self.firstBits | years.lowerBound
    }

    var years: ClosedRange<Int>? {
        guard packed > 0 else { return nil }
        let first = packed & (1 << Self.firstBits - 1)
        return first...first + packed >> Self.firstBits
    }
}

/// The profiles, subjects and years of records whose ids follow one another, each at its place: what is asked of hundreds
/// of thousands of answers has to be found without a search for each.
struct ProfilePage {
    /// How many ids share a page: a publication writes one page anew.
    static let size: Int64 = 4_096
    private static let width = (number: 4, year: 2)

    /// Numbers of rows of `profile`, the lowest byte first; 0 where the record has none or is not public.
    private(set) var profiles: [UInt8]
    private(set) var subjects: [UInt8]
    private(set) var years: [UInt8]

    static func number(of id: Int64) -> Int64 { id / size }

    init() {
        profiles = Array(repeating: 0, count: Int(Self.size) * Self.width.number)
        subjects = profiles
        years = Array(repeating: 0, count: Int(Self.size) * Self.width.year)
    }

    /// - Returns: `nil` for a page of another size.
    private init?(profiles: [UInt8], subjects: [UInt8], years: [UInt8]) {
        let numbers = Int(Self.size) * Self.width.number
        guard profiles.count == numbers, subjects.count == numbers,
            years.count == Int(Self.size) * Self.width.year
        else { return nil }
        self.profiles = profiles
        self.subjects = subjects
        self.years = years
    }

    /// The page as the catalogue holds it; an empty one where it has none.
    static func page(_ number: Int64, in db: Database) throws -> ProfilePage {
        let find = try db.cachedStatement(
            sql: "SELECT profiles, subjects, years FROM profilePage WHERE number = ?")
        try find.bind(.integer(number))
        return try Columns.first(find) {
            ProfilePage(profiles: $0.bytes(0), subjects: $0.bytes(1), years: $0.bytes(2))
        }
        .flatMap { $0 } ?? ProfilePage()
    }

    func write(as number: Int64, to db: Database) throws {
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO profilePage (number, profiles, subjects, years) VALUES (?, ?, ?, ?)"
        ).run([.integer(number), .blob(profiles), .blob(subjects), .blob(years)])
    }

    subscript(id: Int64) -> (profile: Int, subjects: Int, period: Period) {
        get {
            let place = Int(id % Self.size)
            return (
                Self.read(profiles, place * Self.width.number, UInt32.self),
                Self.read(subjects, place * Self.width.number, UInt32.self),
                Period(packed: Self.read(years, place * Self.width.year, UInt16.self))
            )
        }
        set {
            let place = Int(id % Self.size)
            Self.write(UInt32(newValue.profile), to: &profiles, place * Self.width.number)
            Self.write(UInt32(newValue.subjects), to: &subjects, place * Self.width.number)
            Self.write(UInt16(clamping: newValue.period.packed), to: &years, place * Self.width.year)
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

    /// `numberAt(numbers, id)`, by which two catalogues are compared: the number at an id's place.
    static let reader = DatabaseFunction("numberAt", argumentCount: 2, pure: true) { values in
        guard let bytes = Data.fromDatabaseValue(values[0]), let id = Int64.fromDatabaseValue(values[1]),
            bytes.count == Int(size) * width.number
        else { return nil }
        return read(Array(bytes), Int(id % size) * width.number, UInt32.self)
    }
}

/// What a stretch of the journal changes in the profiles and subjects of the public records.
struct Profiles {
    private typealias Place = (profile: String, subjects: String, period: Period)

    private var places: [Int64: Place?] = [:]
    /// How many more records have a text of `profile`.
    private var counts: [String: Int] = [:]

    mutating func add(_ row: PublicRow, _ id: Int64) { count(row, id, 1) }

    mutating func remove(_ row: PublicRow, _ id: Int64) { count(row, id, -1) }

    private mutating func count(_ row: PublicRow, _ id: Int64, _ change: Int) {
        let (profile, subjects) = (row.profile.text, row.subjects.text)
        places[id] = change > 0 ? .some((profile, subjects, Period(row.period))) : .some(nil)
        counts[profile, default: 0] += change
        if !subjects.isEmpty { counts[subjects, default: 0] += change }
    }

    func write(to db: Database) throws {
        // Of a record without subjects.
        var numbers = ["": 0]
        // In a fixed order: the same journal gives the same file.
        for (text, change) in counts.sorted(by: { $0.key < $1.key }) {
            numbers[text] = try write(text, change, to: db)
        }
        for (number, ids) in Dictionary(grouping: places.keys, by: ProfilePage.number) {
            var page = try ProfilePage.page(number, in: db)
            for id in ids {
                if let place = places[id].flatMap({ $0 }) {
                    page[id] = (numbers[place.profile] ?? 0, numbers[place.subjects] ?? 0, place.period)
                } else {
                    page[id] = (0, 0, Period(nil))
                }
            }
            try page.write(as: number, to: db)
        }
        for (text, change) in counts where change <= 0 {
            try db.cachedStatement(sql: "DELETE FROM profile WHERE text = ? AND count = 0").run([.text(text)])
        }
    }

    /// - Returns: the number of the text's row.
    private func write(_ text: String, _ change: Int, to db: Database) throws -> Int {
        let add = try db.cachedStatement(
            sql: """
                INSERT INTO profile (text, count) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET count = count + excluded.count RETURNING id
                """)
        try add.bind(.text(text), .integer(change))
        return try Columns.first(add) { Int($0.number(0)) } ?? 0
    }
}
