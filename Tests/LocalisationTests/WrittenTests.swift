import Foundation
import Localisation
import Records
import Testing

/// Dates, numbers and lists in the six languages of the house and in Arabic, against words written by hand.
///
/// Source: CLDR, as far as the house does not say otherwise: no blanks around the dash between two years, days or
/// months in languages of Europe (New Hart's Rules 4.11.1; Duden, D 44), the full stop after both German ordinals,
/// a dash between blanks in Russian where an end has more than one word, `至` in Chinese, the same year said once.
@Suite struct WrittenTests {
    private static let catalogues = Result {
        try Catalogues(folder: #filePath.components(separatedBy: "/Tests/")[0] + "/Resources/locale")
    }

    private static let arabic = """
        msgctxt "date"
        msgid "since {date}"
        msgstr "منذ {date}"

        msgctxt "date"
        msgid "until {date}"
        msgstr "حتى {date}"

        msgctxt "date"
        msgid "about {date}"
        msgstr "نحو {date}"

        msgctxt "date"
        msgid "perhaps {date}"
        msgstr "ربما {date}"

        msgctxt "date"
        msgid "date unknown"
        msgstr "التاريخ غير معروف"
        """

    private static func phrases(_ tag: String) throws -> Phrases {
        let language = try #require(Language(tag))
        if tag == "ar" { return try Phrases(language, po: arabic) }
        return try #require(try catalogues.get().phrases(for: language))
    }

    /// The rows of a table, each cell behind its column's language.
    private static func rows(_ table: String) -> [(key: String, cells: [(tag: String, text: String)])] {
        let lines = table.split(separator: "\n").map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        return lines.dropFirst().map { line in
            (line[0], Array(zip(lines[0].dropFirst(), line.dropFirst())))
        }
    }

    /// No-break spaces are written as `~` in the tables where they matter, and as blanks elsewhere.
    private static func plain(_ text: String) -> String { text.replacing("\u{A0}", with: " ") }

    @Test func `says a date of every precision`() throws {
        let (europe, asia) = (Self.rows(Self.europe), Self.rows(Self.asia))
        #expect(europe.map { $0.cells.count } == Array(repeating: 5, count: 19))
        #expect(asia.map { $0.cells.count } == Array(repeating: 2, count: 19))
        for (edtf, cells) in europe + asia {
            for (tag, text) in cells {
                let said = Self.plain(try Self.phrases(tag).words(try EDTF(edtf == "unknown" ? "" : edtf)))
                #expect(said == text, "\(edtf) in \(tag)")
            }
        }
    }

    @Test(arguments: [
        ("en", "1,234", "12,345", "1,234,567.5"), ("ru", "1~234", "12~345", "1~234~567,5"),
        ("de", "1.234", "12.345", "1.234.567,5"), ("fr", "1~234", "12~345", "1~234~567,5"),
        // Four digits stay together in Italian.
        ("it", "1234", "12.345", "1.234.567,5"), ("zh-Hans", "1,234", "12,345", "1,234,567.5"),
        ("ar", "1,234", "12,345", "1,234,567.5"),
    ])
    func `groups the digits of a number`(tag: String, four: String, five: String, broken: String) throws {
        let phrases = try Self.phrases(tag)
        let said = [phrases.number(1_234), phrases.number(12_345), phrases.number(1_234_567.5)]
        #expect(said == [four, five, broken].map { $0.replacing("~", with: "\u{A0}") })
        let small = [0, 1, 2, 5, 11, 21, 101].map(phrases.number)
        #expect(small == ["0", "1", "2", "5", "11", "21", "101"])
    }

    @Test(arguments: [
        ("en", "a and b", "a, b and c", "a, b, c, d and e", "a, b or c"),
        ("ru", "a и b", "a, b и c", "a, b, c, d и e", "a, b или c"),
        ("de", "a und b", "a, b und c", "a, b, c, d und e", "a, b oder c"),
        ("fr", "a et b", "a, b et c", "a, b, c, d et e", "a, b ou c"),
        ("it", "a e b", "a, b e c", "a, b, c, d e e", "a, b o c"),
        ("zh-Hans", "a和b", "a、b和c", "a、b、c、d和e", "a、b或c"),
        ("ar", "a وb", "a وb وc", "a وb وc وd وe", "a أو b أو c"),
    ])
    func `joins a list`(tag: String, two: String, three: String, five: String, choice: String) throws {
        let phrases = try Self.phrases(tag)
        let letters = ["a", "b", "c", "d", "e"]
        #expect([1, 2, 3, 5].map { phrases.list(Array(letters.prefix($0))) } == ["a", two, three, five])
        #expect(phrases.list([]) == "")
        #expect(phrases.choice(["a", "b", "c"]) == choice)
    }

    // swift-format-ignore
    private static let europe = """
        EDTF | en | ru | de | fr | it
        2019-06-28 | 28 June 2019 | 28 июня 2019 г. | 28. Juni 2019 | 28 juin 2019 | 28 giugno 2019
        2019-06-01 | 1 June 2019 | 1 июня 2019 г. | 1. Juni 2019 | 1er juin 2019 | 1º giugno 2019
        2019-06 | June 2019 | июнь 2019 г. | Juni 2019 | juin 2019 | giugno 2019
        2019 | 2019 | 2019 г. | 2019 | 2019 | 2019
        2019-06-19/2019-06-21 | 19–21 June 2019 | 19–21 июня 2019 г. | 19.–21. Juni 2019 | 19–21 juin 2019 | 19–21 giugno 2019
        2019-06-28/2019-07-03 | 28 June – 3 July 2019 | 28 июня — 3 июля 2019 г. | 28. Juni – 3. Juli 2019 | 28 juin – 3 juillet 2019 | 28 giugno – 3 luglio 2019
        2018-12-28/2019-01-01 | 28 December 2018 – 1 January 2019 | 28 декабря 2018 г. — 1 января 2019 г. | 28. Dezember 2018 – 1. Januar 2019 | 28 décembre 2018 – 1er janvier 2019 | 28 dicembre 2018 – 1º gennaio 2019
        2019-06/2019-07 | June–July 2019 | июнь — июль 2019 г. | Juni–Juli 2019 | juin–juillet 2019 | giugno–luglio 2019
        2018-12/2019-01 | December 2018 – January 2019 | декабрь 2018 г. — январь 2019 г. | Dezember 2018 – Januar 2019 | décembre 2018 – janvier 2019 | dicembre 2018 – gennaio 2019
        1995/1998 | 1995–1998 | 1995–1998 гг. | 1995–1998 | 1995–1998 | 1995–1998
        1998/.. | since 1998 | с 1998 г. | 1998 bis heute | depuis 1998 | 1998 – oggi
        1998-06-12/.. | since 12 June 1998 | с 12 июня 1998 г. | 12. Juni 1998 bis heute | depuis le 12 juin 1998 | 12 giugno 1998 – oggi
        ../1998 | until 1998 | до 1998 г. включительно | bis 1998 | fin : 1998 | fine: 1998
        1998~ | about 1998 | около 1998 г. | etwa 1998 | vers 1998 | 1998 circa
        1998-06~ | about June 1998 | около июня 1998 г. | etwa Juni 1998 | vers juin 1998 | giugno 1998 circa
        1998-06-12~ | about 12 June 1998 | около 12 июня 1998 г. | etwa 12. Juni 1998 | vers le 12 juin 1998 | 12 giugno 1998 circa
        1995~/1998~ | about 1995–1998 | около 1995–1998 гг. | etwa 1995–1998 | vers 1995–1998 | 1995–1998 circa
        1998? | perhaps 1998 | предположительно 1998 г. | vermutlich 1998 | peut-être 1998 | forse 1998
        unknown | date unknown | дата неизвестна | Datum unbekannt | date inconnue | data sconosciuta
        """

    private static let asia = """
        EDTF | zh-Hans | ar
        2019-06-28 | 2019年6月28日 | 28 يونيو، 2019
        2019-06-01 | 2019年6月1日 | 1 يونيو، 2019
        2019-06 | 2019年6月 | يونيو 2019
        2019 | 2019年 | 2019
        2019-06-19/2019-06-21 | 2019年6月19日至21日 | 19–21 يونيو، 2019
        2019-06-28/2019-07-03 | 2019年6月28日至7月3日 | 28 يونيو – 3 يوليو، 2019
        2018-12-28/2019-01-01 | 2018年12月28日至2019年1月1日 | 28 ديسمبر، 2018 – 1 يناير، 2019
        2019-06/2019-07 | 2019年6月至7月 | يونيو–يوليو 2019
        2018-12/2019-01 | 2018年12月至2019年1月 | ديسمبر 2018 – يناير 2019
        1995/1998 | 1995—1998年 | 1995–1998
        1998/.. | 自1998年起 | منذ 1998
        1998-06-12/.. | 自1998年6月12日起 | منذ 12 يونيو، 1998
        ../1998 | 至1998年 | حتى 1998
        1998~ | 约1998年 | نحو 1998
        1998-06~ | 约1998年6月 | نحو يونيو 1998
        1998-06-12~ | 约1998年6月12日 | نحو 12 يونيو، 1998
        1995~/1998~ | 约1995—1998年 | نحو 1995–1998
        1998? | 1998年（存疑） | ربما 1998
        unknown | 日期不详 | التاريخ غير معروف
        """
}
