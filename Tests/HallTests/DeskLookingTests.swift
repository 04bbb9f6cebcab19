import Catalogue
import FoundationEssentials
import HTTPTypes
import Hall
import HummingbirdTesting
import Kinds
import Ledger
import Office
import Pages
import Records
import Testing

/// Looking back and looking ahead: who changed what, what was deleted, what the public will see.
@Suite struct DeskLookingTests {
    /// Appends revisions as somebody of the office, past the forms.
    private func append(_ drafts: [Draft], as role: Role, _ bench: DeskBench) async throws {
        let account = try #require(try await bench.office.accounts().first { $0.role == role })
        _ = try await bench.hall.ledger.append(
            drafts, onto: try await bench.hall.ledger.head(), author: account.id.text, at: 5_000)
        try await bench.hall.catalogue.catchUp()
    }

    private func save(_ json: String, _ code: Code, kind: String = "gift", note: String? = nil) -> Draft {
        Draft(record: code, kind: kind, version: 1, action: .save, body: Array(json.utf8), note: note)
    }

    @Test
    func `two clicks tell who changed a gift from on display to bought out, when, and on what valuation`()
        async throws
    {
        try await atDesk { bench, client in
            var dice = SystemRandomNumberGenerator()
            let code = Code.random(using: &dice)
            func gift(_ outcome: String, _ more: String) -> String {
                """
                {"slug": "clock", "title": {"en": "A clock"}, "direction": "received", "location": "Case 4",
                "case": {"valuations": [{"date": "2025-03-01", "amount": "4,200 roubles", "method": "by comparison"}],
                "outcome": "\(outcome)"\(more)}}
                """
            }
            try await append([save(gift("on-display", ""), code)], as: .curator, bench)
            try await append(
                [save(gift("bought-out", #", "owner": "The mayor""#), code, note: "Order 17")],
                as: .protocolOfficer, bench)
            try await append(
                [save(gift("bought-out", #", "owner": "The mayor", "register": "9""#), code)], as: .curator,
                bench)
            let browser = try await signedIn(.publisher, client)
            let form = try await browser.get("/en/desk/record/\(code)")
            let first = "/en/desk/history/\(code)?field=case.outcome"
            #expect(form.body.contains("href=\"\(first)\""))
            let history = try await browser.get(first)
            for words in [
                "On display", "Bought out", "The protocolOfficer", "Order 17", "1970-01-01 00:00 UTC",
            ] {
                #expect(history.body.contains(words), "\(words)")
            }
            #expect(!history.body.contains("4,200 roubles"), "only what was asked for")
            let steps = history.body.components(separatedBy: "<li><h2>").count - 1
            #expect(steps == 2, "the first version and the change, not the later one")
            let start = try #require(history.body.firstRange(of: "/en/desk/compare/\(code)?from="))
            let second = String(history.body[start.lowerBound...].prefix { $0 != "\"" })
            let comparison = try await browser.get(second.replacing("&amp;", with: "&"))
            #expect(comparison.body.contains("<del>") && comparison.body.contains("<ins>"))
            for words in ["4,200 roubles", "by comparison", "The mayor", "The protocolOfficer", "Case 4"] {
                #expect(comparison.body.contains(words), "\(words)")
            }
            // Who may not see the case learns nothing of it, not even that there is a field.
            let staff = try await signedIn(.editor, client)
            #expect(try await staff.get(first).status == 404)
            let seen = try await staff.get("/en/desk/compare/\(code)")
            #expect(seen.status == 200 && !seen.body.contains("roubles") && !seen.body.contains("Bought out"))
        }
    }

    @Test func `a field whose name is a language too is called by its name`() async throws {
        try await atDesk { bench, client in
            var dice = SystemRandomNumberGenerator()
            let code = Code.random(using: &dice)
            // In the codes of languages "to" is Tongan and "url" Urali.
            let json = """
                {"slug": "clock", "title": {"en": "A clock"}, "direction": "received",
                "movements": [{"date": "2025", "to": "Case 4"}],
                "sources": [{"title": {"en": "A letter"}, "url": "https://example.org/letter"}]}
                """
            try await append([save(json, code)], as: .curator, bench)
            let history = try await signedIn(.publisher, client).get("/en/desk/history/\(code)")
            for words in ["Movements 1 · To", "Sources 1 · Web link", "Sources 1 · Title · English"] {
                #expect(history.body.contains(words), "\(words)")
            }
        }
    }

    @Test func `any two versions are compared, and one of another record is none of this one's`() async throws
    {
        try await atDesk { bench, client in
            let code = try #require(bench.hall.shown[Article.name])
            let other = try #require(bench.hall.shown[Gift.name])
            let numbers = try await bench.hall.catalogue.read { view in
                (try view.steps(of: code, limit: 9).numbers, try view.steps(of: other, limit: 9).numbers)
            }
            let browser = try await signedIn(.reader, client)
            let (old, new) = (try #require(numbers.0.last), try #require(numbers.0.first))
            let forwards = try await browser.get("/en/desk/compare/\(code)?from=\(old)&to=\(new)")
            let backwards = try await browser.get("/en/desk/compare/\(code)?from=\(new)&to=\(old)")
            #expect(forwards.status == 200 && forwards.body.contains("removed:"))
            // The foot of the page tells its own address.
            func list(_ body: String) -> String? {
                body.components(separatedBy: "</main>").first?.components(separatedBy: "<dl").last
            }
            #expect(list(forwards.body) == list(backwards.body))
            for query in ["from=\(numbers.1[0])", "to=\(numbers.1[0])", "from=999999", "from=-1", "from=x"] {
                #expect(try await browser.get("/en/desk/compare/\(code)?\(query)").status == 404, "\(query)")
            }
            let same = try await browser.get("/en/desk/compare/\(code)?from=\(new)&to=\(new)")
            #expect(same.status == 200 && same.body.contains("Nothing differs."))
        }
    }

    @Test func `a long history comes in pages that follow each other without a gap`() async throws {
        try await atDesk { bench, client in
            var dice = SystemRandomNumberGenerator()
            let code = Code.random(using: &dice)
            let drafts = (1...230).map {
                save(#"{"slug": "p", "title": {"en": "Title \#($0)"}}"#, code, kind: "page")
            }
            try await append(drafts, as: .curator, bench)
            let browser = try await signedIn(.reader, client)
            var address = "/en/desk/history/\(code)"
            var numbers: [String] = []
            for _ in 0..<5 {
                let page = try await browser.get(address)
                numbers += page.body.components(separatedBy: "Step ").dropFirst().map {
                    String($0.prefix { $0.isNumber })
                }
                guard let link = page.body.firstRange(of: "rel=\"next\"") else { break }
                // Only the first version of all has none before it.
                #expect(!page.body.contains("<td dir=\"auto\">–</td>"), "\(address)")
                let before = page.body[..<link.lowerBound]
                let start = try #require(before.ranges(of: "href=\"").last)
                address = String(before[start.upperBound...].prefix { $0 != "\"" }).replacing(
                    "&amp;", with: "&")
            }
            #expect(Set(numbers).count == 230)
        }
    }

    @Test(arguments: Role.allCases) func `who may delete and who may bring back`(_ role: Role) async throws {
        try await atDesk { bench, client in
            let code = try #require(bench.hall.hidden[Article.name])
            let browser = try await signedIn(role, client)
            let may = [Role.publisher, .administrator].contains(role)
            let form = try await browser.get("/en/desk/record/\(code)")
            #expect(form.body.contains("/en/desk/delete/\(code)") == may)
            let asked = try await browser.get("/en/desk/delete/\(code)")
            #expect(asked.status == (may ? 200 : 403))
            let fields = [("csrf", form.token), ("base", form.value(of: "base")), ("words", "a trial")]
            #expect(try await browser.post("/en/desk/delete/\(code)", fields).status == (may ? 303 : 403))
            let isDeleted = try await bench.hall.catalogue.read { try $0.stored(code)?.isDeleted }
            #expect(isDeleted == may)
            guard !may else { return }
            try await append(
                [Draft(record: code, kind: Article.name, version: 1, action: .delete)], as: .publisher, bench)
            let list = try await browser.get("/en/desk/deleted")
            let page = try await browser.get("/en/desk/record/\(code)")
            #expect(list.status == (role == .reader ? 403 : 200))
            #expect(page.status == (role == .reader ? 404 : 200))
            let back = try await browser.post(
                "/en/desk/record/\(code)", [("csrf", form.token), fields[1], ("action", "bring-back")])
            #expect(back.status == (role == .reader ? 404 : 303))
            let stored = try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
            #expect(stored.isDeleted == (role == .reader) && stored.published == .zero)
        }
    }

    @Test func `a record is deleted with a word of why, knowing what points at it, and comes back as it was`()
        async throws
    {
        try await atDesk { bench, client in
            let code = try #require(bench.hall.shown[Gift.name])
            let before = try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
            let browser = try await signedIn(.publisher, client)
            let question = try await browser.get("/en/desk/delete/\(code)")
            let article = try #require(bench.hall.shown[Article.name])
            #expect(question.body.contains("/en/desk/record/\(article)"), "it names what points at it")
            let base = [("csrf", question.token), ("base", question.value(of: "base"))]
            let refused = try await browser.post("/en/desk/delete/\(code)", base + [("words", "  ")])
            #expect(refused.status == 422)
            for words in ["Write a word of why", "say that you know"] {
                #expect(refused.body.contains(words), "\(words)")
            }
            let unknowing = try await browser.post(
                "/en/desk/delete/\(code)", base + [("words", "kept & said")])
            #expect(unknowing.status == 422 && unknowing.body.contains("kept &amp; said"))
            let good = base + [("words", "Given back"), ("known", "true")]
            #expect(try await browser.post("/en/desk/delete/\(code)", good).status == 303)
            #expect(try await browser.get("/o/\(code)").status == 410)
            #expect(!(try await browser.get("/en/desk/records/gift").body.contains("record/\(code)")))
            #expect(try await browser.get("/en/desk/deleted").body.contains("record/\(code)"))
            #expect(try await browser.get("/en/desk/history/\(code)").body.contains("Given back"))
            #expect(try await browser.get("/en/desk/preview/\(code)").status == 404)
            let back = try await browser.post("/en/desk/record/\(code)", base + [("action", "bring-back")])
            #expect(back.status == 303)
            let after = try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
            #expect(after.body == before.body && !after.isDeleted && after.published == .zero)
        }
    }

    @Test func `an address that was given away meanwhile stays with its new owner`() async throws {
        try await atDesk { bench, client in
            var dice = SystemRandomNumberGenerator()
            let codes = [Code.random(using: &dice), Code.random(using: &dice)]
            let text = #"{"slug": "same", "title": {"en": "A page"}, "text": {"en": "Words"}}"#
            try await append(
                [
                    save(text, codes[0], kind: "page"),
                    Draft(record: codes[0], kind: "page", version: 1, action: .delete),
                    save(text, codes[1], kind: "page"),
                ], as: .curator, bench)
            let browser = try await signedIn(.editor, client)
            let form = try await browser.get("/en/desk/record/\(codes[0])")
            let fields = [("csrf", form.token), ("base", form.value(of: "base"))]
            let back = try await browser.post(
                "/en/desk/record/\(codes[0])", fields + [("action", "bring-back")])
            #expect(back.status == 422 && back.body.contains("has its address now"))
            #expect(try await bench.hall.catalogue.read { try $0.stored(codes[0])?.isDeleted } == true)
        }
    }

    @Test func `who saves what was deleted meanwhile is told first, and keeps what they typed`() async throws
    {
        try await atDesk { bench, client in
            let code = try #require(bench.hall.hidden[Page.name])
            let browser = try await signedIn(.editor, client)
            let form = try await browser.get("/en/desk/record/\(code)")
            try await append(
                [Draft(record: code, kind: Page.name, version: 1, action: .delete)], as: .publisher, bench)
            let fields = [
                ("csrf", form.token), ("base", form.value(of: "base")), ("action", "save"), ("slug", "mine"),
                ("title.en", "What I typed"), ("text.en", "Words"),
            ]
            let told = try await browser.post("/en/desk/record/\(code)", fields)
            #expect(told.status == 409 && told.body.contains("What I typed"))
            #expect(try await bench.hall.catalogue.read { try $0.stored(code)?.isDeleted } == true)
            let saved = try await browser.post("/en/desk/record/\(code)", fields + [("vanished", "seen")])
            #expect(saved.status == 303)
            #expect(try await bench.hall.catalogue.read { try $0.stored(code)?.isDeleted } == false)
        }
    }

    @Test(arguments: KindRegistry.all.filter { !$0.isOfficeOnly }.map { $0.name })
    func `a preview shows what a publication would, and nothing that visitors may not see`(_ kind: String)
        async throws
    {
        try await atDesk { bench, client in
            let browser = try await signedIn(.publisher, client)
            let code = try #require(bench.hall.shown[kind])
            let preview = try await browser.get("/en/desk/preview/\(code)")
            #expect(preview.status == 200 && preview.headers[.cacheControl] == "no-store")
            #expect(preview.body.contains("Preview, not public.") && preview.body.contains("noindex"))
            let stored = try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
            let type = try #require(KindRegistry.kind(named: kind))
            let record = try type.init(json: stored.body)
            let hidden = canaries(record.json).subtracting(canaries(record.seen(by: .visitor).json))
            #expect(!hidden.isEmpty)
            #expect(hidden.filter { preview.body.contains($0) }.isEmpty, "\(kind)")
            // Once it is public, the page of the Hall is what the preview showed.
            try await append(
                [Draft(record: code, kind: kind, version: 1, action: .publish(stored.saved))], as: .publisher,
                bench)
            try await bench.hall.site.refresh()
            let place = try await browser.get("/o/\(code)").location
            guard !place.isEmpty else { return }
            // The short address asks the browser for its language.
            let shown = try await browser.get(place.replacing("/ru/", with: "/en/"))
            // A draft's picture has an address of its own (`DeskPreviewTests`), and the image service does not know it.
            let address = try Regex(
                #"src="[^"]*\#(code)[^"]*"(?: srcset="[^"]*" sizes="[^"]*")?| data-service="[^"]*""#
                    + #"|<(p|div) class="(?:picture-alone|look-picture)">.*?</\1>"#)
            func titled(_ page: DeskBrowser.Page) -> String {
                let text = page.body.components(separatedBy: "<h1").last?.components(separatedBy: "</main>")
                return (text?.first ?? "").replacing(address, with: "")
            }
            #expect(titled(shown) == titled(preview), "\(kind) at \(place)")
        }
    }

    private func canaries(_ json: [UInt8]) -> Set<String> {
        let text = String(decoding: json, as: UTF8.self)
        return Set(
            text.components(separatedBy: CanaryHall.canary).dropFirst().map {
                CanaryHall.canary + $0.prefix { $0 != "x" } + "x"
            })
    }

    @Test func `a preview says what changes for the public, and only that`() async throws {
        try await atDesk { bench, client in
            var dice = SystemRandomNumberGenerator()
            let code = Code.random(using: &dice)
            func page(_ text: String, _ note: String) -> String {
                #"{"slug": "p", "title": {"en": "A page"}, "text": {"en": "\#(text)"}, "internalNote": "\#(note)"}"#
            }
            try await append([save(page("The old hall", "one"), code, kind: "page")], as: .editor, bench)
            let browser = try await signedIn(.publisher, client)
            let draft = try await browser.get("/en/desk/preview/\(code)")
            #expect(draft.body.contains("The old hall") && draft.body.contains("3 texts change"))
            #expect(try await browser.get("/o/\(code)").status == 404, "a look makes nothing public")
            let saved = try #require(try await bench.hall.catalogue.read { try $0.stored(code)?.saved })
            try await append(
                [
                    Draft(record: code, kind: "page", version: 1, action: .publish(saved)),
                    save(page("The new hall", "two"), code, kind: "page"),
                ], as: .editor, bench)
            let changed = try await browser.get("/en/desk/preview/\(code)")
            #expect(changed.body.contains("1 text changes") && !changed.body.contains("two"))
            #expect(changed.body.contains("<del>") && changed.body.contains("<h1>A page"))
            try await append([save(page("The old hall", "three"), code, kind: "page")], as: .editor, bench)
            #expect(
                try await browser.get("/en/desk/preview/\(code)").body.contains(
                    "Nothing changes for the public"))
        }
    }
}
