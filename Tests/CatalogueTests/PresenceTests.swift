import Catalogue
import Kinds
import Ledger
import Records
import TestKit
import Testing

/// Whether a record is here, gone or unknown, by its code and by its address.
@Suite struct PresenceTests {
    @Test func `a record is unknown until it is published, here until it is withdrawn, then gone`()
        async throws
    {
        let bench = try await CatalogueBench()
        let code = Code.numbered(1)
        #expect(try await both(bench, code, "perm") == ["unknown", "unknown"])
        try await bench.save(code, city("perm"))
        #expect(try await both(bench, code, "perm") == ["unknown", "unknown"])
        try await bench.publish((code, city("perm")))
        #expect(try await both(bench, code, "perm") == ["here", "here"])
        try await bench.act(.withdraw, on: code, kind: City.self)
        #expect(try await both(bench, code, "perm") == ["gone", "gone"])
        try await bench.publish((code, city("perm")))
        #expect(try await both(bench, code, "perm") == ["here", "here"])
        try await bench.act(.delete, on: code, kind: City.self)
        #expect(try await both(bench, code, "perm") == ["gone", "gone"])
    }

    @Test func `a draft that was never public is unknown also when it is deleted`() async throws {
        let bench = try await CatalogueBench()
        try await bench.save(.numbered(1), city("perm"))
        try await bench.act(.withdraw, on: .numbered(1), kind: City.self)
        try await bench.act(.delete, on: .numbered(1), kind: City.self)
        #expect(try await both(bench, .numbered(1), "perm") == ["unknown", "unknown"])
    }

    @Test func `an address that moved is gone, and another record can take it`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), city("perm")))
        try await bench.publish((.numbered(1), city("perm-city")))
        #expect(try await both(bench, .numbered(1), "perm") == ["here", "gone"])
        #expect(try await both(bench, .numbered(1), "perm-city") == ["here", "here"])
        try await bench.publish((.numbered(2), city("perm")))
        #expect(try await both(bench, .numbered(2), "perm") == ["here", "here"])
    }

    @Test func `an address belongs to its kind`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), city("perm")))
        let presence = try await bench.catalogue.read { try $0.presence(of: "article", slug: "perm") }
        #expect(name(presence) == "unknown")
        for slug in [
            "", "PERM", "perm ", "perm'--", "../perm", String(repeating: "a", count: 10_000), "perm\0",
        ] {
            #expect(
                name(try await bench.catalogue.read { try $0.presence(of: "city", slug: slug) }) == "unknown")
        }
    }

    @Test func `the public sees the published revision, the office the saved one`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), city("perm", "Perm")))
        try await bench.save(.numbered(1), city("perm", "Draft"))
        let (title, stored) = try await bench.catalogue.read { view in
            (try view.records([.numbered(1)]).first?.decoded(City.self)?.title, try view.stored(.numbered(1)))
        }
        #expect(title == localized("Perm"))
        #expect(try City(json: stored?.body ?? []).title == localized("Draft"))
        #expect(stored?.saved == RevisionNumber(3) && stored?.published == RevisionNumber(1))
        try await bench.append([.publish(.numbered(1), RevisionNumber(3), kind: "city")])
        try await bench.append([.publish(.numbered(1), RevisionNumber(1), kind: "city")])
        try await bench.catalogue.catchUp()
        let older = try await bench.catalogue.read {
            try $0.records([.numbered(1)]).first?.decoded(City.self)?.title
        }
        #expect(older == localized("Perm"))
    }

    @Test func `records come in the order of the codes, without those that are not public`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish(
            (.numbered(1), city("a")), (.numbered(2), city("b")), (.numbered(3), city("c")))
        try await bench.act(.withdraw, on: .numbered(2), kind: City.self)
        let asked = [3, 2, 9, 1, 3].map { Code.numbered($0) }
        let codes = try await bench.catalogue.read { try $0.records(asked).map(\.code) }
        #expect(codes == [.numbered(3), .numbered(1), .numbered(3)])
    }

    @Test func `a payload that cannot be read, or of a kind of tomorrow, is not shown and breaks nothing`()
        async throws
    {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), city("perm")))
        for (number, kind, body) in [
            (2, "city", "{"), (3, "spaceship", "{}"), (4, "city", "[]"), (5, "city", "\u{FF}"),
        ] {
            let head = try await bench.append([
                Draft(
                    record: .numbered(number), kind: kind, version: 1, action: .save, body: Array(body.utf8))
            ])
            try await bench.append([.publish(.numbered(number), head.number, kind: kind)])
        }
        try await bench.catalogue.catchUp()
        #expect(try await bench.slugs("city") == ["perm"])
        let stored = try await bench.catalogue.read { try $0.stored(after: nil, limit: 100) }
        #expect(stored.count == 5)
        #expect(try await bench.check().isEmpty)
    }

    @Test func `only what may have changed something public moves the public head`() async throws {
        let bench = try await CatalogueBench()
        #expect(bench.catalogue.publicHead == 0)
        try await bench.save(.numbered(1), city("perm"))
        #expect(bench.catalogue.publicHead == 0)
        try await bench.publish((.numbered(1), city("perm")))
        #expect(bench.catalogue.publicHead == 3)
        try await bench.save(.numbered(1), city("perm", "New"))
        #expect(bench.catalogue.publicHead == 3)
        try await bench.act(.withdraw, on: .numbered(1), kind: City.self)
        #expect(bench.catalogue.publicHead == 5)
        try await bench.reopen()
        #expect(bench.catalogue.publicHead == 5)
    }

    @Test func `counts and owners are the office's`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), city("perm")))
        try await bench.save(.numbered(2), city("oxford"))
        try await bench.save(.numbered(3), city("gone"))
        try await bench.act(.delete, on: .numbered(3), kind: City.self)
        let (counts, owners, cursor) = try await bench.catalogue.read { view in
            let owners = try ["perm", "oxford", "gone", "none"].map { try view.owner(of: "city", slug: $0) }
            return (try view.counts(), owners, try view.cursor())
        }
        #expect(counts.records == 2 && counts.published == 1)
        #expect(owners == [.numbered(1), .numbered(2), nil, nil])
        #expect(cursor == (try await bench.ledger.head().number))
    }

    /// By code and by address.
    private func both(_ bench: CatalogueBench, _ code: Code, _ slug: String) async throws -> [String] {
        try await bench.catalogue.read { view in
            [name(try view.presence(of: code)), name(try view.presence(of: "city", slug: slug))]
        }
    }
}

private func name(_ presence: Presence) -> String {
    switch presence {
    case .here: "here"
    case .gone: "gone"
    case .unknown: "unknown"
    }
}
