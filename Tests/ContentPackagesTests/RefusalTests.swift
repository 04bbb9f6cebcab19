import Catalogue
import ContentPackages
import FoundationEssentials
import Ledger
import Records
import TestKit
import Testing

/// Every problem of every record at once, each with its file and field; and nothing comes of such a package.
@Suite struct RefusalTests {
    @Test func `tells every problem of every record`() async throws {
        let bench = try await PackageBench()
        try bench.add(
            "city", Sample.perm, #"{"slug": "Perm", "name": {"en": 5}, "country": "Germany", "titel": 1}"#,
            as: "a.json")
        try bench.add(
            "gift", "G000001",
            #"{"direction": "stolen", "city": "perm", "presented": [{"value": "1995-13"}]}"#, as: "b.json")
        try bench.scratch.write(Array(#"{"kind": "city""#.utf8), to: "package/records/c.json")
        try bench.add("spaceship", "G00000I", "{}", as: "d.json")
        try bench.add("article", "N000001", Sample.article("ok"), as: "e.json")
        try bench.add("city", "PERM", #"{"slug": "perm", "name": {"en": "Perm"}}"#, as: "f.json")
        let wrong = [
            "records/a.json: name.en: a text was expected",
            "records/a.json: titel: is not a field of this kind",
            "records/a.json: slug: 'Perm' is not an address: small letters, digits, single hyphens, not four digits alone",
            "records/a.json: country: a country of ISO 3166-1 such as DE was expected",
            "records/b.json: slug: must not be empty", "records/b.json: title: must not be empty",
            "records/b.json: direction: 'stolen' is none of received, given",
            "records/b.json: city: 'perm' is not a code: seven of 0-9 and A-Z without I, L, O, U",
            "records/c.json: is not valid JSON at line 1, column 16: a comma was expected",
            "records/d.json: code: 'G00000I' is not a code: seven of 0-9 and A-Z without I, L, O, U",
            "records/f.json: code: 'PERM' is not a code: seven of 0-9 and A-Z without I, L, O, U",
            "records/f.json: country: must not be empty",
        ]
        let told = try await bench.refusals()
        for line in wrong { #expect(told.contains(line), "\(line)") }
        #expect(told.contains { $0.hasPrefix("records/b.json: presented.0.value: ") })
        #expect(told.contains { $0.hasPrefix("records/d.json: kind: 'spaceship' is none of hall, city") })
        #expect(told.count == wrong.count + 2, "\(told)")
    }

    @Test func `tells what is wrong around a record, all of it`() async throws {
        let bench = try await PackageBench()
        let texts = [
            #"{"kind": 5, "version": "1", "code": null, "published": "yes", "record": 7, "extra": {}}"#,
            #"{"kind": "city", "kind": "gift", "code": "C000001", "record": {}, "record": {}}"#,
            #"{}"#, #"[]"#, #"{"kind": "city", "version": 2, "code": "C000002", "record": {"slug": "a"}}"#,
            #"{"kind": "city", "version": 0, "code": "C000003", "record": []}"#,
        ]
        for (position, text) in texts.enumerated() {
            try bench.scratch.write(Array(text.utf8), to: "package/records/\(position).json")
        }
        let told = Dictionary(grouping: try await bench.plan().problems, by: \.file).mapValues {
            $0.map { "\($0.problem.path) \($0.problem.reason)".prefix(24).description }
        }
        #expect(
            told["records/0.json"] == [
                "kind shape(expected: \"a ", "version shape(expected: ", "code shape(expected: \"a ",
                "published shape(expected",
                "extra unknownField",
            ])
        #expect(told["records/1.json"]?.prefix(2) == ["kind repeatedField", "record repeatedField"])
        #expect(told["records/2.json"] == ["kind required", "code required", "record required"])
        #expect(told["records/3.json"]?.count == 1)
        #expect(told["records/4.json"]?.first == "version range(\"is not a ")
        #expect(told["records/4.json"]?.dropFirst() == ["name required", "country required"])
        #expect(told["records/5.json"]?.dropFirst().map { $0.prefix(12) } == ["record shape"])
    }

    @Test func `a value that cannot be read is told once, at its own place`() async throws {
        let bench = try await PackageBench()
        let acts =
            #"[7, {"type": "agreement", "rail": "both", "dates": [{"value": "x"}], "sources": [{"title": 1}]}, {}]"#
        let record =
            #"{"title": {"en": []}, "first": {"city": 1}, "second": {"city": "C0000X1"}, "acts": \#(acts)}"#
        try bench.add("partnership", "S000001", record)
        try bench.add("city", Sample.oxford, Sample.city("oxford"))
        let places = try await bench.plan().problems.filter { $0.file.contains("partnership") }.map(
            \.problem.path)
        #expect(
            places == [
                "title.en", "first.city", "acts.0", "acts.1.dates.0.value", "acts.1.sources.0.title",
                "acts.2",
                "acts.2.type", "acts.2.rail", "acts.2.sources",
            ])
    }

    @Test func `codes and addresses are used once`() async throws {
        let bench = try await PackageBench()
        try bench.add("city", Sample.perm, Sample.city("perm"), as: "a.json")
        try bench.add("city", Sample.perm, Sample.city("other"), as: "b.json")
        try bench.add("city", Sample.oxford, Sample.city("perm"), as: "c.json")
        try bench.add("article", "N000001", Sample.article("perm"), as: "d.json")
        #expect(
            try await bench.refusals() == [
                "records/b.json: code: C0000P1 is also the code of records/a.json",
                "records/c.json: slug: 'perm' is also the address of records/a.json",
            ])
    }

    @Test func `an address of the Hall can be taken over only by a package that moves its owner`()
        async throws
    {
        let bench = try await PackageBench()
        try bench.add("city", Sample.perm, Sample.city("perm"))
        try await bench.take()
        try bench.add("city", Sample.oxford, Sample.city("perm"), to: "second")
        #expect(
            try await bench.refusals("second") == [
                "records/city/C0000X1.json: slug: 'perm' is the address of C0000P1 in this Hall"
            ])
        try bench.add("city", Sample.perm, Sample.city("perm-city"), to: "second")
        #expect(try await bench.refusals("second").isEmpty)
        try await bench.take("second")
        #expect(
            try await Catalogue.check(path: bench.folder.catalogue, log: bench.ledger, blobs: bench.blobs)
                .isEmpty)
    }

    @Test func `references lead to records of the right kind, here or in the package`() async throws {
        let bench = try await PackageBench()
        try bench.add("city", Sample.perm, Sample.city("perm"))
        try bench.add("city", "C000009", Sample.city("deleted"))
        try await bench.take()
        _ = try await bench.ledger.append(
            [Draft(record: try #require(Code("C000009")), kind: "city", version: 1, action: .delete)],
            onto: try await bench.ledger.head(), author: "test", at: PackageBench.moment)
        try await bench.catalogue.catchUp()
        try bench.add("gift", "G000001", Sample.gift("a", of: Sample.perm), to: "second")
        try bench.add("gift", "G000002", Sample.gift("b", of: "G000001"), to: "second")
        try bench.add("gift", "G000003", Sample.gift("c", of: "C000008"), to: "second")
        try bench.add("gift", "G000004", Sample.gift("d", of: "C000009"), to: "second")
        try bench.add("gift", "G000005", Sample.gift("e", of: "c0000p1"), to: "second")
        #expect(
            try await bench.refusals("second") == [
                "records/gift/G000002.json: city: G000001 is a gift, and a city belongs here",
                "records/gift/G000003.json: city: C000008 is neither in the package nor in this Hall",
                "records/gift/G000004.json: city: C000009 is neither in the package nor in this Hall",
            ])
    }

    @Test func `a code keeps its kind for ever`() async throws {
        let bench = try await PackageBench()
        try bench.add("city", Sample.perm, Sample.city("perm"))
        try await bench.take()
        try bench.add("article", Sample.perm, Sample.article("news"), to: "second")
        #expect(
            try await bench.refusals("second") == [
                "records/article/C0000P1.json: kind: C0000P1 is a city in this Hall already"
            ])
    }

    @Test func `there is one hall`() async throws {
        let bench = try await PackageBench()
        try bench.add("city", Sample.perm, Sample.city("perm"))
        try bench.add("hall", Sample.hallCode, Sample.hall(), as: "a.json")
        try bench.add("hall", "H000002", Sample.hall(), as: "b.json")
        #expect(try await bench.refusals() == ["records/b.json: is a second 'hall': there is one"])
        try FileManager.default.removeItem(atPath: bench.scratch("package/records/b.json"))
        try await bench.take()
        #expect(try await bench.plan().isEmpty)
        try bench.add("hall", "H000002", Sample.hall(), to: "second")
        #expect(
            try await bench.refusals("second") == [
                "records/hall/H000002.json: code: is another 'hall' than H000001, which is here already"
            ])
    }

    @Test func `what is no package is refused as a whole`() async throws {
        let bench = try await PackageBench()
        try bench.scratch.write([], to: "file")
        try bench.scratch.write([], to: "no-records/readme.txt")
        try bench.scratch.write([], to: "records-is-a-file/records")
        for name in ["missing", "file", "no-records", "records-is-a-file"] {
            await #expect(throws: PackageFailure.self, "\(name)") { try await bench.plan(name) }
        }
        try bench.scratch.write([], to: "empty/records/readme.txt")
        #expect(try await bench.refusals("empty") == ["the package holds no records"])
    }
}
