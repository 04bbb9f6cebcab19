import Foundation
import Localisation
import Records
import Testing

@Suite struct DateWordsTests {
    private static let catalogues = Result {
        let root = #filePath.components(separatedBy: "/Tests/")[0]
        return try Catalogues(folder: root + "/Resources/locale")
    }

    private func words(_ text: String, in language: Language) throws -> String {
        let phrases = try #require(try Self.catalogues.get().phrases(for: language))
        // No-break spaces are tested once, below.
        return phrases.words(try EDTF(text)).replacing("\u{A0}", with: " ")
    }

    @Test(arguments: [
        ("", "date unknown", "дата неизвестна"), ("2019-06-19", "19 June 2019", "19 июня 2019 г."),
        ("2019-06", "June 2019", "июнь 2019 г."), ("2019", "2019", "2019 г."),
        ("1995~", "about 1995", "около 1995 г."), ("1995?", "perhaps 1995", "предположительно 1995 г."),
        ("1995%", "perhaps about 1995", "предположительно около 1995 г."),
        ("2019-06~", "about June 2019", "около июня 2019 г."), ("199X", "1990s", "1990-е годы"),
        ("199X~", "about the 1990s", "около 1990-х годов"), ("19XX", "20th century", "XX век"),
        ("20XX", "21st century", "XXI век"), ("19XX~", "about the 20th century", "около XX века"),
        ("1XXX", "1000–1999", "1000–1999 гг."), ("XXXX", "year unknown", "год неизвестен"),
        ("XXXX-12-25", "25 December, year unknown", "25 декабря, год неизвестен"),
        ("199X-06", "June, 1990s", "июнь, 1990-е годы"),
        ("199X-06~", "about June in the 1990s", "около июня 1990-х годов"),
        ("2004-XX", "2004 (month unknown)", "2004 г. (месяц неизвестен)"),
        ("2004-06-XX", "June 2004 (day unknown)", "июнь 2004 г. (день неизвестен)"),
        ("2019-21", "spring 2019", "весна 2019 г."), ("2019-24~", "about winter 2019", "около зимы 2019 г."),
    ])
    func `says a moment`(text: String, english: String, russian: String) throws {
        #expect(try words(text, in: .english) == english)
        #expect(try words(text, in: .russian) == russian)
    }

    @Test(arguments: [
        ("1995/1998", "1995–1998", "1995–1998 гг."),
        ("1995~/1998~", "about 1995–1998", "около 1995–1998 гг."),
        ("1995~/1998", "about 1995 – 1998", "около 1995 г. — 1998 г."), ("1995/1995", "1995", "1995 г."),
        ("2019-06/2019-07", "June–July 2019", "июнь — июль 2019 г."),
        ("2018-06/2019-07", "June 2018 – July 2019", "июнь 2018 г. — июль 2019 г."),
        ("2019-06-19/2019-06-21", "19–21 June 2019", "19–21 июня 2019 г."),
        ("2019-06-28/2019-07-03", "28 June – 3 July 2019", "28 июня — 3 июля 2019 г."),
        ("197X/198X", "1970s–1980s", "1970–1980-е годы"), ("1985/..", "since 1985", "с 1985 г."),
        ("1985~/..", "since about 1985", "примерно с 1985 г."),
        ("197X/..", "since the 1970s", "с 1970-х годов"),
        ("2019-06/..", "since June 2019", "с июня 2019 г."),
        ("1985/", "from 1985, end unknown", "с 1985 г., окончание неизвестно"),
        ("../1985", "until 1985", "до 1985 г. включительно"),
        ("/1985", "until 1985, beginning unknown", "до 1985 г. включительно, начало неизвестно"),
    ])
    func `says an interval`(text: String, english: String, russian: String) throws {
        #expect(try words(text, in: .english) == english)
        #expect(try words(text, in: .russian) == russian)
    }

    @Test(arguments: [
        ("[1995,1997]", "1995 or 1997", "1995 или 1997 г."),
        ("{1995,1997}", "1995 and 1997", "1995 и 1997 гг."),
        ("[1995..1997]", "between 1995 and 1997", "не ранее 1995 г. и не позднее 1997 г."),
        ("{1995..1997,1999}", "1995–1997 and 1999", "1995–1997 гг. и 1999 г."),
        ("[..1985]", "1985 or earlier", "не позднее 1985 г."),
        ("[2019-06..]", "June 2019 or later", "не ранее июня 2019 г."),
        ("[1995]", "1995", "1995 г."),
    ])
    func `says a set`(text: String, english: String, russian: String) throws {
        #expect(try words(text, in: .english) == english)
        #expect(try words(text, in: .russian) == russian)
    }

    @Test func `says dates before the common era, and far ones`() throws {
        #expect(try words("-0580", in: .english) == "581 BC")
        #expect(try words("-0043-03-15", in: .russian) == "15 марта 44 г. до н. э.")
        #expect(try words("0000", in: .english) == "1 BC")
        #expect(try words("-058X", in: .english) == "590–581 BC")
        #expect(try words("9999-12-31", in: .english) == "31 December 9999")
    }

    @Test func `keeps a Russian year and its abbreviation on one line`() throws {
        let phrases = try #require(try Self.catalogues.get().phrases(for: .russian))
        #expect(phrases.words(try EDTF("2019-06-19")) == "19 июня 2019\u{A0}г.")
        #expect(phrases.words(try EDTF("2019")) == "2019\u{A0}г.")
    }

    @Test(arguments: [
        ("zh-Hans", "2019年6月28日", "2019年6月28日 – 7月3日", "2019年6月"),
        ("de", "28. Juni 2019", "28. Juni – 3. Juli 2019", "Juni 2019"),
        ("fr", "28 juin 2019", "28 juin – 3 juillet 2019", "juin 2019"),
        ("it", "28 giugno 2019", "28 giugno – 3 luglio 2019", "giugno 2019"),
    ])
    func `takes the order of days and months of a language that has no catalogue yet`(
        tag: String, day: String, days: String, month: String
    ) throws {
        let phrases = Phrases(try #require(Language(tag)), catalogue: .empty)
        #expect(phrases.words(try EDTF("2019-06-28")) == day)
        #expect(phrases.words(try EDTF("2019-06-28/2019-07-03")) == days)
        #expect(phrases.words(try EDTF("2019-06")) == month)
    }

    @Test(arguments: [
        ("1998-06-12/..", "depuis le 12 juin 1998"), ("1998-06/..", "depuis juin 1998"),
        ("1998-03-01", "1er mars 1998"), ("1998-03-01/1998-03-12", "1er–12 mars 1998"),
        ("1998-03-01/1998-04-01", "1er mars – 1er avril 1998"),
    ])
    func `a language may say a day in its own way`(text: String, french: String) throws {
        #expect(try words(text, in: #require(Language("fr"))) == french)
    }
}
