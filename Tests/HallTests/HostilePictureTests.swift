import Catalogue
import FoundationEssentials
import HTTPTypes
import HummingbirdTesting
import Kinds
import Ledger
import Office
import Pages
import Records
import Testing

@testable import Hall

/// Pages, scripts and archives that come in as pictures, and pictures that are such things as well: what is no picture
/// is refused, and of what is one the Hall serves its own JPEG of the pixels, never the file that came.
@Suite struct HostilePictureTests {
    private func atUploads(
        _ work: @Sendable @escaping (DeskBench, DeskBrowser, [Disguise]) async throws -> Void
    ) async throws {
        try await atDesk { bench, client in
            let browser = try await signedIn(.editor, client)
            let png = try Data(contentsOf: CanaryHall.root.appending(path: "demo/perm/media/books.png"))
            let photo = try #require(bench.hall.shown[Photo.name])
            let jpeg = try await browser.get("/en/desk/picture/\(photo)/image")
            expectOurs(jpeg, "the picture that the others are made of")
            try await work(bench, browser, Disguise.polyglots(png: [UInt8](png), jpeg: jpeg.bytes))
            try expectNoMark(below: "packs", bench)
            try expectNoMark(below: "incoming", bench)
        }
    }

    @Test func `a page, a script or an archive is no picture, in a form and among many`() async throws {
        try await atUploads { bench, browser, _ in
            let many = try await browser.get("/en/desk/upload")
            let kept = try await bench.hall.blobs.all()
            for (number, fraud) in Disguise.frauds.enumerated() {
                let name = "picture-\(number).jpg"
                let page = try await browser.upload(
                    "/en/desk/upload", [("csrf", many.token)], [("pictures", name, fraud.bytes)])
                #expect(page.status == 422 && page.body.contains("“\(name)” is "), "\(fraud)")
                let form = try await save(("image", name, fraud.bytes), slug: "fraud", browser)
                #expect(form.status == 422 && form.body.contains("“\(name)” is "), "\(fraud) in a form")
                #expect(
                    form.body.contains("id=\"e-image\"") && form.value(of: "image.kept").isEmpty, "\(fraud)")
                #expect(!(page.body + form.body).contains(Disguise.mark), "\(fraud)")
            }
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
            #expect(try await bench.hall.blobs.all() == kept, "nothing of them is kept")
        }
    }

    @Test func `a picture that is something else as well is served as its pixels alone`() async throws {
        try await atUploads { bench, browser, polyglots in
            let publisher = try await signedIn(.publisher, browser.client)
            for (number, disguise) in polyglots.enumerated() {
                let saved = try await save(
                    ("image", "\(number).html", disguise.bytes), slug: "disguise-\(number)", browser)
                #expect(saved.status == 303, "\(disguise): \(saved.status)")
                let code = try #require(
                    Code(String(saved.location.split(separator: "/").last?.prefix(7) ?? "")))
                expectOurs(try await browser.get("/en/desk/picture/\(code)/image"), "\(disguise) at the Desk")
                let form = try await publisher.get("/en/desk/record/\(code)")
                let step = [("csrf", form.token), ("base", form.value(of: "base")), ("action", "publish")]
                #expect(
                    try await publisher.post("/en/desk/record/\(code)", step).status == 303, "\(disguise)")
                try await lookAround(code, disguise, bench, browser.client.stranger)
            }
        }
    }

    @Test func `of many at once each is served as its pixels alone, and in a form before it is saved`()
        async throws
    {
        try await atUploads { bench, browser, polyglots in
            let many = try await browser.get("/en/desk/upload")
            let page = try await browser.upload(
                "/en/desk/upload", [("csrf", many.token)],
                polyglots.enumerated().map { ("pictures", "\($0.offset).svg", $0.element.bytes) })
            let codes = page.body.split(separator: "/en/desk/record/").dropFirst().compactMap {
                Code(String($0.prefix(7)))
            }
            #expect(codes.count == polyglots.count && page.status == 200)
            for (code, disguise) in zip(codes, polyglots) {
                expectOurs(try await browser.get("/en/desk/picture/\(code)/image"), "\(disguise)")
            }
            for disguise in polyglots {
                // The address is missing, so the form comes back and keeps the file.
                let form = try await save(("image", "a.html", disguise.bytes), slug: "", browser)
                let word = form.value(of: "image.kept")
                #expect(form.status == 422 && !word.isEmpty, "\(disguise)")
                expectOurs(try await browser.get("/en/desk/kept/\(word)"), "\(disguise), kept")
            }
        }
    }

    @Test func `the original is at no address, whoever asks`() async throws {
        try await atUploads { bench, browser, polyglots in
            let saved = try await save(("image", "a.jpg", polyglots[0].bytes), slug: "an-original", browser)
            let code = try #require(Code(String(saved.location.split(separator: "/").last?.prefix(7) ?? "")))
            let stored = try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
            let media = try Photo(json: stored.body).image
            let (folder, file) = (media.blob.prefix(2), media.blob.dropFirst(2))
            var places = [
                "\(media.blob)", "\(folder)/\(file)", media.name, "original", "original.jpg", "image.blob",
            ]
            places += ["..%2fblobs%2f\(folder)%2f\(file)", "../blobs/\(folder)/\(file)"]
            for start in [
                "/p/\(code)/", "/p/", "/o/", "/assets/", "/blobs/", "/media/", "/packs/", "/incoming/",
                "/en/desk/picture/\(code)/", "/en/desk/picture/\(code)/image/", "/en/desk/kept/",
                "/en/desk/record/\(code)/", "/en/photos/",
            ] {
                for place in places {
                    for reader in [browser, browser.client.stranger] {
                        let page = try await reader.get(start + place)
                        #expect([303, 400, 404].contains(page.status), "\(start)\(place): \(page.status)")
                        #expect(!page.body.contains(Disguise.mark), "\(start)\(place)")
                    }
                }
            }
        }
    }

    // MARK: Writing and looking

    /// Saves a photo of which nothing is missing but what is left empty.
    private func save(
        _ file: (String, String, [UInt8]), slug: String, _ browser: DeskBrowser
    ) async throws -> DeskBrowser.Page {
        let form = try await browser.get("/en/desk/new/photo")
        return try await browser.upload(
            "/en/desk/new/photo",
            [
                ("csrf", form.token), ("base", "0"), ("action", "save"), ("title.en", "A photo"),
                ("slug", slug),
                ("nature", "photograph"), ("alt.en", "a"), ("alt.ru", "а"), ("credit.en", "c"),
                ("people.covered", "nobody"),
            ], [file])
    }

    /// Every address of a picture on the pages of a public photo.
    private func lookAround(
        _ code: Code, _ disguise: Disguise, _ bench: DeskBench, _ visitor: DeskBrowser
    ) async throws {
        let stored = try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
        let photo = try Photo(json: stored.body)
        let page = try await visitor.get("/en/photos/\(photo.slugText.text)")
        #expect(page.status == 200 && !page.body.contains(Disguise.mark), "\(disguise)")
        var places = Set(PictureShelf.widths(of: photo.image).map { "/p/\(code)/\($0).jpg" })
        for part in page.body.split(whereSeparator: { "\" ,".contains($0) }) where part.hasPrefix("/p/") {
            places.insert(String(part))
        }
        for place in places { expectOurs(try await visitor.get(place), "\(disguise) at \(place)") }
        let share = try await visitor.get("/share/photos/\(photo.slugText.text).jpg")
        if share.status == 200 { expectOurs(share, "\(disguise), to be shared") }
    }

    /// Expects a JPEG that the imaging process wrote: pixels, and nothing that a camera or an attacker can say.
    private func expectOurs(_ page: DeskBrowser.Page, _ what: String) {
        #expect(page.status == 200 && page.headers[.contentType] == "image/jpeg", "\(what): \(page.status)")
        #expect(page.headers[.xContentTypeOptions] == "nosniff", "\(what)")
        #expect(!page.body.contains(Disguise.mark), "\(what) still holds it")
        #expect(Self.isBare(page.bytes), "\(what) says more than its pixels")
    }

    /// Whether a JPEG holds tables, frames and scans, `JFIF` and nothing else, and ends at its end (ITU-T T.81, annex B).
    private static func isBare(_ jpeg: [UInt8]) -> Bool {
        guard jpeg.starts(with: [0xFF, 0xD8]), jpeg.suffix(2) == [0xFF, 0xD9] else { return false }
        var place = 2
        while place + 3 < jpeg.count, jpeg[place] == 0xFF {
            let (name, length) = (jpeg[place + 1], Int(jpeg[place + 2]) << 8 | Int(jpeg[place + 3]))
            let isJFIF = name == 0xE0 && jpeg[(place + 4)...].starts(with: "JFIF\0".utf8)
            guard isJFIF || [0xC0, 0xC4, 0xDA, 0xDB, 0xDD].contains(name) else { return false }
            place += 2 + length
            guard name == 0xDA else { continue }
            // What follows a scan's head is coded: FF stands before 00 or a restart there, and else begins a marker.
            while place + 1 < jpeg.count,
                jpeg[place] != 0xFF || jpeg[place + 1] == 0 || (0xD0...0xD7).contains(jpeg[place + 1])
            { place += 1 }
        }
        return place == jpeg.count - 2
    }

    private func expectNoMark(below folder: String, _ bench: DeskBench) throws {
        let root = bench.hall.folder.appending(path: folder)
        // A folder that is not there holds nothing.
        for path in (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? [] {
            guard let data = try? Data(contentsOf: root.appending(path: path)) else { continue }
            let text = String(decoding: data, as: UTF8.self)
            #expect(!text.contains(Disguise.mark), "\(folder)/\(path)")
        }
    }
}
