import HTTPTypes
import Hall
import HummingbirdTesting
import Kinds
import Ledger
import NIOCore
import Office
import Pages
import Records
import Testing

/// Sessions, tokens, methods and bodies that no browser of the office sends.
@Suite struct HostileSessionTests {
    @Test func `a form that is sent again after its sender left does nothing`() async throws {
        try await attacking { bench, people in
            let code = try #require(bench.hall.shown[Article.name])
            let old = try await people.browser(.editor)
            let form = try await people.form("/record/\(code)", as: .editor)
            let fields =
                form.fields.map { ($0.0, $0.0 == "title.en" ? "Replayed" : $0.1) } + [("action", "save")]
            #expect(try await old.post("/en/desk/sign-out", [("csrf", form["csrf"])]).status == 303)
            let page = try await old.post("/en/desk/record/\(code)", fields)
            #expect(page.status == 303 && page.location.hasSuffix("/desk/sign-in"))
            // Signed in anew, the old form's token is another session's.
            var again = DeskBrowser(people.client)
            _ = try await again.signIn(as: .editor)
            #expect(try await again.post("/en/desk/record/\(code)", fields).status == 403)
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    @Test func `the token of another session is no token, whoever's it is`() async throws {
        try await attacking { bench, people in
            let code = try #require(bench.hall.hidden[Article.name])
            for role in Role.allCases {
                let form = try await people.form("/record/\(code)", as: role)
                for other in [Role.editor, .administrator] where other != role {
                    for place in DeskAddresses.behindTheDoor(code) {
                        let page = try await people.post(
                            place, form.fields + [("action", "remark"), ("words", "x"), ("restore", "1")],
                            as: other)
                        #expect(page.status == 403, "\(role)'s token, \(other), \(place): \(page.status)")
                    }
                }
            }
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    @Test func `a session that somebody else prepared is not the one that is entered`() async throws {
        try await attacking { _, people in
            var attacker = DeskBrowser(people.client)
            _ = try await attacker.signIn(as: .reader)
            let planted = attacker.cookie
            for cookie in [
                planted, "\(planted); \(planted)", "desk=; \(planted)",
                "desk=\(String(repeating: "a", count: 4_000))",
            ] {
                var victim = DeskBrowser(people.client)
                victim.cookie = cookie
                let page = try await victim.signIn(as: .publisher)
                #expect(page.status == 303 && victim.cookie != planted && !victim.cookie.isEmpty)
                #expect(try await victim.get("/en/desk").body.contains("The publisher"))
            }
            #expect(try await attacker.get("/en/desk").status == 303, "the planted session has ended")
        }
    }

    @Test func `a place of the Desk is looked at or posted to, and nothing else`() async throws {
        try await attacking { bench, people in
            let cookie = try await people.browser(.publisher).cookie
            for address in DeskAddresses.all(of: bench) where isThere(address) {
                for method in [HTTPRequest.Method.put, .delete, .patch, .options, .trace] {
                    let answer = try await people.client.execute(
                        uri: address, method: method, headers: [.cookie: cookie]
                    ) { $0 }
                    #expect(answer.status == .methodNotAllowed, "\(method) \(address): \(answer.status)")
                    #expect(answer.headers[.allow] == "GET, HEAD, POST", "\(address)")
                }
                let head = try await people.client.execute(
                    uri: address, method: .head, headers: [.cookie: cookie]
                ) { $0 }
                let get = try await people.client.execute(
                    uri: address, method: .get, headers: [.cookie: cookie]
                ) { $0 }
                #expect(head.status == get.status && head.body.readableBytes == 0, "\(address)")
                #expect(head.headers[.cacheControl] == "no-store", "\(address)")
            }
            // Looking is never leaving, and nothing was done.
            #expect(try await people.open("", as: .publisher).status == 200)
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    /// Not an address that no place has; nor a link of an approval, of which few may be tried from one place.
    private func isThere(_ address: String) -> Bool {
        !address.hasSuffix("nothing") && !address.contains("page=0") && !address.contains("/desk/approval?")
            && !address.hasSuffix("/desk/approval")
    }

    @Test(arguments: [
        "text/plain", "application/json", "text/xml", "", "application/x-www-form-urlencoded; charset=utf-16",
    ]) func `a body of another type does not get in without the token`(_ type: String) async throws {
        try await attacking { bench, people in
            let code = try #require(bench.hall.shown[Article.name])
            for body in [
                #"{"action":"save","csrf":""}"#, "action=save&title.en=x", "<a/>", "csrf=&action=save",
            ] {
                let page = try await people.post(
                    "/record/\(code)", raw: Array(body.utf8), type: type, as: .publisher)
                #expect([400, 403, 415].contains(page.status), "\(type): \(page.status)")
            }
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
    }

    @Test func `null bytes and bytes that are no text harm neither page nor journal`() async throws {
        try await attacking { bench, people in
            let code = try #require(bench.hall.shown[Article.name])
            let form = try await people.form("/record/\(code)", as: .editor)
            let start = Array("csrf=\(form["csrf"])&base=\(form["base"])&action=save&slug=a&date=2019&".utf8)
            let tails: [[UInt8]] = [
                Array("title.en=a%00b".utf8), Array("title.en=".utf8) + [0, 0xFF, 0xFE],
                Array("title.en=%ED%A0%80".utf8),
                Array("title.en=%FF%C0%AF".utf8), Array("title.en%00=x".utf8), [0xFF] + Array(".en=x".utf8),
                Array("%=&=%&&&==&%zz=%".utf8), Array("title.en=x&title.en%5B%5D=y".utf8),
                Array("title.en=\u{1}\u{7F}\u{85}\u{FFFE}".utf8),
            ]
            for tail in tails {
                let page = try await people.post("/record/\(code)", raw: start + tail, as: .editor)
                #expect([303, 409, 422].contains(page.status), "\(page.status)")
                #expect(!page.body.utf8.contains(0))
            }
            for step in try await bench.hall.ledger.revisions(after: bench.hall.head.number, limit: 100) {
                #expect(step.body.map { !$0.contains(0) } ?? true)
            }
        }
    }

    @Test func `a note has a limit, however its letters are made up`() async throws {
        try await attacking { bench, people in
            let code = try #require(bench.hall.shown[Article.name])
            // One character to a reader, a hundred thousand to a disk.
            let long = "a" + String(repeating: "\u{301}", count: 100_000)
            var form = try await people.form("/record/\(code)", as: .editor)
            form["note"] = long
            form["title.en"] = "Another title"
            _ = try await people.post("/record/\(code)", form.sent(), as: .editor)
            let again = try await people.form("/record/\(code)", as: .editor)
            _ = try await people.post(
                "/record/\(code)",
                [("csrf", again["csrf"]), ("base", again["base"]), ("action", "remark"), ("words", long)],
                as: .editor)
            let steps = try await bench.hall.ledger.revisions(after: bench.hall.head.number, limit: 10)
            #expect(steps.count == 2)
            for step in steps { #expect((step.note ?? "").utf8.count <= 8_000, "\(step.action)") }
        }
    }
}
