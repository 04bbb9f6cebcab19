import Catalogue
import Kinds
import Ledger
import Records
import TestKit
import Testing

@Suite struct SearchTests {
    @Test(arguments: [
        ("Perm opened a hall", "hall"), ("Perm opened a hall", "HALL"), ("Perm opened a hall", "ha"),
        ("Perm opened a hall", "hall perm"), ("Perm opened a hall", "perm, hall!"),
        ("Пермь и Оксфорд", "пермь"),
        ("Пермь и Оксфорд", "ПЕР"), ("Ёлка у Камы", "елка"), ("Елка у Камы", "Ёлка"),
        ("Всё о нём", "все нем"),
        ("все о нем", "ВСЁ НЁМ"), ("Straße der Freundschaft", "strasse"),
        ("Strasse der Freundschaft", "straße"),
        ("STRASSE", "Straße"), ("STRAẞE", "strasse"), ("Amnéville les Thermes", "amneville"),
        ("Amneville", "Amnéville"),
        ("Amne\u{301}ville", "amnéville"), ("Amnéville", "amne\u{301}ville"),
        ("Łódź und Tromsø", "lodz tromso"),
        ("Пермский край", "пермскии\u{306}"), ("Пермскии\u{306} край", "Пермский"), ("Їжак", "їжак"),
        ("в 青岛 сегодня", "青岛"), ("我们在青岛市见面", "青岛"), ("我们在青岛市见面", "青岛市"), ("青岛", "青"),
        ("我们在青岛市见面", "见面 青岛"), ("Qingdao青岛2019", "青岛"), ("Qingdao青岛2019", "qingdao"), ("ドゥイスブルク市", "ブルク"),
        ("Gift no. KP-17/2019", "kp-17/2019"), ("Gift no. KP-17/2019", "2019"),
        ("d'Aosta's e-mail", "d'aosta"),
        ("a\nb\u{2028}word", "word"), ("１９９５", "１９９５"), ("½ price", "price"), ("naïve café", "NAIVE CAFE"),
        ("Perm opened a hall", "halls"), ("Perm opened a hall", "hall oxford"), ("我们在青岛市见面", "岛青"),
        ("我们在青岛市见面", "青市"), ("Пермский", "пермскии"), ("Города-побратимы", "побратим"),
        ("Подарки городу", "подарок"), ("Рисунок", "рисунки"), ("На востоке", "восток"),
        ("Duisburg", "Duisbrug"), ("Циндао", "Цындао"), ("Шубин", "Shubin"),
        ("Natalia Rosliakova", "рослякова"),
        ("Zoo und eine Delegation", "Zoodelegation"), ("Die Vizebürgermeisterin", "Bürgermeisterin"),
        ("Bürgerzentren", "buergerzentren"), ("a gift from Sicily", "presents of sicily"),
        ("ΑΘΗΝΑ", "αθηνα"), ("İstanbul", "istanbul"), ("Ærø", "aero"), ("œuvre", "oeuvre"),
        ("Ein Stück Kunst\u{AD}keramik", "kunstkeramik"), ("Kunstkeramik", "Kunst\u{AD}keramik"),
    ])
    func `finds`(_ text: String, _ question: String) async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), try article("a", "Title", text: text)))
        #expect(try await bench.found(question) == [.numbered(1)])
    }

    /// A record that was made in a year answers to its number, though no text of it says so.
    @Test(arguments: [
        ("2003-05-01", ["2003"]), ("199X", ["1990", "1999"]), ("1995/2001", ["1995", "1998", "2001"]),
    ])
    func `a year finds what is dated so`(_ date: String, _ years: [String]) async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), try article("a", "Title", on: date, text: "words")))
        for year in years { #expect(try await bench.found("words \(year)") == [.numbered(1)]) }
        #expect(try await bench.found("2007").isEmpty)
    }

    @Test
    func `a country finds its cities and what is theirs, and those of the home city no more than others`()
        async throws
    {
        let bench = try await CatalogueBench()
        let (home, duisburg, oxford) = (Code.numbered(1), Code.numbered(2), Code.numbered(3))
        var hall = Hall()
        hall.homeCity = Reference(home)
        try await bench.publish([(.numbered(4), hall)])
        for (number, (place, country)) in [(home, "RU"), (duisburg, "DE"), (oxford, "GB")].enumerated() {
            var twin = city("c-\(number)")
            twin.country = Line(country)
            var present = try article("a-\(number)", "A present")
            present.about = [Reference(place)]
            try await bench.publish((place, twin), (.numbered(5 + number), present))
        }
        for question in ["Germany", "german", "Deutschland", "немецкий", "Allemagne", "tedesco", "德国"] {
            #expect(Set(try await bench.found(question)) == [duisburg, .numbered(6)], "\(question)")
        }
        #expect(try await bench.found("presents of England").contains(.numbered(7)))
        #expect(try await bench.found("russian") == [])
    }

    @Test(arguments: [
        ("Perm opened a hall", "oxford"), ("Perm opened a hall", "all"), ("我们在青岛市见面", "北京"), ("Perm", ""),
        ("Perm", "  \n"),
        ("Perm", "!?\"*()"), ("Perm", "-"), ("Perm", "\u{301}"), ("Perm", "👩‍👩‍👧"), ("Perm", "\0"),
    ])
    func `does not find`(_ text: String, _ question: String) async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), try article("a", "Title", text: text)))
        #expect(try await bench.found(question).isEmpty)
    }

    @Test func `no question is an error, whatever it holds`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), try article("a", text: "near or and not perm")))
        let syntax = [
            "\" OR 1*", "NEAR(", "NEAR(a b, 5)", "near", "AND", "OR", "NOT", "a AND", "perm OR", "NOT perm",
            "title:perm",
            "{title body}:x", "^perm", "perm*", "*", "\"", "\"\"", "'", "''", "a\"b", "(", ")", "((", "+",
            "a + b", "-perm",
            ":", "\\", "%", "_", ";", "'; DROP TABLE public; --", "\u{301}\u{301}", "Ⓐ", "Ⓐ perm", "ⓐ*",
            "\u{903}",
            "\u{93F}", "𐍈", "\u{FE0F}", "\u{200D}", "\u{AD}", "一", "\u{E000}", "٣", "²", "Ⅷ",
            "\u{1F1E9}\u{1F1EA}",
            String(repeating: "a", count: 100_000), String(repeating: "a ", count: 10_000),
            String(repeating: "青", count: 5_000), String(repeating: "\"", count: 10_000), "\u{10FFFF}",
            "\u{FFFE}",
        ]
        for question in syntax {
            _ = try await bench.catalogue.read {
                try $0.search(question, in: everyLanguage, offset: 0, limit: 10)
            }
        }
        #expect(try await bench.found("near") == [.numbered(1)])
        #expect(try await bench.found("NOT perm AND or") == [.numbered(1)])
        #expect(try await bench.found("title:perm") == [.numbered(1)])
    }

    @Test func `random questions are no errors either`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), try article("a", text: "Perm 青岛 Ёлка")))
        try await bench.catalogue.read { view in
            var source = Seeded(21)
            let pieces = [
                "\"", "*", "(", ")", "NEAR", "AND", " ", ":", "^", "-", "a", "青", "é", "\u{301}", "0", "{",
                "ß",
            ]
            for round in 0..<1_500 {
                var question = String.UnicodeScalarView()
                for _ in 0..<source.below(10) {
                    if round % 2 == 0 {
                        question.append(contentsOf: source.pick(pieces).unicodeScalars)
                    } else if let scalar = Unicode.Scalar(UInt32(source.below(0x2_0000))) {
                        question.append(scalar)
                    }
                }
                _ = try view.search(String(question), in: everyLanguage, offset: 0, limit: 3)
            }
        }
    }

    @Test(arguments: [
        "青岛", "青岛市", "Циндао", "в Циндао", "Qingdao", "QINGDAO", "Tsingtau", "Tsingtao", "Tsingtaus",
    ])
    func `a city is found by any of its names, and so is what points at it`(_ question: String) async throws {
        let bench = try await CatalogueBench()
        var qingdao = city("qingdao")
        qingdao.title = localized("Qingdao", "Циндао")
        qingdao.title[try #require(Language("zh-Hans"))] = "青岛"
        var old = City.CityName()
        old.name = "Tsingtau"
        old.language = Language("de").map { Tongue($0) } ?? Tongue()
        qingdao.names = [old]
        var news = try article("news", "A delegation came", text: "It stayed for a week.")
        news.about = [Reference(.numbered(1))]
        try await bench.publish(
            (.numbered(1), qingdao), (.numbered(2), news), (.numbered(3), city("oxford", "Oxford")))
        let found = try await bench.catalogue.read {
            try $0.search(question, in: everyLanguage, offset: 0, limit: 10).records.map(\.code)
        }
        #expect(found.first == .numbered(1) && Set(found) == [.numbered(1), .numbered(2)])
    }

    @Test func `a word of the title weighs more than one of the text`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish(
            (.numbered(1), try article("a", "Other", text: "a vase, words and words")),
            (.numbered(2), try article("b", "The vase", text: "something else altogether, and long")))
        let order = try await bench.catalogue.read {
            try $0.search("vase", in: everyLanguage, offset: 0, limit: 10).records.map(\.code)
        }
        #expect(order == [.numbered(2), .numbered(1)])
    }

    @Test func `answers come in pages without gaps or repeats`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((0..<23).map { (.numbered($0), city("c-\($0)", "Same")) as (Code, any Kind) })
        let codes = try await bench.catalogue.read { view in
            var codes: [Code] = []
            while true {
                let page = try view.search("same", in: everyLanguage, offset: codes.count, limit: 4)
                guard page.total == 23, !page.records.isEmpty else { return codes }
                codes += page.records.map(\.code)
            }
        }
        #expect(codes.count == 23 && Set(codes).count == 23)
    }

    @Test func `of too many answers the best can be paged through, titles first`() async throws {
        let bench = try await CatalogueBench()
        let limit = CatalogueView.weighedLimit
        var records: [(Code, any Kind)] = []
        for number in 0..<limit + 200 {
            records.append((.numbered(number), try article("a-\(number)", "News", text: "a vase, given")))
        }
        // The last one registered is the only one that says it in its title.
        records.append((.numbered(limit + 200), try article("b", "The vase", text: "something else")))
        try await bench.publish(records)
        let (codes, total) = try await bench.catalogue.read { view in
            var codes: [Code] = []
            while true {
                let page = try view.search("vase", in: everyLanguage, offset: codes.count, limit: 100)
                codes += page.records.map(\.code)
                guard page.goesOn else { return (codes, page.total) }
            }
        }
        #expect(total == limit + 201 && codes.first == .numbered(limit + 200))
        #expect(Set(codes).count == codes.count && (limit / 2...limit).contains(codes.count))
    }

    @Test func `a record with all words is found among very many with one of them`() async throws {
        let bench = try await CatalogueBench()
        // Half of all records say "vase": a word that more of them say divides nothing.
        let (rare, common) = (40, CatalogueView.weighedLimit + 50)
        let many = 2 * common + rare
        var records: [(Code, any Kind)] = []
        for number in 0..<many {
            let text = number < rare ? "a samovar" : number < rare + common ? "a vase" : "nothing"
            records.append((.numbered(number), try article("a-\(number)", "News", text: text)))
        }
        records.append((.numbered(many), try article("b", "News", text: "a vase and a samovar")))
        try await bench.publish(records)
        let answers = try await bench.catalogue.read {
            try $0.search("vase samovar", in: everyLanguage, limit: 10)
        }
        #expect(answers.records.first?.code == .numbered(many) && answers.all > 1)
    }

    @Test func `finds each language of a record, its numbers and its quotations`() async throws {
        let bench = try await CatalogueBench()
        var gift = Gift()
        gift.slugText = "vase"
        gift.title = localized("Vase", "Ваза")
        gift.accession = "KP-17"
        var words = Quotation()
        words.words = "Zur Erinnerung"
        words.language = Language("de").map { Tongue($0) } ?? Tongue()
        gift.inscriptions = [words]
        try await bench.publish((.numbered(1), gift))
        for question in ["vase", "ваза", "kp-17", "erinnerung", "vase ваза"] {
            #expect(try await bench.found(question) == [.numbered(1)], "\(question)")
        }
        #expect(try await bench.found("vase", "zur").isEmpty == false)
    }
}

extension CatalogueBench {
    fileprivate func found(_ first: String, _ second: String) async throws -> [Code] {
        try await found(first + " " + second)
    }
}
