import Catalogue
import Kinds
import Ledger
import Records
import TestKit
import Testing

/// Lists, their order, their pages and divisions, and what points at a record.
@Suite struct ListTests {
    @Test func `a dated kind is listed newest first, unknown dates last`() async throws {
        let bench = try await CatalogueBench()
        let days = [
            "XXXX", "1995", "2019-06-12", "", "2019", "199X", "2019-06", "1850/1860", "../1985", "2019-06-13",
            "1995~",
        ]
        var events: [(Code, any Kind)] = []
        for (position, day) in days.enumerated() {
            var event = Event()
            event.slugText = Address(stringLiteral: "e-\(position)")
            event.title = localized("\(position)")
            event.held = try date(day)
            events.append((.numbered(position), event))
        }
        try await bench.publish(events)
        let order = try await bench.slugs("event")
        #expect(order.first == "e-9")
        #expect(Set(order.suffix(2)) == ["e-0", "e-3"])
        let known = try order.dropLast(2).map { try date(days[Int($0.dropFirst(2)) ?? 0]).sortKey }
        #expect(known == known.sorted(by: >))
    }

    @Test func `articles of one day are listed by time, the latest first`() async throws {
        let bench = try await CatalogueBench()
        var articles: [(Code, any Kind)] = []
        for (position, time) in ["09:30", "", "23:59", "14:01", "00:00"].enumerated() {
            let text = #"{"slug":"at-\#(position)","title":{"en":"x"},"date":"2019-06-12","time":"\#(time)"}"#
            articles.append((.numbered(position), try Article(json: Array(text.utf8))))
        }
        try await bench.publish(articles)
        #expect(try await bench.slugs("article").prefix(3) == ["at-2", "at-3", "at-0"])
    }

    @Test func `an undated kind is listed by its order, then by title, then by code`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish(
            (.numbered(4), city("d", "B", position: 2)), (.numbered(3), city("c", "A", position: 2)),
            (.numbered(2), city("b", "Z", position: 1)), (.numbered(1), city("a", "A", position: 2)))
        #expect(try await bench.slugs("city") == ["b", "a", "c", "d"])
    }

    @Test(arguments: [1, 2, 3, 7, 100]) func `pages have neither gaps nor repeats`(_ size: Int) async throws {
        let bench = try await CatalogueBench()
        var source = Seeded(size)
        let articles: [(Code, any Kind)] = try (0..<30).map {
            (.numbered($0), try article("a-\($0)", "T\(source.below(3))", on: "201\(source.below(3))"))
        }
        try await bench.publish(articles)
        let paged = try await bench.catalogue.read { view in
            var codes: [Code] = []
            while true {
                let page = try view.list("article", offset: codes.count, limit: size)
                guard page.total == 30, !page.records.isEmpty else { return codes }
                codes += page.records.map(\.code)
            }
        }
        #expect(paged.count == 30 && Set(paged).count == 30)
        let whole = try await bench.catalogue.read {
            try $0.list("article", limit: 1_000).records.map(\.code)
        }
        #expect(paged == whole)
    }

    @Test func `a record can be left out of a list and its count`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), city("a")), (.numbered(2), city("b")))
        let rest = try await bench.catalogue.read { try $0.list("city", except: .numbered(1), limit: 10) }
        #expect(rest.records.map(\.code) == [.numbered(2)] && rest.total == 1)
    }

    @Test func `divides by years and months, as far as dates are certain`() async throws {
        let bench = try await CatalogueBench()
        let days = [
            "2019-06-12", "2019-06-28/2019-07-03", "2019-06", "2019", "2018-12-31", "199X", "1995~",
            "2018-21",
        ]
        try await bench.publish(
            try days.enumerated().map { (.numbered($0), try article("a-\($0)", on: $1)) as (Code, any Kind) })
        let (years, months) = try await bench.catalogue.read { view in
            (try view.divisions(of: "article"), try view.divisions(of: "article", in: 2019))
        }
        #expect(years.map(\.number) == [2019, 2018, 1995])
        #expect(years.map(\.count) == [4, 2, 1])
        #expect(months.map(\.number) == [6] && months.map(\.count) == [2])
        let june = try await bench.catalogue.read { try $0.list("article", year: 2019, month: 6, limit: 10) }
        #expect(june.total == 2 && Set(june.records.map(\.code)) == [.numbered(0), .numbered(2)])
        let year = try await bench.catalogue.read { try $0.list("article", year: 2019, limit: 10) }
        #expect(year.total == 4)
        let none = try await bench.catalogue.read { try $0.list("article", year: 2020, month: 1, limit: 10) }
        #expect(none.total == 0 && none.records.isEmpty)
    }

    @Test func `tells what points at a record, once for each that does`() async throws {
        let bench = try await CatalogueBench()
        let perm = Code.numbered(1)
        var gift = Gift()
        gift.slugText = "vase"
        gift.title = localized("Vase")
        gift.city = Reference(perm)
        var photo = Photo()
        photo.slugText = "view"
        photo.title = localized("View")
        photo.shows = [Reference(perm), Reference(perm), Reference(.numbered(2))]
        try await bench.publish((perm, city("perm")), (.numbered(2), gift), (.numbered(3), photo))
        #expect(try await pointing(bench, at: perm, kind: "gift") == [.numbered(2)])
        #expect(try await pointing(bench, at: perm, kind: "photo") == [.numbered(3)])
        #expect(try await pointing(bench, at: .numbered(2), kind: "photo") == [.numbered(3)])
        #expect(try await pointing(bench, at: .numbered(3), kind: "photo").isEmpty)
        photo.shows = []
        try await bench.publish((.numbered(3), photo))
        #expect(try await pointing(bench, at: perm, kind: "photo").isEmpty)
        try await bench.act(.withdraw, on: .numbered(2), kind: Gift.self)
        #expect(try await pointing(bench, at: perm, kind: "gift").isEmpty)
    }

    @Test func `counts what points here beyond the limit`() async throws {
        let bench = try await CatalogueBench()
        var records: [(Code, any Kind)] = [(.numbered(0), city("perm"))]
        for number in 1...5 {
            var news = try article("a-\(number)")
            news.about = [Reference(.numbered(0))]
            records.append((.numbered(number), news))
        }
        try await bench.publish(records)
        for limit in [1, 4, 5, 6] {
            let listing = try await bench.catalogue.read {
                try $0.pointing(at: .numbered(0), kind: "article", limit: limit)
            }
            #expect(listing.total == 5 && listing.records.count == min(limit, 5))
        }
    }

    @Test func `keeps what points at a record in the order of lists`() async throws {
        let bench = try await CatalogueBench()
        var records: [(Code, any Kind)] = [(.numbered(0), city("perm"))]
        for (number, day) in ["2019-06-12", "1994", "2024-01-26", "2019-06-11"].enumerated() {
            var news = try article("a-\(number)", on: day)
            news.about = [Reference(.numbered(0))]
            records.append((.numbered(number + 1), news))
        }
        try await bench.publish(records)
        let codes = try await pointing(bench, at: .numbered(0), kind: "article")
        #expect(codes == [3, 1, 4, 2].map { Code.numbered($0) })
    }

    @Test func `gathers places by neighbourhood and country, whatever came and went`() async throws {
        let bench = try await CatalogueBench()
        func city(_ number: Int, _ latitude: Double, _ longitude: Double, _ country: String) -> (
            Code, any Kind
        ) {
            var city = CatalogueTests.city("c-\(number)")
            city.country = Line(stringLiteral: country)
            var place = Claim<Coordinates>()
            place.value.latitude = latitude
            place.value.longitude = longitude
            city.coordinates = [place]
            return (.numbered(number), city)
        }
        let (perm, duisburg) = (city(1, 58.01, 56.25, "RU"), city(2, 51.43, 6.76, "DE"))
        try await bench.publish(
            perm, duisburg, city(3, 51.25, 6.98, "DE"), city(4, -0.5, -0.5, "GH"), city(5, 48, 2, "FR"),
            (.numbered(6), CatalogueTests.city("unplaced")))
        try await bench.act(.withdraw, on: .numbered(5), kind: City.self)
        let home = (perm.1 as? City)?.place
        let (near, countries, german) = try await bench.catalogue.read { view in
            (
                try view.neighbourhoods(of: "city", except: home), try view.countries(of: "city"),
                try view.list("city", country: "DE", limit: 1)
            )
        }
        #expect(countries == ["RU": 1, "DE": 3, "GH": 1] && german.total == 3 && german.records.count == 1)
        #expect(near.map(\.count) == [1, 2])
        #expect(near.map { ($0.longitude * 100).rounded() } == [-50, 687])
        #expect(near.map { ($0.latitude * 100).rounded() } == [-50, 5134])
    }

    private func pointing(_ bench: CatalogueBench, at code: Code, kind: String) async throws -> [Code] {
        let listing = try await bench.catalogue.read { try $0.pointing(at: code, kind: kind, limit: 10) }
        #expect(listing.total == listing.records.count)
        return listing.records.map(\.code)
    }
}
