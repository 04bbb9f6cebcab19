import Catalogue
import FoundationEssentials
import HTTPTypes
import HummingbirdTesting
import Kinds
import Ledger
import Office
import Records
import TestKit
import Testing

@testable import Hall

/// A PDF at the Desk: a document, and each of its pages a photo.
@Suite struct DeskDocumentTests {
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

    private let letter = PDFFile.bytes([.filled(72, 144, "1 0 0"), .filled(144, 72, "0 0 1")])

    private func send(
        _ document: [UInt8], named name: String, _ browser: DeskBrowser
    ) async throws -> DeskBrowser.Page {
        let form = try await browser.get("/en/desk/upload")
        return try await browser.upload(
            "/en/desk/upload", [("csrf", form.token), ("credit", "City archive")],
            [("pictures", name, document)])
    }

    /// The page of uploads, once no document is being drawn any more.
    private func whenDrawn(_ bench: DeskBench, _ browser: DeskBrowser) async throws -> DeskBrowser.Page {
        while true {
            let page = try await browser.get("/en/desk/upload")
            if !page.body.contains("<progress") { return page }
            try await bench.desk.files.documents.turns.run {}
        }
    }

    @Test func `a PDF becomes a document with its pages in order`() async throws {
        try await atDesk { bench, browser in
            let answer = try await send(letter, named: "Letter_of 1978.pdf", browser)
            #expect(answer.status == 200)
            #expect(answer.body.contains("“Letter_of 1978.pdf”, pages ready: 0 of 2"))
            let page = try await whenDrawn(bench, browser)
            let link = try #require(page.body.split(separator: "/en/desk/record/").dropFirst().first)
            let code = try #require(Code(String(link.prefix(7))))
            let stored = try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
            #expect(stored.kind == Document.name && stored.published == .zero)
            let document = try Document(json: stored.body)
            #expect(document.title[.english] == "Letter of 1978" && document.problems.isEmpty)
            #expect(document.pages.count == 2)
            for (place, reference) in document.pages.enumerated() {
                let code = try #require(reference.code)
                let stored = try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
                let photo = try Photo(json: stored.body)
                #expect(stored.published == .zero && photo.problems.isEmpty)
                #expect(photo.title[.english] == "Letter of 1978, page \(place + 1)")
                #expect(photo.alt[.russian] == "Страница \(place + 1) документа")
                #expect(photo.nature.value == .document && photo.credit[.english] == "City archive")
                let size = [[300, 600], [600, 300]][place]
                #expect([photo.image.width, photo.image.height] == size && photo.image.format == "jpeg")
                #expect(photo.people.covered.isEmpty, "who is on a page, somebody has to say")
                #expect(try await browser.get("/en/desk/picture/\(code)/image").status == 200)
            }
            var other = DeskBrowser(browser.client)
            _ = try await other.signIn(as: .curator)
            #expect(try await !other.get("/en/desk/upload").body.contains("1978"), "of whoever sent it alone")
            let folder = bench.hall.folder.appending(path: "incoming").path
            #expect((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] == [])
        }
    }

    @Test func `a document that cannot be taken is named with its reason, and becomes no record`()
        async throws
    {
        try await atDesk { bench, browser in
            let many = Array(repeating: PDFFile.Page.filled(9, 9, "0 0 0"), count: 501)
            for (bytes, words) in [
                (Array("%PDF-1.4 nothing".utf8), "“a.pdf” is damaged"),
                (PDFFile.bytes(many), "“a.pdf” has more than 500 pages"),
            ] {
                let answer = try await send(bytes, named: "a.pdf", browser)
                #expect(answer.status == 422 && answer.body.contains(words), "\(answer.body)")
            }
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    @Test func `pages on which letters may be missing are named`() async throws {
        try await atDesk { bench, browser in
            let words = PDFFile.Page(200, 100, "BT /F 40 Tf 20 30 Td (Words) Tj ET")
            let document = PDFFile.bytes([.filled(72, 72, "1 0 0"), words, words])
            #expect(try await send(document, named: "_.pdf", browser).status == 200)
            let page = try await whenDrawn(bench, browser)
            #expect(page.body.contains("Letters may be missing on pages 2 and 3,"))
            #expect(page.body.contains(">PDF</a>"), "a name without words is no title")
        }
    }

    @Test func `who may not write documents any more when the pages are drawn makes none`() async throws {
        try await atDesk { bench, browser in
            let editor = try #require(bench.accounts.first { $0.role == .editor })
            try await bench.desk.files.documents.turns.run {
                #expect(try await send(letter, named: "a.pdf", browser).status == 200)
                try await bench.office.change(editor.id, AccountChange(kinds: KindScope([Photo.name])))
            }
            var again = DeskBrowser(browser.client)
            _ = try await again.signIn(as: .editor)
            #expect(try await whenDrawn(bench, again).body.contains("and you do not write documents"))
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    @Test func `who writes photos and no documents is told so`() async throws {
        try await atDesk { bench, browser in
            let editor = try #require(bench.accounts.first { $0.role == .editor })
            try await bench.office.change(editor.id, AccountChange(kinds: KindScope([Photo.name])))
            var browser = DeskBrowser(browser.client)
            _ = try await browser.signIn(as: .editor)
            let answer = try await send(letter, named: "a.pdf", browser)
            #expect(
                answer.status == 422 && answer.body.contains("“a.pdf” is a PDF, which becomes a document"))
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }
}
