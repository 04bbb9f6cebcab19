import Catalogue
import Foundation
import HTTPTypes
import Hall
import HummingbirdTesting
import Imaging
import Kinds
import Ledger
import Office
import Records
import Testing

/// Somebody asks to be forgotten: at the Desk, through HTTP, down to the files.
@Suite struct DeskEraseTests {
    private static let names = "Тарас Кощеев\r\nTaras Koshcheyev\r\n"
    private static let stems = ["кощеев", "koshcheyev"]

    /// What somebody at the Desk works with.
    private struct Visit {
        let bench: DeskBench
        let client: any TestClientProtocol
        var browser: DeskBrowser

        /// Posts the form as it stands on a page.
        func send(
            _ action: String, _ page: DeskBrowser.Page, reason: String = "request 7", ticks: [String] = []
        ) async throws -> DeskBrowser.Page {
            try await browser.post(
                "/en/desk/erase",
                [
                    ("csrf", page.token), ("names", DeskEraseTests.names), ("reason", reason),
                    ("action", action),
                    ("digest", page.value(of: "digest")),
                ] + ticks.map { ("erase", $0) })
        }
    }

    private func atDesk(
        as role: Role = .administrator, _ work: @Sendable @escaping (Visit) async throws -> Void
    ) async throws {
        let bench = try await DeskBench()
        try await bench.application.test(.router) { client in
            var browser = DeskBrowser(client)
            _ = try await browser.signIn(as: role)
            try await work(Visit(bench: bench, client: client, browser: browser))
        }
        try await bench.remove()
    }

    private func ticks(_ page: DeskBrowser.Page) -> [String] {
        page.body.split(separator: "name=\"erase\" value=\"").dropFirst().map {
            String($0.prefix { $0 != "\"" })
        }
    }

    /// An article and a photo that name somebody, both public; gives their codes and the original.
    private func write(_ bench: DeskBench) async throws -> (article: Code, photo: Code, original: Media) {
        var dice = SystemRandomNumberGenerator()
        let (one, two) = (Code.random(using: &dice), Code.random(using: &dice))
        var article = Article()
        article.slugText = "taras-koshcheyev"
        article.title = [.english: "The mayor", .russian: "Мэр"]
        article.published = try EDTF("2019-06-12")
        article.text = [
            .english: "Taras Koshcheyev <spoke>. The choir sang.", .russian: "Кощееву вручили грамоту.",
        ]
        let picture = CanaryHall.root.appending(path: "demo/perm/media/books.png")
        var bytes = [UInt8](try Data(contentsOf: picture))
        let words = Array("Author\0Taras Koshcheyev".utf8)
        // A chunk behind the header, which has 25 bytes. Nobody asks for its checksum.
        bytes.insert(contentsOf: [0, 0, 0, UInt8(words.count)] + "tEXt".utf8 + words + [0, 0, 0, 0], at: 33)
        let blob = try await bench.hall.blobs.store(bytes)
        var photo = Photo()
        photo.slugText = "a-mayor"
        photo.title = [.english: "A picture"]
        photo.alt = [.english: "Somebody"]
        photo.credit = [.english: "T. Koshcheyev’s album"]
        photo.image = Media(blob: blob.description, name: "a.png", format: "png", width: 1_600, height: 1_067)
        for (code, record) in [(one, article as any Kind), (two, photo as any Kind)] {
            let kind = type(of: record)
            let head = try await bench.hall.ledger.head()
            _ = try await bench.hall.ledger.append(
                [
                    Draft(
                        record: code, kind: kind.name, version: 1, action: .save, body: record.json,
                        note: "by Кощеев"),
                    Draft(record: code, kind: kind.name, version: 1, action: .publish(head.number + 1)),
                ], onto: head, author: "test", at: 0)
        }
        try await bench.hall.catalogue.catchUp()
        try await bench.hall.site.refresh()
        try await bench.hall.shelf.prepare(photo.image)
        return (one, two, photo.image)
    }

    /// The files of the Hall that hold the name in UTF-8 and any case.
    private func filesWithName(_ bench: DeskBench) -> [String] {
        let folder = bench.hall.folder.path
        return (FileManager.default.subpaths(atPath: folder) ?? []).filter { path in
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else { return false }
            let text = String(decoding: data, as: UTF8.self).lowercased()
            return Self.stems.contains { text.contains($0) }
        }
    }

    @Test func `a name is looked for, shown, erased, and in no file any more`() async throws {
        try await atDesk { visit in
            let bench = visit.bench
            let (article, photo, original) = try await write(bench)
            let address = "/en/news/taras-koshcheyev"
            #expect(try await visit.browser.get(address).body.contains("Taras Koshcheyev"))
            #expect(filesWithName(bench).count > 2)
            let packs = PackFolder(root: bench.hall.folder.path + "/packs")
            let pack = try #require(PictureHash(original.blob))
            #expect(packs.isComplete(pack))

            let form = try await visit.browser.get("/en/desk/erase")
            let preview = try await visit.send("look", form)
            #expect(preview.status == 200 && preview.headers[.cacheControl] == "no-store")
            #expect(preview.body.contains("<mark>Taras Koshcheyev</mark>"))
            #expect(preview.body.contains("<strong>[erased]</strong> &lt;spoke"))
            #expect(preview.body.contains("<mark>Кощееву</mark>") && preview.body.contains("[удалено]"))
            for code in [article, photo] { #expect(preview.body.contains("/en/desk/record/\(code)")) }
            let keys = ticks(preview)
            #expect(keys.contains("file:\(original.blob)") && keys.count == 7, "\(keys)")

            let done = try await visit.send("erase", preview, ticks: keys)
            #expect(done.status == 200 && done.body.contains("The name was erased."), "\(done.body)")
            #expect(filesWithName(bench) == [])
            #expect(!packs.isComplete(pack))
            #expect(try await visit.browser.get(address).status == 410)
            let page = try await visit.browser.get("/en/news/\(article.text.lowercased())")
            #expect(
                page.status == 200 && page.body.contains("The choir sang.") && page.body.contains("[erased]"))
            #expect(try await visit.browser.get("/en/photos/a-mayor").status == 200)
            let history = try await visit.browser.get("/en/desk/history/\(article)")
            #expect(history.body.contains("request 7") && history.body.contains("The administrator"))
            #expect(try await bench.hall.ledger.inspect().findings == [])
            #expect(try await visit.send("look", form).body.contains("No record and no file"))
        }
    }

    @Test func `what is not marked stays, and what has changed is shown again`() async throws {
        try await atDesk { visit in
            let (article, _, _) = try await write(visit.bench)
            let preview = try await visit.send("look", try await visit.browser.get("/en/desk/erase"))
            let keys = ticks(preview)
            let head = try await visit.bench.hall.ledger.head()
            #expect(try await visit.send("erase", preview, ticks: []).status == 422)
            var other = Page()
            other.text = [.english: "Again Koshcheyev"]
            _ = try await visit.bench.hall.ledger.append(
                [Draft(record: .first, kind: Page.name, version: 1, action: .save, body: other.json)],
                onto: head, author: "test", at: 0)
            let moved = try await visit.send("erase", preview, ticks: keys)
            #expect(moved.status == 409 && moved.body.contains("Again "))
            let kept = ticks(moved).filter { !$0.hasSuffix(":text.en") }
            #expect(try await visit.send("erase", moved, ticks: kept).status == 200)
            let stored = try #require(
                try await visit.bench.hall.catalogue.read { try $0.stored(article) })
            let text = try Article(json: stored.body).text
            #expect(text[.english] == "Taras Koshcheyev <spoke>. The choir sang.")
            #expect(text[.russian] == "[удалено] вручили грамоту.")
        }
    }

    @Test func `a reason that says who, or none, is refused with all that was typed`() async throws {
        try await atDesk { visit in
            let form = try await visit.browser.get("/en/desk/erase")
            for reason in ["letter of T. Koshcheyev", ""] {
                let page = try await visit.send("look", form, reason: reason)
                #expect(
                    page.status == 422 && page.body.contains("Тарас Кощеев")
                        && page.body.contains("desk-error"))
            }
        }
    }

    @Test(arguments: Role.allCases.filter { $0 != .administrator })
    func `nobody but an administrator erases`(_ role: Role) async throws {
        try await atDesk(as: role) { visit in
            let home = try await visit.browser.get("/en/desk")
            #expect(!home.body.contains("/en/desk/erase"))
            #expect(try await visit.browser.get("/en/desk/erase").status == 403)
            for action in ["look", "erase"] {
                #expect(try await visit.send(action, home).status == 403)
            }
            #expect(try await visit.bench.hall.ledger.head() == visit.bench.hall.head)
        }
    }
}

extension Code {
    fileprivate static var first: Code {
        var dice = SystemRandomNumberGenerator()
        return .random(using: &dice)
    }
}
