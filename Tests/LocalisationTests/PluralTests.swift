import Localisation
import Records
import Testing

@Suite struct PluralTests {
    private static let russian = """
        nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);
        """
    private static let arabic = """
        nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);
        """

    @Test(
        arguments: zip(
            [0, 1, 2, 5, 11, 12, 21, 22, 25, 101, 111, 1_001], [2, 0, 1, 2, 2, 2, 0, 1, 2, 0, 2, 0]))
    func `takes the Russian form`(number: Int, form: Int) throws {
        #expect(try PluralRule(header: Self.russian, fraction: "1").form(of: number) == form)
        #expect(try PluralRule(header: Self.russian, fraction: "1").form(of: -number) == form)
    }

    @Test(arguments: zip([0, 1, 2, 5, 11, 21, 101, 102, 103], [0, 1, 2, 3, 4, 4, 5, 5, 3]))
    func `takes the Arabic form`(number: Int, form: Int) throws {
        #expect(try PluralRule(header: Self.arabic).form(of: number) == form)
    }

    @Test func `takes the one Chinese form`() throws {
        let rule = try PluralRule(header: "nplurals=1; plural=0;")
        for number in [0, 1, 2, 5, 11, 21, 101] { #expect(rule.form(of: number) == 0) }
        #expect(rule.form(of: 1.5) == 0)
    }

    @Test func `takes the form of a fraction from the header`() throws {
        #expect(try PluralRule(header: Self.russian, fraction: "1").form(of: 1.5) == 1)
        #expect(try PluralRule(header: Self.russian, fraction: "1").form(of: 5.0) == 2)
        #expect(try PluralRule(header: Self.arabic).form(of: 1.5) == 5)
        #expect(PluralRule.english.form(of: 1.5) == 1)
        #expect(PluralRule.english.form(of: .infinity) == 1)
    }

    @Test(arguments: [
        "", "nplurals=2", "plural=0;", "nplurals=0; plural=0;", "nplurals=7; plural=0;",
        "nplurals=2; plural=m;",
        "nplurals=2; plural=n!=;", "nplurals=2; plural=(n;", "nplurals=2; plural=n ? 1;",
        "nplurals=2; plural=n n;",
        "nplurals=2; plural=99999999999999999999;", "nplurals=x; plural=0;", "nplurals=2; plural=0; other=1;",
    ])
    func `refuses a header it does not understand`(header: String) {
        #expect(throws: POProblem.Reason.pluralForms) { try PluralRule(header: header) }
    }

    @Test func `never traps on arithmetic`() throws {
        #expect(try PluralRule(header: "nplurals=2; plural=n/0;").form(of: 5) == 0)
        #expect(try PluralRule(header: "nplurals=2; plural=n%0;").form(of: 5) == 0)
        #expect(try PluralRule(header: "nplurals=2; plural=n-9;").form(of: 5) == 1)
        #expect(try PluralRule(header: "nplurals=2; plural=n*n*n*n;").form(of: .min) == 0)
        #expect(try PluralRule(header: "nplurals=2; plural=n*99;").form(of: 7) == 1)
        let deep = String(repeating: "(", count: 100) + "n" + String(repeating: ")", count: 100)
        #expect(throws: POProblem.Reason.pluralForms) {
            try PluralRule(header: "nplurals=2; plural=\(deep);")
        }
        let flat = Array(repeating: "n", count: 400).joined(separator: "+")
        #expect(try PluralRule(header: "nplurals=2; plural=\(flat);").form(of: 1) == 1)
    }

    @Test func `binds as C does`() throws {
        #expect(try PluralRule(header: "nplurals=6; plural=1+2*n%3;").form(of: 2) == 2)
        #expect(try PluralRule(header: "nplurals=6; plural=!n==1;").form(of: 0) == 1)
        #expect(try PluralRule(header: "nplurals=6; plural=n>1 && n<5 || n==9;").form(of: 9) == 1)
        #expect(try PluralRule(header: "nplurals=6; plural=5-2-n;").form(of: 1) == 2)
    }

    @Test func `puts the count into a phrase of each language`() throws {
        let gifts = """
            msgid ""
            msgstr ""
            "Plural-Forms: \(Self.russian)\\n"
            "X-Plural-Fraction: 1\\n"

            msgid "{count} gift from {city}"
            msgid_plural "{count} gifts from {city}"
            msgstr[0] "{count} подарок из {city}"
            msgstr[1] "{count} подарка из {city}"
            msgstr[2] "{count} подарков из {city}"
            """
        let russian = try Phrases(.russian, po: gifts)
        func say(_ t: Phrases, _ count: Int) -> String {
            t("{count} gift from {city}", "{count} gifts from {city}", count: count, ["city": "X"])
        }
        #expect(
            [0, 1, 2, 5, 11, 21, 101].map { say(russian, $0) } == [
                "0 подарков из X", "1 подарок из X", "2 подарка из X", "5 подарков из X", "11 подарков из X",
                "21 подарок из X", "101 подарок из X",
            ])
        #expect(
            [0, 1, 2, 11, 1_234].map { say(.source, $0) } == [
                "0 gifts from X", "1 gift from X", "2 gifts from X", "11 gifts from X", "1,234 gifts from X",
            ])
        #expect(
            russian("{count} gift from {city}", "{count} gifts from {city}", count: 1.5, ["city": "X"])
                == "1,5 подарка из X")
        #expect(russian("{count} photo", "{count} photos", count: 2) == "2 photos")
    }
}
