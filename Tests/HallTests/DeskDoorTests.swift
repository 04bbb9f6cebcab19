import HTTPTypes
import Hall
import HummingbirdTesting
import Office
import Pages
import Records
import Testing

/// What attackers of a door try, by name.
@Suite struct DeskDoorTests {
    private func atDesk(
        _ bench: DeskBench,
        _ work: @Sendable @escaping (DeskBench, any TestClientProtocol) async throws -> Void
    ) async throws {
        try await bench.application.test(.router) { client in try await work(bench, client) }
        try await bench.remove()
    }

    @Test func `open redirect: after signing in one comes to a page of the Desk, or to its home`()
        async throws
    {
        try await atDesk(DeskBench()) { bench, client in
            let code = try #require(bench.hall.shown["gift"])
            let good = "/en/desk/record/\(code)"
            var browser = DeskBrowser(client)
            let sent = try await browser.get(good)
            #expect(sent.location == "/en/desk/sign-in?next=%2Fen%2Fdesk%2Frecord%2F\(code)")
            #expect(try await browser.get(sent.location).value(of: "next") == good)
            #expect(try await browser.signIn(as: .editor, next: good).location == good)
            let hostile = [
                "https://evil.example/", "//evil.example/en/desk", "/\\evil.example", "\\\\evil.example",
                "/en/desk/../../evil", "javascript:alert(1)", "/en/cities", "/en/desk/sign-out",
                "/en/desk/sign-in?next=//evil.example", "/en/desk/welcome?token=x", "/en/desk\r\nX: y",
                "/en//evil.example/desk", "/xx/desk/me", "http:/en/desk", " /en/desk/me", "%2Fen%2Fdesk%2Fme",
                String(repeating: "/en/desk", count: 500),
            ]
            for next in hostile {
                var browser = DeskBrowser(client)
                let page = try await browser.signIn(as: .editor, next: next)
                #expect(page.status == 303 && page.location == "/en/desk", "\(next): \(page.location)")
            }
        }
    }

    @Test func `session fixation: no session and no waiting sign-in is taken from the browser`() async throws
    {
        try await atDesk(DeskBench()) { bench, client in
            for planted in [
                "desk=\(String(repeating: "A", count: 43))", "desk-door=\(String(repeating: "B", count: 43))",
            ] {
                var browser = DeskBrowser(client)
                browser.cookie = planted
                let page = try await browser.signIn(as: .editor)
                #expect(
                    page.status == 303 && !browser.cookie.contains("AAAA") && !browser.cookie.contains("BBBB")
                )
                #expect(try await browser.get("/en/desk").status == 200)
            }
            // A session of the attacker in the victim's browser ends when the victim signs in.
            var attacker = DeskBrowser(client)
            _ = try await attacker.signIn(as: .reader)
            var victim = DeskBrowser(client)
            victim.cookie = attacker.cookie
            _ = try await victim.signIn(as: .editor)
            #expect(try await attacker.get("/en/desk").status == 303)
        }
    }

    @Test func `clickjacking: no page of the Desk may stand in a frame, and none is kept`() async throws {
        try await atDesk(DeskBench()) { _, client in
            var browser = DeskBrowser(client)
            _ = try await browser.signIn(as: .administrator)
            for address in [
                "", "/sign-in", "/people", "/people/new", "/me", "/me/second-factor", "/first?token=x",
            ] {
                let page = try await browser.get("/en/desk\(address)")
                #expect(page.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
                #expect(page.headers[.cacheControl] == "no-store", "\(address)")
            }
        }
    }

    @Test func `cookies: behind https they are bound to the host, and hidden from scripts`() async throws {
        var settings = WebSettings()
        settings.publicURL = "https://hall.example"
        try await atDesk(DeskBench(settings: settings)) { bench, client in
            var browser = DeskBrowser(client)
            let page = try await browser.signIn(as: .editor)
            let set = page.headers[values: .setCookie]
            #expect(
                set.count == 2 && set[0].hasPrefix("__Host-desk=") && set[1].hasPrefix("__Host-desk-door="))
            for cookie in set {
                for flag in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
                    #expect(cookie.contains(flag), "\(cookie)")
                }
                #expect(!cookie.contains("Domain"))
            }
            // The name without the prefix, which another host below the same domain could set, counts for nothing.
            var other = browser
            other.cookie = browser.cookie.replacing("__Host-", with: "")
            #expect(try await other.get("/en/desk").status == 303)
            #expect(try await browser.get("/en/desk").status == 200)
        }
    }

    @Test func `enumeration: an unknown, a disabled, a new and a wrong one get the same page`() async throws {
        try await atDesk(DeskBench()) { bench, client in
            let curator = try #require(bench.accounts.first { $0.role == .curator })
            try await bench.office.change(curator.id, AccountChange(isDisabled: true))
            _ = try await bench.office.add(name: "New", login: "newcomer", role: .reader, at: 0)
            var pages: Set<String> = []
            for (login, password) in [
                ("nobody", DeskBench.password), ("curator", DeskBench.password),
                ("newcomer", DeskBench.password), ("editor", "a wrong sentence"),
            ] {
                let page = try await DeskBrowser(client).post(
                    "/en/desk/sign-in", [("login", login), ("password", password)])
                #expect(page.status == 422 && page.headers[.setCookie] == nil)
                pages.insert(page.body.replacing("value=\"\(login)\"", with: "value=\"LOGIN\""))
            }
            #expect(pages.count == 1)
        }
    }

    @Test func `a form of the door from elsewhere signs nobody in`() async throws {
        try await atDesk(DeskBench()) { _, client in
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            for headers in [[site: "cross-site"], [.origin: "https://evil.example"], [:]] as [HTTPFields] {
                for place in ["sign-in", "sign-in/code", "first", "welcome"] {
                    let page = try await DeskBrowser(client).post(
                        "/en/desk/\(place)", [("login", "editor"), ("password", DeskBench.password)],
                        headers: headers)
                    #expect(page.status == 403, "\(place)")
                }
            }
        }
    }

    @Test func `no password, code or link stands in any log`() async throws {
        try await atDesk(DeskBench()) { bench, client in
            var browser = DeskBrowser(client)
            for password in ["a wrong sentence of mine", DeskBench.password] {
                _ = try await browser.post("/en/desk/sign-in", [("login", "editor"), ("password", password)])
            }
            _ = try await browser.signIn(as: .editor, next: "/en/desk/search?q=secret-question")
            _ = try await browser.get("/en/desk/welcome?token=secret-token-of-a-link")
            _ = try await browser.get("/en/desk/first?token=secret-token-of-a-link")
            _ = try await browser.post("/en/desk/sign-in/code", [("code", "135791")])
            #expect(bench.log.lines.contains { $0.contains("signed in") })
            let session = browser.cookie.split(separator: "=").last.map { String($0) } ?? ""
            for secret in [
                "a wrong sentence of mine", DeskBench.password, "secret-token-of-a-link", "135791",
                "secret-question", session,
            ] {
                #expect(!bench.log.lines.contains { $0.contains(secret) }, "\(secret)")
            }
        }
    }

    // MARK: Second factor

    private func turnOn(_ role: Role, _ bench: DeskBench) async throws -> [String] {
        let account = try #require(bench.accounts.first { $0.role == role })
        let setup = try #require(try await bench.office.setUpSecondFactor(of: account.id))
        let code = AuthenticatorApp(setup.secret).code(at: 1_000_000 - 600_000)
        guard
            case .done(let paper) = try await bench.office.confirmSecondFactor(
                of: account.id, code, at: 1_000_000 - 600_000)
        else { throw OfficeProblem.storage("not confirmed") }
        return paper + [setup.secret]
    }

    @Test func `a second factor is asked for on a page of its own, before there is a session`() async throws {
        try await atDesk(DeskBench()) { bench, client in
            let app = AuthenticatorApp(try #require(try await turnOn(.editor, bench).last))
            var browser = DeskBrowser(client)
            let asked = try await browser.signIn(as: .editor, next: "/en/desk/me")
            #expect(asked.location == "/en/desk/sign-in/code?next=%2Fen%2Fdesk%2Fme")
            #expect(!browser.cookie.hasPrefix("desk=") && browser.cookie.hasPrefix("desk-door="))
            #expect(try await browser.get("/en/desk/me").status == 303)
            let page = try await browser.get(asked.location)
            #expect(page.status == 200 && page.body.contains("one-time-code"))
            // The token of the first step is no session, whatever cookie carries it.
            var thief = browser
            thief.cookie = browser.cookie.replacing("desk-door=", with: "desk=")
            #expect(try await thief.get("/en/desk/me").status == 303)
            let wrong = try await browser.post("/en/desk/sign-in/code", [("code", "000000")])
            #expect(wrong.status == 422)
            let entered = try await browser.post(
                "/en/desk/sign-in/code", [("code", app.code(at: 1_000_000)), ("next", "/en/desk/me")])
            #expect(entered.status == 303 && entered.location == "/en/desk/me")
            browser.keepCookies(of: entered)
            #expect(!browser.cookie.contains("desk-door") && browser.cookie.hasPrefix("desk="))
            #expect(try await browser.get("/en/desk/me").body.contains("10 codes on paper are left."))
        }
    }

    @Test func `codes are throttled like passwords`() async throws {
        try await atDesk(DeskBench()) { bench, client in
            _ = try await turnOn(.editor, bench)
            var browser = DeskBrowser(client)
            _ = try await browser.signIn(as: .editor)
            for _ in 0..<5 {
                let page = try await browser.post("/en/desk/sign-in/code", [("code", "abcdef")])
                #expect(page.status == 422)
            }
            #expect(try await browser.post("/en/desk/sign-in/code", [("code", "abcdef")]).status == 429)
        }
    }

    @Test func `where the Hall asks for a second factor, nothing else comes before it`() async throws {
        try await atDesk(DeskBench(secondFactor: .administrators)) { bench, client in
            var (admin, editor) = (DeskBrowser(client), DeskBrowser(client))
            _ = try await admin.signIn(as: .administrator)
            _ = try await editor.signIn(as: .editor)
            #expect(try await editor.get("/en/desk").status == 200)
            let setup = "/en/desk/me/second-factor"
            for address in ["", "/people", "/me", "/search", "/records/gift"] {
                #expect(try await admin.get("/en/desk\(address)").location == setup)
            }
            let form = try await admin.get(setup)
            #expect(
                form.status == 200 && form.body.contains("desk-square")
                    && form.body.contains("Set it up to go on"))
            let forced = try await admin.post(
                "/en/desk/people/new",
                [("csrf", form.token), ("name", "E"), ("login", "eve"), ("role", "administrator")])
            #expect(forced.status == 403)
            let account = try #require(bench.accounts.first { $0.role == .administrator })
            let secret = try #require(try await bench.office.setUpSecondFactor(of: account.id)).secret
            let code = AuthenticatorApp(secret).code(at: 1_000_000)
            let done = try await admin.post(setup, [("csrf", form.token), ("code", code)])
            #expect(done.status == 200 && done.body.ranges(of: "<li>").count >= 10)
            #expect(try await admin.get("/en/desk/people").status == 200)
        }
    }
}
