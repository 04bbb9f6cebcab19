import Records
import Testing

@Suite struct LocalizedTests {
    @Test func `keeps its languages sorted, whatever the order they came in`() throws {
        let text = try localized(#"{"zh-Hans": "青岛", "en": "Qingdao", "ru": "Циндао", "de": "Tsingtau"}"#)
        #expect(text.languages.map(\.tag) == ["de", "en", "ru", "zh-Hans"])
        #expect(written(text) == #"{"de":"Tsingtau","en":"Qingdao","ru":"Циндао","zh-Hans":"青岛"}"#)
        #expect(text == [.russian: "Циндао", .english: "Qingdao", german: "Tsingtau", chinese: "青岛"])
    }

    @Test func `reads a tag in any letter case`() throws {
        #expect(written(try localized(#"{"ZH-hANS": "a", "EN": "b"}"#)) == #"{"en":"b","zh-Hans":"a"}"#)
    }

    @Test func `an empty text is none`() throws {
        #expect(try localized(#"{"en": "", "ru": "Да"}"#).languages == [.russian])
        #expect(try localized(#"{"en": ""}"#).isEmpty)
        #expect(try localized("{}").isEmpty)
        var text: Localized = [.english: "a"]
        text[.english] = ""
        #expect(text.isEmpty)
        text[.english] = nil
        #expect(text == Localized())
    }

    @Test func `a tag that is no language is told, not dropped`() throws {
        for tag in [
            "", "x", "english", "en_GB", "en-", "-en", "ru-Cyrl-RU-x", "р", "en-12", "de-AT-DE", "e\u{301}n",
        ] {
            let text = try localized("{\"\(tag)\": \"a\", \"ru\": \"b\"}")
            var problems: [Problem] = []
            text.check(at: { "title" }, into: &problems)
            #expect(problems == [Problem(path: "title", reason: .language(tag))])
            #expect(text.languages == [.russian])
        }
        #expect(!(try localized(#"{"xxxx": "a"}"#).isEmpty))
    }

    @Test func `answers in the first language of the chain that has the text`() {
        let text: Localized = [.russian: "Пермь", german: "Perm", chinese: "彼尔姆"]
        #expect(text.said(in: LanguageChain(.russian, fallbacks: [.english])) == Said("Пермь", in: .russian))
        #expect(
            text.said(in: LanguageChain(.english, fallbacks: [.english, german, .russian]))
                == Said("Perm", in: german, isFallback: true))
        #expect(
            text.said(in: LanguageChain(.english, fallbacks: [chinese]))
                == Said("彼尔姆", in: chinese, isFallback: true))
    }

    @Test func `answers in any language rather than not at all`() {
        let text: Localized = [.russian: "Пермь", german: "Perm"]
        let chain = LanguageChain(.english, fallbacks: [.english])
        #expect(text.said(in: chain) == Said("Perm", in: german, isFallback: true))
        #expect(Localized().said(in: chain) == nil)
    }

    @Test func `a chain names each preferred language once`() {
        let chain = LanguageChain(.english, fallbacks: [.russian, .english, german])
        #expect(chain.languages == [.english, .russian, german])
        #expect(chain.preferred == .english)
    }

    @Test(arguments: [
        ("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\n\rb", "a\n\nb"), ("a\r\n\r\nb", "a\n\nb"),
        ("a\r\r\nb", "a\n\nb"),
        ("\r\n", "\n"), ("a\nb", "a\nb"), ("a\r", "a\n"), ("\r\n\u{301}b", "\n\u{301}b"),
    ])
    func `keeps line ends in one form`(_ posted: String, _ kept: String) throws {
        let quoted = posted.replacing("\r\n", with: "\\r\\n").unicodeScalars.map {
            $0 == "\r" ? "\\r" : $0 == "\n" ? "\\n" : String($0)
        }.joined()
        let text = try localized("{\"en\": \"\(quoted)\"}")
        #expect(text[.english].map { Array($0.utf8) } == Array(kept.utf8))
        var reader = JSONReader(Array("\"\(quoted)\"".utf8))
        #expect(Array(try Note(from: &reader).text.utf8) == Array(kept.utf8))
    }

    @Test func `tells what is too long or holds a control character, with its language`() {
        let long = String(repeating: "я", count: Localized.limitBytes / 2)
        let text: Localized = [
            .english: "a\u{0}", .russian: long + "я", german: long, chinese: "a\tb\nc\u{85}é",
        ]
        var problems: [Problem] = []
        text.check(at: { "acts.0.text" }, into: &problems)
        #expect(
            problems == [
                Problem(path: "acts.0.text.en", reason: .control(0)),
                Problem(path: "acts.0.text.ru", reason: .tooLong(limitBytes: Localized.limitBytes)),
            ])
    }

    @Test func `is told apart from a text without languages`() {
        #expect(throws: JSONProblem.self) { try localized(#""a""#) }
        #expect(throws: JSONProblem.self) { try localized(#"["a"]"#) }
    }

    @Test func `collects each text with its language`() {
        let text: Localized = [.russian: "Пермь", .english: "Perm"]
        var contents = Contents()
        text.collect(into: &contents)
        #expect(contents.texts.map(\.text) == ["Perm", "Пермь"])
        #expect(contents.texts.map(\.language) == [.english, .russian])
    }

    private func localized(_ json: String) throws -> Localized {
        var reader = JSONReader(Array(json.utf8))
        let text = try Localized(from: &reader)
        try reader.end()
        return text
    }

    private func written(_ text: Localized) -> String {
        var writer = JSONWriter()
        text.write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private var german: Language { Language("de") ?? .english }
    private var chinese: Language { Language("zh-Hans") ?? .english }
}

@Suite struct LanguageTests {
    @Test(arguments: [
        ("ru", "ru"), ("RU", "ru"), ("zh-hans", "zh-Hans"), ("ZH-HANT-tw", "zh-Hant-TW"), ("de-at", "de-AT"),
        ("gsw", "gsw"), ("sr-Latn", "sr-Latn"),
    ])
    func `writes a tag in canonical letter case`(_ text: String, _ tag: String) {
        #expect(Language(text)?.tag == tag)
        #expect(Language(tag)?.tag == tag)
    }

    @Test(arguments: [
        "", "e", "engl", "en-", "-", "--", "en--GB", "en_GB", "en-G", "en-GBR", "en-Latn-", "de-AT-DE",
        "zh-Hans-Hant",
        "zh-CN-Hans", "en-Latn-GB-x", "ру", "e1", "en-1A", "en GB", " en", "en ", "en\0", "*", "i-klingon",
        "x-private",
        "@e", "[]", "`a", "{z",
    ])
    func `refuses what is no tag`(_ text: String) { #expect(Language(text) == nil) }

    @Test func `knows the primary language and the direction`() {
        #expect(Language("zh-Hans-CN")?.primary == "zh")
        #expect(Language("ar-EG")?.isRightToLeft == true)
        #expect(Language("he")?.isRightToLeft == true)
        #expect(Language("ru")?.isRightToLeft == false)
    }

    @Test func `sorts as its tags do`() {
        let tags = ["zh-Hans", "de", "ru", "de-AT", "en"]
        #expect(tags.compactMap { Language($0) }.sorted().map(\.tag) == tags.sorted())
    }
}
