import Catalogue
import ContentPackages
import FoundationEssentials
import Kinds
import Ledger
import Records
import TestKit
import Testing

/// What an import does to a Hall, and that it does it wholly or not at all.
@Suite struct ImportTests {
    @Test func `takes a package, and the Hall shows what is published`() async throws {
        let bench = try await bench()
        let plan = try await bench.plan()
        #expect(plan.problems.isEmpty)
        #expect(plan.added == 4 && plan.changed == 0 && plan.unchanged == 0 && plan.withdrawn == 0)
        let head = try await bench.run(plan)
        #expect(head == (try await bench.ledger.head()))
        #expect(head.number == RevisionNumber(7))
        let cities = try await bench.catalogue.read { view in
            try view.list("city", limit: 10).records.compactMap { $0.decoded(City.self)?.slug?.text }
        }
        #expect(cities == ["oxford", "perm"])
        let gift = try await bench.catalogue.read { try $0.presence(of: "gift", slug: "vase") }
        if case .unknown = gift {} else { Issue.record("a draft is public") }
        #expect(
            try await Catalogue.check(path: bench.folder.catalogue, log: bench.ledger, blobs: bench.blobs)
                .isEmpty)
    }

    @Test func `looking at a package changes nothing`() async throws {
        let bench = try await bench()
        let before = (
            try await bench.ledger.head(), try bench.files("hall/blobs").count, try bench.files("package")
        )
        _ = try await bench.plan()
        _ = try await bench.plan()
        #expect(try await bench.ledger.head() == before.0)
        #expect(try bench.files("hall/blobs").count == before.1)
        #expect(try bench.files("package") == before.2)
        #expect(try await bench.catalogue.read { try $0.counts().records } == 0)
    }

    @Test func `the same package twice leaves the head where it is`() async throws {
        let bench = try await bench()
        let head = try await bench.take()
        let plan = try await bench.plan()
        #expect(plan.isEmpty && plan.unchanged == 4 && plan.problems.isEmpty)
        #expect(try await bench.run(plan) == head)
        #expect(try await bench.ledger.head() == head)
    }

    @Test func `only what changed is saved anew`() async throws {
        let bench = try await bench()
        let head = try await bench.take()
        try bench.add("city", Sample.oxford, Sample.city("oxford", "Oxford upon Thames"))
        let plan = try await bench.plan()
        #expect(plan.changed == 1 && plan.unchanged == 3 && plan.added == 0)
        #expect(try await bench.run(plan).number == head.number + 2)
        #expect(
            try await bench.actions().suffix(2) == ["\(Sample.oxford) save", "\(Sample.oxford) publish 8"])
    }

    @Test func `blanks and the order of members are no change`() async throws {
        let bench = try await bench()
        let head = try await bench.take()
        let record = #"{"country":"GB","name":{"en":"oxford"},   "slug":"oxford"}"#
        try bench.add("city", Sample.oxford, record, as: "elsewhere/another-name.json")
        try FileManager.default.removeItem(
            atPath: bench.scratch("package/records/city/\(Sample.oxford).json"))
        #expect(try await bench.take() == head)
    }

    @Test func `one wrong record keeps all out`() async throws {
        let bench = try await bench()
        try bench.add("city", "C0000ZZ", #"{"slug": "qingdao"}"#)
        #expect(
            try await bench.refusals() == [
                "records/city/C0000ZZ.json: name: must not be empty",
                "records/city/C0000ZZ.json: country: must not be empty",
            ])
        #expect(try await bench.catalogue.read { try $0.counts().records } == 0)
        #expect(try bench.files("hall/blobs").isEmpty)
    }

    @Test func `a plan does not outlive a change of the Hall`() async throws {
        let bench = try await bench()
        let plan = try await bench.plan()
        _ = try await bench.ledger.append(
            [Draft(record: code("D000001"), kind: "city", version: 1, action: .save, body: Array("{}".utf8))],
            onto: .empty, author: "test", at: PackageBench.moment)
        let head = try await bench.ledger.head()
        await #expect(throws: PackageFailure.self) { try await bench.run(plan) }
        #expect(try await bench.ledger.head() == head)
    }

    @Test func `publishes and withdraws as the package says`() async throws {
        let bench = try await PackageBench()
        func say(_ name: String, published: Bool) async throws -> [String] {
            let before = try await bench.actions().count
            try bench.add("city", Sample.oxford, Sample.city("oxford", name), published: published)
            try await bench.take()
            return try await bench.actions().dropFirst(before).map { String($0.dropFirst(8)) }
        }
        #expect(try await say("A", published: false) == ["save"])
        #expect(try await say("A", published: true) == ["publish 1"])
        #expect(try await say("A", published: true) == [])
        #expect(try await say("B", published: true) == ["save", "publish 3"])
        #expect(try await say("B", published: false) == ["withdraw"])
        #expect(try await say("B", published: false) == [])
        #expect(try await say("C", published: false) == ["save"])
        #expect(try await say("C", published: true) == ["publish 6"])
        #expect(try await say("D", published: false) == ["save", "withdraw"])
    }

    @Test func `asks for the very text that the package holds, also when an older one is public`()
        async throws
    {
        let bench = try await PackageBench()
        try bench.add("city", Sample.oxford, Sample.city("oxford", "A"))
        try await bench.take()
        try bench.add("city", Sample.oxford, Sample.city("oxford", "B"), published: false)
        let body = try City(json: Array(Sample.city("oxford", "B").utf8)).json
        _ = try await bench.ledger.append(
            [Draft(record: code(Sample.oxford), kind: "city", version: 1, action: .save, body: body)],
            onto: try await bench.ledger.head(), author: "test", at: PackageBench.moment)
        try await bench.catalogue.catchUp()
        try bench.add("city", Sample.oxford, Sample.city("oxford", "B"), published: true)
        try await bench.take()
        #expect(try await bench.actions().last == "\(Sample.oxford) publish 3")
    }

    @Test func `a deleted record comes back`() async throws {
        let bench = try await bench()
        try await bench.take()
        _ = try await bench.ledger.append(
            [Draft(record: code(Sample.oxford), kind: "city", version: 1, action: .delete)],
            onto: try await bench.ledger.head(), author: "test", at: PackageBench.moment)
        try await bench.catalogue.catchUp()
        let plan = try await bench.plan()
        #expect(plan.added == 1 && plan.unchanged == 3)
        #expect(try await bench.run(plan).number == RevisionNumber(10))
        #expect(try await bench.plan().isEmpty)
    }

    @Test func `tells how far it has come`() async throws {
        let bench = try await PackageBench()
        for number in 0..<1_100 {
            let digits = String(number)
            let code = "E" + String(repeating: "0", count: 6 - digits.count) + digits
            try bench.add("city", code, Sample.city("c-\(number)"))
        }
        let steps = Steps()
        let work = bench.work()
        let plan = try await work.plan(at: PackageBench.moment) {
            if case .reading(let done, let all) = $0 { steps.add(done, of: all) }
        }
        // The stretches come back in any order, each with all that was read before.
        #expect(steps.all.count == 5 && steps.all.last == "1100 of 1100")
        #expect(plan.added == 1_100)
    }

    /// The hall, two cities, and a gift that is not public.
    private func bench() async throws -> PackageBench {
        let bench = try await PackageBench()
        try bench.add("hall", Sample.hallCode, Sample.hall())
        try bench.add("city", Sample.perm, Sample.city("perm"))
        try bench.add("city", Sample.oxford, Sample.city("oxford"))
        try bench.add("gift", "G000001", Sample.gift("vase", of: Sample.oxford), published: false)
        return bench
    }

    private func code(_ text: String) throws -> Code { try #require(Code(text)) }
}
