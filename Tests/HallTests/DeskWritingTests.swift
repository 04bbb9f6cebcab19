import Catalogue
import HTTPTypes
import Hall
import HummingbirdTesting
import Kinds
import Ledger
import Office
import Pages
import Records
import TestKit
import Testing

/// Writing at the Desk without a script: what is kept, how links are found, what a text will look like.
@Suite struct DeskWritingTests {
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

    private func send(
        _ browser: DeskBrowser, _ address: String, _ form: DeskBrowser.Page, _ fields: [(String, String)]
    ) async throws -> DeskBrowser.Page {
        try await browser.post(
            address, [("csrf", form.token), ("base", form.value(of: "base"))] + fields)
    }

    private func article(_ title: String) -> [(String, String)] {
        [("slug", "of-the-desk"), ("title.en", title), ("date", "2026-11-24"), ("text.en", "Words")]
    }

    private func named(_ name: String, _ kind: String, _ bench: DeskBench) async throws -> StoredRecord {
        try #require(try await bench.hall.catalogue.read { try $0.called(name, kind: kind).first })
    }

    // MARK: Drafts

    @Test func `what is not saved is kept, listed, and comes back whole`() async throws {
        try await atDesk { bench, browser in
            let address = "/en/desk/new/article"
            let form = try await browser.get(address)
            let kept = try await send(
                browser, address, form,
                [("action", "keep"), ("title.en", "<i> half \"a\" title"), ("date", "yesterday")])
            #expect(kept.status == 200 && kept.body.contains("Kept as your draft at 1970"))
            #expect(kept.body.contains("value=\"yesterday\""))
            #expect(try await browser.get("/en/desk").body.contains("&lt;i&gt; half &quot;a&quot; title"))
            let again = try await browser.get(address)
            #expect(again.body.contains("You have a draft of"))
            #expect(!again.body.contains("yesterday") && !again.body.contains("value=\"save\""))
            let on = try await send(browser, address, again, [("action", "continue")])
            #expect(on.body.contains("value=\"yesterday\"") && on.body.contains("&lt;i&gt; half"))
            let saved = try await send(
                browser, address, on, [("action", "save")] + article("A whole title"))
            #expect(saved.status == 303)
            #expect(!(try await browser.get("/en/desk").body.contains("What I have not saved")))
            #expect(!(try await browser.get(address).body.contains("You have a draft of")))
            #expect(try await bench.office.accounts().count == Role.allCases.count)
        }
    }

    @Test func `what cannot be saved, and every button of a row, keeps the draft by itself`() async throws {
        try await atDesk { bench, browser in
            let address = "/en/desk/new/document"
            for (number, command) in [
                ("action", "save"), ("rows", "add dates"), ("find", "cities.0"), ("preview", "text"),
                ("action", "show"),
            ].enumerated() {
                let form = try await browser.get(address)
                let page = try await send(browser, address, form, [command, ("title.en", "Trial \(number)")])
                #expect([200, 422].contains(page.status) && page.body.contains("Kept as your draft at 1970"))
                #expect(try await browser.get("/en/desk").body.contains("Trial \(number)"))
                let offered = try await browser.get(address)
                let bare = try await send(browser, address, offered, [("action", "discard")])
                #expect(
                    bare.body.contains("Your draft was discarded") && !bare.body.contains("Trial \(number)"))
                #expect(!(try await browser.get(address).body.contains("You have a draft")))
            }
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    @Test func `what says nothing new is not kept`() async throws {
        try await atDesk { bench, browser in
            let code = try #require(bench.hall.hidden[Page.name])
            let address = "/en/desk/record/\(code)"
            let form = try await browser.get(address)
            let stored = try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
            let texts = try FormTexts(json: try Page(json: stored.body).seen(by: .staff).json)
            var fields = texts.paths.map { ($0, texts[$0].replacing("\n", with: "\r\n")) }
            let page = try await send(browser, address, form, [("action", "keep")] + fields)
            #expect(page.status == 200 && !page.body.contains("Kept as your draft at 1970"))
            fields.append(("title.en", "Another"))
            #expect(
                try await send(browser, address, form, [("action", "keep")] + fields).body.contains(
                    "Kept as your draft at 1970"))
            // Typed back to what it was: there is nothing to keep any more.
            fields.removeLast()
            _ = try await send(browser, address, form, [("action", "keep")] + fields)
            #expect(!(try await browser.get(address).body.contains("You have a draft")))
        }
    }

    @Test func `a record that moved meanwhile is shown beside the draft`() async throws {
        try await atDesk { bench, browser in
            let code = try #require(bench.hall.shown[Page.name])
            let address = "/en/desk/record/\(code)"
            let form = try await browser.get(address)
            let mine = [("slug", "p"), ("title.en", "Of mine"), ("text.en", "Some text")]
            _ = try await send(browser, address, form, [("action", "keep")] + mine)
            var other = DeskBrowser(browser.client)
            _ = try await other.signIn(as: .curator)
            let theirs = try await other.get(address)
            #expect(
                !theirs.body.contains("Of mine") && !theirs.body.contains("You have a draft"),
                "it is mine alone")
            let saved = try await send(
                other, address, theirs,
                [("action", "save"), ("slug", "p"), ("title.en", "Of theirs"), ("text.en", "Some text")])
            #expect(saved.status == 303)
            let on = try await send(
                browser, address, try await browser.get(address), [("action", "continue")])
            #expect(on.status == 409 && on.body.contains("Of mine") && on.body.contains("Of theirs"))
            #expect(try await send(browser, address, on, [("action", "save")] + mine).status == 303)
        }
    }

    @Test func `the script is told in few words, and nobody else can send it`() async throws {
        try await atDesk { bench, browser in
            let address = "/en/desk/new/article"
            let form = try await browser.get(address)
            let fields = [("action", "keep"), ("quietly", "1"), ("title.en", "Quiet")]
            let answer = try await send(browser, address, form, fields)
            #expect(answer.status == 200 && answer.body == "{\"isKept\":true}")
            #expect(try await browser.post(address, fields).status == 403, "without its token")
            var reader = DeskBrowser(browser.client)
            _ = try await reader.signIn(as: .reader)
            let page = try await reader.get("/en/desk")
            #expect(try await reader.post(address, fields + [("csrf", page.token)]).status == 403)
        }
    }

    // But for U+0000, of which a posted form makes U+FFFD before anybody reads it.
    @Test(arguments: 0..<60) func `what was typed is kept byte for byte`(seed: Int) throws {
        var dice = Seeded(seed)
        var texts = FormTexts()
        for number in 0..<dice.below(40) {
            let scalars = (0..<dice.below(80)).compactMap { _ in
                Unicode.Scalar(UInt32(dice.below(0x2FFFF) + 1))
            }
            var text = String(String.UnicodeScalarView(scalars))
            if dice.chance(30) {
                text += dice.pick(["\r\n", "\"", "\\", "\u{1}", "</textarea>", "\u{301}", "\u{7F}"])
            }
            texts["acts.\(number).text.\(dice.pick(["ru", "en", "zh-Hans"]))"] = text
        }
        let again = try FormTexts(flat: texts.flat)
        #expect(Set(again.paths) == Set(texts.paths))
        for path in texts.paths { #expect(again[path].utf8.elementsEqual(texts[path].utf8)) }
    }

    // MARK: Links

    @Test func `a link is found by a name in any script and taken when there is one`() async throws {
        try await atDesk { bench, browser in
            var form = try await browser.get("/en/desk/new/city")
            let city = try await send(
                browser, "/en/desk/new/city", form,
                [
                    ("action", "save"), ("slug", "qingdao"), ("name.en", "Qingdao"), ("country", "CN"),
                    ("names.0.name", "青岛"), ("names.0.language", "zh-Hans"),
                ])
            #expect(city.status == 303, "\(city.body)")
            let code = try await named("青岛", City.name, bench).code
            let address = "/en/desk/new/organisation"
            form = try await browser.get(address)
            let fields = [("slug", "a-school"), ("name.en", "A school"), ("city", "青")]
            let found = try await send(browser, address, form, [("find", "city")] + fields)
            #expect(found.body.contains("type=\"radio\" name=\"city\" value=\"Qingdao · \(code)\""))
            #expect(found.body.contains("青岛"))
            // A part of a name is no name: the matches are shown again.
            let refused = try await send(browser, address, form, [("action", "save")] + fields)
            #expect(refused.status == 422 && refused.body.contains("value=\"Qingdao · \(code)\""))
            let typed = try await send(
                browser, address, form, [("action", "save")] + fields.dropLast() + [("city", "青岛")])
            #expect(typed.status == 303)
            let stored = try await named("A school", Organisation.name, bench)
            #expect(try Organisation(json: stored.body).city.code == code)
        }
    }

    @Test func `what was chosen among the matches counts`() async throws {
        try await atDesk { bench, browser in
            let code = try #require(bench.hall.shown[City.name])
            let address = "/en/desk/new/organisation"
            let form = try await browser.get(address)
            let fields = [
                ("action", "save"), ("slug", "a-club"), ("name.en", "A club"), ("city", "something else"),
                ("city", "X · \(code)"),
            ]
            #expect(try await send(browser, address, form, fields).status == 303)
            #expect(
                try Organisation(json: try await named("A club", Organisation.name, bench).body).city.code
                    == code)
        }
    }

    @Test func `a link to nothing, or to something else, is refused`() async throws {
        try await atDesk { bench, browser in
            let address = "/en/desk/new/organisation"
            let article = try #require(bench.hall.shown[Article.name])
            for link in ["ZZZZZZZ", article.text, "X · \(article)"] {
                let form = try await browser.get("/en/desk/new/article")
                let page = try await send(
                    browser, address, form,
                    [("action", "save"), ("slug", "s"), ("name.en", "N"), ("city", link)])
                #expect(page.status == 422 && page.body.contains("id=\"e-city\""), "\(link)")
            }
        }
    }

    @Test func `what is missing is made in place as a draft, and cannot become public half done`()
        async throws
    {
        try await atDesk(as: .publisher) { bench, browser in
            let address = "/ru/desk/new/organisation"
            let form = try await browser.get(address)
            let page = try await send(
                browser, address, form,
                [("create", "city"), ("name.ru", "Школа"), ("city", "  Новый   город ")])
            #expect(page.status == 200)
            let made = try await named("Новый город", City.name, bench)
            #expect(made.published == .zero)
            #expect(try City(json: made.body).title[.russian] == "Новый город")
            #expect(page.body.contains("value=\"Новый город · \(made.code)\""))
            #expect(page.body.contains("/ru/desk/record/\(made.code)"))
            for step in ["submit", "publish"] {
                let record = try await browser.get("/ru/desk/record/\(made.code)")
                let refused = try await send(
                    browser, "/ru/desk/record/\(made.code)", record, [("action", step)])
                #expect([403, 422].contains(refused.status))
            }
            #expect(try await named("Новый город", City.name, bench).published == .zero)
        }
    }

    @Test func `the script finds only what its reader may see, and is never kept by a browser`() async throws
    {
        try await atDesk(as: .reader) { bench, browser in
            let found = try await browser.get("/en/desk/find?kind=gift&q=zqcanary")
            #expect(found.status == 200 && found.headers[.cacheControl] == "no-store")
            #expect(found.headers[.contentType] == "application/json; charset=utf-8")
            #expect(!bench.hall.protocolCanaries.contains { found.body.contains($0) })
            #expect(!found.body.contains("\"create\""), "a reader makes nothing")
            let page = try await browser.get("/en/desk")
            let made = try await browser.post(
                "/en/desk/find", [("csrf", page.token), ("kind", "city"), ("name", "X")])
            #expect(made.status == 403)
        }
    }

    @Test func `who asks without end is told to wait`() async throws {
        try await atDesk { _, browser in
            var statuses: [Int] = []
            for _ in 0...240 { statuses.append(try await browser.get("/en/desk/date?q=1995").status) }
            #expect(statuses.dropLast().allSatisfy { $0 == 200 } && statuses.last == 429)
        }
    }

    @Test(arguments: [("1995~", "true", "Reads:"), ("soon", "false", "not a date"), ("", "false", "Such as")])
    func `a date is read in words`(text: String, isDate: String, says: String) async throws {
        try await atDesk { _, browser in
            let page = try await browser.get("/en/desk/date?q=\(text)")
            #expect(page.body.contains("\"isDate\":\(isDate)") && page.body.contains(says), "\(page.body)")
        }
    }

    // MARK: Texts

    @Test func `a long text is shown as visitors will see it`() async throws {
        try await atDesk { _, browser in
            let address = "/en/desk/new/article"
            let form = try await browser.get(address)
            let page = try await send(
                browser, address, form,
                [
                    ("preview", "text"), ("text.en", "*So* <b>it</b> [is](/en/map)"),
                    ("text.ru", "- раз\n- два"),
                ])
            #expect(page.body.contains("<em>So</em> &lt;b&gt;it&lt;/b&gt; <a href=\"/en/map\">is</a>"))
            #expect(page.body.contains("<ul lang=\"ru\"><li>раз</li><li>два</li></ul>"))
            #expect(page.body.contains("*So* &lt;b&gt;"), "what was typed stays")
        }
    }

    @Test func `one language is shown, and the others go with the form`() async throws {
        try await atDesk { bench, browser in
            let address = "/en/desk/new/article"
            let form = try await browser.get(address)
            let fields = article("A title") + [("title.ru", "Заголовок")]
            let page = try await send(browser, address, form, [("action", "show"), ("only", "en")] + fields)
            #expect(page.body.contains("<input type=\"hidden\" name=\"title.ru\" value=\"Заголовок\">"))
            #expect(page.body.contains("<option value=\"en\" lang=\"en\" selected>"))
            // Something is wrong with a text that is not shown: it is shown.
            let wrong = try await send(
                browser, address, form,
                [("action", "save"), ("only", "en")] + fields + [("text.ru", "\u{7}")])
            #expect(wrong.status == 422 && wrong.body.contains("id=\"f-text.ru\""))
        }
    }

    @Test func `a translation older than its source is called so, until it is written anew`() async throws {
        try await atDesk { bench, browser in
            let source = try #require(bench.hall.site.languages.first)
            let other = try #require(bench.hall.site.languages.last)
            #expect(source != other)
            var form = try await browser.get("/en/desk/new/article")
            func fields(_ one: String, _ two: String) -> [(String, String)] {
                [
                    ("action", "save"), ("slug", "stale"), ("date", "2026"), ("title.\(source)", one),
                    ("title.\(other)", two), ("text.\(source)", "T"),
                ]
            }
            let made = try await send(browser, "/en/desk/new/article", form, fields("A", "B"))
            let address = String(made.location.prefix { $0 != "?" })
            let stale = "older than its source"
            form = try await browser.get(address)
            #expect(form.body.contains("missing") && !form.body.contains(stale))
            #expect(try await send(browser, address, form, fields("A2", "B")).status == 303)
            form = try await browser.get(address)
            #expect(form.body.contains(stale))
            #expect(try await send(browser, address, form, fields("A2", "B2")).status == 303)
            #expect(!(try await browser.get(address).body.contains(stale)))
        }
    }

    @Test func `help stands at the fields where a newcomer would stumble`() async throws {
        try await atDesk { _, browser in
            let page = try await browser.get("/en/desk/new/gift").body
            #expect(page.contains("Received: given to us.") && page.contains("aria-describedby=\"h-slug\""))
            #expect(try await browser.get("/ru/desk/new/gift").body.contains("Конец публичного адреса"))
        }
    }
}
