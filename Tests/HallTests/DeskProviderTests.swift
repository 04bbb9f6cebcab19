import HTTPTypes
import Hall
import HummingbirdTesting
import Office
import Pages
import Records
import Testing

/// Coming in by the city's provider, and what attackers of that way try, by name.
@Suite struct DeskProviderTests {
    private func atDesk(
        _ secondFactor: SecondFactorRule = .none, settings: WebSettings = WebSettings(),
        _ work: @Sendable @escaping (DeskBench, PaperProvider, any TestClientProtocol) async throws -> Void
    ) async throws {
        let provider = PaperProvider()
        let bench = try await DeskBench(secondFactor: secondFactor, settings: settings, provider: provider)
        try await bench.application.test(.router) { client in try await work(bench, provider, client) }
        try await bench.remove()
    }

    private func id(_ role: Role, _ bench: DeskBench) throws -> AccountID {
        try #require(bench.accounts.first { $0.role == role }).id
    }

    private func bind(_ role: Role, _ bench: DeskBench) async throws {
        let identity = try #require(Identity(issuer: "https://id.city.example", subject: role.rawValue))
        try await bench.office.bind(identity, to: id(role, bench), at: 0)
    }

    /// Presses the button at the door; gives the state that went to the provider.
    private func depart(
        _ browser: inout DeskBrowser, _ place: String = "/en/desk/sign-in", _ fields: [(String, String)] = []
    ) async throws -> String {
        let page = try await browser.post(place, [("action", "provider")] + fields)
        browser.keepCookies(of: page)
        return state(in: page)
    }

    private func state(in page: DeskBrowser.Page) -> String {
        let refresh = page.headers[values: .init("Refresh")!].first ?? ""
        return String((refresh.split(separator: "state=").last ?? "").prefix { $0 != "&" })
    }

    private func back(_ code: String, _ state: String) -> String {
        "/desk/return?code=\(code)&state=\(state)"
    }

    /// The whole way.
    private func signIn(
        _ browser: inout DeskBrowser, as code: String, next: String = ""
    ) async throws -> DeskBrowser.Page {
        let state = try await depart(&browser, "/en/desk/sign-in", [("next", next)])
        let page = try await browser.get(back(code, state))
        browser.keepCookies(of: page)
        return page
    }

    // MARK: The good way

    @Test func `an account is bound once, and its owner signs in by the provider from then on`() async throws
    {
        try await atDesk { bench, _, client in
            var browser = try await signedIn(.editor, client)
            let me = try await browser.get("/en/desk/me")
            #expect(me.body.contains("Bind to City &lt;of&gt; Perm"))
            let page = try await browser.post(
                "/en/desk/me",
                [("csrf", me.token), ("action", "bind"), ("bind-password", DeskBench.password)])
            #expect(page.status == 200 && page.headers[.cacheControl] == "no-store")
            #expect(
                page.headers[values: .init("Refresh")!].first?.hasPrefix(
                    "0; url=https://id.city.example/authorize?") == true)
            #expect(page.body.contains("href=\"https://id.city.example/authorize?state="))
            browser.keepCookies(of: page)
            let bound = try await browser.get(back("sub-1", state(in: page)))
            #expect(bound.status == 303 && bound.location == "/en/desk/me?done=bound")
            #expect(try await browser.get(bound.location).body.contains("Bound."))
            var other = DeskBrowser(client)
            let entered = try await signIn(&other, as: "sub-1", next: "/en/desk/search?q=a%20b")
            #expect(entered.status == 303 && entered.location == "/en/desk/search?q=a%20b")
            #expect(!other.cookie.contains("desk-errand"))
            #expect(try await other.get("/en/desk/me").body.contains("The editor"))
            #expect(
                try await bench.office.account(id: id(.editor, bench))?.issuer == "https://id.city.example")
        }
    }

    @Test func `one comes back in the language in which one left`() async throws {
        try await atDesk { bench, _, client in
            try await bind(.editor, bench)
            var browser = DeskBrowser(client)
            let state = try await depart(&browser, "/ru/desk/sign-in")
            #expect(try await browser.get(back("editor", state)).location == "/ru/desk")
        }
    }

    @Test func `who is invited may choose the provider instead of a password`() async throws {
        try await atDesk { bench, _, client in
            let new = try await bench.office.add(name: "New", login: "newcomer", role: .reader, at: 0)
            let link = try await bench.office.invite(new.id, at: 1_000_000).token
            var browser = DeskBrowser(client)
            #expect(
                try await browser.get("/en/desk/welcome?token=\(link)").body.contains("value=\"provider\""))
            let state = try await depart(&browser, "/en/desk/welcome", [("token", link)])
            let page = try await browser.get(back("sub-new", state))
            #expect(page.status == 303 && page.location == "/en/desk")
            browser.keepCookies(of: page)
            #expect(try await browser.get("/en/desk/me").body.contains("newcomer"))
            #expect(try await bench.office.holder(of: link, at: 1_000_000) == nil)
            #expect(try await bench.office.account(id: new.id)?.hasPassword == false)
        }
    }

    @Test func `without a provider there is neither a button nor a way back`() async throws {
        try await HallTests.atDesk { _, client in
            let browser = DeskBrowser(client)
            let door = try await browser.get("/en/desk/sign-in")
            let wayBack = try await browser.get("/desk/return?code=x&state=y")
            #expect(!door.body.contains("value=\"provider\"") && wayBack.status == 404)
            for place in ["sign-in", "welcome"] {
                let page = try await browser.post("/en/desk/\(place)", [("action", "provider")])
                #expect(page.status == 400)
            }
        }
    }

    // MARK: Attacks on the way

    @Test func `login CSRF: the code and state of an attacker sign nobody in`() async throws {
        try await atDesk { bench, _, client in
            try await bind(.reader, bench)
            try await bind(.editor, bench)
            var attacker = DeskBrowser(client)
            let state = try await depart(&attacker)
            // The victim has no errand, or one of their own, which stays good.
            var victim = DeskBrowser(client)
            #expect(try await victim.get(back("reader", state)).status == 410)
            let own = try await depart(&victim)
            let page = try await victim.get(back("reader", state))
            #expect(page.status == 410 && page.headers[.setCookie] == nil)
            #expect(page.body.contains("Begin again"))
            #expect(try await victim.get(back("editor", own)).status == 303)
        }
    }

    @Test func `replay: a way back works once`() async throws {
        try await atDesk { bench, _, client in
            try await bind(.editor, bench)
            var browser = DeskBrowser(client)
            let state = try await depart(&browser)
            let before = browser
            #expect(try await browser.get(back("editor", state)).status == 303)
            let again = try await before.get(back("editor", state))
            #expect(again.status == 410 && again.headers[.setCookie] == nil)
        }
    }

    @Test func `open redirect: one comes to a page of the Desk, or to its home`() async throws {
        try await atDesk { bench, _, client in
            try await bind(.editor, bench)
            for next in [
                "https://evil.example/", "//evil.example/en/desk", "/\\evil.example", "javascript:alert(1)",
                "/en/cities", "/en/desk/sign-out", "/desk/return?code=x", "/en/desk\r\nX: y",
            ] {
                var browser = DeskBrowser(client)
                let page = try await signIn(&browser, as: "editor", next: next)
                #expect(page.status == 303 && page.location == "/en/desk", "\(next): \(page.location)")
            }
        }
    }

    @Test func `session fixation: the session that was there ends`() async throws {
        try await atDesk { bench, _, client in
            try await bind(.editor, bench)
            let attacker = try await signedIn(.reader, client)
            var victim = attacker
            let page = try await signIn(&victim, as: "editor")
            let me = try await victim.get("/en/desk/me")
            #expect(page.status == 303 && me.body.contains("The editor"))
            #expect(try await attacker.get("/en/desk").status == 303)
        }
    }

    @Test func `a binding that another session began binds nobody`() async throws {
        try await atDesk { bench, _, client in
            var browser = try await signedIn(.editor, client)
            let form = try await browser.get("/en/desk/me")
            let page = try await browser.post(
                "/en/desk/me",
                [("csrf", form.token), ("action", "bind"), ("bind-password", DeskBench.password)])
            browser.keepCookies(of: page)
            let (signedOut, errand) = (DeskBrowser(client), browser.cookie)
            // The errand's cookie in a browser where somebody else is signed in, and where nobody is.
            var other = try await signedIn(.reader, client)
            other.cookie += "; " + (errand.split(separator: "; ").last { $0.hasPrefix("desk-errand=") } ?? "")
            #expect(try await other.get(back("sub-1", state(in: page))).status == 410)
            var none = signedOut
            none.cookie = String(errand.split(separator: "; ").last { $0.hasPrefix("desk-errand=") } ?? "")
            #expect(try await none.get(back("sub-1", state(in: page))).status == 410)
            for account in try await bench.office.accounts() { #expect(account.issuer == nil) }
        }
    }

    @Test func `a form from elsewhere sends nobody to the provider, and a binding needs the session's token`()
        async throws
    {
        try await atDesk { _, _, client in
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            for place in ["sign-in", "welcome"] {
                let page = try await DeskBrowser(client).post(
                    "/en/desk/\(place)", [("action", "provider")], headers: [site: "cross-site"])
                #expect(page.status == 403 && page.headers[.setCookie] == nil)
            }
            let browser = try await signedIn(.editor, client)
            let page = try await browser.post(
                "/en/desk/me", [("action", "bind"), ("bind-password", DeskBench.password)])
            #expect(page.status == 403)
        }
    }

    @Test func `a script in the provider's error runs nowhere and stands in no log`() async throws {
        try await atDesk { bench, _, client in
            var browser = DeskBrowser(client)
            let state = try await depart(&browser)
            let script = "%3Cscript%3Ealert(1)%3C/script%3E"
            let page = try await browser.get(
                "/desk/return?error=\(script)&error_description=\(script)&error_uri=\(script)&state=\(state)")
            #expect(page.status == 403 && !page.body.contains("alert(1)"))
            #expect(page.body.contains("City &lt;of&gt; Perm") && !page.body.contains("City <of>"))
            #expect(!bench.log.lines.contains { $0.contains("alert") })
            #expect(bench.log.lines.contains { $0.contains("denied") })
        }
    }

    @Test func `cookies: the way to the provider is bound to the host and short`() async throws {
        var settings = WebSettings()
        settings.publicURL = "https://hall.example"
        try await atDesk(settings: settings) { _, _, client in
            let page = try await DeskBrowser(client).post("/en/desk/sign-in", [("action", "provider")])
            let cookie = try #require(page.headers[.setCookie])
            #expect(cookie.hasPrefix("__Host-desk-errand="))
            for flag in ["; Max-Age=600", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
                #expect(cookie.contains(flag), "\(cookie)")
            }
            // What the provider gets to see says nothing of what the browser keeps.
            let token = String(cookie.dropFirst("__Host-desk-errand=".count).prefix { $0 != ";" })
            #expect(!page.body.contains(token))
        }
    }

    @Test func `no code, state, subject or token of the way stands in any log`() async throws {
        try await atDesk { bench, _, client in
            try await bind(.editor, bench)
            var browser = DeskBrowser(client)
            let state = try await depart(&browser)
            let errand = browser.cookie.split(separator: "=").last.map { String($0) } ?? "none"
            _ = try await browser.get(back("a-code-of-nobody", state))
            _ = try await signIn(&browser, as: "editor")
            #expect(bench.log.lines.contains { $0.contains("signed in by the provider") })
            for secret in [state, errand, "a-code-of-nobody", "subject"] {
                #expect(!bench.log.lines.contains { $0.contains(secret) }, "\(secret)")
            }
        }
    }

    // MARK: Who may not

    @Test func `whom no account is bound to, and who is kept out, get a page with the way out`() async throws
    {
        try await atDesk { bench, _, client in
            try await bind(.curator, bench)
            try await bench.office.change(id(.curator, bench), AccountChange(isDisabled: true))
            var bodies: Set<String> = []
            // Neither the login nor the name of an account is anything to a provider.
            for code in ["curator", "nobody", "reader", "The%20reader"] {
                var browser = DeskBrowser(client)
                let page = try await signIn(&browser, as: code)
                #expect(page.status == 403 && page.headers[.setCookie] == nil)
                #expect(page.body.contains("The Hall does not know you yet"))
                #expect(page.body.contains("href=\"/en/desk/sign-in\""))
                bodies.insert(page.body)
            }
            #expect(bodies.count == 1)
        }
    }

    @Test func `an identity of somebody else is bound by nobody`() async throws {
        try await atDesk { bench, _, client in
            try await bind(.curator, bench)
            var browser = try await signedIn(.editor, client)
            let form = try await browser.get("/en/desk/me")
            let page = try await browser.post(
                "/en/desk/me",
                [("csrf", form.token), ("action", "bind"), ("bind-password", DeskBench.password)])
            browser.keepCookies(of: page)
            let taken = try await browser.get(back("curator", state(in: page)))
            #expect(taken.status == 409 && taken.body.contains("href=\"/en/desk/me\""))
            #expect(try await bench.office.account(id: id(.editor, bench))?.issuer == nil)
        }
    }

    @Test func `who finds a browser open binds nobody: it takes the password, counted like at the door`()
        async throws
    {
        try await atDesk { bench, _, client in
            let browser = try await signedIn(.editor, client)
            let token = try await browser.get("/en/desk/me").token
            func bind(_ password: String) async throws -> DeskBrowser.Page {
                try await browser.post(
                    "/en/desk/me", [("csrf", token), ("action", "bind"), ("bind-password", password)])
            }
            for _ in 0..<5 {
                let page = try await bind("a wrong sentence")
                #expect(page.status == 422 && page.body.contains("id=\"e-bind-password\""))
                #expect(page.headers[.setCookie] == nil)
            }
            #expect(try await bind(DeskBench.password).status == 429)
        }
    }

    @Test func `unbinding leaves a way in, and an administrator takes one away`() async throws {
        try await atDesk { bench, _, client in
            let new = try await bench.office.add(name: "New", login: "newcomer", role: .reader, at: 0)
            let identity = try #require(Identity(issuer: "https://id.city.example", subject: "new"))
            try await bench.office.bind(identity, to: new.id, at: 0)
            var browser = DeskBrowser(client)
            _ = try await signIn(&browser, as: "new")
            let form = try await browser.get("/en/desk/me")
            let refused = try await browser.post("/en/desk/me", [("csrf", form.token), ("action", "unbind")])
            #expect(refused.status == 422 && refused.body.contains("id=\"e-unbind\""))
            let admin = try await signedIn(.administrator, client)
            let person = try await admin.get("/en/desk/people/\(new.id)")
            #expect(person.body.contains("City &lt;of&gt; Perm says who this person is."))
            let done = try await admin.post(
                "/en/desk/people/\(new.id)", [("csrf", person.token), ("action", "unbind")])
            #expect(done.location == "/en/desk/people/\(new.id)?done=unbound")
            #expect(try await browser.get("/en/desk").status == 303)
            #expect(try await signIn(&browser, as: "new").status == 403)
            try await bind(.editor, bench)
            var editor = DeskBrowser(client)
            _ = try await signIn(&editor, as: "editor")
            let own = try await editor.get("/en/desk/me")
            let unbound = try await editor.post("/en/desk/me", [("csrf", own.token), ("action", "unbind")])
            #expect(unbound.location == "/en/desk/me?done=unbound")
            #expect(try await editor.get("/en/desk").status == 200)
        }
    }

    // MARK: Second factor

    @Test func `a second factor stands beside the password: whom the provider let in is asked for none`()
        async throws
    {
        try await atDesk(.everybody) { bench, _, client in
            try await bind(.editor, bench)
            var vouched = DeskBrowser(client)
            _ = try await signIn(&vouched, as: "editor")
            #expect(try await vouched.get("/en/desk").status == 200)
            let typed = try await signedIn(.editor, client)
            #expect(try await typed.get("/en/desk").location == "/en/desk/me/second-factor")
        }
    }

    @Test func `a link does not lead around a second factor, and binding takes a code`() async throws {
        try await atDesk { bench, _, client in
            let editor = try id(.editor, bench)
            let secret = try #require(try await bench.office.setUpSecondFactor(of: editor)).secret
            let app = AuthenticatorApp(secret)
            _ = try await bench.office.confirmSecondFactor(
                of: editor, app.code(at: 1_000_000 - 600_000), at: 1_000_000 - 600_000)
            let link = try await bench.office.invite(editor, at: 1_000_000).token
            var browser = DeskBrowser(client)
            #expect(
                try await !browser.get("/en/desk/welcome?token=\(link)").body.contains("value=\"provider\""))
            let forced = try await browser.post(
                "/en/desk/welcome", [("action", "provider"), ("token", link)])
            #expect(forced.status == 400)
            _ = try await browser.signIn(as: .editor)
            let entered = try await browser.post(
                "/en/desk/sign-in/code", [("code", app.code(at: 1_000_000 - 30_000))])
            browser.keepCookies(of: entered)
            let form = try await browser.get("/en/desk/me")
            #expect(form.body.contains("name=\"bind-code\""))
            func bind(_ code: String) async throws -> DeskBrowser.Page {
                try await browser.post(
                    "/en/desk/me",
                    [
                        ("csrf", form.token), ("action", "bind"), ("bind-password", DeskBench.password),
                        ("bind-code", code),
                    ])
            }
            let wrong = try await bind("000000")
            #expect(wrong.status == 422 && wrong.body.contains("id=\"e-bind-code\""))
            #expect(try await bind(app.code(at: 1_000_000)).status == 200)
        }
    }

    // MARK: A provider that fails

    @Test(arguments: [
        (ProviderProblem.unreachable("a reason for the log"), 503, "does not answer"),
        (.misconfigured("a reason for the log"), 503, "not set up for each other"),
        (.untrusted("a reason for the log"), 403, "could not be believed"),
    ])
    func `says so on a page, the log says why, and passwords go on working`(
        _ problem: ProviderProblem, _ status: Int, _ words: String
    ) async throws {
        try await atDesk { bench, provider, client in
            try await bind(.editor, bench)
            var browser = DeskBrowser(client)
            let state = try await depart(&browser)
            provider.fails(problem)
            let back = try await browser.get(back("editor", state))
            let door = try await browser.post("/en/desk/sign-in", [("action", "provider")])
            for page in [back, door] {
                #expect(page.status == status && page.body.contains(words))
                #expect(!page.body.contains("a reason for the log") && page.headers[.setCookie] == nil)
            }
            #expect(bench.log.lines.contains { $0.contains("a reason for the log") })
            #expect(try await browser.signIn(as: .editor).status == 303)
        }
    }
}
