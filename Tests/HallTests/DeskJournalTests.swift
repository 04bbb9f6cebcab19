import Catalogue
import FoundationEssentials
import HTTPTypes
import HummingbirdTesting
import Kinds
import Ledger
import Office
import Pages
import Records
import Testing

@testable import Hall

/// The journal as a whole: for whom it is, what it tells, and the check by a button.
@Suite struct DeskJournalTests {
    @Test(arguments: Role.allCases) func `only who answers for it reads the journal and checks it`(
        _ role: Role
    )
        async throws
    {
        try await atDesk { bench, client in
            let browser = try await signedIn(role, client)
            let may = [Role.publisher, .administrator].contains(role)
            for address in [
                "/en/desk/journal", "/en/desk/journal?as=csv", "/en/desk/journal?as=jsonl", "/en/desk/check",
            ] {
                let page = try await browser.get(address)
                #expect(page.status == (may ? 200 : 403), "\(address)")
                #expect(may || !page.body.contains("4K7Q2MZ"))
            }
            let home = try await browser.get("/en/desk")
            #expect(home.body.contains("/en/desk/journal") == may)
            let posted = try await browser.post("/en/desk/check", [("csrf", home.token)])
            #expect(posted.status == (may ? 303 : 403))
            await bench.desk.examination.finished()
        }
    }

    @Test func `steps are found by person, kind, action, record and day`() async throws {
        try await atDesk { bench, client in
            let code = try #require(bench.hall.shown[Gift.name])
            let account = try #require(try await bench.office.accounts().first { $0.role == .curator })
            _ = try await bench.hall.ledger.append(
                [
                    Draft(
                        record: code, kind: Gift.name, version: 1, action: .remark, note: "=cmd|' /C calc'!A0"
                    )
                ],
                onto: try await bench.hall.ledger.head(), author: account.id.text, at: 86_400_000)
            let browser = try await signedIn(.administrator, client)
            func rows(_ query: String) async throws -> Int {
                let page = try await browser.get("/en/desk/journal?\(query)")
                #expect(page.status == 200, "\(query)")
                return page.body.components(separatedBy: "<th scope=\"row\">").count - 1
            }
            #expect(try await rows("person=\(account.id.text)") == 1)
            #expect(try await rows("kind=gift&action=remark") == 1)
            #expect(try await rows("record=\(code)") == 4)
            #expect(try await rows("from=1970-01-02&until=1970-01-02") == 1)
            #expect(try await rows("from=1970-01-03") == 0)
            for query in ["record=x", "from=yesterday", "action=explode"] {
                #expect(try await browser.get("/en/desk/journal?\(query)").status == 422, "\(query)")
            }
            let table = try await browser.get("/en/desk/journal?as=csv&person=\(account.id.text)")
            #expect(table.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(table.headers[.contentDisposition]?.contains("attachment") == true)
            #expect(table.body.contains("\"'=cmd|' /C calc'!A0\"") && table.body.contains("The curator"))
            let lines = try await browser.get("/en/desk/journal?as=jsonl&record=\(code)")
            #expect(lines.body.split(separator: "\n").count == 4)
            #expect(lines.body.contains("\"chain\":") && !lines.body.contains("calc"))
            // No word of any record is in any of it.
            let all = try await browser.get("/en/desk/journal?as=jsonl")
            #expect(!all.body.contains(CanaryHall.canary) && !table.body.contains(CanaryHall.canary))
        }
    }

    @Test(arguments: [
        ("plain", "\"plain\""), ("a \"b\"", "\"a \"\"b\"\"\""), ("=1+1", "\"'=1+1\""), ("  =1", "\"'  =1\""),
        ("-5", "\"'-5\""), ("\t=1", "\"'\t=1\""), ("＝1", "\"'＝1\""), ("a\r\n=b", "\"a\r\n=b\""), ("", "\"\""),
        ("=\u{600}1", "\"'=\u{600}1\""),
    ])
    func `a cell is never a formula`(text: String, cell: String) {
        var writer = CSVWriter(isContinued: true)
        writer.row([text])
        #expect(writer.bytes == Array((cell + "\r\n").utf8))
    }

    @Test func `the check gives its findings and the head as an anchor`() async throws {
        try await atDesk { bench, client in
            let browser = try await signedIn(.administrator, client)
            let before = try await browser.get("/en/desk/check")
            #expect(before.body.contains("Nobody asked"))
            #expect(try await browser.post("/en/desk/check", [("csrf", before.token)]).status == 303)
            await bench.desk.examination.finished()
            let page = try await browser.get("/en/desk/check")
            let head = try await bench.hall.ledger.head()
            for words in ["All is well", "\(head.number)", "\(head.chain)", "The administrator"] {
                #expect(page.body.contains(words), "\(words)")
            }
        }
    }

    @Test func `one check runs at a time`() async throws {
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let hall = try await CanaryHall()
        let ledger = hall.ledger
        let examination = Examination(now: { 0 }) { begins in
            await begins(.originals)
            for await _ in gate { break }
            return try await ledger.inspect()
        }
        await examination.begin(by: "Anna")
        await examination.begin(by: "Boris")
        guard case .running(_, _, let by) = await examination.state else {
            Issue.record("nothing runs")
            return
        }
        #expect(by == "Anna")
        opener.yield()
        await examination.finished()
        guard case .done(let result) = await examination.state else {
            Issue.record("it does not end")
            return
        }
        #expect(result.by == "Anna" && result.findings.isEmpty)
        await hall.remove()
    }
}
