import Catalogue
import Foundation
import GRDB
import Kinds
import Records
import TestKit
import Testing

@testable import Erasure
@testable import Ledger

/// Nothing of somebody who was erased is left in any file of the Hall, nor comes back with a backup; all else is.
@Suite struct ProofTests {
    @Test func `no form of the name is left in any file, and all else is`() async throws {
        let bench = try await ErasureBench()
        #expect(try Remains(in: bench.folder.path).found.count > 20, "the search of the test finds nothing")
        let before = try await bench.newest(bench.first, Article.self)
        let first = try #require(before)
        let exif = bench.files["exif"]
        let outcome = try await bench.erase(bench.order())
        #expect(outcome.isErased && outcome.left == [] && outcome.fileCount == 4)
        try await bench.close()
        #expect(try Remains(in: bench.folder.path).found == [])

        let ledger = try SQLiteLedger(reading: bench.folder)
        #expect(try await SQLiteLedger.check(bench.folder) == [])
        #expect(
            try await Catalogue.check(path: bench.folder.catalogue, log: ledger, blobs: bench.blobs) == [])
        let revisions = try await ledger.revisions(after: .zero, limit: 1_000)
        try ledger.close()
        let marks = revisions.filter { $0.action == .redact }
        #expect(
            Set(marks.map(\.author)) == ["admin"] && Set(marks.map(\.note)) == ["asked, letter 7 of 2026"])
        #expect(Set(marks.map(\.record)).count == 6)

        let article = try #require(saved(bench.first, revisions, Article.self))
        #expect(article.slugText.text == bench.first.text.lowercased())
        #expect(
            article.text[.russian]
                == "О визите [удалено] рассказали газеты.\n\n[удалено] вручили грамоту; [удалено] довольны. "
                + "Анна Сидорова осталась.")
        #expect(article.text[.english] == "Mayor **[erased] spoke. Anna Sidorova stayed.")
        #expect(article.sources.first?.url.text == "https://paper.example/erased/2019?page=2")
        #expect(article.title == first.title && article.published == first.published)
        let changed = Set(article.differences(from: first))
        #expect(changed == ["slug", "text", "internalNote", "sources"])
        #expect(try #require(saved(bench.second, revisions, Article.self)).text[.russian] == "Анна Сидорова.")
        let photo = try #require(saved(bench.photo, revisions, Photo.self))
        #expect(photo.caption[.russian] == "Слева [удалено]")
        #expect(photo.named.map { $0.name[.russian] } == ["[удалено]", "Анна Сидорова"])
        #expect(photo.image.blob != exif?.description && photo.image.name == "exif.jpeg")
        let copy = try await bench.blobs.read(try #require(Hash(hex: photo.image.blob)), limit: 10_000)
        #expect(copy.count < NamedFiles.jpeg(artist: "Taras Koshcheyev").count)
        #expect(try #require(saved(bench.scan, revisions, Photo.self)).image.isEmpty)
        let person = try #require(saved(bench.person, revisions, Person.self))
        #expect(person.title == [.russian: "[удалено]", .english: "[erased]"] && person.contact.isEmpty)
        #expect(revisions.last { $0.record == bench.person }?.action == .withdraw)
        #expect(try await bench.blobs.all().count == 2, "the clean picture and the copy")
        #expect(
            bench.dropped.all == Set(["exif", "kerned", "glyphs", "orphan"].compactMap { bench.files[$0] }))
    }

    private func saved<K: Kind>(_ code: Code, _ revisions: [Revision], _ kind: K.Type) -> K? {
        revisions.last { $0.record == code && $0.action == .save }?.body.flatMap { try? K(json: $0) }
    }

    @Test
    func `the closed original of a blurred photo is found, loses the name, and what was made stays made`()
        async throws
    {
        let bench = try await ErasureBench()
        let closed = try await bench.blobs.store(
            NamedFiles.jpeg(artist: "Taras Koshcheyev", orientation: 3))
        let clean = try #require(bench.files["clean"]).description
        var photo = Photo()
        photo.slugText = "blurred"
        photo.title = [.russian: "Снимок"]
        photo.image = Media(blob: clean, name: "made.jpeg", format: "jpeg", width: 8, height: 8)
        photo.blurring.original = Media(
            blob: closed.description, name: "Кощеев.jpg", format: "jpeg", width: 8, height: 8)
        photo.blurring.areas = [try #require(PictureArea.Box(left: 0, top: 0, width: 1, height: 1))].map {
            PictureArea($0)
        }
        photo.blurring.picture = Line(clean)
        let code = Code.numbered(9)
        try await bench.save(code, photo)
        let plan = try await bench.eraser.plan(bench.order().search)
        #expect(plan.files.contains { $0.blob == closed && $0.records == [code] && $0.leavesCopy })
        #expect(plan.places.contains { $0.record == code && $0.field.name == "blurring.original.name" })
        let outcome = try await bench.erase(bench.order())
        #expect(outcome.left == [])
        let after = try #require(try await bench.newest(code, Photo.self))
        #expect(
            after.blurring.original.name == "[удалено].jpg" || after.blurring.original.name == "[erased].jpg")
        #expect(after.blurring.original.blob != closed.description && !after.blurring.original.isEmpty)
        #expect(after.isBlurred && after.blurSource == after.blurring.original)
        #expect(bench.dropped.all.contains(closed))
        try await bench.close()
        #expect(try Remains(in: bench.folder.path).found == [])
    }

    @Test func `a backup from before brings nothing back`() async throws {
        let bench = try await ErasureBench()
        let backup = bench.scratch("before.tar")
        _ = try await bench.folder.backup(to: backup)
        _ = try await bench.erase(bench.order())
        let list = FileManager.default.contents(atPath: bench.folder.redactions)
        try await bench.close()
        _ = try await DataFolder.restore(
            backup, into: bench.folder.path, replacing: true, at: ErasureBench.moment)
        #expect(try Remains(in: bench.folder.path).found == [])
        #expect(try await SQLiteLedger.check(bench.folder) == [])
        // Another machine, to which nothing but the list of redactions was taken.
        let elsewhere = bench.scratch("elsewhere")
        try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
        try #require(list).write(to: URL(filePath: elsewhere + "/redactions"))
        _ = try await DataFolder.restore(backup, into: elsewhere, at: ErasureBench.moment)
        #expect(try Remains(in: elsewhere).found == [])
        #expect(try await SQLiteLedger.check(DataFolder.open(at: elsewhere)) == [])
        // And one that knows nothing: there the name is, and the test could have found it.
        _ = try await DataFolder.restore(backup, into: bench.scratch("third"), at: ErasureBench.moment)
        #expect(try !Remains(in: bench.scratch("third")).found.isEmpty)
    }

    @Test func `what is to stay stays, in each of its revisions`() async throws {
        let bench = try await ErasureBench()
        var order = try bench.order()
        let plan = try await bench.eraser.plan(order.search)
        let kept = try #require(plan.places.first { $0.field == .field("text.en") })
        order.kept = [kept.key]
        order.digest = plan.digest
        let outcome = try await bench.erase(order)
        #expect(outcome.left == [])
        let article = try #require(try await bench.newest(bench.first, Article.self))
        #expect(article.text[.english] == "Mayor **Taras** Koshcheyev spoke. Anna Sidorova stayed.")
        #expect(article.text[.russian]?.contains("[удалено]") == true)
        await #expect(throws: Eraser.Refusal.self) { try await bench.erase(order) }
        try await bench.close()
    }

    @Test func `nothing is done when the Hall changed since somebody looked, or the reason says who`()
        async throws
    {
        let bench = try await ErasureBench()
        var order = try bench.order()
        order.digest = try await bench.eraser.plan(order.search).digest
        var page = Page()
        page.text = [.russian: "Ещё о Кощееве"]
        try await bench.save(.numbered(9), page)
        let head = try await bench.ledger.head()
        for reason in ["asked", "letter of T. Koshcheyev", " ", String(repeating: "x", count: 2_000)] {
            order.reason = reason
            await #expect(throws: Eraser.Refusal.self, "\(reason)") { try await bench.erase(order) }
        }
        #expect(try await bench.ledger.head() == head)
        try await bench.close()
    }

    @Test func `a plan shows the words around, and what will stand there`() async throws {
        let bench = try await ErasureBench()
        let plan = try await bench.eraser.plan(bench.order().search)
        func place(_ code: Code, _ field: String) throws -> ErasurePlan.Place {
            try #require(plan.places.first { $0.record == code && $0.field.name == field })
        }
        let russian = try place(bench.first, "text.ru")
        #expect(russian.isPublic && russian.hits.count == 3 && russian.revisions.count == 1)
        let excerpt = try #require(russian.excerpts().first)
        #expect(
            excerpt.before == "О визите " && excerpt.hit == "Тараса Кощеева" && excerpt.instead == "[удалено]"
        )
        #expect(try !place(bench.first, "internalNote").isPublic)
        #expect(try !place(bench.second, "title.ru").isPublic, "an older revision")
        #expect(try place(bench.first, "slug").after == bench.first.text.lowercased())
        #expect(try place(bench.first, RevisionFindings.note).excerpts().first?.instead == "")
        #expect(try place(bench.person, "(person)").isPublic)
        #expect(plan.places.filter { $0.record == bench.person }.count == 1)
        #expect(plan.files.count == 4 && plan.unread.isEmpty)
        #expect(plan.files.filter(\.leavesCopy).map(\.records) == [[bench.photo]])
        try await bench.close()
    }

    @Test func `an interrupted erasure is finished at the next start, its files too`() async throws {
        let bench = try await ErasureBench()
        let backup = bench.scratch("before.tar")
        _ = try await bench.folder.backup(to: backup)
        let kerned = try #require(bench.files["kerned"])
        let number = try await bench.ledger.head().number + 1
        _ = try await bench.erase(bench.order())
        let original = try await bench.blobs.store(NamedFiles.kernedPDF)
        #expect(original == kerned)
        try await bench.close()
        // As if it had been stopped right after the commit; and as if before it.
        for (after, isGone) in [(number + 1_000, false), (number, true)] {
            try Data(ErasureMark(blobs: [kerned], after: after).bytes).write(
                to: URL(filePath: bench.folder.erasing))
            let lock = try FolderLock(bench.folder)
            let ledger = try SQLiteLedger(writing: lock)
            #expect(try await bench.blobs.contains(kerned) == !isGone)
            try ledger.close()
            lock.release()
        }
    }
}
