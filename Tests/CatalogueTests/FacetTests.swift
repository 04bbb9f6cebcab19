import Catalogue
import Kinds
import Ledger
import Records
import TestKit
import Testing

/// What answers are narrowed by, held against a count over the records themselves.
@Suite struct FacetTests {
    /// A record that every question of these tests finds, with what it is to be counted by.
    private struct Made {
        let record: any Kind
        let kind: String
        /// The years in which it may lie; `nil` where they are too many to tell anything.
        let period: ClosedRange<Int>?
        let area: String?
        let cities: Set<Code>
        let languages: Set<Language>

        func isLeft(by narrowing: Narrowing) -> Bool {
            (narrowing.kind ?? kind) == kind && (narrowing.area ?? area) == area
                && (narrowing.subject.map { cities.contains($0) } ?? true)
                && (narrowing.language.map { languages.contains($0) } ?? true)
                && (narrowing.years.map { period?.overlaps($0) ?? false } ?? true)
        }
    }

    private static let cities = (101...104).map { Code.numbered($0) }

    private static func made(_ number: Int, _ source: inout Seeded) throws -> Made {
        var title = localized("same")
        if source.chance(50) { title[.russian] = "Слово" }
        let cities = Set((0..<source.below(3)).map { _ in source.pick(Self.cities) })
        let languages = Set(title.languages)
        if source.chance(50) {
            let year = 1990 + source.below(8)
            var article = try article("a-\(number)", on: "\(year)-05-17")
            article.title = title
            article.about = cities.sorted().map { Reference($0) }
            return Made(
                record: article, kind: "article", period: year...year, area: nil, cities: cities,
                languages: languages.union([.english]))
        }
        var exchange = Exchange()
        exchange.slugText = Address(stringLiteral: "e-\(number)")
        exchange.title = title
        let area = source.pick([ImpactArea.culture, .sports])
        exchange.area = Chosen(area)
        exchange.cities = cities.sorted().map { Reference($0) }
        let first = 1990 + source.below(8)
        let (written, years): (String, ClosedRange<Int>?) = source.pick([
            ("\(first)", first...first), ("\(first)/\(first + 3)", first...first + 3), ("199X", 1990...1999),
            ("1995/2010", 1995...2010), ("1995/2011", nil), ("1990/..", nil),
        ])
        var period = Claim<EDTF>()
        period.value = try date(written)
        exchange.period = [period]
        return Made(
            record: exchange, kind: "exchange", period: years, area: area.rawValue, cities: cities,
            languages: languages)
    }

    private static func narrowing(_ source: inout Seeded) -> Narrowing {
        var narrowing = Narrowing()
        if source.chance(40) { narrowing.kind = source.pick(["article", "exchange", "gift"]) }
        if source.chance(40) { narrowing.subject = source.pick(cities) }
        if source.chance(40) {
            let first = 1988 + source.below(8)
            narrowing.years = first...first + source.below(5)
        }
        if source.chance(30) { narrowing.area = source.pick(["culture", "sports", "economy"]) }
        if source.chance(40) { narrowing.language = source.pick([.english, .russian]) }
        return narrowing
    }

    /// What each facet has to say, each without its own part of the narrowing.
    private static func expected(_ records: [Made], _ narrowing: Narrowing) -> Facets {
        func left(_ change: (inout Narrowing) -> Void) -> [Made] {
            var other = narrowing
            change(&other)
            return records.filter { $0.isLeft(by: other) }
        }
        var facets = Facets()
        for made in left({ $0.kind = nil }) { facets.kinds[made.kind, default: 0] += 1 }
        for made in left({ $0.area = nil }) {
            if let area = made.area { facets.areas[area, default: 0] += 1 }
        }
        for made in left({ $0.years = nil }) {
            if let period = made.period { facets.periods[period, default: 0] += 1 }
        }
        for made in left({ $0.subject = nil }) {
            for city in made.cities { facets.subjects[city, default: 0] += 1 }
        }
        for made in left({ $0.language = nil }) {
            for language in made.languages { facets.languages[language, default: 0] += 1 }
        }
        return facets
    }

    @Test func `facets count what a count over the records counts, whatever came, changed and went`()
        async throws
    {
        let bench = try await CatalogueBench()
        var source = Seeded(2026)
        var records: [Code: Made] = [:]
        for round in 0..<12 {
            var changed: [(Code, any Kind)] = []
            for _ in 0...source.below(12) {
                let number = 1 + source.below(40)
                // Whatever a record was first it stays: an exchange that becomes an article is another record.
                let made = try Self.made(number, &source)
                let code = Code.numbered(made.kind == "article" ? number : number + 1_000)
                records[code] = made
                changed.append((code, made.record))
            }
            try await bench.publish(changed)
            if source.chance(60), let gone = records.keys.sorted().first, let made = records[gone] {
                try await bench.act(.withdraw, on: gone, kind: type(of: made.record))
                records[gone] = nil
            }
            let all = Array(records.values)
            for _ in 0..<20 {
                let narrowing = Self.narrowing(&source)
                let answers = try await bench.catalogue.read {
                    try $0.search("same", in: everyLanguage, narrowedTo: narrowing, limit: 200)
                }
                let left = all.filter { $0.isLeft(by: narrowing) }
                #expect(
                    answers.total == left.count && answers.all == all.count, "round \(round), \(narrowing)")
                #expect(answers.records.count == left.count)
                #expect(answers.facets == Self.expected(all, narrowing), "round \(round), \(narrowing)")
            }
        }
        #expect(try await bench.check() == [])
    }

    @Test func `records beyond a page of profiles are counted and found`() async throws {
        let bench = try await CatalogueBench()
        let count = 4_200
        var records: [(Code, any Kind)] = []
        for number in 0..<count { records.append((.numbered(number), city("c-\(number)", "Port"))) }
        records.append((.numbered(count), city("p", "Portable")))
        var news = try article("n", "Port")
        news.about = [Reference(.numbered(count))]
        records.append((.numbered(count + 1), news))
        try await bench.publish(records)
        var narrowing = Narrowing()
        narrowing.subject = .numbered(count)
        let (port, po, portable, narrowed) = try await bench.catalogue.read { [narrowing] view in
            (
                try view.search("port", in: everyLanguage, limit: 3),
                try view.search("po", in: everyLanguage, limit: 3),
                try view.search("portab", in: everyLanguage, limit: 3),
                try view.search("port", in: everyLanguage, narrowedTo: narrowing, limit: 3)
            )
        }
        #expect(port.total == count + 1 && po.total == count + 2)
        #expect(port.facets.kinds == ["city": count, "article": 1])
        // A whole word goes before a beginning; what is about the city comes with it.
        #expect(portable.records.map(\.code) == [.numbered(count), .numbered(count + 1)])
        #expect(narrowed.records.map(\.code) == [.numbered(count + 1)] && narrowed.all == count + 1)
    }

    @Test func `a question with few answers is narrowed as one with many`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish(
            (.numbered(1), try article("a", "Choir in Perm", on: "2018-01-01")),
            (.numbered(2), try article("b", "Choir in Oxford", on: "2019-01-01")),
            (.numbered(3), try article("c", "Perm in winter", on: "2019-01-01")))
        var narrowing = Narrowing()
        narrowing.years = 2019...2019
        let answers = try await bench.catalogue.read { [narrowing] in
            try $0.search("choir perm", in: everyLanguage, narrowedTo: narrowing, limit: 9)
        }
        // Those with one of both words follow in either case.
        #expect(answers.all == 3 && answers.facets.periods == [2018...2018: 1, 2019...2019: 2])
        #expect(Set(answers.records.map(\.code)) == [.numbered(2), .numbered(3)])
    }

    @Test func `a damaged page of profiles is found, and so is a wrong profile`() async throws {
        for damage in [
            "UPDATE profilePage SET profiles = zeroblob(8)", "UPDATE profilePage SET years = zeroblob(8192)",
            "UPDATE profile SET text = 'gift||en'", "UPDATE profilePage SET subjects = profiles",
            "DELETE FROM profilePage",
        ] {
            let bench = try await CatalogueBench()
            try await bench.publish((.numbered(1), try article("a")))
            #expect(try await bench.check() == [])
            try await bench.reopen { try bench.meddle(damage) }
            #expect(try await !bench.check().isEmpty, "\(damage)")
        }
    }
}
