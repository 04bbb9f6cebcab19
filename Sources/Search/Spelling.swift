/// How far a word is from another: letters that are missing, too many, another, or exchanged with their neighbour.
///
/// Source: the restricted Damerau-Levenshtein distance; Boytsov, Indexing methods for approximate dictionary
/// searching (2011).
package struct Spelling {
    private let asked: [Unicode.Scalar]
    // Three rows of the table, used again for each word.
    private var before: [Int]
    private var above: [Int]
    private var row: [Int]

    package init(of word: String) {
        asked = Array(word.unicodeScalars)
        before = Array(repeating: 0, count: asked.count + 1)
        above = before
        row = before
    }

    /// How many letters the word has.
    package var length: Int { asked.count }

    /// How many mistakes a word of this length is forgiven: a short one becomes another word too soon.
    package var tolerance: Int { length < 4 ? 0 : length < 8 ? 1 : 2 }

    /// How many mistakes lie between the word and another; `nil` for more than `limit`.
    package mutating func distance(to word: String, limit: Int) -> Int? {
        for place in above.indices { above[place] = place }
        var previous: Unicode.Scalar?
        var number = 0
        for letter in word.unicodeScalars {
            number += 1
            row[0] = number
            var least = number
            for place in 1..<row.count {
                var cost = min(
                    above[place] + 1, row[place - 1] + 1,
                    above[place - 1] + (asked[place - 1] == letter ? 0 : 1))
                if place > 1, letter == asked[place - 2], previous == asked[place - 1] {
                    cost = min(cost, before[place - 2] + 1)
                }
                row[place] = cost
                least = min(least, cost)
            }
            if least > limit { return nil }
            previous = letter
            (before, above, row) = (above, row, before)
        }
        return above[asked.count] <= limit ? above[asked.count] : nil
    }
}
