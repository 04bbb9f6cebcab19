import Foundation
import Localisation
import Pages
import Prose
import Records
import TestKit
import Testing

/// Long texts in Markdown: what becomes of them, and that nothing else ever does.
struct ProseTests {
    private func article(_ text: String) -> Reading {
        let words = Said(text, in: .english)
        let model = TextModel(
            title: Said("T", in: .english), text: words, facts: [], pictures: [], sources: [])
        return Reading(render(Sample.english.frame(.about(.english)), .text(model)).standard)
    }

    /// What stands where the text stands.
    private func written(_ text: String) -> String {
        let html = article(text).html
        guard let start = html.range(of: "<div class=\"prose\">"),
            let end = html.range(of: "</div>", range: start.upperBound..<html.endIndex)
        else { return "" }
        return String(html[start.upperBound..<end.lowerBound])
    }

    @Test(arguments: [
        ("One\ntwo\n\nthree", "<p>One\ntwo</p><p>three</p>"),
        ("*a* and **b**", "<p><em>a</em> and <strong>b</strong></p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("3) a\n4) b", "<ol start=\"3\"><li>a</li><li>b</li></ol>"),
        ("> so he said", "<blockquote><p>so he said</p></blockquote>"),
        ("# a\n\n### b\n\n#### c", "<h3>a</h3><h3>b</h3><h4>c</h4>"),
        ("a\\\nb", "<p>a<br>b</p>"),
        ("[Perm](https://perm.ru)", "<p><a href=\"https://perm.ru\" rel=\"external\">Perm</a></p>"),
        ("[write](mailto:hall@example.org)", "<p><a href=\"mailto:hall@example.org\">write</a></p>"),
        ("[the map](/en/map)", "<p><a href=\"/en/map\">the map</a></p>"),
        ("[x](javascript:alert(1)) [y](//evil.example) [z](/en/nowhere/at/all)", "<p>x y z</p>"),
        ("[x](mailto:a@b?bcc=c@d) [y](data:text/html,x)", "<p>x y</p>"),
        ("![a bridge](https://evil.example/x.png)", "<p>a bridge</p>"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
        ("<script>\nalert(1)\n</script>", "<p>&lt;script&gt;</p><p>alert(1)</p><p>&lt;/script&gt;</p>"),
        ("`code`", "<p>`code`</p>"), ("    four blanks", "<p>four blanks</p>"),
        ("a\n\n---\n\nb", "<p>a</p><p>b</p>"),
        (
            "19. Juni 2019 war es.\n\n25. September 1953 auch.",
            "<p>19. Juni 2019 war es.</p><p>25. September 1953 auch.</p>"
        ),
        ("1. Mai", "<p>1. Mai</p>"), ("1.", "<p>1. </p>"),
        ("5 * 3 * 2, a_b_c, #1 & co", "<p>5 * 3 * 2, a_b_c, #1 &amp; co</p>"),
    ])
    func `Markdown becomes`(markdown: String, html: String) {
        #expect(written(markdown) == html)
    }

    @Test(arguments: [
        ("*a* **b** [c](https://d.e)\n\n- f\n- g", "a b c\n\nf\ng"), ("### h\n\n> q", "h\n\nq"), ("", ""),
    ])
    func `the plain words are without marks`(markdown: String, plain: String) {
        #expect(Prose(markdown).plain == plain)
    }

    @Test func `no text of the demo looks different for being Markdown`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "demo/perm/records")
        let names = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter {
            $0.hasSuffix(".json")
        }
        #expect(names.count > 50)
        for name in names {
            let json = try JSONSerialization.jsonObject(with: Data(contentsOf: root.appending(path: name)))
            for text in Self.texts(in: json) {
                let paragraphs = text.components(separatedBy: "\n\n").map {
                    Prose.Piece.element(.paragraph, [.text($0)])
                }
                #expect(Prose(text).pieces == paragraphs, "\(name): \(text)")
            }
        }
    }

    /// The texts by language at the members that are prose in most kinds.
    private static func texts(in json: Any) -> [String] {
        if let list = json as? [Any] { return list.flatMap { texts(in: $0) } }
        guard let members = json as? [String: Any] else { return [] }
        return members.flatMap { name, value -> [String] in
            guard ["text", "introduction", "contact", "label"].contains(name) else { return texts(in: value) }
            return (value as? [String: String]).map { Array($0.values) } ?? texts(in: value)
        }
    }

    @Test(arguments: 0..<400)
    func `hostile Markdown never gives a tag that prose has not`(seed: Int) {
        let allowed: Set = ["p", "em", "strong", "ul", "ol", "li", "a", "blockquote", "h3", "h4", "br"]
        var dice = Seeded(seed)
        let html = written(Self.hostile(&dice))
        let reading = Reading(Array(html.utf8))
        for tag in reading.tags {
            #expect(allowed.contains(tag.name), "\(tag.name) in \(html)")
            #expect(
                Set(tag.attributes.keys).isSubset(of: ["href", "rel", "start", "lang"]), "\(tag.attributes)")
            guard let address = tag.attributes["href"] else { continue }
            #expect(
                ["https://", "http://", "mailto:", "/"].contains { address.hasPrefix($0) }
                    && !address.hasPrefix("//"))
        }
        #expect(reading.isBalanced)
    }

    private static func hostile(_ dice: inout Seeded) -> String {
        let pieces = [
            "*", "**", "_", "`", "```", "> ", "- ", "1. ", "19. ", "# ", "### ", "\n", "\n\n", "    ", "\t",
            "\\",
            "[", "](", ")", "![", "<", ">", "<script>", "</p>", "<img src=x onerror=alert(1)>", "<!--", "-->",
            "<?",
            "javascript:alert(1)", "JaVaScRiPt&#58;x", "data:text/html,<b>", "https://a.b", "//evil.example",
            "mailto:a@b.c", "/en/map", "\" onclick=\"x", "'", "&lt;", "&#60;", "&colon;", "\u{0}", "\u{600}",
            "\u{301}",
            "\u{202E}", "青岛", "Пермь", "word", " ", "[a]: javascript:x\n", "[a]", "&NewLine;", "---", "===",
        ]
        return (0..<dice.below(60)).map { _ in dice.pick(pieces) }.joined()
    }

    @Test func `a text of nothing but marks is bounded`() {
        for mark in [">", "- ", "1. ", "*", "**a", "[", "> - "] {
            let text = String(repeating: mark, count: 20_000) + "x"
            #expect(Self.depth(Prose(text).pieces) <= Prose.depthLimit + 1)
        }
    }

    private static func depth(_ pieces: [Prose.Piece]) -> Int {
        pieces.map { if case .element(_, let inner) = $0 { 1 + depth(inner) } else { 0 } }.max() ?? 0
    }
}
