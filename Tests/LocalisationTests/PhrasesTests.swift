import Localisation
import Records
import Testing

@Suite struct PhrasesTests {
    private let russian: Phrases

    init() throws {
        russian = try Phrases(
            .russian,
            po: """
                msgid "Photo: {name}"
                msgstr "Фото: {name}"

                msgctxt "act"
                msgid "agreement"
                msgstr "Соглашение"

                msgctxt "country"
                msgid "US"
                msgstr "США"
                """)
    }

    @Test func `translates, and falls back to English so that one can tell`() {
        #expect(russian("Photo: {name}", ["name": "Анна"]) == "Фото: Анна")
        #expect(russian("agreement", context: "act") == "Соглашение")
        #expect(russian("agreement") == "agreement")
        #expect(russian("Missing: {name}", ["name": "x"]) == "Missing: x")
        #expect(russian.has("Photo: {name}"))
        #expect(!russian.has("Missing: {name}"))
        #expect(!russian.has("agreement"))
    }

    @Test func `never looks into a value, and leaves an unknown name alone`() {
        #expect(russian("{a}{b}", ["a": "{b}", "b": "{a}"]) == "{b}{a}")
        #expect(russian("{a} {c} {", ["a": "1"]) == "1 {c} {")
        #expect(russian("{ {a} } {a", ["a": "1"]) == "{ 1 } {a")
        #expect(russian("{a}\u{301}{a}", ["a": "1"]) == "1\u{301}1")
        #expect(russian("{}{{}}}{", ["": "1"]) == "1{1}}{")
    }

    @Test func `writes numbers, lists, times and months`() {
        let english = Phrases.source
        #expect(english.number(1_041_884) == "1,041,884")
        #expect(russian.number(1_041_884) == "1\u{A0}041\u{A0}884")
        #expect(english.number(-1_234) == "-1,234")
        #expect(english.number(Int.min) == "-9,223,372,036,854,775,808")
        #expect([english.number(999), english.number(0), russian.number(1.5)] == ["999", "0", "1,5"])
        #expect(
            [english.number(1.999_9), english.number(2_000.25), english.number(-0.000_1)] == [
                "2", "2,000.25", "0",
            ])
        #expect(
            [1.239_99, 58.010_454, -0.000_01, .nan].map { english.number($0, decimals: 5) } == [
                "1.23999", "58.01045", "-0.00001", "nan",
            ])
        #expect([12.5, 12.4].map { russian.number($0, decimals: 0) } == ["13", "12"])
        #expect(russian.number(56.25, decimals: 99) == "56,25")
        #expect(english.list(["a", "b", "c"]) == "a, b and c")
        #expect(english.list(["a", "b"]) == "a and b")
        #expect(english.list(["a"]) == "a")
        #expect(english.list([]) == "")
        #expect(russian.list(["a", "b", "c", "d"]) == "a, b, c и d")
        #expect(russian.choice(["a", "b", "c"]) == "a, b или c")
        #expect(english.time(minutes: 14 * 60 + 5) == "14:05")
        #expect(english.time(minutes: 65) == "01:05")
        #expect([english.time(minutes: -1), english.time(minutes: .max)] == ["00:00", "23:59"])
        #expect(
            [english.month(6), russian.month(6), russian.month(0), russian.month(13)] == [
                "June", "июнь", "", "",
            ])
    }

    @Test func `knows the names of languages and countries`() throws {
        let chinese = try #require(Language("zh-Hans"))
        #expect(Phrases.source.name(of: .russian) == "Russian")
        #expect(russian.name(of: .english) == "английский")
        #expect(
            [Language.russian, .english, chinese].map(russian.ownName) == ["Русский", "English", "简体中文"])
        #expect(russian.country("US") == "США")
        #expect(russian.country("de") == "Германия")
        #expect(Phrases.source.country("IT") == "Italy")
        #expect(["", "D", "DEU", "d/", "Ё"].map(russian.country) == ["", "D", "DEU", "d/", "Ё"])
    }
}
