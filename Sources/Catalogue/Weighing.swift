import GRDB
import GRDBSQLite
import Search

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How much a record has to do with a question: BM25F over the question's words.
///
/// FTS5's own `bm25` takes every phrase of an expression for a word of its own, so that a city of eight names would
/// weigh eight words, and goes through all records of each phrase first. Here the ways to write a word count as one, the
/// best of them, and how rare a word is was asked before.
/// Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009).
final class Weighing {
    struct Phrase {
        /// Which of the question's words it stands for.
        let word: Int
        let weight: Double
    }

    private static let name = "weight"
    // SQLite keeps the pointer to a name and not the name.
    private static let pointerName: StaticString = "twinhall.weighing"
    private static let interfaceName: StaticString = "fts5_api_ptr"
    /// How fast a word that is repeated stops to count, and how much a long text counts less (k1 and b).
    private static let saturation = 1.2
    private static let byLength = 0.75
    /// What a word counts in the title, in the text, and as the name of what a record points at.
    private static let columns = [6.0, 1.0, 3.0]
    /// How much of the question's worth must be there at least.
    private let leastCoverage: Double

    /// What is weighed at all; everything where there is none.
    var sieve: Sieve?
    /// How many records were weighed.
    private var weighed = 0
    private let phrases: [Phrase]
    /// How rare each word is.
    private let rarity: [Double]
    private let wholeRarity: Double
    /// How long each column is in the mean record.
    private var averages: [Double] = []
    // Used again for each record.
    /// What a word counts in each column.
    private var worth = Weighing.columns
    private var frequencies: [Double]
    private var best: [Double]
    private var last: [(column: CInt, offset: CInt)]
    private var isNear: [Bool]

    init(_ phrases: [Phrase], rarity: [Double], leastCoverage: Double) {
        self.phrases = phrases
        self.rarity = rarity
        self.leastCoverage = leastCoverage
        wholeRarity = rarity.reduce(0, +)
        frequencies = Array(repeating: 0, count: phrases.count)
        best = Array(repeating: 0, count: rarity.count)
        last = Array(repeating: (-1, 0), count: rarity.count)
        isNear = Array(repeating: false, count: rarity.count)
    }

    /// Makes `weight(search, ?)` known to a connection.
    static func register(in db: Database) throws {
        let select = try db.makeStatement(sql: "SELECT fts5(?1)")
        var api: UnsafeMutablePointer<fts5_api>?
        sqlite3_bind_pointer(select.sqliteStatement, 1, &api, interfaceName.cString, nil)
        _ = sqlite3_step(select.sqliteStatement)
        sqlite3_reset(select.sqliteStatement)
        guard let api, let create = api.pointee.xCreateFunction else {
            throw DatabaseError(message: "this SQLite has no FTS5")
        }
        let code = create(
            api, name, nil,
            { extensions, context, result, count, values in
                guard let extensions, let context, count == 1, let value = values?[0],
                    let pointer = sqlite3_value_pointer(value, Weighing.pointerName.cString)
                else { return sqlite3_result_error(result, "weight wants a weighing", -1) }
                let weighing = Unmanaged<Weighing>.fromOpaque(pointer).takeUnretainedValue()
                sqlite3_result_double(result, weighing.weight(extensions.pointee, context))
            }, nil)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    /// The heaviest of up to `limit` records that an expression finds.
    ///
    /// - Parameter expression: its phrases in the order of this weighing's.
    func heaviest(of expression: String, limit: Int, in db: Database) throws -> [(id: Int64, weight: Double)]
    {
        let select = try db.cachedStatement(
            sql: "SELECT rowid, weight(search, ?) FROM search WHERE search MATCH ?")
        select.setUncheckedArguments([nil, expression])
        weighed = 0
        var found: [(id: Int64, weight: Double)] = []
        let rows = try Row.fetchCursor(select)
        // Bound behind GRDB's back, and alive until the last row was read.
        try withExtendedLifetime(self) {
            sqlite3_bind_pointer(
                select.sqliteStatement, 1, Unmanaged.passUnretained(self).toOpaque(),
                Self.pointerName.cString,
                nil)
            while weighed < limit, try rows.next() != nil {
                let weight = sqlite3_column_double(select.sqliteStatement, 1)
                if weight > 0 { found.append((sqlite3_column_int64(select.sqliteStatement, 0), weight)) }
            }
        }
        return found
    }

    private func weight(_ api: Fts5ExtensionApi, _ context: OpaquePointer) -> Double {
        if let sieve, let id = api.xRowid?(context), (try? sieve.lets(id)) != true { return 0 }
        weighed += 1
        weighColumns(api, context)
        var count: CInt = 0
        guard api.xInstCount?(context, &count) == SQLITE_OK else { return 0 }
        for place in frequencies.indices { frequencies[place] = 0 }
        for word in rarity.indices {
            best[word] = 0
            last[word] = (-1, 0)
            isNear[word] = false
        }
        for instance in 0..<count {
            var (phrase, column, offset): (CInt, CInt, CInt) = (0, 0, 0)
            guard api.xInst?(context, instance, &phrase, &column, &offset) == SQLITE_OK,
                Int(phrase) < phrases.count
            else { continue }
            let word = phrases[Int(phrase)].word
            frequencies[Int(phrase)] += worth[Int(column)]
            last[word] = (column, offset)
            if word > 0, !isNear[word], last[word - 1].column == column,
                abs(offset - last[word - 1].offset) <= 4
            {
                isNear[word] = true
            }
            if word + 1 < rarity.count, !isNear[word + 1], last[word + 1].column == column,
                abs(offset - last[word + 1].offset) <= 4
            {
                isNear[word + 1] = true
            }
        }
        for (place, phrase) in phrases.enumerated() where frequencies[place] > 0 {
            let value = phrase.weight * frequencies[place] / (frequencies[place] + Self.saturation)
            best[phrase.word] = max(best[phrase.word], value)
        }
        var (weight, covered) = (0.0, 0.0)
        for word in rarity.indices where best[word] > 0 {
            weight += rarity[word] * best[word]
            covered += rarity[word]
            if isNear[word] { weight += 0.25 * min(rarity[word], rarity[word - 1]) }
        }
        let coverage = wholeRarity > 0 ? covered / wholeRarity : 1
        return coverage < leastCoverage ? 0 : weight * coverage
    }

    /// A word counts the less the longer the column is.
    private func weighColumns(_ api: Fts5ExtensionApi, _ context: OpaquePointer) {
        if averages.isEmpty {
            var rows: sqlite3_int64 = 0
            _ = api.xRowCount?(context, &rows)
            averages = Self.columns.indices.map { column in
                var words: sqlite3_int64 = 0
                _ = api.xColumnTotalSize?(context, CInt(column), &words)
                return max(1, Double(words) / Double(max(rows, 1)))
            }
        }
        for column in Self.columns.indices {
            var length: CInt = 0
            _ = api.xColumnSize?(context, CInt(column), &length)
            worth[column] =
                Self.columns[column]
                / (1 - Self.byLength + Self.byLength * Double(length) / averages[column])
        }
    }
}

extension StaticString {
    fileprivate var cString: UnsafePointer<CChar> {
        UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
