import Catalogue
import FoundationEssentials
import GRDB
import Kinds
import Ledger
import Records
import TestKit

/// A data folder with a real ledger and the catalogue of it.
final class CatalogueBench {
    let scratch: ScratchFolder
    let folder: DataFolder
    let ledger: SQLiteLedger
    let blobs: FolderBlobs
    private(set) var catalogue: Catalogue
    private let lock: FolderLock

    /// A time that the tests use: 12 June 2019, 09:00 UTC.
    static let moment: Int64 = 1_560_330_000_000

    init() async throws {
        scratch = try ScratchFolder()
        folder = try DataFolder.create(at: scratch("hall"))
        lock = try FolderLock(folder)
        ledger = try SQLiteLedger(writing: lock)
        blobs = FolderBlobs(folder)
        catalogue = try await Catalogue(path: folder.catalogue, log: ledger)
    }

    /// Appends to the ledger only.
    @discardableResult
    func append(_ drafts: [Draft]) async throws -> Head {
        // Nobody approves a text of their own.
        var rest = drafts[...]
        while let first = rest.first {
            let stretch = rest.prefix { $0.isApproval == first.isApproval }
            rest = rest.dropFirst(stretch.count)
            _ = try await ledger.append(
                Array(stretch), onto: try await ledger.head(), author: first.isApproval ? "second" : "test",
                at: Self.moment)
        }
        return try await ledger.head()
    }

    /// Saves and publishes records, and brings the catalogue up to date.
    func publish(_ records: (Code, any Kind)...) async throws { try await publish(records) }

    func publish(_ records: [(Code, any Kind)]) async throws {
        let base = try await ledger.head().number
        var drafts: [Draft] = []
        for (code, record) in records {
            drafts.append(.save(code, record))
            drafts.append(.publish(code, base + drafts.count, kind: type(of: record).name))
        }
        try await append(drafts)
        try await catalogue.catchUp()
    }

    func save(_ code: Code, _ record: any Kind) async throws {
        try await append([.save(code, record)])
        try await catalogue.catchUp()
    }

    func act(_ action: Action, on code: Code, kind: any Kind.Type) async throws {
        try await append([Draft(record: code, kind: kind.name, version: 1, action: action)])
        try await catalogue.catchUp()
    }

    func check() async throws -> [Finding] {
        try await Catalogue.check(path: folder.catalogue, log: ledger, blobs: blobs)
    }

    /// Closes the catalogue, lets something be done to its files, and opens it anew.
    func reopen(_ work: () async throws -> Void = {}) async throws {
        try await catalogue.close()
        try await work()
        catalogue = try await Catalogue(path: folder.catalogue, log: ledger)
    }

    /// Changes the catalogue behind its back.
    func meddle(_ sql: String) throws {
        let queue = try DatabaseQueue(path: folder.catalogue)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    func dump() throws -> [String] { try CatalogueDump(path: folder.catalogue).lines }

    /// The codes that a search finds, sorted.
    func found(_ question: String) async throws -> [Code] {
        try await catalogue.read {
            try $0.search(question, in: everyLanguage, offset: 0, limit: 1_000).records.map(\.code).sorted()
        }
    }

    func slugs(_ kind: String, limit: Int = 1_000) async throws -> [String] {
        try await catalogue.read { view in
            try view.list(kind, limit: limit).records.map { record in
                try KindRegistry.kind(named: record.kind)?.init(json: record.body).slug?.text ?? "?"
            }
        }
    }
}

extension Draft {
    static func save(_ code: Code, _ record: any Kind) -> Draft {
        Draft(record: code, kind: type(of: record).name, version: 1, action: .save, body: record.json)
    }

    static func publish(_ code: Code, _ number: RevisionNumber, kind: String) -> Draft {
        Draft(record: code, kind: kind, version: 1, action: .publish(number))
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

extension Draft {
    fileprivate var isApproval: Bool { if case .approve = action { true } else { false } }
}

/// Everything that is in a catalogue, in an order of its own; made without the catalogue's code.
struct CatalogueDump {
    private(set) var lines: [String] = []

    init(path: String) throws {
        let queue = try DatabaseQueue(path: path)
        lines = try queue.write { db in
            for search in ["search", "officeSearch"] {
                try db.execute(sql: "INSERT INTO \(search) (\(search)) VALUES ('integrity-check')")
                try db.execute(
                    sql: "CREATE VIRTUAL TABLE temp.\(search)Words USING fts5vocab(main, \(search), instance)"
                )
            }
            var lines = try String.fetchAll(
                db,
                sql: "SELECT sql FROM main.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
            for table in [
                "state", "record", "public", "link", "usedAddress", "step", "tally", "linkTally", "mapCell",
                "translationTally",
            ] {
                lines += try Self.rows(db, table, "SELECT * FROM \(table)")
            }
            lines += try Self.rows(
                db, "size", "SELECT code, sz FROM search_docsize LEFT JOIN public USING (id)")
            lines += try Self.rows(
                db, "word", "SELECT term, code, col, offset FROM searchWords LEFT JOIN public ON id = doc")
            lines += try Self.rows(
                db, "office size", "SELECT code, sz FROM officeSearch_docsize LEFT JOIN record USING (id)")
            lines += try Self.rows(
                db, "office word",
                "SELECT term, code, col, offset FROM officeSearchWords LEFT JOIN record ON id = doc")
            return lines.sorted()
        }
        try queue.close()
    }

    private static func rows(_ db: Database, _ table: String, _ sql: String) throws -> [String] {
        try Row.fetchAll(db, sql: sql).map { row in
            table + " " + row.map { "\($0.0)=\($0.1)" }.joined(separator: "|")
        }
    }
}

func localized(_ english: String, _ russian: String? = nil) -> Localized {
    var text: Localized = [.english: english]
    if let russian { text[.russian] = russian }
    return text
}

func date(_ text: String) throws -> EDTF { try EDTF(text) }

func article(_ slug: String, _ title: String? = nil, on day: String = "2019-06-12", text: String = "Text")
    throws -> Article
{
    var article = Article()
    article.slugText = Address(stringLiteral: slug)
    article.title = localized(title ?? slug)
    article.published = try date(day)
    article.text = localized(text)
    return article
}

func city(_ slug: String, _ title: String? = nil, position: Int? = nil) -> City {
    var city = City()
    city.slugText = Address(stringLiteral: slug)
    city.title = localized(title ?? slug)
    city.country = "DE"
    if let position { city.position = Number(position) }
    return city
}

/// Those in which the interface speaks.
let everyLanguage = ["ru", "en", "de", "fr", "it", "zh-Hans"].compactMap { Language($0) }
