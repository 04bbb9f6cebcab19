import Catalogue
import FoundationEssentials
import HTTPTypes
import Hall
import HummingbirdTesting
import Kinds
import Ledger
import Office
import Records
import Testing

/// A link with which somebody without an account approves one version, once; and versions planned for a time.
@Suite struct DeskApprovalTests {
    /// Makes a link as an editor; gives its address.
    private func link(_ code: Code, _ browser: DeskBrowser, for person: String = "The mayor") async throws
        -> String
    {
        let form = try await browser.get("/en/desk/approvals/\(code)")
        let made = try await browser.post(
            "/en/desk/approvals/\(code)",
            [("csrf", form.token), ("base", form.value(of: "base")), ("person", person), ("action", "make")])
        let start = try #require(made.body.firstRange(of: "/en/desk/approval?token="), "\(made.status)")
        return String(made.body[start.lowerBound...].prefix { $0 != "<" })
    }

    private func stored(_ code: Code, _ bench: DeskBench) async throws -> StoredRecord {
        try #require(try await bench.hall.catalogue.read { try $0.stored(code) })
    }

    private func token(_ address: String) -> String { String(address.split(separator: "=").last ?? "") }

    @Test func `the answer is the link's, of that version, and is given once`() async throws {
        try await atDesk { bench, client in
            let code = try #require(bench.hall.hidden[Article.name])
            let editor = try await signedIn(.editor, client)
            let address = try await link(code, editor)
            let mayor = DeskBrowser(client)
            let page = try await mayor.get(address)
            #expect(page.status == 200 && page.body.contains("The mayor") && page.body.contains("noindex"))
            #expect(page.headers[.setCookie] == nil && page.headers[.cacheControl] == "no-store")
            #expect(!page.body.contains("/en/desk/record/") && !page.body.contains("/en/desk/history/"))
            let hidden = try #require(try await stored(code, bench).hiddenWords)
            #expect(hidden.filter { page.body.contains($0) }.isEmpty)
            let fields = [("token", token(address)), ("decision", "approve"), ("words", "Gladly")]
            let done = try await mayor.post("/en/desk/approval", fields)
            #expect(done.status == 200 && done.body.contains("Thank you") && done.headers[.setCookie] == nil)
            #expect(try await stored(code, bench).review == .approved)
            let head = try await bench.hall.ledger.head()
            let last = try #require(try await bench.hall.ledger.revision(head.number))
            let saved = try await stored(code, bench).saved
            #expect(last.action == .approve(saved) && last.note == "Gladly")
            let accounts = try await bench.office.accounts().map(\.id.text)
            #expect(!accounts.contains(last.author))
            #expect(try await editor.get("/en/desk/history/\(code)").body.contains("The mayor (by a link)"))
            #expect(try await mayor.post("/en/desk/approval", fields).status == 410)
            #expect(try await mayor.get(address).status == 410)
            #expect(try await bench.hall.ledger.head() == head)
        }
    }

    @Test func `a photo that may not be public is not approved by a link`() async throws {
        try await atDesk { bench, client in
            let code = try #require(bench.hall.hidden[Photo.name])
            let address = try await link(code, try await signedIn(.editor, client))
            let head = try await bench.hall.ledger.head()
            let fields = [("token", token(address)), ("decision", "approve"), ("words", "Gladly")]
            for _ in 1...2 {
                let refused = try await DeskBrowser(client).post("/en/desk/approval", fields)
                #expect(refused.status == 409 && refused.body.contains("The text is not ready yet"))
            }
            #expect(try await bench.hall.ledger.head() == head)
            #expect(try await DeskBrowser(client).get(address).status == 200, "the link goes on")
        }
    }

    @Test func `a no needs its reason`() async throws {
        try await atDesk { bench, client in
            let code = try #require(bench.hall.hidden[Article.name])
            let address = try await link(code, try await signedIn(.publisher, client))
            let mayor = DeskBrowser(client)
            let fields = [("token", token(address)), ("decision", "refuse")]
            #expect(try await mayor.post("/en/desk/approval", fields + [("words", " ")]).status == 422)
            #expect(
                try await mayor.post("/en/desk/approval", fields + [("words", "Too early")]).status == 200)
            #expect(try await stored(code, bench).review == .sentBack)
        }
    }

    @Test func `a link is void when it is taken back, the text changes, or it never was`() async throws {
        try await atDesk { bench, client in
            let code = try #require(bench.hall.hidden[Article.name])
            let editor = try await signedIn(.editor, client)
            let (first, second) = (
                try await link(code, editor), try await link(code, editor, for: "The deputy")
            )
            let page = try await editor.get("/en/desk/approvals/\(code)")
            #expect(!page.body.contains(token(first)), "a link is shown once")
            let id = page.value(of: "revoke")
            let back = try await editor.post(
                "/en/desk/approvals/\(code)", [("csrf", page.token), ("revoke", id)])
            #expect(back.status == 303)
            let mayor = DeskBrowser(client)
            let statuses = [try await mayor.get(first).status, try await mayor.get(second).status].sorted()
            #expect(statuses == [200, 410])
            let open = try await mayor.get(first).status == 200 ? first : second
            let head = try await bench.hall.ledger.head()
            _ = try await bench.hall.ledger.append(
                [
                    Draft(
                        record: code, kind: Article.name, version: 1, action: .save,
                        body: try await stored(code, bench).body)
                ], onto: head, author: "A7", at: 0)
            try await bench.hall.catalogue.catchUp()
            #expect(try await mayor.get(open).status == 410)
            let posted = try await mayor.post(
                "/en/desk/approval", [("token", token(open)), ("decision", "approve")])
            #expect(posted.status == 410)
            #expect(try await stored(code, bench).review == Review.none)
        }
    }

    @Test func `guesses wait`() async throws {
        try await atDesk { bench, client in
            let stranger = DeskBrowser(client)
            var statuses: Set<Int> = []
            for place in 0..<8 {
                statuses.insert(try await stranger.get("/en/desk/approval?token=guess\(place)").status)
            }
            #expect(statuses == [410, 429])
        }
    }

    @Test(arguments: Role.allCases) func `who may ask`(_ role: Role) async throws {
        try await atDesk { bench, client in
            let code = try #require(bench.hall.hidden[Article.name])
            let browser = try await signedIn(role, client)
            let page = try await browser.get("/en/desk/approvals/\(code)")
            #expect(page.status == (role == .reader ? 403 : 200))
        }
    }

    @Test func `a version is planned by who may publish it, for a time that is to come, and taken back`()
        async throws
    {
        try await atDesk { bench, client in
            let code = try #require(bench.hall.hidden[Article.name])
            let publisher = try await signedIn(.publisher, client)
            let address = "/en/desk/record/\(code)"
            let form = try await publisher.get(address)
            let base = [("csrf", form.token), ("base", form.value(of: "base"))]
            for when in ["", "1970-01-01T00:10", "2026-02-30T09:00", "2199-01-01T00:00"] {
                let page = try await publisher.post(
                    address, base + [("action", "schedule"), ("when", when), ("words", "kept")])
                #expect(
                    page.status == 422 && page.body.contains("still to come") && page.body.contains("kept"))
            }
            let editor = try await signedIn(.editor, client)
            let theirs = try await editor.get(address)
            let planned = [("action", "schedule"), ("when", "1970-02-01T09:00")]
            let refused = try await editor.post(
                address, [("csrf", theirs.token), ("base", theirs.value(of: "base"))] + planned)
            #expect(refused.status == 403)
            #expect(try await publisher.post(address, base + planned).status == 303)
            let stored = try await stored(code, bench)
            #expect(stored.plan?.version == stored.saved && stored.plan?.milliseconds == 2_710_800_000)
            #expect(stored.published == .zero && stored.review == .approved)
            let told = try await publisher.get(address)
            #expect(told.body.contains("Becomes public by itself on 1970-02-01 09:00"))
            #expect(try await publisher.get("/en/desk/waiting/planned").body.contains("record/\(code)"))
            #expect(try await publisher.get("/en/desk/history/\(code)").body.contains("1970-02-01 09:00"))
            #expect(try await publisher.post(address, base + [("action", "unschedule")]).status == 303)
            #expect(try await self.stored(code, bench).plan == nil)
        }
    }
}

extension StoredRecord {
    /// The words of fields that visitors may not see.
    fileprivate var hiddenWords: [String]? {
        guard let kind = KindRegistry.kind(named: kind), let record = try? kind.init(json: body) else {
            return nil
        }
        func canaries(_ json: [UInt8]) -> Set<String> {
            Set(
                String(decoding: json, as: UTF8.self).components(separatedBy: CanaryHall.canary).dropFirst()
                    .map {
                        CanaryHall.canary + $0.prefix { $0 != "x" } + "x"
                    })
        }
        return Array(canaries(record.json).subtracting(canaries(record.seen(by: .visitor).json)))
    }
}
