import Records
import TestKit
import Testing

@Suite struct WebAddressTests {
    @Test(arguments: [
        "https://example.org", "http://example.org/", "HTTPS://EXAMPLE.ORG/a?b=c&d=%20#e",
        "https://пермь.рф/путь",
        "https://例え.jp", "https://example.org/a'b".replacing("'", with: "%27"), "http://[::1]:80/",
        "https://a/:@!$()*+,;=~",
        "https://a.org/" + String(repeating: "x", count: 1_986),
    ])
    func `takes the address`(_ text: String) { #expect(problems(WebAddress(text)).isEmpty) }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript://example.org/%0aalert(1)", "data:text/html,x", "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org", "//evil.example", "/path", "path", "www.example.org", "mailto:a@example.org",
        "https:",
        "https:/", "https://", "http://", "http:\\\\evil", "https:\\/\\/evil", " https://a.org",
        "https://a.org ",
        "\thttps://a.org", "https://a.org/\n", "https://a.org/\r\nSet-Cookie:x", "https://a.org/\0",
        "https://a.org/\u{7F}",
        "https://a.org/\"onclick=x", "https://a.org/'x", "https://a.org/<b>", "https://a.org/a\\b",
        "https://a.org/`",
        "java\nscript:alert(1)", "\u{1}javascript:x", "ｈttps://a.org", "hxxps://a.org", "https;//a.org",
        "https//a.org",
        "https://a.org/\u{202E}gpj", "https://a.org/\u{2028}", "https://a.org/\u{A0}", "https://a.org/\u{85}",
        "https://a.org/\u{200B}", "https://a.org/\u{FEFF}", "https://a.org/\u{2066}x\u{2069}",
        "https://a.org/" + String(repeating: "x", count: 1_987),
        String(repeating: "https://a.org/", count: 100_000),
    ])
    func `refuses the address`(_ text: String) {
        let found = problems(WebAddress(text))
        #expect(found.count == 1)
        #expect(found.first?.description.utf8.count ?? 0 < 1_000)
    }

    @Test func `none is none`() {
        #expect(WebAddress("").isEmpty)
        #expect(problems(WebAddress()).isEmpty)
    }
}

@Suite struct TimeOfDayTests {
    @Test(arguments: [("00:00", 0), ("00:01", 1), ("09:05", 545), ("14:01", 841), ("23:59", 1_439)])
    func `reads the time`(_ text: String, _ minutes: Int) throws {
        #expect(try time(text).minutes == minutes)
        #expect(problems(try time(text)).isEmpty)
    }

    @Test(arguments: [
        "24:00", "12:60", "9:05", "09:5", "0905", "09:05:00", "09:05 ", " 09:05", "09.05", "-1:00", "+1:00",
        "０9:05",
        "aa:bb", ":", "::", "12:", ":30", "12:3٠", "99:99", "2 pm",
    ])
    func `refuses the time`(_ text: String) throws {
        #expect(try time(text).minutes == nil)
        #expect(problems(try time(text)).count == 1)
    }

    private func time(_ text: String) throws -> TimeOfDay {
        var reader = JSONReader(JSONWriter.bytes(of: .text(text)))
        return try TimeOfDay(from: &reader)
    }
}

@Suite struct CoordinatesTests {
    @Test(arguments: ["[58.01,56.25]", "[-90.0,180.0]", "[90.0,-180.0]", "[0.0,0.0]"])
    func `takes the place and writes it back`(_ text: String) throws {
        let place = try coordinates(text)
        #expect(problems(place).isEmpty && !place.isEmpty)
        var writer = JSONWriter()
        place.write(to: &writer)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }

    @Test func `takes whole numbers`() throws { #expect(try coordinates("[58,56]").longitude == 56) }

    @Test(arguments: ["[90.001,0]", "[-91,0]", "[0,180.5]", "[0,-1e9]", "[1e300,0]"])
    func `tells a place that is not on Earth`(_ text: String) throws {
        #expect(problems(try coordinates(text)).count == 1)
    }

    @Test(arguments: ["[]", "[1]", "[1,2,3]", #"["1","2"]"#, "{}", "1", "[1,null]", "[[1],2]", "[1e999,0]"])
    func `refuses what is no place`(_ text: String) {
        #expect(throws: JSONProblem.self) { try coordinates(text) }
    }

    private func coordinates(_ text: String) throws -> Coordinates {
        var reader = JSONReader(Array(text.utf8))
        return try Coordinates(from: &reader)
    }
}

@Suite struct TextValueTests {
    @Test func `a line is one line`() {
        #expect(problems(Line("KP-1/2019 «а»\t")).isEmpty)
        for text in ["a\nb", "a\r\nb", "a\u{1}", "a\u{7F}"] {
            #expect(problems(Line(text)).count == 1, "\(text)")
        }
        #expect(problems(Line(String(repeating: "a", count: Line.limitBytes))).isEmpty)
        #expect(problems(Line(String(repeating: "a", count: Line.limitBytes + 1))).count == 1)
    }

    @Test func `a note has paragraphs and a limit`() {
        #expect(problems(Note("a\n\nb\tc")).isEmpty)
        #expect(problems(Note("a\u{8}")).count == 1)
        #expect(problems(Note(String(repeating: "a", count: Localized.limitBytes + 1))).count == 1)
    }

    @Test func `a quotation is said in its own language`() {
        var quotation = Quotation()
        quotation.words = "Es war einmal"
        quotation.language = Language("de").map { Tongue($0) } ?? Tongue()
        quotation.translation = [.english: "Once upon a time"]
        #expect(quotation.said == Language("de").map { Said("Es war einmal", in: $0) })
        var contents = Contents()
        quotation.collect(into: &contents)
        #expect(contents.texts.map(\.language?.tag) == ["de", "en"])
        quotation.language = Tongue()
        #expect(quotation.said == nil)
        #expect(problems(quotation).map(\.path) == ["value.language"])
    }
}

@Suite struct ClaimTests {
    @Test func `the preferred claim is chosen, else the first`() {
        #expect([claim(1), claim(2, isPreferred: true), claim(3, isPreferred: true)].chosen() == Number(2))
        #expect([claim(1), claim(2)].chosen() == Number(1))
        #expect([Claim<Number>]().chosen() == Number?.none)
    }

    @Test func `the evidence is not among the words of a record`() {
        var claim = Claim<Localized>()
        claim.value = [.english: "Ural"]
        claim.note = [.english: "doubtful"]
        var source = Source()
        source.title = [.english: "A newspaper"]
        claim.sources = [source]
        var contents = Contents()
        [claim].collect(into: &contents)
        #expect(contents.texts.map(\.text) == ["Ural"])
    }

    @Test func `each generic claim has fields of its own`() {
        #expect(Claim<Number>.fields.list.first?.type is Number.Type)
        #expect(Claim<EDTF>.fields.list.first?.type is EDTF.Type)
        #expect(Claim<Number>.fields.list.map(\.name) == ["value", "preferred", "note", "sources"])
    }

    private func claim(_ value: Int, isPreferred: Bool = false) -> Claim<Number> {
        var claim = Claim<Number>()
        claim.value = Number(value)
        claim.isPreferred = isPreferred
        return claim
    }
}

/// The problems of one value at the place `value`.
func problems(_ value: some FieldValue) -> [Problem] {
    var problems: [Problem] = []
    value.check(at: { "value" }, into: &problems)
    return problems
}
