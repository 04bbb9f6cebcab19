import Catalogue
import FoundationEssentials
import GRDB
import Kinds
import Ledger
import Records
import TestKit
import Testing

/// Canaries in everything that is not for visitors: they must not sing in a public table, an index or an answer.
@Suite struct LeakTests {
    private static let canary = "Kanarienvogel"

    @Test(arguments: KindRegistry.all.filter { !$0.isOfficeOnly }.map { $0.name })
    func `internal fields are in no public table, index or answer`(_ name: String) async throws {
        let kind = try #require(KindRegistry.kind(named: name))
        let bench = try await CatalogueBench()
        var dice = RecordDice(31)
        dice.canary = Self.canary
        let json = dice.json(kind)
        #expect(holds(json), "no canary to look for")
        try await bench.publish((.numbered(1), try kind.init(json: json)))
        let listed = try await bench.catalogue.read { try $0.list(name, limit: 10).records }
        #expect(listed.count == 1 && !listed.contains { holds($0.body) })
        #expect(try await bench.found(Self.canary).isEmpty)
        #expect(try await bench.found("kanar").isEmpty)
        #expect(try publicTables(bench).isEmpty)
    }

    @Test func `the search for leaks finds what is public`() async throws {
        let bench = try await CatalogueBench()
        try await bench.publish((.numbered(1), city("perm", Self.canary)))
        let tables = try publicTables(bench)
        #expect(
            tables.contains("public") && tables.contains("search_data"))
    }

    @Test func `words that are not published are never found`() async throws {
        let bench = try await CatalogueBench()
        try await bench.save(.numbered(1), city("perm", Self.canary))
        #expect(try await bench.found(Self.canary).isEmpty)
        #expect(try publicTables(bench).isEmpty)
        try await bench.publish((.numbered(1), city("perm", "Perm")))
        try await bench.save(.numbered(1), city("perm", Self.canary))
        #expect(try await bench.found(Self.canary).isEmpty)
        #expect(try publicTables(bench).isEmpty)
        #expect(try await bench.found("perm") == [.numbered(1)])
    }

    @Test func `words of a withdrawn, deleted or older text are found no more`() async throws {
        let bench = try await CatalogueBench()
        for (number, action) in [(1, Action.withdraw), (2, .delete)] {
            try await bench.publish((.numbered(number), city("c-\(number)", Self.canary)))
            #expect(try await bench.found(Self.canary) == [.numbered(number)])
            try await bench.act(action, on: .numbered(number), kind: City.self)
            #expect(try await bench.found(Self.canary).isEmpty)
        }
        try await bench.publish((.numbered(3), city("c-3", Self.canary)))
        try await bench.publish((.numbered(3), city("c-3", "Other")))
        #expect(try await bench.found(Self.canary).isEmpty)
        let records = try await bench.catalogue.read { try $0.list("city", limit: 10).records }
        #expect(!records.contains { holds($0.body) })
    }

    @Test(arguments: [false, true])
    func `erased words are in no file any more`(_ isReopened: Bool) async throws {
        let bench = try await CatalogueBench()
        var person = Person()
        person.slugText = "a-person"
        person.title = localized(Self.canary)
        person.internalNote = Note(Self.canary)
        try await bench.publish((.numbered(1), person), (.numbered(2), city("perm", "Perm")))
        try await bench.catalogue.rebuild()
        try await bench.publish((.numbered(1), person))
        #expect(try !files(bench).isEmpty)
        let replacements = [1, 5].map { Replacement(number: RevisionNumber($0), body: nil) }
        let redact = {
            _ = try await bench.ledger.redact(
                replacements, reason: "asked", author: "test", at: CatalogueBench.moment)
        }
        if isReopened {
            try await bench.reopen { try await redact() }
        } else {
            try await redact()
            try await bench.catalogue.catchUp()
        }
        #expect(try await bench.found(Self.canary).isEmpty)
        #expect(try await bench.found("perm") == [.numbered(2)])
        #expect(try files(bench).isEmpty)
    }

    private func holds(_ bytes: some Sequence<UInt8>) -> Bool {
        let word = Array("kanarienvogel".utf8)
        let bytes = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return bytes.indices.contains { bytes[$0...].starts(with: word) }
    }

    /// The tables, but that of the office, that hold the canary in any row.
    private func publicTables(_ bench: CatalogueBench) throws -> [String] {
        let queue = try DatabaseQueue(path: bench.folder.catalogue)
        defer { try? queue.close() }
        return try queue.read { db in
            let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            return try tables.filter { $0 != "record" && !$0.hasPrefix("officeSearch") }.filter { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").contains { row in
                    row.databaseValues.contains { holds(Self.bytes(of: $0)) }
                }
            }
        }
    }

    private static func bytes(of value: DatabaseValue) -> [UInt8] {
        switch value.storage {
        case .string(let text): Array(text.utf8)
        case .blob(let data): [UInt8](data)
        default: []
        }
    }

    /// The files of the data folder that hold the canary.
    private func files(_ bench: CatalogueBench) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: bench.folder.path).filter { name in
            guard let data = FileManager.default.contents(atPath: bench.folder.path + "/" + name) else {
                return false
            }
            return holds(data)
        }
    }
}
