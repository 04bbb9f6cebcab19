import GRDB
import Kinds
import Ledger
package import Records
package import Search

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A page of the answers to a question.
package struct Answers: Sendable {
    package let records: [PublicRecord]
    /// What was asked, with all that was looked for.
    package let question: Question
    /// How many records answer, and how many would if the question were not narrowed.
    package let total, all: Int
    package let facets: Facets
    package let narrowing: Narrowing
    /// Whether another page follows this one.
    package let goesOn: Bool

    /// What was asked, as a record writes the words that were mistyped; `nil` where none was.
    package var mended: String? {
        guard let first = records.first, question.words.contains(where: { !$0.mendings.isEmpty }) else {
            return nil
        }
        return question.spelled(by: first.searchTexts.map { ($0.words, $0.language) })
    }
}

extension CatalogueView {
    /// How many of the records that answer a question are weighed against each other. Weighing takes more than a
    /// microsecond a record, and nobody reads further.
    package static var weighedLimit: Int { 1_000 }

    /// The public records that answer a question, best first.
    package func search(
        _ text: String, in languages: [Language], narrowedTo narrowing: Narrowing = Narrowing(),
        offset: Int = 0,
        limit: Int
    ) throws -> Answers {
        let inquiry = try Inquiry(text, in: languages, db)
        let (hits, sieve) = try inquiry.answers(narrowedTo: narrowing)
        return Answers(
            records: try records(of: hits.dropFirst(offset).prefix(limit)), question: inquiry.question,
            total: sieve.total, all: sieve.all,
            facets: sieve.facets, narrowing: narrowing, goesOn: hits.count > offset + limit)
    }
}

extension CatalogueView {
    /// What a question that is still being typed may be about, best first: its last word may be the beginning of one.
    package func suggestions(
        for text: String, in languages: [Language], limit: Int
    ) throws -> (records: [PublicRecord], question: Question) {
        let inquiry = try Inquiry(text, in: languages, isUnfinished: true, db)
        let hits = try inquiry.answers(narrowedTo: Narrowing()).hits
        return (try records(of: hits.prefix(limit)), inquiry.question)
    }

    private func records(of hits: some Sequence<Inquiry.Hit>) throws -> [PublicRecord] {
        let select = try db.cachedStatement(
            sql: "SELECT code, kind, body, publishedAt FROM public WHERE id = ?")
        return try hits.compactMap { hit in
            try Row.fetchOne(select, arguments: [hit.id]).map(record)
        }
    }
}

extension PublicRecord {
    fileprivate var searchTexts: [Contents.Text] { searched.map(\.contents.searchTexts) ?? [] }

    /// A body that cannot be read holds no words; `check` tells of it.
    private var searched: (any Kind)? {
        KindRegistry.kind(named: kind).flatMap { kind in try? kind.init(json: body) }
    }

    /// Where its text answers a question best: in the language that comes first, and there with most of the words. Its
    /// titles are left out: one of them stands above.
    package func passage(
        for question: Question, in languages: [Language]
    ) -> (passage: Passage, language: Language?)? {
        guard let record = searched else { return nil }
        let titles = Set(record.title.languages.compactMap { record.title[$0] } + record.otherNames)
        var best: (passage: Passage, language: Language?, place: Int)?
        for text in record.contents.searchTexts where !titles.contains(text.text) {
            let place = text.language.flatMap { languages.firstIndex(of: $0) } ?? languages.count
            guard let passage = Passage(of: text.words, in: text.language, for: question) else { continue }
            if best.map({ (place, -passage.held) < ($0.place, -$0.passage.held) }) ?? true {
                best = (passage, text.language, place)
            }
        }
        return best.map { ($0.passage, $0.language) }
    }
}

/// A question put to the catalogue: its words with what the catalogue knows of them.
struct Inquiry {
    typealias Hit = (id: Int64, weight: Double)

    /// A word, and how many records hold it in one of its ways, up to `rareLimit`.
    private struct Counted {
        var word: Question.Word
        var frequency: Int
    }

    /// Of a word that more records hold no more are counted, and none is looked for that holds only this one.
    private static let rareLimit = 20_000
    /// How few answers with all words make those with most of them welcome.
    private static let fewAnswers = 24
    /// How much of a question's worth a record has to hold then.
    private static let leastCoverage = 0.12
    /// How much more than another word as rare as it a name tells: who names a city wants what is of that city.
    private static let nameWorth = 2.0
    /// The shortest part of a compound, in letters.
    private static let shortestPart = 3

    private let db: Database
    private let languages: [Language]
    private var words: [Counted] = []
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
        let sieve = Sieve(narrowing, db)
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
        let sieve = Sieve(narrowing, db)
        let words = try loosened()
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

    private func counted(_ word: Question.Word) throws -> Counted {
        Counted(word: word, frequency: try count(word.expression, limit: Self.rareLimit))
    }

    /// How many records an expression finds, up to a limit.
    private func count(_ expression: String, limit: Int) throws -> Int {
        let count = try db.cachedStatement(
            sql: "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)")
        return try Int.fetchOne(count, arguments: [expression, limit]) ?? 0
    }
}

/// What is tried where the words alone do not find enough.
extension Inquiry {
    /// A word that no record holds, as something that some do: the beginning of words, two words written as one, another
    /// spelling; of Han characters, each two that follow one another.
    private func known(_ word: Question.Word) throws -> [Counted] {
        if word.isHan {
            let pairs = try word.divided().map(counted).filter { $0.frequency > 0 }
            return pairs.isEmpty
                ? try word.divided(intoSingles: true).map(counted).filter { $0.frequency > 0 } : pairs
        }
        // No word of a language is longer.
        guard word.plain.unicodeScalars.count <= Vocabulary.longest else { return [try counted(word)] }
        var mended = try grown(word)
        if mended == word { try mend(&mended, by: nearest(to: word.stems, limit: 1)) }
        if mended == word, let parts = try parts(of: word) { return parts }
        if mended == word { for term in try related(to: word) { mended.add([term], weight: 0.4) } }
        if mended == word { try mend(&mended, by: nearest(to: word.transliterated, limit: 2)) }
        if mended == word { try mend(&mended, by: nearest(to: word.stems, limit: 2)) }
        // A word that is known in no way stays: it counts against records that only hold the others.
        return [try counted(mended)]
    }

    /// A word with those that it is the beginning of.
    private func grown(_ word: Question.Word) throws -> Question.Word {
        var word = word
        for term in try terms(beginningWith: word.plain) { word.add([term], weight: 0.6) }
        return word
    }

    private func mend(_ word: inout Question.Word, by terms: [String]) throws {
        for term in terms {
            word.add([term], weight: 0.5)
            word.mendings.append(term)
            word.add(try Self.named(term, in: db), in: languages)
        }
    }

    /// The words with all that is related to them, for records that do not hold every one.
    private func loosened() throws -> [Counted] {
        try words.flatMap { counted -> [Counted] in
            if counted.word.isHan {
                guard counted.word.text.unicodeScalars.count > 2 else { return [counted] }
                return [counted] + (try counted.word.divided().map(self.counted).filter { $0.frequency > 0 })
            }
            var word = counted.word
            for term in try related(to: word) { word.add([term], weight: 0.4) }
            return [Counted(word: word, frequency: counted.frequency)]
        }
        .filter { $0.frequency > 0 && $0.frequency < Self.rareLimit }
    }

    /// Terms of which a word's is the beginning, or that are the beginning of it.
    private func related(to word: Question.Word) throws -> [String] {
        try word.stems.flatMap { stem -> [String] in
            let length = stem.unicodeScalars.count
            guard length >= 5 else { return [] }
            var found = try terms(beginningWith: stem) + terms(endingWith: stem)
            for size in max(5, (length * 6 + 9) / 10)..<length {
                let beginning = String(stem.unicodeScalars.prefix(size))
                if try isTerm(beginning) { found.append(beginning) }
            }
            return found
        }
    }

    /// The shortest words that begin so.
    private func terms(beginningWith beginning: String) throws -> [String] {
        let select = try db.cachedStatement(
            sql: "SELECT word FROM term WHERE size = ? AND word >= ? AND word < ? LIMIT ?")
        let length = beginning.unicodeScalars.count
        guard length > 1 else { return [] }
        var found: [String] = []
        for size in length + 1...max(length + 1, Vocabulary.longest) where found.count < 12 {
            found += try String.fetchAll(
                select, arguments: [size, beginning, beginning + "\u{10FFFF}", 12 - found.count])
        }
        return found
    }

    /// The shortest compounds that end so.
    private func terms(endingWith end: String) throws -> [String] {
        let select = try db.cachedStatement(
            sql:
                "SELECT mirrored FROM ending WHERE mirrored > ? AND mirrored < ? ORDER BY length(mirrored) LIMIT 12"
        )
        let mirrored = String(end.reversed())
        return try String.fetchAll(select, arguments: [mirrored, mirrored + "\u{10FFFF}"]).map {
            String($0.reversed())
        }
    }

    private func isTerm(_ word: String) throws -> Bool {
        let select = try db.cachedStatement(sql: "SELECT 1 FROM term WHERE size = ? AND word = ?")
        return try Bool.fetchOne(select, arguments: [word.unicodeScalars.count, word]) ?? false
    }

    /// The terms with the fewest mistakes between them and one of some words.
    private func nearest(to words: [String], limit: Int) throws -> [String] {
        let select = try db.cachedStatement(sql: "SELECT word FROM term WHERE size = ?")
        var best: [String] = []
        var least = limit
        for word in words {
            var spelling = Spelling(of: word)
            let tolerance = min(spelling.tolerance, limit)
            guard tolerance > 0 else { continue }
            for size in max(1, spelling.length - tolerance)...spelling.length + tolerance {
                try select.bind(.integer(size))
                try Columns.each(select) { row in
                    let term = row.text(0)
                    guard let distance = spelling.distance(to: term, limit: min(tolerance, least)) else {
                        return
                    }
                    if distance < least { (best, least) = ([], distance) }
                    if !best.contains(term) { best.append(term) }
                }
            }
        }
        return Array(best.prefix(5))
    }

    /// A word, where no record holds it as one that is related.
    private func withRelated(_ word: Question.Word) throws -> Counted {
        let counted = try counted(word)
        guard counted.frequency == 0 else { return counted }
        var word = word
        for term in try related(to: word) { word.add([term], weight: 0.4) }
        return try self.counted(word)
    }

    /// The two words that a compound was written of.
    private func parts(of word: Question.Word) throws -> [Counted]? {
        let letters = Array(word.plain.unicodeScalars)
        guard letters.count >= 2 * Self.shortestPart + 2 else { return nil }
        // The most equal parts first: a short beginning may be anything.
        let places = (Self.shortestPart...letters.count - Self.shortestPart).sorted {
            (abs(2 * $0 - letters.count), $0) < (abs(2 * $1 - letters.count), $1)
        }
        for place in places {
            let parts = [letters[..<place], letters[place...]].map { part in
                var text = ""
                text.unicodeScalars.append(contentsOf: part)
                return text
            }
            let found = try parts.flatMap { try Question($0, in: languages).words.map(withRelated) }
            if found.count == 2, found.allSatisfy({ $0.frequency > 0 }) { return found }
        }
        return nil
    }

    /// Whatever is called so.
    private static func named(_ name: String, in db: Database) throws -> [Question.Named] {
        let select = try db.cachedStatement(
            sql: "SELECT code, kind, body FROM alias JOIN public USING (id) WHERE name = ? LIMIT 5")
        try select.bind(.text(name))
        var found: [Question.Named] = []
        try Columns.each(select) { row in
            guard let code = Code(row.text(0)) else { return }
            let names = OfficeRow.names(ofKind: row.text(1), body: row.bytes(2))
            found.append(Question.Named(code: code, names: names))
        }
        return found
    }
}
