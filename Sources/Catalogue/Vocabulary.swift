import GRDB
import Ledger
import Search

/// What a stretch of the journal changes in the words that the public records hold.
struct Vocabulary {
    /// Nobody mistypes a longer word, in letters.
    static let longest = 32
    /// In letters.
    private static let shortestCompound = 9

    /// In how many more records each word is than before.
    private var changes: [Substring: Int] = [:]

    /// - Parameter change: 1 for a row that came, -1 for one that went.
    mutating func add(_ row: PublicRow, _ change: Int) {
        for term in Self.terms(of: row) { changes[term, default: 0] += change }
    }

    /// - Precondition: the search has all rows of the stretch already.
    func write(to db: Database) throws {
        let insert = try db.cachedStatement(sql: "INSERT OR IGNORE INTO term (size, word) VALUES (?, ?)")
        let mirror = try db.cachedStatement(sql: "INSERT OR IGNORE INTO ending (mirrored) VALUES (?)")
        for (term, change) in changes where change > 0 {
            let size = term.unicodeScalars.count
            try insert.run(.integer(size), .text(String(term)))
            if size >= Self.shortestCompound { try mirror.run(.text(String(term.reversed()))) }
        }
        for (term, change) in changes where change < 0 { try removeUnused(term, from: db) }
    }

    private func removeUnused(_ term: Substring, from db: Database) throws {
        let find = try db.cachedStatement(sql: "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1")
        try find.bind(.text("{title body} : \"\(term)\""))
        guard try Columns.first(find, { _ in true }) == nil else { return }
        try db.cachedStatement(sql: "DELETE FROM term WHERE size = ? AND word = ?").run(
            .integer(term.unicodeScalars.count), .text(String(term)))
        try db.cachedStatement(sql: "DELETE FROM ending WHERE mirrored = ?").run(
            .text(String(term.reversed())))
    }

    /// The words in letters; a number is no word, and a Han character is never mistyped by a letter.
    private static func terms(of row: PublicRow) -> Set<Substring> {
        let all = Set((row.titleWords + " " + row.bodyWords).split(separator: " "))
        return all.filter { term in
            guard let first = term.unicodeScalars.first, term.unicodeScalars.count <= longest else {
                return false
            }
            return first.properties.isAlphabetic && !Terms.isHan(first)
                && !term.utf8.contains { (0x30...0x39).contains($0) }
        }
    }
}
