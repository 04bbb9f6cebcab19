import Catalogue
import FoundationEssentials
import Kinds
import Ledger
import Records
import TestKit
import Testing

/// What `check` finds in a catalogue that was meddled with, and what is done about one that cannot be used.
@Suite struct CheckTests {
    @Test func `finds nothing in a sound catalogue, nor where there is none yet`() async throws {
        let bench = try await bench()
        #expect(try await bench.check().isEmpty)
        try await bench.catalogue.close()
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: bench.folder.catalogue + suffix)
        }
        #expect(try await bench.check().isEmpty)
        #expect(!FileManager.default.fileExists(atPath: bench.folder.catalogue))
        #expect(!FileManager.default.fileExists(atPath: bench.folder.catalogue + ".check"))
    }

    @Test func `applies what the journal has beyond the catalogue before it compares`() async throws {
        let bench = try await bench()
        try await bench.append([.save(.numbered(9), city("late"))])
        #expect(try await bench.check().isEmpty)
    }

    @Test(arguments: [
        ("record", "UPDATE record SET body = x'7B7D' WHERE code = 'C000001'"),
        ("record", "UPDATE record SET published = 0 WHERE code = 'C000001'"),
        ("record", "UPDATE record SET isDeleted = 1 WHERE code = 'C000002'"),
        ("record", "UPDATE record SET wasPublic = 1 WHERE code = 'C000003'"),
        ("record", "DELETE FROM record WHERE code = 'C000003'"),
        ("public", "UPDATE public SET title = title || '!' WHERE code = 'C000001'"),
        ("public", "UPDATE public SET body = CAST(body AS TEXT) WHERE code = 'C000002'"),
        ("public", "UPDATE public SET body = x'7B7D' WHERE code = 'C000002'"),
        ("public", "UPDATE public SET slug = 'other' WHERE code = 'C000001'"),
        ("public", "UPDATE public SET rank = rank + 1 WHERE code = 'C000002'"),
        ("public", "UPDATE public SET month = NULL WHERE code = 'C000002'"),
        ("public", "DELETE FROM public WHERE code = 'C000001'"),
        ("record", "UPDATE record SET slug = 'other' WHERE code = 'C000003'"),
        ("usedAddress", "INSERT INTO usedAddress VALUES ('city', 'never')"),
        ("link", "DELETE FROM link"),
        ("link", "UPDATE link SET rank = rank + 1"),
        ("step", "DELETE FROM step"),
        ("tally", "UPDATE tally SET count = count + 1"),
        ("tally", "INSERT INTO tally VALUES ('photo', 1999, 0, '', '', 1)"),
        ("linkTally", "DELETE FROM linkTally"),
        ("mapCell", "INSERT INTO mapCell VALUES ('city', 0, 0, 1, 2000000, 2000000)"),
        ("translationTally", "UPDATE translationTally SET count = count + 1"),
        ("record", "UPDATE record SET translations = 'en;*' WHERE code = 'C000001'"),
        ("record", "UPDATE record SET ages = '1' WHERE code = 'C000002'"),
        ("search", "DELETE FROM search_docsize WHERE id = 1"),
        ("search", "UPDATE search_docsize SET sz = x'0909' WHERE id = 1"),
        ("search terms", "INSERT INTO search (rowid, title, body) VALUES (1, 'more', 'words')"),
        ("state", "UPDATE state SET value = value + 1 WHERE name = 'publicHead'"),
        ("state", "INSERT INTO state VALUES ('more', 1)"),
    ])
    func `names the table of a changed row`(_ table: String, _ sql: String) async throws {
        let bench = try await bench()
        try bench.meddle(sql)
        let places = try await bench.check().map(\.place)
        #expect(places.contains("catalogue.sqlite, \(table)"), "\(places)")
        try await bench.catalogue.rebuild()
        #expect(try await bench.check().isEmpty)
    }

    @Test(arguments: [
        "DELETE FROM search_data WHERE id > 10",
        "UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10",
        "UPDATE search_data SET block = x'' WHERE id > 10", "DELETE FROM search_docsize",
        "UPDATE search_config SET v = 99", "DROP TABLE link",
        "DROP TABLE search",
    ])
    func `tells a search index or a table that is broken`(_ sql: String) async throws {
        let bench = try await bench()
        try bench.meddle(sql)
        let places = try await bench.check().map(\.place)
        #expect(places.contains { $0.hasPrefix("catalogue.sqlite") }, "\(places)")
    }

    @Test func `says that another version or another journal's catalogue will be made anew`() async throws {
        let bench = try await bench()
        try bench.meddle("PRAGMA user_version = 999")
        #expect(try await bench.check().map(\.place) == ["catalogue.sqlite, header"])
        try await bench.catalogue.rebuild()
        try bench.meddle("UPDATE state SET value = hex(zeroblob(32)) WHERE name = 'chain'")
        #expect(try await bench.check().map(\.place) == ["catalogue.sqlite, state"])
    }

    @Test func `names an original that is missing, and a record that needs it`() async throws {
        let bench = try await bench()
        let kept = try await bench.blobs.store(Array("an original".utf8))
        let lost = Hash(of: Array("lost".utf8))
        try await bench.publish((.numbered(5), photo(kept)), (.numbered(6), photo(lost)))
        let findings = try await bench.check()
        #expect(findings.map(\.place) == ["blobs/\(lost)"])
        #expect(findings.first?.problem.contains("C000006") == true)
        try FileManager.default.removeItem(atPath: bench.blobs.path(of: kept))
        #expect(Set(try await bench.check().map(\.place)) == ["blobs/\(lost)", "blobs/\(kept)"])
    }

    @Test func `also names an original that only an older, public text needs`() async throws {
        let bench = try await bench()
        let lost = Hash(of: Array("lost".utf8))
        try await bench.publish((.numbered(5), photo(lost)))
        let kept = try await bench.blobs.store(Array("an original".utf8))
        try await bench.save(.numbered(5), photo(kept))
        #expect(try await bench.check().map(\.place) == ["blobs/\(lost)"])
    }

    @Test(arguments: [0, 1, 100, 4_096, 5_000, 8_192, 20_000])
    func `finds a file that was cut off, and opening makes it anew or leaves it for the check`(
        _ size: Int
    ) async throws {
        let bench = try await bench()
        let whole = try bench.dump()
        try await bench.catalogue.close()
        let bytes = try bench.scratch.bytes("hall/catalogue.sqlite")
        try #require(bytes.count > 20_000)
        try cut(bench, to: Array(bytes.prefix(size)))
        #expect(try await bench.check().first?.place.hasPrefix("catalogue.sqlite") == true)
        try cut(bench, to: Array(bytes.prefix(size)))
        try await bench.reopen()
        if try await !bench.check().isEmpty { try await bench.catalogue.rebuild() }
        #expect(try bench.dump() == whole)
    }

    @Test(arguments: ["garbage", "header", "version", "text", "chain", "no tables", "wal"])
    func `a catalogue that cannot be used is made anew when it is opened`(_ damage: String) async throws {
        let bench = try await bench()
        let whole = try bench.dump()
        try await bench.reopen {
            var source = Seeded(7)
            let path = "hall/catalogue.sqlite"
            switch damage {
            case "garbage": try cut(bench, to: source.bytes(50_000))
            case "header": try cut(bench, to: source.bytes(100) + bench.scratch.bytes(path).dropFirst(100))
            case "version": try bench.meddle("UPDATE state SET value = 999 WHERE name = 'version'")
            case "text": try bench.meddle("UPDATE state SET value = 'abc' WHERE name = 'cursor'")
            case "chain": try bench.meddle("UPDATE state SET value = 'abc' WHERE name = 'chain'")
            case "no tables": try bench.meddle("DROP TABLE state; DROP TABLE public")
            default: try bench.scratch.write(source.bytes(10_000), to: path + "-wal")
            }
        }
        #expect(try bench.dump() == whole)
        #expect(try await bench.check().isEmpty)
        #expect(try await bench.found("perm") == [.numbered(1), .numbered(2)])
    }

    @Test func `the catalogue of another hall is not taken for this one's`() async throws {
        let (mine, other) = (try await bench(), try await CatalogueBench())
        try await other.publish(
            (.numbered(1), city("oxford")), (.numbered(2), city("b")), (.numbered(3), city("c")))
        try await other.catalogue.close()
        let whole = try mine.dump()
        try await mine.reopen { try cut(mine, to: try other.scratch.bytes("hall/catalogue.sqlite")) }
        #expect(try mine.dump() == whole)
    }

    /// Puts bytes in the place of the catalogue, which is closed.
    private func cut(_ bench: CatalogueBench, to bytes: [UInt8]) throws {
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: bench.folder.catalogue + suffix)
        }
        try bench.scratch.write(bytes, to: "hall/catalogue.sqlite")
    }

    /// Two public records, one of which points at the other, and a draft.
    private func bench() async throws -> CatalogueBench {
        let bench = try await CatalogueBench()
        var news = try article("news", "Perm today")
        news.about = [Reference(.numbered(1))]
        try await bench.publish((.numbered(1), city("perm", "Perm")), (.numbered(2), news))
        try await bench.save(.numbered(3), city("draft"))
        return bench
    }

    private func photo(_ hash: Hash) -> Photo {
        var photo = Photo()
        photo.slugText = Address(stringLiteral: "p-\(hash.description.prefix(6))")
        photo.title = localized("Photo")
        photo.image = Media(blob: hash.description, name: "a.jpg", format: "jpeg", width: 4, height: 3)
        return photo
    }
}
