import Localisation
import Pages
import Records
import Testing

/// Strings that have broken other escapers.
private let hostile = [
    "\u{0600}<img src=x onerror=alert(1) \u{0600}>", "\"\u{0301} onmouseover=x", "a \u{0301} < \u{0338}",
    "</title><script>alert(1)</script>", "'\"><svg onload=x>", "&lt;b&gt; &amp;", "<!-- -->", "]]>",
    "\u{200D}<b>\u{200D}",
]

struct EscapingTests {
    @Test(arguments: hostile)
    func `leaves a hostile string text wherever it stands`(text: String) {
        let hurt = Reading(page(full: text))
        let calm = Reading(page(full: "a"))
        let shape = { (page: Reading) in page.tags.map { $0.name + $0.attributes.keys.sorted().joined() } }
        let isSame = shape(hurt) == shape(calm)
        #expect(isSame, "no tag and no attribute comes out of a text")
        #expect(hurt.isBalanced)
    }

    /// A page with this text in every place that holds text.
    private func page(full text: String) -> [UInt8] {
        let said = Said(text, in: .russian)
        var city = Sample.english.oxford
        city.name = said
        city.introduction = said
        city.country = text
        city.names[0].note = said
        city.partnerships[0].acts[0].quotations = [
            .init(
                words: said, translation: said, speaker: said, sources: [SourceModel(title: said, url: text)])
        ]
        city.photos[0].alt = said
        city.photos[0].caption = said
        city.photos[0].credit = said
        var frame = Sample.english.frame(.city(.english, text))
        frame.hallName = said
        frame.address = said
        return render(frame, .city(city)).standard
    }

    @Test(arguments: [
        ("a\u{0}b", "a\u{FFFD}b"), ("a\u{1B}[1m", "a\u{FFFD}[1m"), ("a\u{7F}\u{85}b", "a\u{FFFD}\u{FFFD}b"),
        ("a\r\nb\rc\td", "a\nb\nc\td"), ("a\u{202E}b\u{202C}c", "abc"),
        ("\u{A0}\u{2019}\u{EF00}\u{F900}é青", "\u{A0}\u{2019}\u{EF00}\u{F900}é青"),
        ("<>&\"'", "&lt;&gt;&amp;&quot;&#39;"),
        ("", ""), ("\u{2028}\u{2069}", "\u{2028}\u{2069}"),
    ])
    func `writes what HTML takes`(text: String, written: String) {
        let output = Output(phrases: .source, language: .english)
        Writing(out: output).write(text)
        #expect(
            Array(Rendered(output).standard) == Array("<p class=\"a\" id=\"\(written)\">\(written)</p>".utf8))
    }

    @Test func `data for machines cannot end its element`() {
        let output = Output(phrases: .source, language: .english)
        output.json(Array(#"{"a":"</script><!--&amp;"}"#.utf8))
        #expect(
            String(decoding: Rendered(output).standard, as: UTF8.self)
                == #"{"a":"\u003c/script\u003e\u003c!--\u0026amp;"}"#)
    }

    @Test func `replaces noncharacters`() {
        let output = Output(phrases: .source, language: .english)
        // U+FDD0, U+FFFE, which no literal may hold.
        let bytes: [UInt8] = [0xEF, 0xB7, 0x90, 0xEF, 0xBF, 0xBE]
        Writing(out: output).write(String(decoding: bytes, as: UTF8.self))
        #expect(
            String(decoding: Rendered(output).standard, as: UTF8.self)
                == "<p class=\"a\" id=\"\u{FFFD}\u{FFFD}\">\u{FFFD}\u{FFFD}</p>")
    }

    private struct Writing: Markup {
        let out: Output

        func write(_ string: String) { p(.class("a"), .id(string)) { text(string) } }
    }

    @Test(arguments: [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", " https://example.org", "//example.org", "/path",
        "data:text/html,x",
        "https:/example.org", "https://", "http:\\\\example.org", "https://exa\nmple.org",
        "https://example.org/\"onclick=x",
        "https://example.org/\\evil", "https://?x", "ftp://example.org", "", "https://e.org/\u{0}",
    ])
    func `is no address of the web`(text: String) {
        #expect(WebAddress(text) == nil)
    }

    @Test(arguments: [
        "https://example.org", "HTTP://EXAMPLE.ORG/a?b=c&d#e", "https://пермь.рф/", "https://[::1]:80/",
        "https://web.archive.org/web/2014*/http://a.b/%D0%9F",
    ])
    func `is an address of the web`(text: String) {
        #expect(WebAddress(text)?.text == text)
    }

    @Test func `shows a source whose address is none as plain text`() {
        var model = Sample.english.recognition
        model.sources = [SourceModel(title: Said("Source", in: .english), url: "javascript:alert(1)")]
        let html = Sample.html(
            .init(
                name: "", frame: Sample.english.frame(.record(.english, .recognitions, "a")),
                content: .entry(model)))
        #expect(!html.contains("javascript"))
        #expect(html.contains("<li>Source</li>"))
    }
}
