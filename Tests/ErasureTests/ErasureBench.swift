import Catalogue
import Foundation
import GRDB
import Kinds
import Ledger
import Office
import Records
import Synchronization
import TestKit

@testable import Erasure

/// A Hall in which somebody is named everywhere, and somebody else stays.
final class ErasureBench {
    let scratch: ScratchFolder
    let folder: DataFolder
    private(set) var lock: FolderLock
    let ledger: SQLiteLedger
    let blobs: FolderBlobs
    let catalogue: Catalogue
    let office: OfficeStore
    var eraser: Eraser
    /// The packs that were dropped.
    let dropped = Dropped()

    final class Dropped: Sendable {
        private let blobs = Mutex<Set<Hash>>([])
        func note(_ blob: Hash) { blobs.withLock { _ = $0.insert(blob) } }
        var all: Set<Hash> { blobs.withLock { $0 } }
    }

    static let moment: Int64 = 1_560_330_000_000
    /// Who asks to be forgotten, as the office knows him.
    static let names = ["Тарас Кощеев", "Taras Koshcheyev"]

    let first = Code.numbered(1)
    let second = Code.numbered(2)
    let photo = Code.numbered(3)
    let person = Code.numbered(4)
    let scan = Code.numbered(5)
    let drawing = Code.numbered(6)
    private(set) var files: [String: Hash] = [:]

    init() async throws {
        scratch = try ScratchFolder()
        folder = try DataFolder.create(at: scratch("hall"))
        lock = try FolderLock(folder)
        ledger = try SQLiteLedger(writing: lock)
        blobs = FolderBlobs(folder)
        catalogue = try await Catalogue(path: folder.catalogue, log: ledger)
        office = try OfficeStore(path: folder.office)
        eraser = Eraser(ledger: ledger, blobs: blobs, catalogue: catalogue)
        eraser.dropPack = { [dropped] in dropped.note($0) }
        try await fill()
    }

    private func fill() async throws {
        for (name, bytes) in [
            ("exif", NamedFiles.jpeg(artist: "Taras Koshcheyev")), ("kerned", NamedFiles.kernedPDF),
            ("glyphs", NamedFiles.glyphPDF), ("clean", NamedFiles.bareJPEG),
            ("orphan", Array("a letter of ТАРАС КОЩЕЕВ".utf8)),
        ] { files[name] = try await blobs.store(bytes) }
        var article = Article()
        article.slugText = "taras-koshcheyev-v-duisburge"
        article.title = [.russian: "Визит в Дуйсбург", .english: "A visit to Duisburg"]
        article.published = try EDTF("2019-06-12")
        article.text = [
            .russian:
                "О визите Тараса Кощеева рассказали газеты.\n\nТарасу\u{A0}Кощееву вручили грамоту; Кощеевым "
                + "довольны. Анна Сидорова осталась.",
            .english: "Mayor **Taras** Koshcheyev spoke. Anna Sidorova stayed.",
        ]
        article.internalNote = #"{"by": "\u041a\u043e\u0449\u0435\u0435\u0432"}"#
        article.sources = [source("https://paper.example/%D0%9A%D0%BE%D1%89%D0%B5%D0%B5%D0%B2/2019?page=2")]
        try await save(first, article, note: "слова Кощеева уточнены")
        try await publish(first, Article.self)
        var other = Article()
        other.slugText = "second"
        other.title = [.russian: "Речь о Кощееве"]
        other.published = try EDTF("2020")
        other.text = [.russian: "Кощеев, Тарас Остапович, и Анна Сидорова."]
        try await save(second, other)
        other.title = [.russian: "Речь"]
        other.text = [.russian: "Анна Сидорова."]
        try await save(second, other)
        try await publish(second, Article.self)
        try await savePhotos()
        var person = Person()
        person.slugText = "koshcheyev"
        person.title = [.russian: "Кощеев Тарас", .english: "Taras Koshcheyev"]
        person.basis = Chosen(.consent)
        person.office = [.russian: "Мэр"]
        person.contact = "taras@mail.example"
        try await save(self.person, person)
        try await publish(self.person, Person.self)
        try await catalogue.catchUp()
    }

    private func savePhotos() async throws {
        for (code, file, format, caption) in [
            (photo, "exif", "jpeg", "Слева Тарас Кощеев"), (scan, "kerned", "pdf", "A scan"),
            (drawing, "glyphs", "pdf", "Another scan"),
        ] {
            var photo = Photo()
            photo.slugText = Address(stringLiteral: "picture-\(file)")
            photo.title = [.russian: "Снимок"]
            photo.caption = [.russian: caption]
            photo.alt = [.russian: "Люди"]
            photo.credit = [.english: "The archive"]
            if code == self.photo {
                photo.named = [Photo.NamedPerson(), Photo.NamedPerson()]
                (photo.named[0].name, photo.named[0].office) = ([.russian: "Тарас Кощеев"], [.russian: "Мэр"])
                photo.named[1].name = [.russian: "Анна Сидорова"]
            }
            photo.image = Media(
                blob: files[file]?.description ?? "", name: "\(file).\(format)", format: format, width: 8,
                height: 8)
            try await save(code, photo)
            try await publish(code, Photo.self)
        }
    }

    private func source(_ url: String) -> Source {
        var source = Source()
        source.title = [.russian: "Газета"]
        source.url = WebAddress(url)
        return source
    }

    func save(_ code: Code, _ record: some Kind, note: String? = nil) async throws {
        _ = try await ledger.append(
            [
                Draft(
                    record: code, kind: type(of: record).name, version: 1, action: .save, body: record.json,
                    note: note)
            ],
            onto: try await ledger.head(), author: "anna", at: Self.moment)
    }

    private func publish(_ code: Code, _ kind: any Kind.Type) async throws {
        let head = try await ledger.head()
        _ = try await ledger.append(
            [Draft(record: code, kind: kind.name, version: 1, action: .publish(head.number))], onto: head,
            author: "boris", at: Self.moment)
    }

    func order(_ reason: String = "asked, letter 7 of 2026") throws -> Eraser.Order {
        guard let search = NameSearch(Self.names) else { throw CancellationError() }
        return Eraser.Order(search: search, reason: reason)
    }

    func erase(_ order: Eraser.Order) async throws -> Eraser.Outcome {
        try await eraser.erase(order, author: "admin", at: Self.moment + 1)
    }

    /// The newest text of a record, from the journal.
    func newest<K: Kind>(_ code: Code, _ kind: K.Type = K.self) async throws -> K? {
        let all = try await ledger.revisions(after: .zero, limit: 1_000)
        return try all.last { $0.record == code && $0.action == .save }?.body.map { try K(json: $0) }
    }

    func close() async throws {
        try office.close()
        try await catalogue.close()
        try ledger.close()
        lock.release()
    }
}

extension Code {
    /// The code that ends in a number.
    static func numbered(_ number: Int) -> Code {
        let digits = String(number)
        let text = "C" + String(repeating: "0", count: max(0, Code.length - 1 - digits.utf8.count)) + digits
        var source = Seeded(number)
        return Code(text) ?? .random(using: &source)
    }
}

/// Looks for stems of a name in everything below a folder, and knows nothing of the code that erases.
struct Remains {
    private static let stems = ["кощеев", "кощеeв", "koshche"]
    private(set) var found: [String] = []

    init(in path: String) throws {
        let files = FileManager.default.subpaths(atPath: path) ?? []
        for file in files.sorted() {
            guard let data = FileManager.default.contents(atPath: "\(path)/\(file)") else { continue }
            look([UInt8](data), file)
            if data.starts(with: Array("SQLite format 3".utf8)) { try lookInTables("\(path)/\(file)", file) }
        }
    }

    /// The stem in the encodings and escapes in which it could stand in bytes.
    private static let patterns: [[UInt8]] = stems.flatMap { stem -> [[UInt8]] in
        let title = stem.prefix(1).uppercased() + stem.dropFirst()
        return [stem, title, stem.uppercased()].flatMap { word -> [[UInt8]] in
            let units = Array(word.utf16)
            let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            let percent = word.utf8.map { "%" + hex(Int($0), 2) }.joined()
            let json = units.map { "\\u" + hex(Int($0), 4) }.joined()
            let windows = units.map {
                $0 >= 0x410 && $0 < 0x450 ? UInt8($0 - 0x410 + 0xC0) : UInt8($0 & 0x7F)
            }
            return [
                Array(word.utf8), little, big, Array(percent.utf8), Array(percent.lowercased().utf8),
                Array(json.utf8), Array(json.uppercased().replacing("\\U", with: "\\u").utf8), windows,
            ]
        }
    }

    private static func hex(_ value: Int, _ count: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: count - digits.count) + digits.uppercased()
    }

    private mutating func look(_ bytes: [UInt8], _ place: String) {
        for pattern in Self.patterns where bytes.firstRange(of: pattern) != nil {
            found.append("\(place): \(String(decoding: pattern, as: UTF8.self))")
        }
    }

    private mutating func lookInTables(_ path: String, _ place: String) throws {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        let rows = try queue.write { db in
            var rows: [(String, Row)] = []
            let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            for search in ["search", "officeSearch"] where tables.contains(search) {
                try db.execute(
                    sql: "CREATE VIRTUAL TABLE temp.\(search)Words USING fts5vocab(main, \(search), row)")
                rows += try Row.fetchAll(db, sql: "SELECT term FROM temp.\(search)Words").map { (search, $0) }
            }
            for table in tables {
                rows += try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map { (table, $0) }
            }
            return rows
        }
        for (table, row) in rows {
            for value in row.databaseValues {
                let text: String
                switch value.storage {
                case .string(let string): text = string
                case .blob(let data): text = String(decoding: data, as: UTF8.self)
                default: continue
                }
                for stem in Self.stems where text.lowercased().contains(stem) {
                    found.append("\(place), \(table): \(text.prefix(80))")
                }
            }
        }
    }
}
