import Foundation
import Localisation
import Testing

/// The guides for the office name what stands on the screen; `Tests/Browser/test_guides.py` follows them there.
struct GuideTests {
    // In the operator's guide bold words are names of steps and of settings as well.
    private static let guides = ["docs/guides/protocol-officer.md", "docs/guides/curator.md"]

    @Test(arguments: guides)
    func `what a guide has in bold is a phrase of the English interface`(guide: String) throws {
        let phrases = try Self.phrases()
        let named = Self.bold(in: try SourceTree.text(guide))
        #expect(named.count > 50)
        for words in named where !phrases.contains(where: { $0.says(words) }) {
            Issue.record("\(guide): “\(words)” is no phrase of the interface")
        }
    }

    @Test func `knows what a phrase can say`() {
        let phrase = Phrase("{count} of {all} files")
        #expect(phrase.says("3 of 4 files"))
        #expect(phrase.says("… of … files"))
        #expect(!phrase.says("3 of files"))
        #expect(!Phrase("{name}").says("Anything"))
        #expect(Phrase("Cities").says("Cities 2"))
        #expect(!Phrase("Cities").says("Cities and"))
        let found = Self.bold(in: "**One** and **two\n   three**, not `**four**`")
        #expect(found == ["One", "two three"])
    }

    @Test(arguments: guides)
    func `every picture of a guide is there, small, and described`(guide: String) throws {
        let parts = try SourceTree.text(guide).components(separatedBy: "![").dropFirst()
        #expect(parts.count >= 5)
        for part in parts {
            let words = part.prefix { $0 != "]" }
            let file = part.dropFirst(words.count + 2).prefix { $0 != ")" }
            #expect(words.count >= 20, "\(guide): \(file) is hardly described")
            let bytes = try Data(contentsOf: SourceTree.root.appending(path: "docs/guides/\(file)")).count
            #expect(bytes < 60_000, "\(file) has \(bytes) bytes")
        }
    }

    /// Words that stand in bold; those in code are what somebody types.
    private static func bold(in text: String) -> [String] {
        let outside = text.components(separatedBy: "`").enumerated().filter { $0.offset.isMultiple(of: 2) }
            .map(\.element).joined()
        return outside.components(separatedBy: "**").enumerated().filter { !$0.offset.isMultiple(of: 2) }
            .map { $0.element.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }

    /// What the interface says in English: a phrase that its catalogue does not have is its own text.
    private static func phrases() throws -> [Phrase] {
        let english = try entries(of: "en")
        let said = Set(english.map { [$0.context, $0.id] })
        let own = try entries(of: "ru").filter { !said.contains([$0.context, $0.id]) }
        return (english.flatMap(\.forms) + own.map(\.id) + own.compactMap(\.plural)).map { Phrase($0) }
    }

    private static func entries(of language: String) throws -> [POFile.Entry] {
        try POFile(Array(try SourceTree.text("Resources/locale/\(language).po").utf8)).entries
    }

    /// A phrase with places for values.
    private struct Phrase {
        private let parts: [String]

        init(_ text: String) {
            var parts = [""]
            for (index, piece) in text.components(separatedBy: "{").enumerated() {
                guard index > 0, let end = piece.firstIndex(of: "}") else {
                    parts[parts.count - 1] += piece
                    continue
                }
                parts.append(String(piece[piece.index(after: end)...]))
            }
            self.parts = parts
        }

        /// Whether it can say these words, in which … stands for each value that differs, and a number for a row.
        func says(_ words: String) -> Bool {
            guard parts.contains(where: { $0.contains(where: \.isLetter) }) else { return false }
            if parts.joined(separator: "…") == words { return true }
            guard parts.count == 1 else { return Self.fits(parts[...], words[...]) }
            guard let row = words.split(separator: " ").last, Int(row) != nil else { return false }
            return parts[0] + " " + row == words
        }

        /// Whether the parts stand in their order, with something between each two.
        private static func fits(_ parts: ArraySlice<String>, _ words: Substring) -> Bool {
            guard let first = parts.first, words.hasPrefix(first) else { return false }
            let rest = words.dropFirst(first.count)
            guard parts.count > 1 else { return rest.isEmpty }
            return (rest.indices.dropFirst() + [rest.endIndex]).contains {
                $0 > rest.startIndex && fits(parts.dropFirst(), rest[$0...])
            }
        }
    }
}
