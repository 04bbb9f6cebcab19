import Foundation
import Localisation
import Records
import Testing

/// Every counted phrase of the interface, for 0, 1, 2, 5, 11, 21, 101 and 1.5, against words written by hand.
@Suite struct CountedPhraseTests {
    private enum Category: Int { case one, few, many, other }

    /// A number as the language writes it, with its category in CLDR.
    private typealias Number = (value: Double, text: String, category: Category)

    /// CLDR, `supplemental/plurals.xml`. French has nought and one and a half in "one".
    private static let numbers: [String: [Number]] = [
        "en": after("1.5", .other, [.other, .one, .other, .other, .other, .other, .other]),
        "ru": after("1,5", .other, [.many, .one, .few, .many, .many, .one, .one]),
        "de": after("1,5", .other, [.other, .one, .other, .other, .other, .other, .other]),
        "fr": after("1,5", .one, [.one, .one, .other, .other, .other, .other, .other]),
        "it": after("1,5", .other, [.other, .one, .other, .other, .other, .other, .other]),
        "zh-Hans": after("1.5", .other, Array(repeating: .other, count: 7)),
    ]

    private static func after(_ text: String, _ broken: Category, _ whole: [Category]) -> [Number] {
        zip([0, 1, 2, 5, 11, 21, 101], whole).map { (Double($0), String($0), $1) } + [(1.5, text, broken)]
    }

    private struct Line {
        let id: String
        let language: String
        /// `nil` where nothing can be halved.
        let words: [Category: String?]
    }

    private static let lines: [Line] = CountedPhrases.table.split(separator: "\n\n").flatMap { part in
        let rows = part.split(separator: "\n").map(String.init)
        return rows.dropFirst().map { row in
            let space = row.firstIndex(of: " ") ?? row.endIndex
            let words = row[space...].components(separatedBy: " | ").map { word in
                let word = word.trimmingCharacters(in: .whitespaces)
                return word == "-" ? nil : word
            }
            let categories: [[Category]] = [
                [.other], [.one, .other], [], [.one, .few, .many, .other],
            ]
            let named = Dictionary(uniqueKeysWithValues: zip(categories[words.count - 1], words))
            return Line(id: rows[0], language: String(row[..<space]), words: named)
        }
    }

    private static func entries(_ root: String, _ tag: String) throws -> [POFile.Entry] {
        let data = try Data(contentsOf: URL(filePath: "\(root)/Resources/locale/\(tag).po"))
        return try POFile(Array(data)).entries.filter { $0.plural != nil }
    }

    private let root = #filePath.components(separatedBy: "/Tests/")[0]

    @Test(arguments: ["en", "ru", "de", "fr", "it", "zh-Hans"])
    func `says every counted phrase with the number's own form`(tag: String) throws {
        let language = try #require(Language(tag))
        let phrases = try #require(try Catalogues(folder: root + "/Resources/locale").phrases(for: language))
        let plurals = Dictionary(
            uniqueKeysWithValues: try Self.entries(root, "ru").map { ($0.id, $0.plural ?? "") })
        let lines = Self.lines.filter { $0.language == tag }
        #expect(Set(lines.map(\.id)) == Set(plurals.keys), "a counted phrase has no line in the table")
        for line in lines {
            for number in try #require(Self.numbers[tag]) {
                guard let words = try #require(line.words[number.category]) else { continue }
                let said =
                    Int(exactly: number.value).map { phrases(line.id, plurals[line.id] ?? "", count: $0) }
                    ?? phrases(line.id, plurals[line.id] ?? "", count: number.value)
                let wanted = words.replacing("#", with: number.text)
                #expect(Self.says(said, wanted), "\(tag), \(number.text): “\(said)” lacks “\(wanted)”")
            }
        }
    }

    /// Whether the words stand there as whole words: "2 room" is not in "2 rooms".
    private static func says(_ text: String, _ words: String) -> Bool {
        text.ranges(of: words).contains { range in
            let next = text[range.upperBound...].first
            let isCut = next.map { $0.isUppercase || $0.isLowercase } ?? false
            let last = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
            return !isCut && last?.isNumber != true
        }
    }

    @Test func `the Arabic of the tests has six forms`() throws {
        let phrases = try Phrases(.init("ar") ?? .english, po: Self.arabic)
        let one = "{count} result", other = "{count} results"
        let said = [0, 1, 2, 5, 11, 21, 101].map { phrases(one, other, count: $0) }
        #expect(
            said == [
                "لا نتائج", "نتيجة واحدة", "نتيجتان", "5 نتائج", "11 نتيجةً", "21 نتيجةً", "101 نتيجة",
            ])
        #expect(phrases(one, other, count: 1.5) == "1.5 نتيجة")
    }

    private static let arabic = """
        msgid ""
        msgstr ""
        "Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 \
        : n%100>=11 ? 4 : 5);\\n"
        "X-Plural-Fraction: 5\\n"

        msgid "{count} result"
        msgid_plural "{count} results"
        msgstr[0] "لا نتائج"
        msgstr[1] "نتيجة واحدة"
        msgstr[2] "نتيجتان"
        msgstr[3] "{count} نتائج"
        msgstr[4] "{count} نتيجةً"
        msgstr[5] "{count} نتيجة"
        """
}
