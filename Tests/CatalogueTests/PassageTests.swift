import Catalogue
import Records
import Search
import TestKit
import Testing

@Suite struct PassageTests {
    /// A text with what answers a question in brackets; empty where nothing does.
    private func passage(_ text: String, _ tag: String, _ question: String) -> String {
        let asked = Question(question, in: everyLanguage)
        guard let passage = Passage(of: text, in: Language(tag), for: asked) else { return "" }
        return passage.pieces.map { $0.isHit ? "[\($0.text)]" : $0.text }.joined()
    }

    @Test(arguments: [
        ("The mayors planted a tree.", "en", "mayor trees", "The [mayors] planted a [tree]."),
        ("Подарки и ёлка, Ёлка!", "ru", "елки", "Подарки и [ёлка], [Ёлка]!"),
        ("Zwei Partnerstädte", "de", "Städtepartnerschaft", "Zwei [Partnerstädte]"),
        ("我们在青岛市见面", "zh-Hans", "青岛市", "我们在[青岛市]见面"), ("我们在青岛市见面", "zh-Hans", "岛", "我们在青[岛]市见面"),
        ("Villes jumelées d’Europe", "fr", "jumelage", "[Villes jumelées] d’Europe"),
        ("Nothing here", "en", "vase", ""),
        ("", "en", "vase", ""), ("a < b & <b>vase</b>", "en", "vase", "a < b & <b>[vase]</b>"),
    ])
    func `marks what was asked for`(_ text: String, _ tag: String, _ question: String, _ expected: String) {
        #expect(passage(text, tag, question) == expected)
    }

    @Test(arguments: ["en", "ru", "zh-Hans"])
    func `of a long text the stretch with most of the words is shown`(_ tag: String) {
        let filling = ["en": "nothing of note ", "ru": "ничего такого ", "zh-Hans": "没有什么可说的。"][tag] ?? ""
        let pair = ["en": "a vase, a gift", "ru": "ваза и подарок", "zh-Hans": "花瓶和礼品"][tag] ?? ""
        let question = ["en": "vase gift", "ru": "вазы подарки", "zh-Hans": "花瓶 礼品"][tag] ?? ""
        let alone = ["en": "vase ", "ru": "ваза ", "zh-Hans": "花瓶。"][tag] ?? ""
        let long = " " + String(repeating: filling, count: 40)
        let shown = passage(alone + long + pair + long, tag, question)
        #expect(shown.hasPrefix("… "), "\(shown)")
        #expect(shown.hasPrefix("… ") && shown.hasSuffix(" …") && shown.utf8.count < 400)
        #expect(shown.components("[") == 3)
    }

    @Test func `any text and any question give pieces of the text`() {
        var source = Seeded(5)
        let letters = [
            "a", "ё", "Й", "ß", "青", "岛", "e\u{301}", " ", ".", "İ", "\u{202E}", "👩‍👩‍👧", "Ａ", "ﬁ", "ǆ",
            "\u{301}",
        ]
        for _ in 0..<2_000 {
            let text = (0..<source.below(120)).map { _ in source.pick(letters) }.joined()
            let question = (0..<source.below(6)).map { _ in source.pick(letters) }.joined()
            guard
                let passage = Passage(
                    of: text, in: Language("ru"), for: Question(question, in: everyLanguage))
            else {
                continue
            }
            let bare = passage.pieces.map(\.text).filter { $0 != "… " && $0 != " …" }.joined()
            #expect(text.unicodeScalars.map(\.value).contains(bare.unicodeScalars.map(\.value)))
            #expect(passage.held > 0 && passage.pieces.contains { $0.isHit })
        }
    }

    @Test func `a mistyped word is told as the record writes it`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), try article("a", "Duisburg and its Zoo", text: "A visit")))
        let (mended, known) = try await bench.catalogue.read { view in
            (
                try view.search("Duisbrug zoo", in: everyLanguage, offset: 0, limit: 5).mended,
                try view.search("Duisburg zoo", in: everyLanguage, offset: 0, limit: 5).mended
            )
        }
        #expect(mended == "Duisburg zoo" && known == nil)
    }
}

extension String {
    fileprivate func components(_ separator: Character) -> Int {
        split(separator: separator, omittingEmptySubsequences: false).count
    }
}
