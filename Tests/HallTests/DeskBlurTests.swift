import Catalogue
import FoundationEssentials
import HTTPTypes
import Hall
import HummingbirdTesting
import Kinds
import Ledger
import NIOCore
import Office
import Records
import Testing

/// People on a photo made unrecognisable at the Desk: what visitors get of it, and what nobody gets.
@Suite struct DeskBlurTests {
    /// A photo that is public with its original.
    private struct Sitting {
        let bench: DeskBench
        let client: any TestClientProtocol
        var browser: DeskBrowser
        let code: Code
        let original: Media

        var address: String { "/en/desk/blur/\(code)" }

        func photo() async throws -> Photo {
            try Photo(json: try #require(try await stored()).body)
        }

        /// Those that were made.
        func areas() async throws -> [String] { try await photo().blurring.areas.map(\.text) }

        func stored() async throws -> StoredRecord? {
            let code = code
            return try await bench.hall.catalogue.read { try $0.stored(code) }
        }

        /// Sends the page's form with areas of four numbers each.
        func send(
            _ areas: [[String]], _ more: [(String, String)] = [("action", "make")],
            on page: DeskBrowser.Page? = nil
        ) async throws -> DeskBrowser.Page {
            let opened = try await page == nil ? browser.get(address) : nil
            let form = page ?? opened
            let fields = areas.enumerated().flatMap { row, area in
                zip(["left", "top", "width", "height"], area).map { ("areas.\(row).\($0)", $1) }
            }
            return try await browser.post(
                address,
                [("csrf", form?.token ?? ""), ("base", form?.value(of: "base") ?? "")] + fields + more)
        }

        /// The bytes of a public picture, with the headers.
        func visit(_ uri: String, _ headers: HTTPFields = [:]) async throws -> (
            status: Int, tag: String, bytes: [UInt8]
        ) {
            try await client.execute(uri: uri, method: .get, headers: headers, body: nil) { answer in
                (answer.status.code, answer.headers[.eTag] ?? "", Array(answer.body.readableBytesView))
            }
        }

        /// By somebody who did not write it.
        func publish() async throws -> DeskBrowser.Page {
            let other = try await signedIn(.administrator, client)
            let place = "/en/desk/record/\(code)"
            let form = try await other.get(place)
            return try await other.post(
                place, [("csrf", form.token), ("base", form.value(of: "base")), ("action", "publish")])
        }
    }

    private static let face = [["10", "10", "20", "30"]]

    private func sitting(
        as role: Role = .publisher, _ work: @Sendable @escaping (Sitting) async throws -> Void
    ) async throws {
        let bench = try await DeskBench()
        let blob = try await bench.hall.blobs.store(
            fileAt: CanaryHall.root.appending(path: "demo/perm/media/tree.png").path)
        var dice = SystemRandomNumberGenerator()
        let code = Code.random(using: &dice)
        var photo = Photo()
        (photo.slugText, photo.title, photo.nature) = ("a-group", [.english: "A group"], Chosen(.photograph))
        (photo.alt, photo.credit) = ([.english: "People", .russian: "Люди"], [.english: "The office"])
        (photo.people.covered, photo.people.occasion) = (Chosen(.event), "City Day")
        photo.image = Media(
            blob: blob.description, name: "zqivan-petrov.png", format: "png", width: 1_600, height: 1_067)
        let head = try await bench.hall.ledger.head()
        _ = try await bench.hall.ledger.append(
            [
                Draft(record: code, kind: Photo.name, version: 1, action: .save, body: photo.json),
                Draft(record: code, kind: Photo.name, version: 1, action: .publish(head.number + 1)),
            ], onto: head, author: "test", at: 0)
        try await bench.hall.catalogue.catchUp()
        let image = photo.image
        try await bench.application.test(.router) { client in
            var browser = DeskBrowser(client)
            _ = try await browser.signIn(as: role)
            try await work(
                Sitting(bench: bench, client: client, browser: browser, code: code, original: image))
        }
        try await bench.remove()
    }

    // MARK: What comes of it

    @Test func `the record gets the new picture, and the original stays with the office`() async throws {
        try await sitting(as: .editor) { sitting in
            let page = try await sitting.browser.get(sitting.address)
            #expect(page.status == 200 && page.body.contains("This photo is public"))
            #expect(page.body.contains("Copies that were taken meanwhile"))
            let done = try await sitting.send(Self.face)
            #expect(
                done.status == 303 && done.location.hasSuffix("/record/\(sitting.code)?done=blurred"),
                "\(done.body)")
            let photo = try await sitting.photo()
            #expect(photo.isBlurred && photo.people.covered.value == .blurred && photo.problems.isEmpty)
            #expect(photo.blurring.original == sitting.original && photo.image.blob != sitting.original.blob)
            #expect(photo.blurring.areas.map(\.text) == ["pct:10,10,20,30"])
            #expect(photo.image.format == "png" && photo.image.width == 1_600 && photo.image.height == 1_067)
            #expect(
                photo.image.name == "\(sitting.code).png", "the name of the original may say who is shown")
            let made = try await sitting.bench.hall.blobs.read(
                try #require(Hash(hex: photo.image.blob)), limit: 50_000_000)
            #expect(made.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            let history = try await sitting.browser.get("/en/desk/history/\(sitting.code)")
            #expect(history.body.contains("People were made unrecognisable in 1 area."))
            let form = try await sitting.browser.get("/en/desk/record/\(sitting.code)")
            #expect(form.body.contains("People were made unrecognisable in 1 area."))
            let again = try await sitting.browser.get(sitting.address)
            #expect(again.value(of: "areas.0.height").isEmpty == false || again.body.contains("value=\"30\""))
            #expect(again.body.contains("was made here"))
        }
    }

    @Test func `once it is published no address gives the old picture any more`() async throws {
        try await sitting { sitting in
            let address = "/p/\(sitting.code)/640.jpg"
            let before = try await sitting.visit(address)
            #expect(before.status == 200)
            // The same for other programs: the whole width, in a size that is not ready.
            let image = "/iiif/3/\(sitting.code)/full/301,/0/default.png"
            let imageBefore = try await sitting.visit(image)
            #expect(imageBefore.status == 200)
            #expect(try await sitting.send(Self.face).status == 303)
            #expect(try await sitting.visit(address).bytes == before.bytes, "not before it is published")
            #expect(try await sitting.visit(image).bytes == imageBefore.bytes, "not before it is published")
            let published = try await sitting.publish()
            #expect(published.location.contains("done=published"), "\(published.body)")
            // Whatever the reader has: the old tag is worth nothing, for every size that there was.
            for width in [320, 640, 960, 1_280, 1_600] {
                let after = try await sitting.visit(
                    "/p/\(sitting.code)/\(width).jpg", [.ifNoneMatch: before.tag])
                #expect(after.status == 200 && after.tag != before.tag && after.bytes != before.bytes)
                #expect(!after.tag.contains(sitting.original.blob.prefix(24)))
            }
            let afterwards = try await sitting.visit(image, [.ifNoneMatch: imageBefore.tag])
            #expect(afterwards.status == 200 && afterwards.bytes != imageBefore.bytes)
            #expect(!afterwards.tag.contains(sitting.original.blob.prefix(24)))
            let withdrawn = try await withdraw(sitting)
            #expect(withdrawn.location.contains("done=withdrawn"))
            #expect(try await sitting.visit(address, [.ifNoneMatch: before.tag]).status == 410)
            #expect(try await sitting.visit(image, [.ifNoneMatch: afterwards.tag]).status == 410)
        }
    }

    private func withdraw(_ sitting: Sitting) async throws -> DeskBrowser.Page {
        let place = "/en/desk/record/\(sitting.code)"
        let form = try await sitting.browser.get(place)
        return try await sitting.browser.post(
            place, [("csrf", form.token), ("base", form.value(of: "base")), ("action", "withdraw")])
    }

    @Test func `a visitor finds the original nowhere, neither by its hash nor by its name`() async throws {
        try await sitting { sitting in
            #expect(try await sitting.send(Self.face).status == 303)
            #expect(try await sitting.publish().status == 303)
            let (hash, code) = (sitting.original.blob, sitting.code)
            let stranger = DeskBrowser(sitting.client)
            for address in [
                "/p/\(hash)/640.jpg", "/p/\(code)/\(hash).jpg", "/o/\(hash)", "/assets/\(hash)",
                "/blobs/\(hash)",
                "/blobs/\(hash.prefix(2))/\(hash.dropFirst(2))",
                "/packs/\(hash.prefix(2))/\(hash.dropFirst(2))/640.jpg",
                "/p/\(code)/1601.jpg", "/en/photos/\(hash)",
            ] {
                #expect(try await stranger.get(address).status == 404, "\(address)")
            }
            for address in [
                "/en/desk/blur/\(code)/picture", "/en/desk/blur/\(code)", "/en/desk/picture/\(code)/blurring",
                "/en/desk/picture/\(code)/image",
            ] {
                #expect(try await stranger.get(address).status == 303, "\(address)")
            }
            // Nor in anything that a visitor can read, and no more than that is in the public tables.
            for address in try await HostileTwinTests.addresses(stranger) {
                let page = try await stranger.get(address)
                #expect(!page.body.contains(hash.prefix(24)) && !page.body.contains("zqivan"), "\(address)")
            }
            let shown = try await sitting.bench.hall.catalogue.read { try $0.presence(of: code) }
            guard case .here(let record) = shown else {
                Issue.record("the photo is not public")
                return
            }
            let text = String(decoding: record.body, as: UTF8.self)
            #expect(!text.contains(hash) && !text.contains("blurring") && !text.contains("pct:"))
        }
    }

    @Test func `an older version that is restored is a draft, and the ground no longer holds`() async throws {
        try await sitting { sitting in
            let old = try #require(try await sitting.stored()).saved
            #expect(try await sitting.send(Self.face).status == 303)
            #expect(try await sitting.publish().status == 303)
            let blurred = try await sitting.visit("/p/\(sitting.code)/640.jpg")
            let base = try #require(try await sitting.stored()).saved
            let token = try await sitting.browser.get("/en/desk").token
            let restored = try await sitting.browser.post(
                "/en/desk/history/\(sitting.code)",
                [("csrf", token), ("base", "\(base.value)"), ("restore", "\(old.value)")])
            #expect(restored.location.contains("done=restored"))
            let photo = try await sitting.photo()
            #expect(
                photo.image == sitting.original && photo.blurring.isEmpty
                    && photo.people.covered.value == .event)
            #expect(try await sitting.visit("/p/\(sitting.code)/640.jpg").bytes == blurred.bytes, "a draft")
        }
    }

    @Test func `another picture in its place ends the ground, and publishing is refused`() async throws {
        try await sitting { sitting in
            #expect(try await sitting.send(Self.face).status == 303)
            let place = "/en/desk/record/\(sitting.code)"
            let form = HostileForm(try await sitting.browser.get(place))
            let bytes = [UInt8](
                try Data(contentsOf: CanaryHall.root.appending(path: "demo/perm/media/books.png")))
            let saved = try await sitting.browser.upload(place, form.sent(), [("image", "other.png", bytes)])
            #expect(saved.location.contains("done=saved"), "\(saved.body)")
            let refused = try await sitting.publish()
            #expect(refused.status == 422 && refused.body.contains("href=\"#f-people.covered\""))
            #expect(refused.body.contains("not the one in which people were made unrecognisable"))
            #expect(
                try await sitting.browser.get("/en/desk/waiting/pictures").body.contains(sitting.code.text))
            // Made anew, it is the new picture that is worked on.
            #expect(try await sitting.send(Self.face).status == 303)
            #expect(try await sitting.photo().blurring.original.name == "other.png")
            #expect(try await sitting.publish().status == 303)
        }
    }

    @Test func `it is made anew from the original, and to ask for the same again saves nothing`() async throws
    {
        try await sitting(as: .editor) { sitting in
            #expect(try await sitting.send(Self.face).status == 303)
            let first = try await sitting.photo()
            let head = try await sitting.bench.hall.ledger.head()
            #expect(try await sitting.send(Self.face).location.contains("done=unchanged"))
            #expect(try await sitting.bench.hall.ledger.head() == head)
            #expect(try await sitting.send([["50", "50", "5", "5"]]).status == 303)
            let second = try await sitting.photo()
            #expect(second.blurring.original == sitting.original && second.image.blob != first.image.blob)
            #expect(try await sitting.send(Self.face).status == 303)
            #expect(
                try await sitting.photo().image.blob == first.image.blob, "the same areas, the same bytes")
        }
    }

    // MARK: Looking first

    @Test func `what would be made is shown to who asked, and nothing is saved by it`() async throws {
        try await sitting(as: .editor) { sitting in
            let head = try await sitting.bench.hall.ledger.head()
            let blobs = try await sitting.bench.hall.blobs.all()
            let page = try await sitting.send(Self.face, [("action", "show")])
            #expect(page.status == 200 && page.body.contains("value=\"30\""), "what was typed is still there")
            let word = try #require(
                page.body.split(separator: "/desk/kept/").dropFirst().first?.prefix { $0 != "\"" })
            let picture = try await sitting.browser.get("/en/desk/kept/\(word)")
            #expect(picture.status == 200 && picture.headers[.contentType] == "image/jpeg")
            #expect(picture.headers[.cacheControl] == "no-store")
            let other = try await signedIn(.curator, sitting.client)
            #expect(try await other.get("/en/desk/kept/\(word)").status == 404)
            #expect(try await sitting.bench.hall.ledger.head() == head)
            #expect(try await sitting.bench.hall.blobs.all() == blobs)
        }
    }

    @Test func `areas come and go by buttons, and nothing typed is lost`() async throws {
        try await sitting(as: .editor) { sitting in
            let first = try await sitting.send([["1,5", "abc", "", "30"]], [("rows", "add areas")])
            for (name, value) in [("0.left", "1,5"), ("0.top", "abc"), ("0.height", "30"), ("1.left", "40")] {
                #expect(HostileForm(first)["areas.\(name)"] == value, "\(name)")
            }
            let second = try await sitting.send(
                [["1", "2", "3", "4"], ["5", "6", "7", "8"]], [("rows", "remove areas 0")])
            #expect(
                HostileForm(second)["areas.0.left"] == "5"
                    && !HostileForm(second).fields.contains { $0.0 == "areas.1.left" })
        }
    }

    // MARK: Attacks

    @Test func `areas that are none are told at their fields, and nothing is made of them`() async throws {
        try await sitting(as: .editor) { sitting in
            let head = try await sitting.bench.hall.ledger.head()
            let blobs = try await sitting.bench.hall.blobs.all()
            let hostile: [([[String]], String)] = [
                ([], "areas"), ([["", "", "", ""]], "areas"), ([["nan", "10", "10", "10"]], "areas.0.left"),
                ([["10", "-5", "10", "10"]], "areas.0.top"), ([["10", "10", "inf", "10"]], "areas.0.width"),
                ([["10", "10", "10", "1e9"]], "areas.0.height"), ([["10", "10", "0", "10"]], "areas.0.left"),
                ([["100", "0", "10", "10"]], "areas.0.left"), ([["101", "0", "10", "10"]], "areas.0.left"),
                ([["10", "10", "10", "<script>"]], "areas.0.height"),
                (Array(repeating: ["1", "1", "1", "1"], count: 101), "areas"),
                (Array(repeating: ["1", "1", "1", "1"], count: 1_200), "areas"),
            ]
            for (areas, path) in hostile {
                for action in ["show", "make"] {
                    let page = try await sitting.send(areas, [("action", action)])
                    #expect(page.status == 422, "\(areas.first ?? [])")
                    #expect(
                        page.body.contains("href=\"#f-\(path)\"") && page.body.contains("id=\"e-\(path)\""))
                    #expect(!page.body.contains("<script>") && !page.body.contains("/desk/kept/"))
                }
            }
            for command in ["remove areas 99", "remove title 0", "up areas -1", "add areas.0", ""] {
                #expect(try await sitting.send(Self.face, [("rows", command)]).status == 200, "\(command)")
            }
            #expect(try await sitting.bench.hall.ledger.head() == head)
            #expect(try await sitting.bench.hall.blobs.all() == blobs)
        }
    }

    @Test func `what reaches beyond the picture is cut off at its edge`() async throws {
        try await sitting(as: .editor) { sitting in
            let done = try await sitting.send([["90", "95.5", "100", "100"], ["0", "0", "100", "100"]])
            let areas = try await sitting.areas()
            #expect(done.status == 303 && areas == ["pct:90,95.5,10,4.5", "pct:0,0,100,100"])
        }
    }

    @Test func `a forged form names neither another file nor another record's`() async throws {
        try await sitting(as: .editor) { sitting in
            let other = try #require(sitting.bench.hall.shown[Photo.name])
            let theirs = try Photo(
                json: #require(try await sitting.bench.hall.catalogue.read { try $0.stored(other) }).body)
            let forged = [
                ("image.blob", theirs.image.blob), ("image.kept", theirs.image.blob),
                ("source", theirs.image.blob),
                ("blurring.original.blob", theirs.image.blob), ("blurring.picture", sitting.original.blob),
                ("picture", theirs.image.blob), ("code", other.text), ("record", other.text),
                ("people.covered", "nobody"), ("areas.0.blob", theirs.image.blob), ("areas", "pct:0,0,1,1"),
            ]
            #expect(try await sitting.send(Self.face, forged + [("action", "make")]).status == 303)
            let photo = try await sitting.photo()
            #expect(photo.blurring.original == sitting.original && photo.people.covered.value == .blurred)
            #expect(photo.blurring.areas.map(\.text) == ["pct:10,10,20,30"])
            // The record's own form neither sets nor clears what was written here.
            let place = "/en/desk/record/\(sitting.code)"
            let form = HostileForm(try await sitting.browser.get(place))
            for fields in [
                forged, [("blurring.areas.0", ""), ("blurring.picture", "")], [("blurring.remove", "true")],
                [("blurring.original.remove", "true"), ("blurring.original.kept", "x")],
            ] {
                let page = try await sitting.browser.post(
                    place, fields.filter { $0.0 != "people.covered" } + form.sent())
                #expect(page.location.contains("done=unchanged") || page.status == 422, "\(page.location)")
            }
            #expect(try await sitting.photo().blurring == photo.blurring)
        }
    }

    @Test func `the ground cannot be claimed in a form for a picture that was not made`() async throws {
        try await sitting { sitting in
            let place = "/en/desk/record/\(sitting.code)"
            var form = HostileForm(try await sitting.browser.get(place))
            form["people.covered"] = "blurred"
            let saved = try await sitting.browser.post(
                place,
                [("blurring.picture", sitting.original.blob), ("blurring.areas.0", "pct:0,0,1,1")]
                    + form.sent())
            #expect(saved.location.contains("done=saved"))
            #expect(try await sitting.photo().blurring.isEmpty)
            #expect(try await sitting.publish().status == 422)
        }
    }

    @Test func `who may not write the record makes nothing of it, and does not see its original`()
        async throws
    {
        try await sitting { sitting in
            let gift = try #require(sitting.bench.hall.shown[Gift.name])
            let reader = try await signedIn(.reader, sitting.client)
            let publisher = try #require(sitting.bench.accounts.first { $0.role == .curator })
            try await sitting.bench.office.change(publisher.id, AccountChange(kinds: KindScope([Gift.name])))
            let scoped = try await signedIn(.curator, sitting.client)
            let head = try await sitting.bench.hall.ledger.head()
            let base = try #require(try await sitting.stored()).saved.value
            for (browser, role) in [(reader, "reader"), (scoped, "curator of gifts")] {
                let token = try await browser.get("/en/desk").token
                #expect(try await browser.get(sitting.address).status == 403, "\(role)")
                #expect(try await browser.get(sitting.address + "/picture").status == 403, "\(role)")
                for action in ["show", "make"] {
                    let page = try await browser.post(
                        sitting.address,
                        [
                            ("csrf", token), ("base", "\(base)"), ("action", action), ("areas.0.left", "1"),
                            ("areas.0.top", "1"), ("areas.0.width", "9"), ("areas.0.height", "9"),
                        ])
                    #expect(page.status == 403, "\(role) \(action)")
                }
                #expect(
                    !(try await browser.get("/en/desk/record/\(sitting.code)")).body.contains("/desk/blur/"))
            }
            for place in ["\(gift)", "0000000"] {
                #expect(try await sitting.browser.get("/en/desk/blur/\(place)").status == 404)
                #expect(try await sitting.browser.get("/en/desk/blur/\(place)/picture").status == 404)
            }
            #expect(try await sitting.send(Self.face, [("action", "make"), ("csrf", "x")]).status == 303)
            let forged = try await sitting.browser.post(
                sitting.address, [("csrf", "x"), ("base", "\(base)"), ("action", "make")])
            #expect(forged.status == 403)
            #expect(try await sitting.bench.hall.ledger.head().number == head.number + 1)
        }
    }

    @Test func `of two who make it at once the second is told, and keeps the areas`() async throws {
        try await sitting { sitting in
            let page = try await sitting.browser.get(sitting.address)
            #expect(try await sitting.send(Self.face).status == 303)
            let late = try await sitting.send([["33", "44", "5", "6"]], on: page)
            #expect(late.status == 409 && late.body.contains("Somebody else was faster"))
            #expect(HostileForm(late)["areas.0.left"] == "33")
            #expect(try await sitting.areas() == ["pct:10,10,20,30"])
            #expect(try await sitting.send([["33", "44", "5", "6"]], on: late).status == 303)
        }
    }

    @Test func `a deleted photo, and one whose file was erased, have no such page`() async throws {
        try await sitting { sitting in
            var photo = try await sitting.photo()
            photo.image = Media()
            let head = try await sitting.bench.hall.ledger.head()
            _ = try await sitting.bench.hall.ledger.append(
                [Draft(record: sitting.code, kind: Photo.name, version: 1, action: .save, body: photo.json)],
                onto: head, author: "test", at: 0)
            try await sitting.bench.hall.catalogue.catchUp()
            #expect(try await sitting.browser.get(sitting.address).status == 404)
            #expect(try await sitting.browser.get(sitting.address + "/picture").status == 404)
            _ = try await sitting.bench.hall.ledger.append(
                [Draft(record: sitting.code, kind: Photo.name, version: 1, action: .delete)],
                onto: try await sitting.bench.hall.ledger.head(), author: "test", at: 0)
            try await sitting.bench.hall.catalogue.catchUp()
            #expect(try await sitting.browser.get(sitting.address).status == 404)
        }
    }

    @Test func `an original that cannot be read is told, and the areas stay`() async throws {
        try await sitting(as: .editor) { sitting in
            let blob = try #require(Hash(hex: sitting.original.blob))
            try FileManager.default.removeItem(atPath: sitting.bench.hall.blobs.path(of: blob))
            let page = try await sitting.send(Self.face)
            #expect(page.status == 422 && page.body.contains("zqivan-petrov.png"))
            #expect(HostileForm(page)["areas.0.height"] == "30")
            #expect(try await sitting.browser.get(sitting.address + "/picture").status == 404)
        }
    }
}
