import Catalogue
import HTTPTypes
import Hall
import HummingbirdTesting
import Kinds
import Ledger
import Office
import Pages
import Records
import Testing

/// The Desk through HTTP: who may see and do what, and that nothing of what was typed is lost.
@Suite struct DeskTests {
    private func addresses(_ bench: DeskBench) -> [String] {
        // There is one record of the kind Hall.
        let codes = [bench.hall.shown, bench.hall.hidden, bench.hall.withdrawn].enumerated().flatMap {
            state, codes in
            codes.filter { state == 0 || $0.key != Hall.name }.map(\.value)
        }
        return DeskPlace.Pattern.allCases.flatMap { pattern -> [String] in
            switch pattern {
            case .home: ["/en/desk", "/ru/desk"]
            case .work:
                DeskWork.List.all(bench.hall.site.languages).map { "/en/desk/waiting/\($0.name)" }
            case .search: ["/en/desk/search", "/en/desk/search?q=canary"]
            case .signIn: ["/en/desk/sign-in"]
            case .code: ["/en/desk/sign-in/code"]
            case .signOut: ["/en/desk/sign-out"]
            case .first: ["/en/desk/first?token=x"]
            case .people: ["/en/desk/people"]
            case .newPerson: ["/en/desk/people/new"]
            case .person: bench.accounts.map { "/en/desk/people/\($0.id)" }
            case .me: ["/en/desk/me"]
            case .secondFactor: ["/en/desk/me/second-factor"]
            case .welcome: ["/en/desk/welcome?token=x"]
            case .list: KindRegistry.all.map { "/en/desk/records/\($0.name)" }
            case .new: KindRegistry.all.map { "/en/desk/new/\($0.name)" }
            case .record: codes.map { "/en/desk/record/\($0)" }
            case .history:
                codes.flatMap { ["/en/desk/history/\($0)", "/en/desk/history/\($0)?field=internalNote"] }
            case .compare: codes.map { "/en/desk/compare/\($0)" }
            case .delete: codes.map { "/en/desk/delete/\($0)" }
            case .deleted: ["/en/desk/deleted"]
            case .preview: codes.map { "/en/desk/preview/\($0)" }
            case .find: ["/en/desk/find?kind=gift&q=zq", "/en/desk/find?q=zqcanary"]
            case .date: ["/en/desk/date?q=1995"]
            case .journal: ["/en/desk/journal", "/en/desk/journal?as=csv", "/en/desk/journal?as=jsonl"]
            case .messages: ["/en/desk/messages"]
            case .check: ["/en/desk/check"]
            case .translations:
                ["/en/desk/translations", "/ru/desk/translations?state=open"]
                    + ["xliff", "csv"].map { "/en/desk/translations?from=en&language=ru&as=\($0)" }
            case .translationFile: ["/en/desk/translations/file"]
            case .approvals: codes.map { "/en/desk/approvals/\($0)" }
            case .approval: ["/en/desk/approval?token=x"]
            case .approvalPicture: ["/en/desk/approval/picture?token=x"]
            case .erase: ["/en/desk/erase"]
            case .upload: ["/en/desk/upload", "/ru/desk/upload"]
            case .picture:
                [bench.hall.shown, bench.hall.hidden].flatMap { codes in
                    [(Photo.name, "image"), (Consent.name, "scan")].compactMap { kind, field in
                        codes[kind].map { "/en/desk/picture/\($0)/\(field)" }
                    }
                }
            case .blur, .blurSource, .previewPicture:
                [bench.hall.shown, bench.hall.hidden, bench.hall.withdrawn].compactMap { codes in
                    codes[Photo.name].map { pattern.rawValue.replacing("{code}", with: $0.text) }
                }.map { "/en/desk\($0)" }
            case .kept: ["/en/desk/kept/nothing"]
            }
        }
    }

    @Test func `who is not signed in sees nothing but the door`() async throws {
        try await atDesk { bench, client in
            let stranger = DeskBrowser(client)
            let doors = ["sign-in", "welcome", "first", "approval?", "approval/"]
            for address in addresses(bench) where !doors.contains(where: address.contains) {
                let page = try await stranger.get(address)
                let door = "/\(address.dropFirst().prefix(2))/desk/sign-in"
                #expect(page.status == 303 && page.location.prefix { $0 != "?" } == door)
                #expect(page.body.isEmpty)
                let posted = try await stranger.post(address, [("action", "save"), ("title.en", "x")])
                #expect(posted.status == 303)
            }
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    /// What may be answered to somebody of a role.
    private func statuses(_ address: String, _ role: Role, _ bench: DeskBench) -> Set<Int> {
        func isAt(_ places: String...) -> Bool { places.contains { address.contains("/desk/\($0)") } }
        let mayNot =
            isAt("people", "erase") && role != .administrator
            || isAt("new/", "upload", "blur/", "approvals/", "deleted", "translations/file")
                && role == .reader
            || isAt("delete/", "journal", "check", "messages")
                && ![.publisher, .administrator].contains(role)
        let consents = [bench.hall.shown, bench.hall.hidden, bench.hall.withdrawn].compactMap {
            $0[Consent.name]?.text
        }
        if mayNot { return [403, 404] }
        // Nobody asks how a consent looks to the public, or whether it may be public.
        if isAt("preview/", "approvals/"), consents.contains(where: address.hasSuffix) { return [404] }
        if isAt("kept/", "approval/") { return [404] }
        if isAt("approval?") { return [410] }
        return isAt("waiting/") ? [200, 404] : [200, 303]
    }

    @Test(arguments: Role.allCases) func `no role sees a field that is not for it`(_ role: Role) async throws
    {
        try await atDesk { bench, client in
            var browser = DeskBrowser(client)
            #expect(try await browser.signIn(as: role).status == 303)
            let seesAll = [Role.protocolOfficer, .publisher, .administrator].contains(role)
            for address in addresses(bench) {
                let page = try await browser.get(address)
                #expect(statuses(address, role, bench).contains(page.status), "\(address): \(page.status)")
                #expect(page.headers[.cacheControl] == "no-store", "\(address)")
                let found = bench.hall.protocolCanaries.filter { page.body.contains($0) }
                if !seesAll { #expect(found.isEmpty, "\(role) sees \(found) at \(address)") }
            }
            if seesAll {
                let gift = try #require(bench.hall.shown[Gift.name])
                let page = try await browser.get("/en/desk/record/\(gift)")
                #expect(bench.hall.protocolCanaries.contains { page.body.contains($0) })
            }
        }
    }

    @Test func `whatever is posted wherever, an account for one kind writes nothing of another`() async throws
    {
        try await atDesk { bench, client in
            let editor = try #require(bench.accounts.first { $0.role == .publisher })
            try await bench.office.change(editor.id, AccountChange(kinds: KindScope([Gift.name])))
            var browser = DeskBrowser(client)
            _ = try await browser.signIn(as: .publisher)
            let token = try await browser.get("/en/desk").token
            let own = [bench.hall.shown, bench.hall.hidden, bench.hall.withdrawn].compactMap {
                $0[Gift.name]?.text
            }
            let steps = ["save"] + DeskStanding.Step.allCases.map(\.rawValue)
            let waysIn = ["/sign-in", "/sign-out", "/welcome", "/first"]
            for address in addresses(bench)
            where !own.contains(where: address.hasSuffix) && !address.hasSuffix("/new/\(Gift.name)")
                && !waysIn.contains(where: address.contains)
            {
                let base = try await browser.get(address).value(of: "base")
                for step in steps {
                    _ = try await browser.post(
                        address,
                        [
                            ("csrf", token), ("base", base), ("action", step), ("words", "why"),
                            ("title.en", "Hacked"), ("name.en", "Hacked"), ("slug", "hacked"),
                            ("restore", "1"),
                        ])
                }
                #expect(try await bench.hall.ledger.head() == bench.hall.head, "\(address)")
            }
        }
    }

    @Test func `a form from elsewhere, or without its token, does nothing`() async throws {
        try await atDesk { bench, client in
            var browser = DeskBrowser(client)
            _ = try await browser.signIn(as: .publisher)
            let code = try #require(bench.hall.shown[Article.name])
            let form = try await browser.get("/en/desk/record/\(code)")
            let fields = [("base", form.value(of: "base")), ("action", "remark"), ("words", "hello")]
            let good = fields + [("csrf", form.token)]
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            func from(_ name: HTTPField.Name, _ value: String) -> HTTPFields { [name: value] }
            let refused: [([(String, String)], HTTPFields)] = [
                (fields, from(site, "same-origin")),
                (fields + [("csrf", "x")], from(site, "same-origin")),
                (good, from(site, "cross-site")), (good, from(site, "same-site")), (good, from(site, "none")),
                (good, from(.origin, "https://evil.example")), (good, from(.origin, "null")),
                (good, HTTPFields()),
            ]
            for (fields, headers) in refused {
                let page = try await browser.post("/en/desk/record/\(code)", fields, headers: headers)
                #expect(page.status == 403)
            }
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
            #expect(try await browser.post("/en/desk/record/\(code)", good).status == 303)
            #expect(try await bench.hall.ledger.head() != bench.hall.head)
        }
    }

    @Test func `who may not edit or publish cannot, whatever is posted`() async throws {
        try await atDesk { bench, client in
            let code = try #require(bench.hall.hidden[Article.name])
            for (role, actions) in [
                (Role.reader, ["save", "publish", "withdraw"]), (.editor, ["publish", "withdraw"]),
            ] {
                var browser = DeskBrowser(client)
                _ = try await browser.signIn(as: role)
                let form = try await browser.get("/en/desk/record/\(code)")
                for action in actions {
                    let page = try await browser.post(
                        "/en/desk/record/\(code)",
                        [
                            ("csrf", form.token), ("base", form.value(of: "base")), ("action", action),
                            ("title.en", "X"),
                        ])
                    #expect(page.status == 403, "\(role) \(action)")
                }
                let restored = try await browser.post(
                    "/en/desk/history/\(code)", [("csrf", form.token), ("restore", "1")])
                #expect(restored.status == (role == .reader ? 403 : 400))
            }
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    @Test func `a save keeps what its editor does not see, and takes nothing they may not set`() async throws
    {
        try await atDesk { bench, client in
            var browser = DeskBrowser(client)
            _ = try await browser.signIn(as: .editor)
            let code = try #require(bench.hall.shown[Gift.name])
            let city = try #require(bench.hall.shown[City.name])
            let before = try await gift(code, bench)
            let form = try await browser.get("/en/desk/record/\(code)")
            let fields = [
                ("csrf", form.token), ("base", form.value(of: "base")), ("action", "save"),
                ("slug", "new-slug"),
                ("title.en", "A new title"), ("direction", "given"), ("city", city.text),
                ("case.profile", "hacked"), ("valuation", "1"), ("code", "XXXXXXX"), ("note", "because"),
            ]
            let page = try await browser.post("/en/desk/record/\(code)", fields)
            #expect(page.status == 303 && page.location.contains("done=saved"), "\(page.body)")
            let after = try await gift(code, bench)
            #expect(after.title[.english] == "A new title" && after.slugText.text == "new-slug")
            for name in before.hiddenFields(from: .staff) {
                #expect(!after.differences(from: before).contains(name), "\(name)")
            }
            let history = try await browser.get("/en/desk/history/\(code)")
            #expect(history.body.contains("The editor") && history.body.contains("because"))
        }
    }

    private func gift(_ code: Code, _ bench: DeskBench) async throws -> Gift {
        let stored = try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
        return try Gift(json: stored.body)
    }

    @Test func `of two who write at once the second is told, and loses nothing`() async throws {
        try await atDesk { bench, client in
            var first = DeskBrowser(client)
            var second = DeskBrowser(client)
            _ = try await first.signIn(as: .editor)
            _ = try await second.signIn(as: .curator)
            let code = try #require(bench.hall.shown[Page.name])
            let address = "/en/desk/record/\(code)"
            let (mine, theirs) = (try await first.get(address), try await second.get(address))
            func fields(_ form: DeskBrowser.Page, _ title: String) -> [(
                String, String
            )] {
                [
                    ("csrf", form.token), ("base", form.value(of: "base")), ("action", "save"), ("slug", "p"),
                    ("title.en", title), ("text.en", "Some text"),
                ]
            }
            #expect(try await first.post(address, fields(mine, "Of the first")).status == 303)
            let conflict = try await second.post(address, fields(theirs, "Of the second"))
            #expect(conflict.status == 409)
            #expect(conflict.body.contains("Of the first") && conflict.body.contains("Of the second"))
            // Saved again with open eyes.
            let again = try await second.post(address, fields(conflict, "Of both"))
            #expect(again.status == 303)
            let history = try await second.get("/en/desk/history/\(code)")
            for title in ["Of the first", "Of both"] { #expect(history.body.contains(title)) }
        }
    }

    @Test func `all problems come back at their fields, with all that was typed`() async throws {
        try await atDesk { bench, client in
            var browser = DeskBrowser(client)
            _ = try await browser.signIn(as: .editor)
            let form = try await browser.get("/en/desk/new/document")
            let page = try await browser.post(
                "/en/desk/new/document",
                [
                    ("csrf", form.token), ("base", "0"), ("action", "save"), ("title.en", "<b>\"Deed\"</b>"),
                    ("slug", "Not A Slug"), ("dates.0.value", "yesterday"), ("cities.0", "Atlantis"),
                    ("type", "spaceship"),
                ])
            #expect(page.status == 422)
            for path in ["slug", "dates.0.value", "cities.0", "type"] {
                #expect(page.body.contains("id=\"e-\(path)\""), "\(path)")
            }
            for typed in ["Not A Slug", "yesterday", "Atlantis", "&lt;b&gt;", "spaceship"] {
                #expect(page.body.contains(typed), "\(typed)")
            }
            #expect(!page.body.contains("<b>\"Deed"))
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    @Test func `an older version can be put in place again, and is not public before it is published`()
        async throws
    {
        try await atDesk { bench, client in
            var browser = DeskBrowser(client)
            _ = try await browser.signIn(as: .publisher)
            let code = try #require(bench.hall.shown[Article.name])
            let history = try await browser.get("/en/desk/history/\(code)")
            let number = history.value(of: "restore")
            #expect(!number.isEmpty)
            let head = bench.hall.site.publicHead
            let page = try await browser.post(
                "/en/desk/history/\(code)",
                [("csrf", history.token), ("base", history.value(of: "base")), ("restore", number)])
            #expect(page.status == 303 && page.location.contains("done=restored"))
            #expect(bench.hall.site.publicHead == head)
            let number2 = try #require(Int64(number))
            let old = try #require(try await bench.hall.ledger.revision(RevisionNumber(number2)))
            let now = try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
            #expect(now.body == old.body)
            // A version of another record is none of this one's.
            let foreign = try await browser.post(
                "/en/desk/history/\(code)", [("csrf", history.token), ("restore", "1")])
            #expect(foreign.status == 400)
        }
    }

    @Test func `signing in makes a new session, and signing out ends it`() async throws {
        try await atDesk { bench, client in
            var browser = DeskBrowser(client)
            browser.cookie = "desk=chosen-by-somebody-else"
            let wrong = try await browser.post(
                "/en/desk/sign-in", [("login", "editor"), ("password", "not this one")])
            #expect(wrong.status == 422 && wrong.headers[.setCookie] == nil)
            let page = try await browser.signIn(as: .editor)
            let set = try #require(page.headers[.setCookie])
            #expect(set.contains("HttpOnly") && set.contains("SameSite=Lax") && !set.contains("chosen"))
            let (first, old) = (browser.cookie, browser)
            _ = try await browser.signIn(as: .editor)
            #expect(browser.cookie != first)
            #expect(try await old.get("/en/desk").status == 303, "the session before has ended")
            let home = try await browser.get("/en/desk")
            #expect(home.status == 200)
            let left = try await browser.post("/en/desk/sign-out", [("csrf", home.token)])
            #expect(left.status == 303 && left.headers[.setCookie]?.contains("Max-Age=0") == true)
            #expect(try await browser.get("/en/desk").status == 303)
        }
    }
}
