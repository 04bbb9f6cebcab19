import GRDB
import Kinds
import Ledger
import Records
import Search

/// What is tried where the words alone do not find enough.
extension Inquiry {
    /// The shortest part of a compound, in letters.
    private static let shortestPart = 3

    /// A word that no record holds, as something that some do: the beginning of words, two words written as one, another
    /// spelling; of Han characters, each two that follow one another.
    func known(_ word: Question.Word) throws -> [Counted] {
        if word.isHan {
            let pairs = try word.divided().map(counted).filter { $0.frequency > 0 }
            return pairs.isEmpty
                ? try word.divided(intoSingles: true).map(counted).filter { $0.frequency > 0 } : pairs
        }
        // No word of a language is longer.
        guard word.plain.unicodeScalars.count <= Vocabulary.longest else { return [try counted(word)] }
        var mended = try grown(word)
        if mended == word {
            // A name in the other script may lie near another word of its own.
            try mend(
                &mended, by: nearest(to: word.stems, limit: 1) + nearest(to: word.transliterated, limit: 1))
        }
        if mended == word, let parts = try parts(of: word) { return parts }
        if mended == word { for term in try related(to: word) { mended.add([term], weight: 0.4) } }
        if mended == word { try mend(&mended, by: nearest(to: word.transliterated, limit: 2)) }
        if mended == word { try mend(&mended, by: nearest(to: word.stems, limit: 2)) }
        // A word that is known in no way stays: it counts against records that only hold the others.
        return [try counted(mended)]
    }

    /// A word with those that it is the beginning of.
    func grown(_ word: Question.Word) throws -> Question.Word {
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
    func loosened() throws -> [Counted] {
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

    /// Whatever has all the words in its name: a person by their family name, a school by a part of what it is called.
    func named(by hits: [Hit]) throws -> [Question.Named] {
        let select = try db.cachedStatement(sql: "SELECT code, kind FROM public WHERE id = ?")
        return try hits.prefix(3).compactMap { hit in
            try select.bind(.integer(hit.id))
            return try Columns.first(select) { row -> Question.Named? in
                guard KindRegistry.kind(named: row.text(1))?.isNamed == true else { return nil }
                return Code(row.text(0)).map { Question.Named(code: $0, names: []) }
            }
            .flatMap { $0 }
        }
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

    /// Whatever is called so, and of a country its cities but the home city, with which nearly everything has to do.
    static func named(_ name: String, in db: Database) throws -> [Question.Named] {
        let select = try db.cachedStatement(
            sql: "SELECT code, kind, body FROM alias JOIN public USING (id) WHERE name = ? LIMIT 5")
        try select.bind(.text(name))
        let found = try named(select)
        guard found.isEmpty, let country = Countries.code(of: name) else { return found }
        let cities = try db.cachedStatement(
            sql: """
                SELECT code, kind, body FROM public WHERE kind = ? AND country = ?
                ORDER BY rank, position, title, code LIMIT 5
                """)
        let home = try homeCity(in: db)
        try cities.bind(.text(City.name), .text(country))
        return try named(cities).filter { $0.code != home }
    }

    private static func named(_ select: Statement) throws -> [Question.Named] {
        var found: [Question.Named] = []
        try Columns.each(select) { row in
            guard let code = Code(row.text(0)) else { return }
            let names = OfficeRow.names(ofKind: row.text(1), body: row.bytes(2))
            found.append(Question.Named(code: code, names: names))
        }
        return found
    }

    private static func homeCity(in db: Database) throws -> Code? {
        let select = try db.cachedStatement(sql: "SELECT body FROM public WHERE kind = ? LIMIT 1")
        try select.bind(.text(Hall.name))
        return try Columns.first(select) { try? Hall(json: $0.bytes(0)).homeCity.code }.flatMap { $0 }
    }
}
