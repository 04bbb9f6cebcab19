import Catalogue
import FoundationEssentials
import HTTPTypes
import HummingbirdTesting
import Kinds
import Ledger
import Office
import Records
import Testing

@testable import Hall

/// The table of translations, the way out and the way back.
@Suite struct DeskTranslationTests {
    private let code = Code("T000001")!

    private func save(_ bench: DeskBench, _ english: String, _ russian: String) async throws {
        var page = Page()
        page.slugText = "trial"
        page.title = [.english: "A trial", .russian: "Проба"]
        page.text = [.english: english, .russian: russian]
        _ = try await bench.hall.ledger.append(
            [Draft(record: code, kind: Page.name, version: 1, action: .save, body: page.json)],
            onto: try await bench.hall.ledger.head(), author: "test", at: 0)
        try await bench.hall.catalogue.catchUp()
    }

    private func row(_ page: DeskBrowser.Page) -> Substring {
        let start = page.body.firstRange(of: "/en/desk/record/\(code)\"")?.lowerBound ?? page.body.endIndex
        let rest = page.body[start...]
        return rest[..<(rest.firstRange(of: "</tr>")?.lowerBound ?? rest.endIndex)]
    }

    @Test func `the table says how a record stands, and leads into its form in that language`() async throws {
        try await atDesk { bench, client in
            let browser = try await signedIn(.editor, client)
            try await save(bench, "Text", "Текст")
            try await save(bench, "Another text", "Текст")
            let page = try await browser.get("/en/desk/translations?kind=page")
            #expect(page.status == 200)
            let source = try #require(bench.hall.site.languages.first)
            let stale = source == .english ? "ru" : "en"
            let isStale = row(page).contains("older than its source")
            #expect(isStale == (source == .english), "\(row(page))")
            let open = try await browser.get("/en/desk/translations?kind=page&state=open&language=\(stale)")
            #expect(open.body.contains("/en/desk/record/\(code)\"") == isStale)
            #expect(row(page).contains("/en/desk/record/\(code)?only=ru"))
            let form = try await browser.get("/en/desk/record/\(code)?only=ru")
            #expect(form.body.contains("<input type=\"hidden\" name=\"text.en\""))
            let none = try await browser.get("/en/desk/translations?kind=visit&state=stale")
            #expect(none.body.contains("No record fits."))
            for query in ["kind=consent", "kind=nothing", "language=xx", "state=lost", "as=doc", "before=x"] {
                #expect(try await browser.get("/en/desk/translations?\(query)").status == 404, "\(query)")
            }
        }
    }

    @Test func `who only reads is led into no form, and brings nothing in`() async throws {
        try await atDesk { bench, client in
            let browser = try await signedIn(.reader, client)
            try await save(bench, "Text", "Текст")
            let page = try await browser.get("/en/desk/translations?kind=page")
            #expect(page.body.contains("/en/desk/record/\(code)\"") && !page.body.contains("?only="))
            #expect(!page.body.contains("Take a translation back"))
            #expect(try await browser.get("/en/desk/translations/file").status == 403)
        }
    }

    @Test(arguments: ["xliff", "csv"]) func `a file goes out and comes back unchanged, then translated`(
        _ format: String
    )
        async throws
    {
        try await atDesk { bench, client in
            let browser = try await signedIn(.curator, client)
            try await save(bench, "Text", "Текст")
            let uri = "/en/desk/translations?from=en&language=ru&kind=page&state=&as=\(format)"
            let file = try await browser.get(uri)
            #expect(file.status == 200 && file.headers[.contentDisposition]?.contains("attachment") == true)
            #expect(file.body.contains(code.text))
            // Drafts go out, what only the protocol officer sees does not.
            #expect(!bench.hall.protocolCanaries.contains { file.body.contains($0) })
            let token = try await browser.get("/en/desk/translations").token
            func send(_ text: String) async throws -> DeskBrowser.Page {
                try await browser.upload(
                    "/en/desk/translations/file", [("csrf", token)],
                    [(field: "translation", name: "a.\(format)", bytes: Array(text.utf8))])
            }
            let before = try await bench.hall.ledger.head().number
            let same = try await send(file.body)
            #expect(same.status == 200 && same.body.contains("Nothing would change"), "\(same.body)")
            let changed = file.body.replacing("Текст", with: "Новый текст")
            let plan = try await send(changed)
            #expect(plan.status == 200 && plan.body.contains("1 text would change"))
            #expect(plan.body.contains("Новый") && plan.body.contains("<ins>"))
            #expect(try await bench.hall.ledger.head().number == before)
            // Somebody else cannot use the word.
            let other = try await signedIn(.publisher, client)
            let stranger = try await other.post(
                "/en/desk/translations/file",
                [("csrf", try await other.get("/en/desk").token), ("word", plan.value(of: "word"))])
            #expect(stranger.status == 409 && stranger.body.contains("forgotten"))
            let done = try await browser.post(
                "/en/desk/translations/file", [("csrf", token), ("word", plan.value(of: "word"))])
            #expect(done.status == 200 && done.body.contains("1 text was taken over"))
            let step = try #require(try await bench.hall.ledger.revisions(after: before, limit: 9).first)
            #expect(step.record == code && step.action == .save && step.note == "a.\(format)")
            #expect(bench.accounts.first { $0.role == .curator }?.id.text == step.author)
            // The same once more changes nothing; a source that moved is refused with the difference.
            #expect(try await send(changed).body.contains("Nothing would change"))
            try await save(bench, "Another text", "Текст")
            let head = try await bench.hall.ledger.head()
            let moved = try await send(changed)
            #expect(
                moved.status == 422 && moved.body.contains("the source has changed since the file was made"))
            #expect(moved.body.contains("What has changed in the source") && moved.body.contains("Another"))
            #expect(try await bench.hall.ledger.head() == head)
        }
    }

    @Test func `a file that cannot be read is refused with its line, and nothing with a wrong token`()
        async throws
    {
        try await atDesk { bench, client in
            let browser = try await signedIn(.curator, client)
            let token = try await browser.get("/en/desk/translations").token
            let bomb = "<!DOCTYPE x [<!ENTITY a 'b'>]><xliff/>"
            let files = [(field: "translation", name: "a.xlf", bytes: Array(bomb.utf8))]
            let refused = try await browser.upload("/en/desk/translations/file", [("csrf", token)], files)
            #expect(
                refused.status == 422 && refused.body.contains("Line 1")
                    && refused.body.contains("document type"))
            #expect(
                try await browser.upload("/en/desk/translations/file", [("csrf", "x")], files).status == 403)
            let empty = try await browser.upload("/en/desk/translations/file", [("csrf", token)], [])
            #expect(empty.status == 422 && empty.body.contains("No file was chosen."))
            for query in ["from=en&language=en&as=csv", "from=xx&language=en&as=csv", "from=en&as=csv"] {
                #expect(try await browser.get("/en/desk/translations?\(query)").status == 422, "\(query)")
            }
        }
    }
}
