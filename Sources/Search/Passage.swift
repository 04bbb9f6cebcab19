package import Records

/// The part of a text that answers a question, and which of its words do.
package struct Passage: Sendable, Hashable {
    package struct Piece: Sendable, Hashable {
        package let text: String
        package let isHit: Bool
    }

    package let pieces: [Piece]
    /// How many of the question's words are in it.
    package let held: Int

    /// How long it is, and how much of it stands before the first hit, in bytes of UTF-8.
    private static let length = (whole: 320, before: 60)

    /// - Returns: `nil` for a text that holds none of the words.
    package init?(of text: String, in language: Language?, for question: Question) {
        let tokens = Token.all(in: text)
        let hits = Matches(question).hits(among: tokens, of: text, in: language)
        guard let start = Self.start(hits, in: text) else { return nil }
        let first = tokens.first { $0.range.upperBound > start } ?? tokens[0]
        let from = min(first.range.lowerBound, start)
        let last = tokens.last {
            text.utf8.distance(from: from, to: $0.range.upperBound) <= Self.length.whole
        }
        let isWhole = last?.range.upperBound == tokens.last?.range.upperBound
        let to = isWhole ? text.endIndex : max(last?.range.upperBound ?? from, from)
        let begins = from == tokens[0].range.lowerBound ? text.startIndex : from
        let shown = hits.filter { $0.range.lowerBound >= begins && $0.range.upperBound <= to }
        guard !shown.isEmpty else { return nil }
        held = Set(shown.map(\.word)).count
        pieces = Self.pieces(of: text[begins..<to], shown, isCut: (begins > text.startIndex, !isWhole))
    }

    /// The whole of a text, with what of it answers the question.
    package init(marking text: String, in language: Language?, for question: Question) {
        let hits = Matches(question).hits(among: Token.all(in: text), of: text, in: language)
        held = Set(hits.map(\.word)).count
        pieces = Self.pieces(of: text[...], hits, isCut: (false, false))
    }

    /// Where the stretch begins that holds the most of the words.
    private static func start(_ hits: [Matches.Hit], in text: String) -> String.Index? {
        let held = hits.indices.map { words(from: $0, in: hits, of: text) }
        guard let most = held.max(), let first = held.firstIndex(of: most) else { return nil }
        let hit = hits[first].range.lowerBound
        let before = min(length.before, text.utf8.distance(from: text.startIndex, to: hit))
        let near = text.utf8.index(hit, offsetBy: -before)
        return near.samePosition(in: text.unicodeScalars) ?? text.unicodeScalars.index(after: near)
    }

    private static func words(from first: Int, in hits: [Matches.Hit], of text: String) -> Int {
        let start = hits[first].range.lowerBound
        let within = hits[first...].prefix {
            text.utf8.distance(from: start, to: $0.range.upperBound) <= length.whole - length.before
        }
        return Set(within.map(\.word)).count
    }

    private static func pieces(
        of text: Substring, _ hits: [Matches.Hit], isCut: (start: Bool, end: Bool)
    ) -> [Piece] {
        var pieces: [Piece] = []
        var place = text.startIndex
        func add(_ stretch: Substring, isHit: Bool) {
            if !stretch.isEmpty { pieces.append(Piece(text: String(stretch), isHit: isHit)) }
        }
        if isCut.start { pieces.append(Piece(text: "… ", isHit: false)) }
        for hit in hits where hit.range.lowerBound >= place {
            add(text[place..<hit.range.lowerBound], isHit: false)
            add(text[hit.range], isHit: true)
            place = hit.range.upperBound
        }
        add(text[place...], isHit: false)
        if isCut.end { pieces.append(Piece(text: " …", isHit: false)) }
        return pieces
    }
}

/// What of a question a text is held against.
struct Matches {
    struct Hit {
        let range: Range<String.Index>
        let word: Int
    }

    fileprivate struct Way {
        let terms: [String]
        let word: Int
        let isBeginning: Bool
    }

    private var rows: [Way] = []
    private var runs: [(text: String, word: Int)] = []

    init(_ question: Question) {
        for (place, word) in question.words.enumerated() {
            for way in word.alternatives where !way.isTarget {
                if let run = Self.run(way.terms) {
                    runs.append((run, place))
                } else {
                    rows.append(Way(terms: way.terms, word: place, isBeginning: way.isBeginning))
                }
            }
        }
    }

    /// The hits in the order of the text; none overlaps another.
    func hits(among tokens: [Token], of text: String, in language: Language?) -> [Hit] {
        var hits: [Hit] = []
        let terms = tokens.map { $0.script == .letters ? Terms.term($0.text, in: language) : "" }
        for (place, token) in tokens.enumerated() {
            if token.script == .ideographs {
                hits += runs.flatMap { run in
                    text[token.range].ranges(of: run.text).map { Hit(range: $0, word: run.word) }
                }
                continue
            }
            guard let way = rows.first(where: { $0.stands(at: place, of: terms) }) else { continue }
            let end = tokens[place + way.terms.count - 1].range.upperBound
            hits.append(Hit(range: token.range.lowerBound..<end, word: way.word))
        }
        var end = text.startIndex
        return hits.sorted {
            ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
        }
        .filter { hit in
            defer { end = max(end, hit.range.upperBound) }
            return hit.range.lowerBound >= end
        }
    }

    /// The characters of which pairs are terms; `nil` for terms in letters.
    private static func run(_ terms: [String]) -> String? {
        guard let first = terms.first, first.unicodeScalars.first.map(Terms.isHan) == true else { return nil }
        return first + terms.dropFirst().compactMap(\.last).map(String.init).joined()
    }
}

extension Matches.Way {
    fileprivate func stands(at place: Int, of all: [String]) -> Bool {
        guard place + terms.count <= all.count else { return false }
        return terms.indices.allSatisfy { index in
            let term = all[place + index]
            return isBeginning ? term.hasPrefix(terms[index]) : term == terms[index]
        }
    }
}

extension Question {
    /// As it was typed, or with the words that were mended as a text writes them.
    package func spelled(by texts: [(text: String, language: Language?)]) -> String {
        words.map { word in
            guard !word.mendings.isEmpty else { return word.text }
            for (text, language) in texts {
                let written = Token.all(in: text).first { token in
                    token.script == .letters && word.mendings.contains(Terms.term(token.text, in: language))
                }
                if let written { return String(text[written.range]) }
            }
            return word.mendings[0]
        }.joined(separator: " ")
    }
}
