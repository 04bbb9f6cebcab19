import TestKit
import Testing

@testable import Records

/// Comparing texts word by word.
@Suite struct WordDiffTests {
    private func old(_ diff: WordDiff) -> String {
        diff.parts.map { part in
            switch part {
            case .same(let text), .removed(let text): text
            case .added: ""
            }
        }.joined()
    }

    private func new(_ diff: WordDiff) -> String {
        diff.parts.map { part in
            switch part {
            case .same(let text), .added(let text): text
            case .removed: ""
            }
        }.joined()
    }

    private func expectExact(_ before: String, _ after: String) {
        let diff = WordDiff(from: before, to: after)
        #expect(Array(old(diff).utf8) == Array(before.utf8))
        #expect(Array(new(diff).utf8) == Array(after.utf8))
    }

    @Test func `names the words that went and came`() {
        let diff = WordDiff(
            from: "A vase of blue glass, made in 1987", to: "A vase of green glass, made in 1988")
        #expect(
            diff.parts == [
                .same("A vase of "), .removed("blue"), .added("green"), .same(" glass, made in "),
                .removed("1987"), .added("1988"),
            ])
    }

    @Test func `makes one change of words that change in a row`() {
        let diff = WordDiff(from: "by the old council", to: "by a new assembly")
        #expect(diff.parts == [.same("by "), .removed("the old council"), .added("a new assembly")])
    }

    @Test func `compares Chinese letter by letter, and other words whole`() {
        #expect(
            WordDiff(from: "青岛市政府", to: "青岛新政府").parts == [
                .same("青岛"), .removed("市"), .added("新"), .same("政府"),
            ])
        #expect(
            WordDiff(from: "Дар города", to: "Дары города").parts == [
                .removed("Дар"), .added("Дары"), .same(" города"),
            ])
    }

    @Test func `keeps a mark with its letter, and sees two spellings of one letter as two`() {
        let diff = WordDiff(from: "cafe\u{301} noir", to: "café noir")
        #expect(diff.parts == [.removed("cafe\u{301}"), .added("caf\u{E9}"), .same(" noir")])
        #expect(diff.parts.count == 3 && !diff.isEmpty)
    }

    @Test(arguments: ["", "one", "one two\r\nthree\u{600}", "青岛", "\u{301}\u{301}"])
    func `finds nothing in equal texts`(text: String) {
        let diff = WordDiff(from: text, to: text)
        #expect(diff.isEmpty && diff.parts == (text.isEmpty ? [] : [.same(text)]))
    }

    @Test func `gives back both texts, whatever they are`() {
        var dice = Seeded(7)
        let pieces = [
            "a", "b", " ", "  ", "\n", "\r\n", "青", "岛", "й", "\u{301}", "\u{600}", "👩‍🏭", "word", ".", "<",
        ]
        for _ in 0..<400 {
            func text() -> String {
                (0..<Int.random(in: 0...40, using: &dice)).map { _ in pieces.randomElement(using: &dice) ?? ""
                }
                .joined()
            }
            let before = text()
            expectExact(before, text())
            expectExact(before, before + text())
        }
    }

    @Test func `finds the shortest change of short texts`() {
        var dice = Seeded(11)
        for _ in 0..<200 {
            func elements() -> [Int] {
                (0..<Int.random(in: 0...14, using: &dice)).map { _ in Int.random(in: 0...3, using: &dice) }
            }
            let (old, new) = (elements(), elements())
            var matching = Matching(old, new)
            matching.run()
            let kept = zip(old, matching.isKept.old).filter(\.1).map(\.0)
            #expect(kept == zip(new, matching.isKept.new).filter(\.1).map(\.0))
            #expect(kept.count == longestCommon(old, new), "\(old) \(new)")
        }
    }

    /// By the table of all beginnings.
    private func longestCommon(_ old: [Int], _ new: [Int]) -> Int {
        var row = Array(repeating: 0, count: new.count + 1)
        for left in old {
            var next = row
            for (place, right) in new.enumerated() {
                next[place + 1] = left == right ? row[place] + 1 : max(row[place + 1], next[place])
            }
            row = next
        }
        return row[new.count]
    }

    @Test func `stops after a fixed number of steps on texts made to be slow`() {
        var dice = Seeded(3)
        let words = (0..<4).map { _ in
            (0..<60_000).map { _ in String(Int.random(in: 0...9, using: &dice)) }.joined(separator: " ")
        }
        expectExact(words[0], words[1])
        expectExact(String(repeating: "a b ", count: 50_000), String(repeating: "b a ", count: 50_000))
        var matching = Matching(Array(0..<300_000), Array((0..<300_000).reversed()))
        matching.run()
        #expect(matching.stepsLeft > -600_000, "it takes no more than the limit and one run")
    }
}
