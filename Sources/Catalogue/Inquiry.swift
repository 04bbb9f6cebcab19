import GRDB
import Kinds
import Ledger
import Records
import Search

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A question put to the catalogue: its words with what the catalogue knows of them.
struct Inquiry {
    typealias Hit = (id: Int64, weight: Double)

    /// A word, and how many records hold it in one of its ways, up to `rareLimit`.
    struct Counted {
        var word: Question.Word
        var frequency: Int
    }

    /// Of a word that more records hold no more are counted, and none is looked for that holds only this one.
    static let rareLimit = 20_000
    /// How few answers with all words make those with most of them welcome.
    private static let fewAnswers = 24
    /// How much of a question's worth a record has to hold then.
    private static let leastCoverage = 0.12
    /// How much more than another word as rare as it a name tells: who names a city wants what is of that city.
    private static let nameWorth = 2.0

    let db: Database
    let languages: [Language]
    private(set) var words: [Counted] = []
    /// The question with what was found out about it.
    var question: Question {
        var question = asked
        question.words = words.map(\.word)
        return question
    }
    private let asked: Question
    /// How many public records there are.
    private let all: Int

    /// - Parameter isUnfinished: whether the last word may go on.
    init(_ text: String, in languages: [Language], isUnfinished: Bool = false, _ db: Database) throws {
        self.db = db
        self.languages = languages
        let total = try db.cachedStatement(sql: "SELECT total(count) FROM tally")
        all = try Int(Double.fetchOne(total) ?? 0)
        let question = try Question(text, in: languages) { name in try Self.named(name, in: db) }
        let telling = question.words.filter { !$0.isFunctionWord }
        asked = question
        let asking = telling.isEmpty ? question.words : telling
        for (place, word) in asking.enumerated() {
            let mayGoOn = isUnfinished && place == asking.count - 1 && !word.isHan
            let counted = try counted(mayGoOn ? grown(word) : word)
            words += counted.frequency > 0 ? [counted] : try known(word)
        }
    }

    /// The records that answer and that a narrowing leaves, best first, and the sieve that counted them.
    ///
    /// Of more than `weighedLimit`, those with the words in their title come first, then the others, the oldest records of
    /// each; only these can be paged through.
    func answers(narrowedTo narrowing: Narrowing) throws -> (hits: [Hit], sieve: Sieve) {
        let sieve = try Sieve(narrowing, db)
        guard !words.isEmpty else { return ([], sieve) }
        // What nearly every record says divides nothing.
        let dividing = words.filter { $0.frequency * 2 < all }
        let telling = dividing.isEmpty ? words : dividing
        let strict = telling.map(\.word.expression).joined(separator: " AND ")
        try sieve.take(all: strict)
        let weighing = weighing(telling, leastCoverage: 0)
        let areFew = sieve.all < Self.fewAnswers
        if !narrowing.isEmpty, !areFew { weighing.sieve = sieve }
        // Where all can be weighed, nothing has to be preferred.
        let preferred = sieve.total > CatalogueView.weighedLimit ? CatalogueView.weighedLimit / 2 : 0
        var hits = try weighing.heaviest(of: "{title} : (\(strict))", limit: preferred, in: db)
        let known = Set(hits.map(\.id))
        hits += try weighing.heaviest(of: strict, limit: CatalogueView.weighedLimit - preferred, in: db)
            .filter { !known.contains($0.id) }
        return areFew ? try loosened(hits, narrowing) : (Self.sorted(hits), sieve)
    }

    /// Few answers, and the records with most of the words and of what is related to them.
    private func loosened(_ few: [Hit], _ narrowing: Narrowing) throws -> (hits: [Hit], sieve: Sieve) {
        let sieve = try Sieve(narrowing, db)
        let titled = words.map(\.word.expression).joined(separator: " AND ")
        let named = try named(
            by: Self.sorted(
                weighing(words, leastCoverage: 0).heaviest(
                    of: "{title} : (\(titled))", limit: Self.fewAnswers, in: db)))
        let words = try loosened().map { counted in
            var counted = counted
            // What points at it answers as if it held its name.
            counted.word.add(named, in: languages)
            return counted
        }
        var hits: [Hit] = []
        if !words.isEmpty {
            hits = try weighing(words, leastCoverage: Self.leastCoverage).heaviest(
                of: words.map(\.word.expression).joined(separator: " OR "), limit: CatalogueView.weighedLimit,
                in: db)
        }
        let known = Set(hits.map(\.id))
        hits += few.filter { !known.contains($0.id) }
        for hit in hits { try sieve.take(hit.id) }
        return (Self.sorted(try hits.filter { try sieve.lets($0.id) }), sieve)
    }

    private static func sorted(_ hits: [Hit]) -> [Hit] {
        hits.sorted { ($1.weight, $0.id) < ($0.weight, $1.id) }
    }

    private func weighing(_ words: [Counted], leastCoverage: Double) -> Weighing {
        let phrases = words.enumerated().flatMap { place, counted in
            counted.word.alternatives.map { Weighing.Phrase(word: place, weight: $0.weight) }
        }
        return Weighing(phrases, rarity: words.map(rarity), leastCoverage: leastCoverage)
    }

    private func rarity(_ counted: Counted) -> Double {
        (counted.word.isName ? Self.nameWorth : 1)
            * log(1 + (Double(all - min(counted.frequency, all)) + 0.5) / (Double(counted.frequency) + 0.5))
    }

    func counted(_ word: Question.Word) throws -> Counted {
        Counted(word: word, frequency: try count(word.expression, limit: Self.rareLimit))
    }

    /// How many records an expression finds, up to a limit.
    private func count(_ expression: String, limit: Int) throws -> Int {
        let count = try db.cachedStatement(
            sql: "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)")
        return try Int.fetchOne(count, arguments: [expression, limit]) ?? 0
    }
}
