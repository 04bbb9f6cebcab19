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

/// People who work here: what administrators do with accounts, and everybody with their own.
@Suite struct DeskPeopleTests {
    private func browser(_ client: any TestClientProtocol, _ role: Role) async throws -> DeskBrowser {
        var browser = DeskBrowser(client)
        #expect(try await browser.signIn(as: role).status == 303)
        return browser
    }

    private func id(_ role: Role, _ bench: DeskBench) throws -> AccountID {
        try #require(bench.accounts.first { $0.role == role }).id
    }

    /// Sends a form of a page that was opened before.
    private func send(
        _ browser: DeskBrowser, _ address: String, _ fields: [(String, String)]
    ) async throws -> DeskBrowser.Page {
        let form = try await browser.get(address)
        return try await browser.post(address, [("csrf", form.token)] + fields)
    }

    @Test func `an administrator adds a person, whose link lets them choose a password`() async throws {
        try await atDesk { bench, client in
            let admin = try await browser(client, .administrator)
            let made = try await send(
                admin, "/en/desk/people/new",
                [
                    ("name", "Boris"), ("login", "boris@city.example"), ("role", "curator"),
                    ("kinds", "gift"), ("kinds", "visit"),
                ])
            #expect(made.status == 200 && made.body.contains("It is shown only now."))
            let start = try #require(made.body.firstRange(of: "/en/desk/welcome?token="))
            let link = String(made.body[start.lowerBound...].prefix { $0 != "\"" })
            let account = try #require(try await bench.office.account(login: "boris@city.example"))
            #expect(account.role == .curator && account.kinds.names == ["gift", "visit"])
            let guest = DeskBrowser(client)
            let token = String(link.split(separator: "=")[1])
            let chosen = try await guest.post(
                "/en/desk/welcome", [("token", token), ("password", "a new long sentence")])
            #expect(chosen.status == 303)
            let signedIn = try await guest.post(
                "/en/desk/sign-in", [("login", "boris@city.example"), ("password", "a new long sentence")])
            #expect(signedIn.status == 303)
        }
    }

    @Test func `all that is wrong with a new person is told at once, and what was typed is kept`()
        async throws
    {
        try await atDesk { bench, client in
            let admin = try await browser(client, .administrator)
            let page = try await send(
                admin, "/en/desk/people/new",
                [("name", " "), ("login", "a b"), ("role", "king"), ("kinds", "castle")])
            #expect(page.status == 422 && page.body.contains("value=\"a b\""))
            for field in ["name", "login", "role", "kinds"] {
                #expect(page.body.contains("id=\"e-\(field)\""), "\(field)")
            }
            let taken = try await send(
                admin, "/en/desk/people/new", [("name", "E"), ("login", "EDITOR"), ("role", "reader")])
            #expect(taken.status == 422 && taken.body.contains("has this login already"))
            #expect(try await bench.office.accounts().count == bench.accounts.count)
        }
    }

    @Test(arguments: Role.allCases.filter { $0 != .administrator })
    func `nobody else sees or changes anything of this`(_ role: Role) async throws {
        try await atDesk { bench, client in
            let (own, editor) = (try await browser(client, role), try id(.administrator, bench))
            let home = try await own.get("/en/desk/me")
            #expect(!home.body.contains("/en/desk/people"))
            for address in ["/people", "/people/new", "/people/\(editor)"] {
                let page = try await own.get("/en/desk\(address)")
                #expect(page.status == 403 && !page.body.contains("The administrator"), "\(address)")
                for action in ["change", "link", "disable", "end-sessions", "remove-second-factor"] {
                    let posted = try await own.post(
                        "/en/desk\(address)",
                        [
                            ("csrf", home.token), ("action", action), ("role", "administrator"),
                            ("name", "Eve"), ("login", "eve"),
                        ])
                    #expect(posted.status == 403, "\(address) \(action)")
                }
            }
            let after = try await bench.office.accounts()
            #expect(after.map(\.name) == bench.accounts.map(\.name))
            #expect(after.map(\.role) == bench.accounts.map(\.role) && !after.contains { $0.isDisabled })
        }
    }

    @Test func `the last administrator is told why they stay one`() async throws {
        try await atDesk { bench, client in
            let admin = try await browser(client, .administrator)
            let own = "/en/desk/people/\(try id(.administrator, bench))"
            for fields in [
                [("action", "disable")], [("action", "change"), ("name", "A"), ("role", "reader")],
            ] {
                let page = try await send(admin, own, fields)
                #expect(page.status == 422 && page.body.contains("This is the last administrator"))
            }
            let editor = "/en/desk/people/\(try id(.editor, bench))"
            let made = try await send(
                admin, editor, [("action", "change"), ("name", "Ed"), ("role", "administrator")])
            #expect(made.status == 303 && made.location.hasSuffix("done=changed"))
            // Now the key can be given away, and its giver is not left at a page that is not theirs.
            let given = try await send(admin, own, [("action", "change"), ("name", "A"), ("role", "reader")])
            #expect(given.status == 303 && given.location == "/en/desk")
            #expect(try await admin.get("/en/desk/people").status == 403)
        }
    }

    @Test func `who is kept out is out at once, and comes in again with the old password`() async throws {
        try await atDesk { bench, client in
            let admin = try await browser(client, .administrator)
            var editor = try await browser(client, .editor)
            let address = "/en/desk/people/\(try id(.editor, bench))"
            #expect(try await send(admin, address, [("action", "disable")]).status == 303)
            #expect(try await editor.get("/en/desk").status == 303)
            #expect(try await editor.signIn(as: .editor).status == 422)
            #expect(try await send(admin, address, [("action", "link")]).status == 422)
            #expect(try await send(admin, address, [("action", "enable")]).status == 303)
            #expect(try await editor.signIn(as: .editor).status == 303)
        }
    }

    @Test func `sessions are seen and ended by their owner and by an administrator, and by nobody else`()
        async throws
    {
        try await atDesk { bench, client in
            let (here, there) = (try await browser(client, .editor), try await browser(client, .editor))
            let (stranger, admin) = (
                try await browser(client, .curator), try await browser(client, .administrator)
            )
            let mine = try await here.get("/en/desk/me")
            #expect(mine.body.contains("this is the one you are using now"))
            let other = mine.value(of: "session")
            #expect(!other.isEmpty)
            for who in [stranger, admin] {
                // A session of somebody else is none of mine, whatever its name.
                let page = try await send(
                    who, "/en/desk/me", [("action", "end-session"), ("session", other)])
                #expect(page.status == 400)
            }
            #expect(try await there.get("/en/desk").status == 200)
            let ended = try await send(
                here, "/en/desk/me", [("action", "end-session"), ("session", other)])
            #expect(ended.status == 303)
            #expect(try await there.get("/en/desk").status == 303)
            #expect(try await here.get("/en/desk").status == 200)
            let person = "/en/desk/people/\(try id(.editor, bench))"
            #expect(try await send(admin, person, [("action", "end-sessions")]).status == 303)
            #expect(try await here.get("/en/desk").status == 303)
        }
    }

    @Test func `a password is changed by who knows it, and all other sessions end`() async throws {
        try await atDesk { bench, client in
            let (here, there) = (try await browser(client, .editor), try await browser(client, .editor))
            func change(_ old: String, _ new: String) async throws -> DeskBrowser.Page {
                try await send(here, "/en/desk/me", [("action", "password"), ("old", old), ("new", new)])
            }
            let wrong = try await change("not this one", "a second long sentence")
            #expect(wrong.status == 422 && wrong.body.contains("id=\"e-old\""))
            let weak = try await change(DeskBench.password, "short")
            #expect(
                weak.status == 422 && weak.body.contains("id=\"e-new\"") && !weak.body.contains("\"short\""))
            let done = try await change(DeskBench.password, "a second long sentence")
            #expect(done.status == 303)
            #expect(try await here.get("/en/desk").status == 200)
            #expect(try await there.get("/en/desk").status == 303)
        }
    }

    @Test func `an account for some kinds reads all and writes only those`() async throws {
        try await atDesk { bench, client in
            let editor = try id(.editor, bench)
            try await bench.office.change(editor, AccountChange(kinds: KindScope(["gift"])))
            let browser = try await browser(client, .editor)
            let head = try await bench.hall.ledger.head()
            for kind in KindRegistry.all {
                let own = kind.name == Gift.name
                let code = try #require(bench.hall.shown[kind.name])
                let list = try await browser.get("/en/desk/records/\(kind.name)")
                #expect(list.status == 200)
                #expect(list.body.contains("/en/desk/new/\(kind.name)") == own, "\(kind.name)")
                #expect(
                    try await browser.get("/en/desk/new/\(kind.name)").status == (own ? 200 : 403))
                let form = try await browser.get("/en/desk/record/\(code)")
                #expect(form.status == 200 && form.body.contains("value=\"save\"") == own, "\(kind.name)")
                guard !own else { continue }
                for fields in [
                    [("action", "save"), ("title.en", "X")], [("action", "submit")], [("action", "approve")],
                    [("action", "remark"), ("words", "x")], [("action", "publish")],
                    [("rows", "add acts")],
                ] {
                    let page = try await browser.post(
                        "/en/desk/record/\(code)",
                        [("csrf", form.token), ("base", form.value(of: "base"))] + fields)
                    #expect(page.status == 403, "\(kind.name) \(fields)")
                }
                let new = try await browser.post(
                    "/en/desk/new/\(kind.name)", [("csrf", form.token), ("base", "0"), ("action", "save")])
                let restored = try await browser.post(
                    "/en/desk/history/\(code)", [("csrf", form.token), ("restore", "1")])
                #expect(new.status == 403 && restored.status == 403)
            }
            #expect(try await bench.hall.ledger.head() == head)
        }
    }

    @Test func `the log tells what happened to accounts by their ids alone`() async throws {
        try await atDesk { bench, client in
            let admin = try await browser(client, .administrator)
            _ = try await send(admin, "/en/desk/people/\(try id(.editor, bench))", [("action", "link")])
            _ = try await send(
                admin, "/en/desk/me",
                [("action", "password"), ("old", DeskBench.password), ("new", "a second long sentence")])
            let lines = bench.log.lines
            let editor = try id(.editor, bench).text
            #expect(lines.contains { $0.contains("link made") && $0.contains(editor) })
            for secret in [DeskBench.password, "a second long sentence", "The editor", "token="] {
                #expect(!lines.contains { $0.contains(secret) }, "\(secret)")
            }
        }
    }
}
