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

/// Files at the Desk: who may send them, what is taken, and that none of it is lost or seen by others.
@Suite struct DeskUploadTests {
    private typealias File = (field: String, name: String, bytes: [UInt8])

    private func atDesk(
        as role: Role = .editor, _ work: @Sendable @escaping (DeskBench, DeskBrowser) async throws -> Void
    ) async throws {
        let bench = try await DeskBench()
        try await bench.application.test(.router) { client in
            var browser = DeskBrowser(client)
            _ = try await browser.signIn(as: role)
            try await work(bench, browser)
        }
        try await bench.remove()
    }

    private func picture(_ name: String = "books") throws -> [UInt8] {
        [UInt8](try Data(contentsOf: CanaryHall.root.appending(path: "demo/perm/media/\(name).png")))
    }

    private func photo(_ code: Code, _ bench: DeskBench) async throws -> Photo {
        try Photo(json: try #require(try await bench.hall.catalogue.read { try $0.stored(code) }).body)
    }

    private func codes(in page: DeskBrowser.Page) -> [Code] {
        page.body.split(separator: "/en/desk/record/").dropFirst().compactMap { Code(String($0.prefix(7))) }
    }

    private func filesComingIn(_ bench: DeskBench) -> [String] {
        (try? FileManager.default.contentsOfDirectory(
            atPath: bench.hall.folder.appending(path: "incoming").path)) ?? []
    }

    // MARK: Many at once

    @Test func `many pictures become drafts, and one that is refused stops none`() async throws {
        try await atDesk { bench, browser in
            let (good, other) = (try picture(), try picture("tree"))
            let form = try await browser.get("/en/desk/upload")
            let svg = Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)
            let files: [File] = [
                ("pictures", "City_Day  2019.JPG", good),
                ("pictures", "page.jpg", Array("<html>hello</html>".utf8)),
                ("pictures", "logo.png", svg), ("pictures", "half.png", Array(good.prefix(good.count / 2))),
                ("pictures", "", []), ("pictures", "../<b>tree</b>.png", other),
            ]
            let page = try await browser.upload(
                "/en/desk/upload",
                [("csrf", form.token), ("nature", "document"), ("credit", "The <office>")], files)
            #expect(page.status == 200)
            let made = codes(in: page)
            #expect(made.count == 2)
            for name in ["page.jpg", "logo.png", "half.png"] {
                #expect(page.body.contains("“\(name)” is "), "\(name) is named with its reason")
            }
            #expect(page.body.contains("3 files were not taken.") && !page.body.contains("<b>tree"))
            let first = try await photo(try #require(made.first), bench)
            #expect(first.title[.english] == "City Day 2019" && first.nature.value == .document)
            #expect(first.slugText.text.hasPrefix("city-day-2019-") && first.slug != nil)
            #expect(first.credit[.english] == "The <office>" && first.image.name == "City_Day  2019.JPG")
            #expect(first.image.format == "png" && first.image.width > 0, "the bytes say what it is")
            #expect(first.people.covered.isEmpty && first.alt.isEmpty)
            for code in made {
                let stored = try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
                #expect(stored.published == .zero)
                let picture = try await browser.get("/en/desk/picture/\(code)/image")
                #expect(picture.status == 200 && picture.headers[.contentType] == "image/jpeg")
                #expect(picture.headers[.cacheControl] == "no-store" && picture.headers[.eTag] == nil)
                #expect(try await browser.get("/p/\(code)/320.jpg").status == 404, "not at a public address")
            }
            #expect(filesComingIn(bench).isEmpty)
            let none = try await browser.upload("/en/desk/upload", [("csrf", form.token)], [])
            #expect(none.status == 422 && none.body.contains("No file was chosen."))
        }
    }

    @Test func `nobody else sends a file, and nothing of it is kept`() async throws {
        try await atDesk { bench, browser in
            let good = try picture()
            let form = try await browser.get("/en/desk/upload")
            let files: [File] = [("pictures", "a.png", good)]
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let blobs = try await bench.hall.blobs.all()
            for (fields, headers, status) in [
                ([], [site: "same-origin"], 403), ([("csrf", "x")], [site: "same-origin"], 403),
                ([("credit", "a"), ("csrf", form.token)], [site: "same-origin"], 403),
                ([("csrf", form.token)], [site: "cross-site"], 403), ([("csrf", form.token)], [:], 403),
            ] as [([(String, String)], HTTPFields, Int)] {
                let page = try await browser.upload("/en/desk/upload", fields, files, headers: headers)
                #expect(page.status == status)
            }
            var stranger = browser
            stranger.cookie = ""
            let page = try await stranger.upload("/en/desk/upload", [("csrf", form.token)], files)
            #expect(page.status == 303 && page.location == "/en/desk/sign-in")
            var reader = DeskBrowser(browser.client)
            _ = try await reader.signIn(as: .reader)
            let home = try await reader.get("/en/desk")
            #expect(try await reader.get("/en/desk/upload").status == 403)
            #expect(try await reader.upload("/en/desk/upload", [("csrf", home.token)], files).status == 403)
            // A form with files is taken only where there is a field for one.
            #expect(
                try await browser.upload("/en/desk/sign-out", [("csrf", form.token)], files).status == 400)
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
            #expect(try await bench.hall.blobs.all() == blobs && filesComingIn(bench).isEmpty)
        }
    }

    @Test func `a form that is too long, too many or cut off is refused whole`() async throws {
        let bench = try await DeskBench()
        var settings = WebSettings()
        (settings.uploads.fileBytes, settings.uploads.files, settings.uploads.bodyBytes) = (
            40_000, 3, 100_000
        )
        let small = buildApplication(
            site: bench.hall.site, desk: bench.desk, settings: settings, logger: LogSpy().logger)
        try await small.test(.router) { client in
            var browser = DeskBrowser(client)
            _ = try await browser.signIn(as: .editor)
            let form = try await browser.get("/en/desk/upload")
            func send(_ sizes: [Int]) async throws -> DeskBrowser.Page {
                try await browser.upload(
                    "/en/desk/upload", [("csrf", form.token)],
                    sizes.map { ("pictures", "a.png", [UInt8](repeating: 7, count: $0)) })
            }
            let long = try await send([50_000])
            #expect(long.status == 422 && long.body.contains("“a.png” is longer than"))
            #expect(try await send([40_000, 40_000, 30_000]).status == 413)
            #expect(try await send([1, 1, 1]).status == 422)
            #expect(try await send([1, 1, 1, 1]).status == 413)
            let fields = [("csrf", form.token), ("credit", String(repeating: "a", count: 2 << 20))]
            #expect(try await browser.upload("/en/desk/upload", fields, []).status == 413)
            #expect(filesComingIn(bench).isEmpty)
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
        try await bench.remove()
    }

    // MARK: In a form

    @Test func `a form that comes back keeps the file that came with it`() async throws {
        try await atDesk { bench, browser in
            let good = try picture()
            let form = try await browser.get("/en/desk/new/photo")
            #expect(form.body.contains("enctype=\"multipart/form-data\""))
            let fields = [("csrf", form.token), ("base", "0"), ("action", "save"), ("title.en", "A photo")]
            let page = try await browser.upload("/en/desk/new/photo", fields, [("image", "one.png", good)])
            #expect(page.status == 422 && page.body.contains("one.png"), "the address is missing")
            let word = page.value(of: "image.kept")
            #expect(!word.isEmpty)
            #expect(try await browser.get("/en/desk/kept/\(word)").headers[.contentType] == "image/jpeg")
            var other = DeskBrowser(browser.client)
            _ = try await other.signIn(as: .curator)
            #expect(try await other.get("/en/desk/kept/\(word)").status == 404, "only who sent it sees it")
            let whole = fields + [("slug", "a-photo"), ("nature", "photograph"), ("image.kept", word)]
            let saved = try await browser.upload("/en/desk/new/photo", whole, [("image", "", [])])
            #expect(saved.status == 303, "\(saved.body)")
            let code = try #require(Code(String(saved.location.split(separator: "/").last?.prefix(7) ?? "")))
            #expect(try await photo(code, bench).image.name == "one.png")
            try await replaceAndRefuse(code, bench, browser)
        }
    }

    private func replaceAndRefuse(_ code: Code, _ bench: DeskBench, _ browser: DeskBrowser) async throws {
        let address = "/en/desk/record/\(code)"
        let form = try await browser.get(address)
        func send(_ files: [File], _ more: [(String, String)] = []) async throws -> DeskBrowser.Page {
            let form = try await browser.get(address)
            return try await browser.upload(
                address,
                [
                    ("csrf", form.token), ("base", form.value(of: "base")), ("action", "save"),
                    ("slug", "a-photo"),
                    ("title.en", "A photo"), ("nature", "photograph"),
                ] + more, files)
        }
        #expect(form.body.contains("/en/desk/picture/\(code)/image"))
        let refused = try await send([("image", "two.png", Array("<!doctype html>".utf8))])
        #expect(refused.status == 422 && refused.body.contains("“two.png” is not a picture"))
        #expect(try await photo(code, bench).image.name == "one.png")
        // A blob that somebody names is not taken on trust, and a required file cannot be taken away.
        let forged = [
            ("image.blob", String(repeating: "0", count: 64)), ("image.name", "x"), ("image.kept", "zz"),
        ]
        #expect(try await send([], forged).status == 422)
        #expect(try await send([], [("image.remove", "true")]).status == 422)
        #expect(try await send([("image", "two.png", try picture("tree"))]).status == 303)
        #expect(try await photo(code, bench).image.name == "two.png")
        #expect(try await send([]).location.contains("done=unchanged"))
    }

    @Test func `a picture is kept with the draft that it came with`() async throws {
        try await atDesk { bench, browser in
            let address = "/en/desk/new/photo"
            let form = try await browser.get(address)
            let kept = try await browser.upload(
                address, [("csrf", form.token), ("base", "0"), ("action", "keep"), ("title.en", "A photo")],
                [("image", "one.png", try picture())])
            #expect(kept.status == 200 && !kept.value(of: "image.kept").isEmpty)
            let again = try await browser.get(address)
            #expect(!again.body.contains("one.png"), "it is asked first")
            let goesOn = try await browser.post(address, [("csrf", again.token), ("action", "continue")])
            let word = goesOn.value(of: "image.kept")
            #expect(goesOn.body.contains("one.png") && !word.isEmpty)
            let saved = try await browser.upload(
                address,
                [
                    ("csrf", goesOn.token), ("base", "0"), ("action", "save"), ("title.en", "A photo"),
                    ("slug", "a-photo"), ("nature", "photograph"), ("image.kept", word),
                ], [])
            #expect(saved.status == 303, "\(saved.body)")
            let code = try #require(Code(String(saved.location.split(separator: "/").last?.prefix(7) ?? "")))
            #expect(try await photo(code, bench).image.name == "one.png")
        }
    }

    // MARK: The way to the public

    @Test func `a photo is neither approved nor published before it says how people are covered`()
        async throws
    {
        try await atDesk(as: .publisher) { bench, publisher in
            var editor = DeskBrowser(publisher.client)
            _ = try await editor.signIn(as: .editor)
            let form = try await editor.get("/en/desk/upload")
            let made = try await editor.upload(
                "/en/desk/upload", [("csrf", form.token)], [("pictures", "a.png", try picture())])
            let code = try #require(codes(in: made).first)
            let address = "/en/desk/record/\(code)"
            #expect(try await editor.get("/en/desk/waiting/pictures").body.contains(code.text))
            for step in ["approve", "publish", "schedule"] {
                let page = try await publisher.get(address)
                let refused = try await publisher.post(
                    address,
                    [
                        ("csrf", page.token), ("base", page.value(of: "base")), ("action", step),
                        ("when", "1971-01-01T09:00"),
                    ])
                #expect(refused.status == 422)
                for field in ["people.covered", "alt.en", "alt.ru", "credit"] {
                    #expect(refused.body.contains("href=\"#f-\(field)\""), "\(step): \(field)")
                }
            }
            let consent = try await self.consent(editor, [("withdrawn", "")])
            let gone = try await self.consent(editor, [("withdrawn", "1969")])
            let base = [
                ("slug", "covered"), ("title.en", "A"), ("nature", "photograph"), ("alt.en", "a"),
                ("alt.ru", "а"),
                ("credit.en", "c"), ("people.covered", "consent"),
            ]
            func shown(by consent: Code) -> [(String, String)] { [("people.consents.0", consent.text)] }
            func named(by other: Code) -> [(String, String)] {
                shown(by: consent) + [("named.0.name.en", "Ada Example"), ("named.0.coveredBy", other.text)]
            }
            for (covering, status) in [
                (shown(by: gone), 422), (shown(by: consent), 303), (named(by: gone), 422),
                (named(by: consent), 303),
            ] {
                let page = try await editor.get(address)
                let saved = try await editor.upload(
                    address,
                    [("csrf", page.token), ("base", page.value(of: "base")), ("action", "save")] + base
                        + covering, [])
                #expect(saved.status == 303)
                let waits = try await editor.get("/en/desk/waiting/pictures").body.contains(code.text)
                #expect(waits == (status == 422), "the work list knows what its consent is worth")
                let form = try await publisher.get(address)
                let done = try await publisher.post(
                    address, [("csrf", form.token), ("base", form.value(of: "base")), ("action", "publish")])
                #expect(done.status == status)
                if status == 422 { #expect(done.body.contains("this consent was withdrawn")) }
            }
            #expect(try await publisher.get("/p/\(code)/320.jpg").status == 200)
            let page = try await publisher.get("/en/photos/covered").body
            #expect(page.contains("<bdi>Ada Example</bdi>") && !page.contains(consent.text))
        }
    }

    private func consent(_ browser: DeskBrowser, _ more: [(String, String)]) async throws -> Code {
        let form = try await browser.get("/en/desk/new/consent")
        let page = try await browser.upload(
            "/en/desk/new/consent",
            [
                ("csrf", form.token), ("base", "0"), ("action", "save"), ("name.en", "Anna Example"),
                ("purpose", "The exhibition"), ("channels.0", "site"), ("given", "paper"), ("from", "1960"),
            ] + more, [])
        #expect(page.location.contains("done=kept"), "\(page.status) \(page.body)")
        return try #require(Code(String(page.location.split(separator: "/").last?.prefix(7) ?? "")))
    }

    @Test func `nobody publishes a consent`() async throws {
        try await atDesk(as: .publisher) { bench, browser in
            var editor = DeskBrowser(browser.client)
            _ = try await editor.signIn(as: .editor)
            let code = try await consent(editor, [])
            let page = try await browser.get("/en/desk/record/\(code)")
            #expect(page.body.contains("For the office only") && !page.body.contains("value=\"publish\""))
            #expect(!page.body.contains("/desk/preview/") && !page.body.contains("/desk/approvals/"))
            for place in ["preview", "approvals"] {
                #expect(try await browser.get("/en/desk/\(place)/\(code)").status == 404, "\(place)")
            }
            for step in ["submit", "approve", "publish", "schedule"] {
                let refused = try await browser.post(
                    "/en/desk/record/\(code)",
                    [("csrf", page.token), ("base", page.value(of: "base")), ("action", step)])
                #expect(refused.status == 403, "\(step)")
            }
            let head = try await bench.hall.ledger.head()
            let number = RevisionNumber(Int64(page.value(of: "base")) ?? 0)
            for action in [Action.publish(number), .approve(number), .submit(number), .schedule(number)] {
                let time = action == .schedule(number) ? PublishingTime(milliseconds: 5_000)?.body : nil
                await #expect(throws: LedgerProblem.self) {
                    try await bench.hall.ledger.append(
                        [Draft(record: code, kind: Consent.name, version: 1, action: action, body: time)],
                        onto: head, author: "test", at: 0)
                }
            }
            let home = try await editor.get("/en/desk/waiting/drafts")
            #expect(!home.body.contains(code.text), "it does not wait for the public")
        }
    }

    @Test func `a name is made of what a file is called`() {
        let code = "4K7Q2MZ"
        for (name, words, slug) in [
            ("City_Day-2019.JPG", "City Day-2019", "city-day-2019-4k7q2mz"),
            ("Пермь.jpg", "Пермь", "photo-4k7q2mz"),
            (".hidden", ".hidden", "hidden-4k7q2mz"), ("a__b..c.png", "a b..c", "a-b-c-4k7q2mz"),
            ("", "", "photo-4k7q2mz"), ("--.gif", "--", "photo-4k7q2mz"),
        ] {
            let title = FileTitle(name)
            #expect(title.words == words)
            #expect(Code(code).map { title.slug(endingIn: $0) } == slug)
        }
    }
}
