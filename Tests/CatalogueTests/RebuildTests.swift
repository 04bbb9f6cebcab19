import Catalogue
import FoundationEssentials
import Kinds
import Ledger
import Records
import TestKit
import Testing

/// The catalogue made anew beside the old one, at any time; and what is caught up with when it is opened.
@Suite struct RebuildTests {
    @Test func `readers see the whole catalogue while it is made anew`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((0..<60).map { (.numbered($0), city("c-\($0)", "Same")) as (Code, any Kind) })
        let catalogue = bench.catalogue
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    for _ in 0..<60 {
                        let counts = try await catalogue.read { view in
                            let cities = try view.list("city", limit: 100)
                            let decoded = cities.records.compactMap { $0.decoded(City.self) }
                            return [
                                cities.total, decoded.count, try view.counts().records,
                                try view.search("same", in: everyLanguage, offset: 0, limit: 1).total,
                            ]
                        }
                        #expect(counts == [60, 60, 60, 60])
                    }
                }
            }
            for _ in 0..<8 { try await catalogue.rebuild() }
            try await group.waitForAll()
        }
        #expect(try await bench.check().isEmpty)
        #expect(!FileManager.default.fileExists(atPath: bench.folder.catalogue + ".new"))
    }

    @Test func `many who catch up at once apply each revision once`() async throws {
        let bench = try await CatalogueBench()
        let catalogue = bench.catalogue
        for round in 0..<10 {
            try await bench.append((0..<20).map { .save(.numbered($0), city("c-\(round)-\($0)")) })
            let base = try await bench.ledger.head().number
            try await bench.append(
                (0..<20).map {
                    .publish(.numbered($0), RevisionNumber(base.value - 19 + Int64($0)), kind: "city")
                })
            let head = UInt64(try await bench.ledger.head().number.value)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await catalogue.catchUp()
                        #expect(catalogue.publicHead == head)
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(try await bench.check().isEmpty)
    }

    @Test func `revisions can be appended while it is made anew`() async throws {
        let bench = try await CatalogueBench()
        let (catalogue, ledger) = (bench.catalogue, bench.ledger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<40 {
                    let base = try await ledger.head()
                    let code = Code.numbered(number % 10)
                    _ = try await ledger.append(
                        [
                            .save(code, city("c-\(number)")), .publish(code, base.number + 1, kind: "city"),
                        ],
                        onto: base, author: "test", at: CatalogueBench.moment)
                    try await catalogue.catchUp()
                    // A catalogue that was begun before must not take the place of this one.
                    #expect(try await catalogue.read { try $0.cursor() } == base.number + 2)
                    #expect(catalogue.publicHead == UInt64(base.number.value + 2))
                }
            }
            group.addTask { for _ in 0..<6 { try await catalogue.rebuild() } }
            try await group.waitForAll()
        }
        try await catalogue.catchUp()
        #expect(try await bench.check().isEmpty)
        #expect(Set(try await bench.slugs("city")) == Set((30..<40).map { "c-\($0)" }))
    }

    @Test func `what was left of an interrupted rebuild is no hindrance`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), city("perm")))
        let whole = try bench.dump()
        for suffix in [".new", ".new-wal", ".new-shm", ".check", ".check-wal"] {
            try bench.scratch.write(Array("left over".utf8), to: "hall/catalogue.sqlite" + suffix)
        }
        try await bench.catalogue.rebuild()
        #expect(try await bench.check().isEmpty)
        try await bench.reopen()
        #expect(try bench.dump() == whole)
        let names = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path)
        #expect(!names.contains { $0.hasPrefix("catalogue.sqlite.") })
    }

    @Test func `catches up when it is opened`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish(
            (.numbered(1), city("perm", "Perm")), (.numbered(2), city("oxford", "Oxford")))
        try await bench.reopen {
            try await bench.append([
                .save(.numbered(1), city("perm", "Permian")),
                .publish(.numbered(1), RevisionNumber(5), kind: "city"),
                Draft(record: .numbered(2), kind: "city", version: 1, action: .withdraw),
                .save(.numbered(3), city("new", "New")),
            ])
        }
        #expect(try await bench.slugs("city") == ["perm"])
        #expect(try await bench.found("permian") == [.numbered(1)])
        #expect(bench.catalogue.publicHead == 7)
        #expect(try await bench.check().isEmpty)
        try await bench.reopen()
        #expect(try await bench.check().isEmpty)
    }

    @Test func `a revision older than the last batch can be published after reopening`() async throws {
        let bench = try await CatalogueBench()
        try await bench.save(.numbered(1), city("perm", "First"))
        try await bench.save(.numbered(1), city("perm", "Second"))
        try await bench.reopen {
            try await bench.append([.publish(.numbered(1), RevisionNumber(1), kind: "city")])
        }
        #expect(try await bench.found("first") == [.numbered(1)])
        #expect(try await bench.found("second").isEmpty)
    }

    @Test func `tells how far it has come`() async throws {
        let bench = try await CatalogueBench()
        try await bench.append((0..<7).map { .save(.numbered($0), city("c-\($0)")) })
        let seen = Steps()
        try await bench.catalogue.catchUp { seen.add($0) }
        #expect(seen.all == [7])
        try await bench.catalogue.rebuild { seen.add($0) }
        #expect(seen.all == [7, 7])
    }
}
