import Catalogue
import Kinds
import Ledger
import Records
import Testing

/// Finding records by what they are called.
@Suite struct NameTests {
    private func city(_ title: Localized, names: [(String, String)], slug: String) -> City {
        var city = City()
        city.slugText = Address(stringLiteral: slug)
        city.title = title
        city.country = "CN"
        city.introduction = [.english: "A city that trades with Duisburg"]
        city.names = names.compactMap { name, language in
            guard let language = Language(language) else { return nil }
            var value = City.CityName()
            (value.name, value.language) = (Line(name), Tongue(language))
            return value
        }
        return city
    }

    private func filled() async throws -> CatalogueBench {
        let bench = try await CatalogueBench()
        let qingdao = city(
            [.english: "Qingdao", .russian: "Циндао"], names: [("青岛市", "zh-Hans"), ("Tsingtau", "de")],
            slug: "qingdao")
        try await bench.publish((.numbered(1), qingdao))
        try await bench.save(.numbered(2), city([.english: "Duisburg"], names: [], slug: "duisburg"))
        try await bench.save(.numbered(3), try article("a", "Qingdao and Perm", text: "Duisburg too"))
        return bench
    }

    private func named(_ question: String, _ kind: String?, _ bench: CatalogueBench) async throws -> [Code] {
        try await bench.catalogue.read { try $0.named(question, kind: kind, limit: 9).map(\.record.code) }
    }

    @Test(arguments: ["Qingdao", "qing", "ЦИНДАО", "青岛", "岛市", "青", "Tsingtau", "tsing"])
    func `a city is found by any of its names, whether it is public or not`(_ question: String) async throws {
        let bench = try await filled()
        #expect(try await named(question, "city", bench) == [.numbered(1)])
        try await bench.act(.withdraw, on: .numbered(1), kind: City.self)
        #expect(try await named(question, "city", bench) == [.numbered(1)])
        #expect(try await bench.check() == [])
    }

    @Test func `only names count, of the kind that is wanted, the exact one first`() async throws {
        let bench = try await filled()
        #expect(try await named("Duisburg", nil, bench) == [.numbered(2)], "not the text of another record")
        #expect(try await named("Qingdao", "article", bench) == [.numbered(3)])
        #expect(try await named("Qingdao", nil, bench) == [.numbered(1), .numbered(3)])
        #expect(try await named("city", nil, bench) == [], "a kind is no name")
        #expect(try await named("nothing", "city", bench) == [])
        #expect(try await named("\"*() OR", "city", bench) == [])
        #expect(try await named(Code.numbered(2).text, "city", bench) == [.numbered(2)])
        #expect(try await named(Code.numbered(2).text, "article", bench) == [])
    }

    @Test func `what is called exactly so is known from what only begins so`() async throws {
        let bench = try await filled()
        let called = { (name: String) in
            try await bench.catalogue.read { try $0.called(name, kind: nil).map(\.code) }
        }
        #expect(try await called("qingdao") == [.numbered(1)])
        #expect(try await called("青岛市") == [.numbered(1)])
        #expect(try await called("Qing") == [])
    }

    @Test func `a name that was changed or deleted is not found any more`() async throws {
        let bench = try await filled()
        try await bench.save(.numbered(2), city([.english: "Essen"], names: [], slug: "essen"))
        #expect(try await named("Duisburg", nil, bench) == [])
        #expect(try await named("Essen", "city", bench) == [.numbered(2)])
        try await bench.act(.delete, on: .numbered(2), kind: City.self)
        #expect(try await named("Essen", nil, bench) == [])
        #expect(try await bench.check() == [])
    }
}
