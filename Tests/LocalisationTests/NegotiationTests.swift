import Localisation
import Records
import Testing

@Suite struct NegotiationTests {
    private func chosen(_ header: String?, of tags: [String] = ["en", "ru", "de", "zh-Hans"]) -> String {
        negotiate(acceptLanguage: header, offered: tags.compactMap { Language($0) }, fallback: .russian).tag
    }

    @Test(arguments: [
        ("en", "en"), ("EN-gb", "en"), ("de-AT", "de"), ("de-AT-1996,en;q=0.9", "de"), ("zh-CN", "zh-Hans"),
        ("zh-TW", "zh-Hans"), ("zh", "zh-Hans"), ("zh-Hans-CN", "zh-Hans"), ("zh-Hant-HK", "zh-Hans"),
        ("fr, en;q=0.5, de;q=0.8", "de"), ("en;q=0.5,de;q=0.5", "en"), ("fr", "ru"),
        ("fr;q=1, en ; q=0.1", "en"),
        ("en;q=0, de;q=0.1", "de"), ("*", "ru"), ("ru;q=0, *", "en"), ("*;q=0", "ru"),
        ("en-US,*;q=0.1", "en"),
        ("en;q=0.001", "en"), ("de;q=1.000", "de"), ("i-klingon, x-private, de", "de"),
    ])
    func `chooses the best language offered`(header: String, expected: String) {
        #expect(chosen(header) == expected)
    }

    @Test(arguments: [
        "", ",,,", ";", "q=1", "en;q=2", "en;q=", "en;q=0.1234", "en;q=abc", "en;q=1.5", "en;level=1", "-",
        "en--us", "e_n",
        "\u{0}", "англ", "en;q=0.5;q=0.6", String(repeating: "x", count: 5_000),
        String(repeating: ";", count: 5_000),
    ])
    func `falls back on garbage`(header: String) {
        #expect(chosen(header) == "ru")
    }

    @Test func `reads no more than it must`() {
        #expect(chosen(Array(repeating: "fr", count: 32).joined(separator: ",") + ",en") == "ru")
        #expect(chosen(String(repeating: " ", count: 1_000) + "en") == "ru")
        #expect(chosen(nil) == "ru")
        #expect(negotiate(acceptLanguage: "en", offered: [], fallback: .russian) == .russian)
    }

    @Test func `prefers the script of the region where both are offered`() {
        let both = ["zh-Hans", "zh-Hant"]
        #expect(
            ["zh-TW", "zh-HK", "zh-CN", "zh"].map { chosen($0, of: both) } == [
                "zh-Hant", "zh-Hant", "zh-Hans", "zh-Hans",
            ])
        #expect(chosen("pt", of: ["pt-BR"]) == "pt-BR")
    }

    @Test func `an excluded language is not brought back by a wider range`() {
        #expect(chosen("en-GB, en;q=0") == "ru")
        #expect(chosen("zh-Hans;q=0, zh") == "ru")
    }
}
