import Catalogue
import Hall
import HummingbirdTesting
import Kinds
import Ledger
import Office
import Pages
import Records
import Testing

/// From draft to public: who may take which step, and that nothing becomes public that only its author has seen.
@Suite struct DeskReviewTests {
    private func atDesk(
        _ work: @Sendable @escaping (DeskBench, Colleagues) async throws -> Void
    ) async throws {
        let bench = try await DeskBench()
        try await bench.application.test(.router) { client in
            try await work(bench, Colleagues(client: client))
        }
        try await bench.remove()
    }

    /// One browser a role, signed in when it is first asked for.
    private actor Colleagues {
        private let client: any TestClientProtocol
        private var browsers: [Role: DeskBrowser] = [:]

        init(client: any TestClientProtocol) { self.client = client }

        private func browser(_ role: Role) async throws -> DeskBrowser {
            if let browser = browsers[role] { return browser }
            var browser = DeskBrowser(client)
            _ = try await browser.signIn(as: role)
            browsers[role] = browser
            return browser
        }

        func open(_ address: String, as role: Role) async throws -> DeskBrowser.Page {
            try await browser(role).get("/en/desk\(address)")
        }

        /// Writes a new article; gives its code.
        func write(_ title: String, as role: Role, slug: String = "of-the-desk") async throws -> Code {
            let browser = try await browser(role)
            let form = try await browser.get("/en/desk/new/article")
            let page = try await browser.post(
                "/en/desk/new/article",
                [
                    ("csrf", form.token), ("base", "0"), ("action", "save"), ("slug", slug),
                    ("title.en", title), ("date", "2026-11-24"), ("text.en", "Words"),
                ])
            let code = page.location.prefix { $0 != "?" }.split(separator: "/").last ?? ""
            return try #require(Code(String(code)), "\(page.status) \(page.body)")
        }

        /// Takes a step on the text that is there now, or on an older one.
        func take(
            _ step: String, _ code: Code, as role: Role, words: String = "", base: String? = nil
        ) async throws -> DeskBrowser.Page {
            let browser = try await browser(role)
            let form = try await browser.get("/en/desk/record/\(code)")
            return try await browser.post(
                "/en/desk/record/\(code)",
                [
                    ("csrf", form.token), ("base", base ?? form.value(of: "base")), ("action", step),
                    ("words", words),
                ])
        }
    }

    private func stored(_ code: Code, _ bench: DeskBench) async throws -> StoredRecord {
        try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
    }

    private func isPublic(_ code: Code, _ bench: DeskBench) async throws -> Bool {
        let stored = try await stored(code, bench)
        return stored.published == stored.saved
    }

    @Test func `a text goes from its author by a second person to the public`() async throws {
        try await atDesk { bench, people in
            let code = try await people.write("A day", as: .editor)
            #expect(try await people.take("submit", code, as: .editor, words: "Please look").status == 303)
            #expect(try await people.open("", as: .curator).body.contains("A day"))
            #expect(!(try await people.open("/waiting/review", as: .editor).body.contains("A day")))
            let read = try await people.open("/record/\(code)", as: .curator)
            #expect(read.body.contains("Please look") && read.body.contains("value=\"approve\""))
            #expect(try await people.take("send-back", code, as: .curator).status == 422)
            #expect(try await people.take("send-back", code, as: .curator, words: "A typo").status == 303)
            #expect(try await stored(code, bench).review == .sentBack)
            #expect(try await people.take("submit", code, as: .editor).status == 303)
            #expect(try await people.take("approve", code, as: .curator).status == 303)
            #expect(try await people.open("/waiting/approved", as: .publisher).body.contains("A day"))
            #expect(try await stored(code, bench).published == .zero)
            #expect(try await people.take("publish", code, as: .publisher).status == 303)
            #expect(try await isPublic(code, bench))
            #expect(try await people.take("withdraw", code, as: .publisher).status == 303)
            #expect(try await stored(code, bench).published == .zero)
        }
    }

    @Test func `nobody approves or publishes what only they have read`() async throws {
        try await atDesk { bench, people in
            for role in [Role.publisher, .administrator] {
                let code = try await people.write(
                    "Mine alone", as: role, slug: "of-\(role.rawValue)".lowercased())
                for step in ["approve", "publish"] {
                    #expect(try await people.take(step, code, as: role).status == 403, "\(role) \(step)")
                }
                #expect(try await stored(code, bench).published == .zero)
                #expect(try await people.take("approve", code, as: .curator).status == 303)
                #expect(try await people.take("publish", code, as: role).status == 303)
                #expect(try await isPublic(code, bench))
            }
        }
    }

    @Test func `who wrote an earlier part of it does not approve it either`() async throws {
        try await atDesk { bench, people in
            let code = try await people.write("Half of it", as: .curator)
            let form = try await people.open("/record/\(code)", as: .editor)
            #expect(form.status == 200)
            let draft = try await stored(code, bench)
            let head = try await bench.hall.ledger.head()
            let editor = try #require(
                try await bench.office.accounts().first { $0.role == .editor })
            _ = try await bench.hall.ledger.append(
                [Draft(record: code, kind: "article", version: 1, action: .save, body: draft.body)],
                onto: head,
                author: editor.id.text, at: 0)
            try await bench.hall.catalogue.catchUp()
            #expect(try await people.take("approve", code, as: .curator).status == 403)
            #expect(try await people.take("approve", code, as: .protocolOfficer).status == 303)
        }
    }

    @Test func `a publisher who reads the text of somebody else approves and publishes at once`() async throws
    {
        try await atDesk { bench, people in
            let code = try await people.write("Two in one", as: .editor)
            let before = try await bench.hall.ledger.head().number
            #expect(try await people.take("publish", code, as: .publisher).status == 303)
            let steps = try await bench.hall.ledger.revisions(after: before, limit: 9).map(\.action)
            let saved = try await stored(code, bench).saved
            #expect(steps == [.approve(saved), .publish(saved)])
        }
    }

    @Test func `what is judged is what was looked at`() async throws {
        try await atDesk { bench, people in
            let code = try await people.write("Looked at", as: .editor)
            let older = "\(try await stored(code, bench).saved.value - 1)"
            for step in ["approve", "publish", "submit"] {
                let page = try await people.take(
                    step, code, as: .publisher, words: "my reasons", base: older)
                #expect(page.status == 409 && page.body.contains("my reasons"), "\(step)")
            }
            #expect(try await stored(code, bench).review == Review.none)
        }
    }

    @Test(arguments: Role.allCases) func `each role has its steps and no others`(_ role: Role) async throws {
        try await atDesk { bench, people in
            // A draft and a public record of somebody else.
            let draft = try #require(bench.hall.hidden[Article.name])
            let shown = try #require(bench.hall.shown[Article.name])
            let mayApprove = ![Role.reader, .editor].contains(role)
            let mayPublish = [Role.publisher, .administrator].contains(role)
            for (step, code, may) in [
                ("remark", draft, role != .reader), ("submit", draft, role != .reader),
                ("send-back", draft, mayApprove), ("approve", draft, mayApprove),
                ("publish", draft, mayPublish), ("withdraw", shown, mayPublish), ("approve", draft, false),
            ] {
                let before = try await bench.hall.ledger.head()
                let page = try await people.take(step, code, as: role, words: "why")
                #expect(page.status == (may ? 303 : 403), "\(role) \(step)")
                #expect(try await (bench.hall.ledger.head() != before) == may)
            }
        }
    }

    @Test func `the search finds drafts, and says so when there is nothing`() async throws {
        try await atDesk { bench, people in
            let code = try await people.write("Zephyr", as: .editor)
            let found = try await people.open("/search?q=zeph", as: .reader)
            #expect(found.body.contains("/en/desk/record/\(code)"))
            #expect(
                try await people.open("/search?q=nothing-like-it", as: .reader).body.contains(
                    "Nothing was found"))
        }
    }
}
