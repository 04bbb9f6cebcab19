import Catalogue
import FoundationEssentials
import HummingbirdTesting
import Imaging
import Kinds
import Ledger
import Office
import Records
import Testing

@testable import Hall

/// What waits for the office beside drafts and reviews: each row says why it is there, and leads to the place to mend it.
@Suite struct DeskWorkTests {
    private func code(_ number: Int) throws -> Code { try #require(Code("T00000\(number)")) }

    private func save(
        _ code: Code, _ record: any Kind, _ bench: DeskBench, by author: String = "test"
    ) async throws {
        let kind = type(of: record)
        try await append(
            Draft(
                record: code, kind: kind.name, version: kind.version, action: .save, body: record.json),
            bench,
            by: author)
    }

    private func append(_ draft: Draft, _ bench: DeskBench, by author: String = "test") async throws {
        _ = try await bench.hall.ledger.append(
            [draft], onto: try await bench.hall.ledger.head(), author: author, at: 0)
        try await bench.hall.catalogue.catchUp()
    }

    /// A list as an editor and as somebody who only reads sees it.
    private func list(
        _ name: String, _ bench: DeskBench, has words: String, _ code: Code, isThere: Bool = true
    ) async throws {
        try await bench.application.test(.router) { client in
            let page = try await signedIn(.editor, client).get("/en/desk/waiting/\(name)")
            #expect(page.status == 200)
            let hasRow = page.body.contains("/en/desk/record/\(code)\"")
            #expect(hasRow == isThere && page.body.contains(words) == isThere, "\(page.body)")
            let home = try await signedIn(.editor, client).get("/en/desk")
            #expect(home.body.contains(words) == isThere)
            #expect(try await signedIn(.reader, client).get("/en/desk/waiting/\(name)").status == 404)
        }
    }

    @Test func `an agreement that ends within half a year`() async throws {
        let bench = try await DeskBench()
        let (soon, later) = try (code(1), code(2))
        // It is the first of January 1970 at this Desk.
        for (code, until) in [(soon, "1970-06-30"), (later, "1970-08-01")] {
            var act = Partnership.Act()
            act.type = Chosen(.agreement)
            act.until = try EDTF(until)
            var partnership = Partnership()
            partnership.title[.english] = "A tie until \(until)"
            partnership.acts = [act]
            try await save(code, partnership, bench)
        }
        try await list("ending", bench, has: "Term ends: 30 June 1970", soon)
        try await list("ending", bench, has: "Term ends: 1 August 1970", later, isThere: false)
        try await bench.remove()
    }

    @Test func `what points at a deleted record`() async throws {
        let bench = try await DeskBench()
        let (city, photo) = try (code(1), code(2))
        var gone = City()
        gone.title[.english] = "Atlantis"
        try await save(city, gone, bench)
        var pointing = Photo()
        pointing.title[.english] = "A view"
        pointing.shows = [Reference(city)]
        try await save(photo, pointing, bench)
        try await list("lost-links", bench, has: "Deleted: Atlantis", photo, isThere: false)
        try await append(Draft(record: city, kind: City.name, version: 1, action: .delete), bench)
        try await list("lost-links", bench, has: "Deleted: Atlantis", photo)
        try await bench.remove()
    }

    @Test func `a new picture that looks like another, until it is public`() async throws {
        let bench = try await DeskBench()
        let editor = try #require(bench.accounts.first { $0.role == .editor }).id.text
        let folder = CanaryHall.root.appending(path: "demo/perm/media")
        func add(_ number: Int, _ path: String, _ title: String) async throws -> (code: Code, file: Hash) {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            let blob = try await bench.hall.blobs.store(bytes)
            let facts = try await bench.hall.worker.probe(bench.hall.blobs.path(of: blob))
            var photo = Photo()
            photo.title[.english] = title
            photo.image = Media(
                blob: blob.description, name: "a", format: facts.format.rawValue, width: facts.width,
                height: facts.height)
            try await save(try code(number), photo, bench, by: editor)
            try await bench.hall.shelf.prepare(photo.image)
            return (try code(number), blob)
        }
        let (first, cup) = try await add(1, folder.appending(path: "cup.png").path, "A cup")
        try await list("alike", bench, has: "Looks like", first, isThere: false)
        let other = try await add(2, folder.appending(path: "agrigento.png").path, "A temple").code
        // Not the same file, but the same picture, smaller and packed otherwise.
        let packs = PackFolder(root: bench.hall.folder.appending(path: "packs").path)
        let smaller = packs.path(of: try #require(PictureHash(cup.description)), width: 640)
        let second = try await add(3, smaller, "The same cup").code
        try await list("alike", bench, has: "Looks like “The same cup”", first)
        try await list("alike", bench, has: "Looks like “A cup”", second)
        try await list("alike", bench, has: "Looks like “A temple”", other, isThere: false)
        let third = try await add(4, folder.appending(path: "agrigento.png").path, "The very temple").code
        try await list("alike", bench, has: "Looks like “A temple”", third)
        for code in [second, third] {
            let saved = try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
            try await append(
                Draft(
                    record: code, kind: Photo.name, version: Photo.version, action: .publish(saved.saved),
                    body: nil), bench)
        }
        try await list("alike", bench, has: "Looks like “A cup”", second, isThere: false)
        try await list("alike", bench, has: "Looks like “The very temple”", other)
        try await bench.remove()
    }

    @Test func `a picture that cannot be made of its file, also after the next start`() async throws {
        let bench = try await DeskBench()
        let blob = try await bench.hall.blobs.store([0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 0])
        let media = Media(blob: blob.description, name: "a.png", format: "png", width: 4, height: 3)
        var photo = Photo()
        photo.title[.english] = "A view"
        photo.image = media
        let code = try code(1)
        try await save(code, photo, bench)
        try await list("unreadable", bench, has: "The file is", code, isThere: false)
        for _ in 1...2 {
            await #expect(throws: ImagingProblem.self) { try await bench.hall.shelf.prepare(media) }
        }
        try await list("unreadable", bench, has: "The file is", code)
        let packs = PackFolder(root: bench.hall.folder.appending(path: "packs").path)
        let again = PictureShelf(packs: packs, workers: PictureWorkers([bench.hall.worker])) {
            bench.hall.blobs.path(of: $0)
        }
        #expect(await again.unreadable.map(\.original.description) == [blob.description])
        // Another picture in its place mends it.
        photo.image = Media()
        try await save(code, photo, bench)
        try await list("unreadable", bench, has: "The file is", code, isThere: false)
        try await bench.remove()
    }
}
