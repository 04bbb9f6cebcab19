import GRDB

/// Checks that the SQLite file is, bit for bit, one that holds the ledger's tables and nothing else.
enum StructureCheck {
    private static let place = "ledger.sqlite"

    /// Compares the file's tables with those this program makes.
    static func schema(_ db: Database, into findings: inout Findings) throws {
        var found: [[String]] = []
        try Columns.each(
            db.makeStatement(sql: "SELECT rowid, type, name, tbl_name, sql FROM sqlite_schema")
        ) { row in found.append(["\(row.number(0))"] + (1..<5).map(row.text)) }
        let expected = LedgerFile.schema.enumerated().map {
            ["\($0 + 1)", "table", $1.name, $1.name, $1.sql]
        }
        if found != expected { findings.add(place, "its schema is not the ledger's") }
    }

    /// Asks SQLite for what it can see itself: the trees, the types of columns, lost and doubly used pages.
    static func integrity(_ db: Database, into findings: inout Findings) throws {
        for line in try String.fetchAll(db, sql: "PRAGMA integrity_check(100)") where line != "ok" {
            findings.add(place, line)
        }
    }

    /// Looks where SQLite does not: the header, and every byte that no row uses.
    ///
    /// Must run inside a read transaction, so that no checkpoint moves pages meanwhile. A server may still append to
    /// the log, or begin it anew, while it is being read here; what that looks like is gone at the second look, so
    /// only what is seen twice in succession is reported.
    static func pages(_ db: Database, _ folder: DataFolder, into findings: inout Findings) throws {
        _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema")
        var seen = look(db, folder)
        for _ in 0..<looks where !seen.isEmpty {
            let again = look(db, folder)
            if again == seen { break }
            seen = again
        }
        for finding in seen { findings.add(finding.place, finding.problem) }
    }

    private static let looks = 5

    private static func look(_ db: Database, _ folder: DataFolder) -> [Finding] {
        var findings = Findings()
        findings.gather(place) { try look(db, folder, into: &$0) }
        return findings.kept
    }

    private static func look(_ db: Database, _ folder: DataFolder, into findings: inout Findings) throws {
        let log = try WriteAheadLog(at: folder.ledger + "-wal")
        for problem in log.problems { findings.add(place + "-wal", problem) }
        let file = try PageFile(at: folder.ledger, log: log)
        var seals: [Int64: Int64] = [:]
        try Columns.each(db.makeStatement(sql: "SELECT id, value, words FROM seal")) { seal in
            let (id, value) = (seal.number(0), seal.number(1))
            if seal.text(2) != Seal.words(value) || (id != Seal.cookieRow && id != value) {
                findings.add(place, "a seal is broken")
            }
            seals[id] = value
        }
        for problem in try FileHeader.problems(of: file, seals: seals) { findings.add(place, problem) }
        var walk = PageWalk(file)
        try walk.tree(from: 1, .schema)
        var roots: [Int64] = []
        try Columns.each(db.makeStatement(sql: "SELECT rootpage FROM sqlite_schema ORDER BY rowid")) {
            roots.append($0.number(0))
        }
        for (root, table) in zip(roots, LedgerFile.schema) {
            try walk.tree(from: UInt32(truncatingIfNeeded: root), table.format)
        }
        for problem in walk.problems { findings.add("\(place), page \(problem.page)", problem.what) }
    }
}

/// The first hundred bytes of the file (https://www.sqlite.org/fileformat.html, 1.3), compared field by
/// field.
enum FileHeader {
    static let byteCount = 100

    static func problems(of file: PageFile, seals: [Int64: Int64]) throws(LedgerProblem) -> [String] {
        let page = try file.page(1)
        func number(_ offset: Int) -> Int64 { Int64(page.big32(offset)) }
        var problems: [String] = []
        func expect(_ isTrue: Bool, _ what: String) {
            if !isTrue { problems.append("the file's header has a wrong \(what)") }
        }
        expect(Array(page[0..<16]) == Array("SQLite format 3\0".utf8), "beginning")
        expect(page.big16(16) == Int(LedgerFile.pageSize), "page size")
        expect(Array(page[18..<24]) == [2, 2, 0, 64, 32, 32], "journal mode or page layout")
        expect(number(24) == number(92), "change counter")
        expect(number(28) == Int64(file.pageCount), "number of pages")
        expect(number(32) == 0 && number(36) == 0, "list of free pages")
        expect(number(40) == seals[Seal.cookieRow], "schema cookie")
        expect(number(44) == 4, "schema format")
        expect(number(48) == 0 && number(52) == 0 && number(64) == 0, "cache size or vacuum setting")
        expect(number(56) == 1, "text encoding")
        expect(number(60) == LedgerFile.formatVersion, "format version")
        expect(number(68) == LedgerFile.applicationId, "application id")
        expect(page[72..<92].allSatisfy { $0 == 0 }, "reserved part")
        expect(
            number(96) >= Int64(LedgerFile.oldestLibrary) && seals[number(96)] == number(96),
            "library version")
        if try !file.isWholePages { problems.append("the file's length is not that of its pages") }
        return problems
    }
}

extension [UInt8] {
    /// Two bytes as a number, most significant first.
    func big16(_ offset: Int) -> Int { Int(self[offset]) << 8 | Int(self[offset + 1]) }

    /// Four bytes as a number, most significant first.
    func big32(_ offset: Int) -> UInt32 {
        UInt32(self[offset]) << 24 | UInt32(self[offset + 1]) << 16 | UInt32(self[offset + 2]) << 8
            | UInt32(self[offset + 3])
    }
}
