import Catalogue
import ContentPackages
import FoundationEssentials
import Kinds
import Ledger
import Records
import TestKit
import Testing

/// What goes out comes in again, byte by byte.
@Suite struct ExportTests {
    @Test func `export, import into a new Hall, export again: the same files`() async throws {
        let bench = try await PackageBench()
        try bench.add("hall", Sample.hallCode, Sample.hall())
        try bench.add("city", Sample.perm, Sample.city("perm", "Пермь \\\"\\u00e9\\\\ 青岛"))
        try bench.add("city", Sample.oxford, Sample.city("oxford"), published: false)
        try bench.add("gift", "G000001", Sample.gift("vase", of: Sample.oxford))
        try bench.add("article", "N000001", Sample.article("news", about: [Sample.perm, "G000001"]))
        try await bench.take()
        #expect(try await bench.export(to: "first").records == 5)
        let second = try await PackageBench(bench.scratch, hall: "hall-2")
        try await second.take("first")
        try await second.export(to: "second")
        let files = try bench.files("first")
        #expect(
            Set(files.keys)
                == Set(
                    ["hall/\(Sample.hallCode)", "city/perm", "city/oxford", "gift/vase", "article/news"]
                        .map { "records/\($0).json" }))
        #expect(try bench.files("second") == files)
    }

    @Test func `what was exported is no change for the Hall it came from`() async throws {
        let bench = try await PackageBench()
        try bench.add("city", Sample.perm, Sample.city("perm"))
        try bench.add("city", Sample.oxford, Sample.city("oxford"), published: false)
        let head = try await bench.take()
        try await bench.export(to: "out")
        #expect(try await bench.take("out") == head)
    }

    @Test(.enabled(if: PackageBench.hasImaging))
    func `records of every kind with all fields and their originals come back the same`() async throws {
        let bench = try await PackageBench()
        let made = try await fill(bench)
        #expect(try await bench.export(to: "first").records == made)
        let second = try await PackageBench(bench.scratch, hall: "hall-2")
        let plan = try await second.plan("first")
        #expect(plan.problems.map(\.description) == [])
        #expect(plan.added == made)
        _ = try await second.run(plan, "first")
        let outcome = try await second.export(to: "second")
        #expect(outcome.records == made && outcome.media == 2)
        #expect(try bench.files("second") == bench.files("first"))
        #expect(try await stored(second) == stored(bench))
        #expect(try await second.blobs.all() == bench.blobs.all())
        #expect(try await second.plan("second").isEmpty)
    }

    @Test(.enabled(if: PackageBench.hasImaging))
    func `pictures come in through the imaging process, each original once`() async throws {
        let bench = try await PackageBench()
        for (position, name) in ["a.gif", "Фото 1.gif", "same as a.gif"].enumerated() {
            try bench.scratch.write(Sample.gif(position == 1 ? 9 : 8), to: "package/media/sub/\(name)")
            try bench.add("photo", "F00000\(position)", Sample.photo("p-\(position)", "media/sub/\(name)"))
        }
        try await bench.take()
        #expect(try await bench.blobs.all().count == 2)
        let media = try await stored(bench).flatMap { try Photo(json: $0.body).contents.media }
        #expect(media.map(\.name) == ["a.gif", "Фото 1.gif", "same as a.gif"])
        #expect(media.allSatisfy { $0.width == 1 && $0.height == 1 && $0.format == "gif" })
        #expect(try await bench.export(to: "out").media == 3)
        #expect(try await bench.take("out") == (try await bench.ledger.head()))
        #expect(try await bench.ledger.head().number == RevisionNumber(6))
    }

    @Test(.enabled(if: PackageBench.hasImaging))
    func `a closed original goes out with the whole Hall, and stays where it is asked to`() async throws {
        let bench = try await PackageBench()
        let (made, closed) = (Sample.gif(3), Sample.gif(4))
        func media(_ bytes: [UInt8], _ name: String) async throws -> Media {
            let blob = try await bench.blobs.store(bytes)
            return Media(blob: blob.description, name: name, format: "gif", width: 1, height: 1)
        }
        var photo = try Photo(json: Array(Sample.photo("blurred", "").utf8))
        photo.image = try await media(made, "made.gif")
        photo.blurring.original = try await media(closed, "closed.gif")
        photo.blurring.areas = [try #require(PictureArea.Box(left: 0, top: 0, width: 5_000, height: 5_000))]
            .map {
                PictureArea($0)
            }
        photo.blurring.picture = Line(photo.image.blob)
        photo.people.covered = Chosen(.blurred)
        let code = try #require(Code("F000001"))
        _ = try await bench.ledger.append(
            [
                Draft(record: code, kind: "photo", version: 1, action: .save, body: photo.json),
                Draft(record: code, kind: "photo", version: 1, action: .publish(RevisionNumber(1))),
            ], onto: .empty, author: "test", at: PackageBench.moment)
        try await bench.catalogue.catchUp()
        #expect(try await bench.export(to: "whole").media == 2)
        #expect(try await bench.plan("whole").isEmpty, "what was exported is no change")
        #expect(try await bench.export(to: "open", withoutClosedOriginals: true).media == 1)
        let hash = photo.blurring.original.blob
        for (name, bytes) in try bench.files("open") {
            #expect(bytes != closed && !name.contains("closed.gif"))
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains(hash.prefix(12)) && !text.contains("closed.gif"), "\(name)")
        }
        // Elsewhere it is still the picture that was made, and may be public.
        for package in ["whole", "open"] {
            let other = try await PackageBench(bench.scratch, hall: "hall-\(package)")
            let plan = try await other.plan(package)
            #expect(plan.problems.map(\.description) == [] && plan.added == 1, "\(package)")
            _ = try await other.run(plan, package)
            let stored = try #require(try await other.catalogue.read { try $0.stored(code) })
            let photo = try Photo(json: stored.body)
            #expect(photo.isBlurred && stored.published == stored.saved)
            #expect(photo.blurring.original.isEmpty == (package == "open"))
        }
    }

    @Test(.enabled(if: PackageBench.hasImaging))
    func `a package cannot say of a picture that was not made that it was`() async throws {
        let bench = try await PackageBench()
        try bench.scratch.write(Sample.gif(8), to: "package/media/a.gif")
        let record = Sample.photo("claimed", "media/a.gif").replacing(
            "\"people\": {\"covered\": \"nobody\"}",
            with:
                "\"people\": {\"covered\": \"blurred\"}, \"blurring\": {\"areas\": [\"pct:0,0,9,9\"], \"picture\": \"x\"}"
        )
        try bench.add("photo", "F000001", record)
        #expect(try await bench.refusals().contains { $0.contains("people.covered") })
    }

    @Test func `deleted records stay, and what a newer program wrote is told`() async throws {
        let bench = try await PackageBench()
        try bench.add("city", Sample.perm, Sample.city("perm"))
        try bench.add("city", Sample.oxford, Sample.city("oxford"))
        try await bench.take()
        let newer = try #require(Code("Z000001"))
        let oxford = try #require(Code(Sample.oxford))
        _ = try await bench.ledger.append(
            [
                Draft(record: oxford, kind: "city", version: 1, action: .delete),
                Draft(record: newer, kind: "spaceship", version: 1, action: .save, body: Array("{}".utf8)),
            ], onto: try await bench.ledger.head(), author: "test", at: PackageBench.moment)
        try await bench.catalogue.catchUp()
        let outcome = try await bench.export(to: "out")
        #expect(outcome.records == 1 && outcome.unknown == [newer])
        #expect(try Array(bench.files("out").keys) == ["records/city/perm.json"])
    }

    @Test func `writes into a new or empty folder only`() async throws {
        let bench = try await PackageBench()
        try bench.scratch.write([], to: "full/a")
        try bench.scratch.write([], to: "file")
        for name in ["full", "file", "file/below"] {
            await #expect(throws: PackageFailure.self, "\(name)") { try await bench.export(to: name) }
        }
        #expect(try bench.files("full").count == 1)
        try FileManager.default.createDirectory(
            atPath: bench.scratch("empty"), withIntermediateDirectories: true)
        #expect(try await bench.export(to: "empty").records == 0)
    }

    @Test(.enabled(if: PackageBench.hasImaging)) func `a medium's name is no path`() async throws {
        let bench = try await PackageBench()
        let names = [
            "..", ".", "", "../../../evil", "a/b", "a\\b", "\u{7F}", String(repeating: "n", count: 300),
            "plain.gif",
        ]
        var drafts: [Draft] = []
        for (position, name) in names.enumerated() {
            let blob = try await bench.blobs.store(Sample.gif(UInt8(position)))
            var photo = try Photo(json: Array(Sample.photo("p-\(position)", "").utf8))
            photo.image = Media(blob: "\(blob)", name: name, format: "gif", width: 1, height: 1)
            drafts.append(
                Draft(
                    record: try #require(Code("F00000\(position)")), kind: "photo", version: 1, action: .save,
                    body: photo.json))
        }
        _ = try await bench.ledger.append(drafts, onto: .empty, author: "test", at: PackageBench.moment)
        try await bench.catalogue.catchUp()
        let around = try bench.files("").count
        #expect(try await bench.export(to: "deep/er/out").media == names.count)
        #expect(try bench.files("").count == around + 2 * names.count)
        let media = try bench.files("deep/er/out/media")
        #expect(
            Set(media.keys.map { $0.split(separator: "/").last.map(String.init) }) == [
                "original", "plain.gif",
            ])
        let other = try await PackageBench(bench.scratch, hall: "hall-2")
        #expect(try await other.plan("deep/er/out").problems.isEmpty)
    }

    /// Two random records of every kind, with all fields filled; answers how many.
    private func fill(_ bench: PackageBench) async throws -> Int {
        var dice = RecordDice(41)
        var records: [(code: Code, kind: any Kind.Type)] = []
        for kind in KindRegistry.all {
            for _ in 0..<(kind == Hall.self ? 1 : 2) { records.append((.random(using: &dice.source), kind)) }
        }
        for kind in KindRegistry.all {
            dice.codesOfKind[kind.name] = records.filter { $0.kind == kind }.map(\.code)
        }
        dice.codes = records.map(\.code)
        for (position, name) in ["a.gif", "b b.gif"].enumerated() {
            let blob = try await bench.blobs.store(Sample.gif(UInt8(position)))
            dice.media.append(Media(blob: "\(blob)", name: name, format: "gif", width: 1, height: 1))
        }
        var drafts: [Draft] = []
        for (position, record) in records.enumerated() {
            var json = dice.json(record.kind)
            // Chance may make a partnership of one city with itself.
            while try !record.kind.init(json: json).problems.isEmpty { json = dice.json(record.kind) }
            // Every medium is used, so that the originals can be compared.
            if var photo = try record.kind.init(json: json) as? Photo {
                photo.image = dice.media[position % 2]
                // What the public asks of a photo, in every language that the dice know.
                photo.people.covered = Chosen(.nobody)
                for row in photo.named.indices {
                    photo.named[row].office[.english] = "Mayor"
                    photo.named[row].coveredBy = Reference()
                }
                for language in ["de", "en", "ru", "zh-Hans"].compactMap({ Language($0) }) {
                    photo.alt[language] = "Stripes"
                }
                json = photo.json
            }
            drafts.append(
                Draft(record: record.code, kind: record.kind.name, version: 1, action: .save, body: json))
            if position % 3 > 0, !record.kind.isOfficeOnly {
                drafts.append(
                    Draft(
                        record: record.code, kind: record.kind.name, version: 1,
                        action: .publish(RevisionNumber(Int64(drafts.count)))))
            }
        }
        _ = try await bench.ledger.append(drafts, onto: .empty, author: "test", at: PackageBench.moment)
        try await bench.catalogue.catchUp()
        return records.count
    }

    private func stored(_ bench: PackageBench) async throws -> [Stored] {
        try await bench.catalogue.read { view in
            try view.stored(after: nil, limit: 1_000).map {
                Stored(code: $0.code, kind: $0.kind, isPublic: $0.published == $0.saved, body: $0.body)
            }
        }
    }

    /// What of a record is the same in every Hall.
    private struct Stored: Hashable {
        let code: Code
        let kind: String
        let isPublic: Bool
        let body: [UInt8]
    }
}
