import HTTPTypes
import Hall
import Hummingbird
import HummingbirdTesting
import Office
import Pages
import Synchronization
import Testing

/// Writing to the office about accessibility, from the form to the Desk.
@Suite struct MessageTests {
    private static let place = "/en/accessibility/message"
    private static let words = "The map has no names"

    /// A Desk whose clock is turned by hand: nobody fills in a form in no time.
    private func withClock(
        _ work: @Sendable @escaping (DeskBench, any TestClientProtocol, Clock) async throws -> Void
    ) async throws {
        let time = Clock()
        let bench = try await DeskBench(now: { time.now })
        try await bench.application.test(.router) { client in try await work(bench, client, time) }
        try await bench.remove()
    }

    private final class Clock: Sendable {
        private let time = Mutex<Int64>(1_000_000)

        var now: Int64 { time.withLock { $0 } }
        /// Long enough to read the form.
        func turn() { time.withLock { $0 += 5_000 } }
    }

    private func fields(
        _ token: String, words: String = words, page: String = "/en/map", answer: String = "",
        trap: String = ""
    ) -> [(String, String)] {
        [("token", token), ("words", words), ("page", page), ("answer", answer), ("website", trap)]
    }

    @Test func `a message comes from the form to the Desk, is done with and deleted`() async throws {
        try await withClock { bench, client, clock in
            let visitor = DeskBrowser(client)
            let form = try await visitor.get(Self.place)
            #expect(form.status == 200 && form.headers[.cacheControl] == "no-store")
            clock.turn()
            let sent = try await visitor.post(
                Self.place, fields(form.value(of: "token"), words: "<i>\u{202E}&", answer: "tel. 1"))
            #expect(sent.status == 303)
            let number = String(sent.location.suffix(10))
            #expect(sent.location == "\(Self.place)/\(number)")
            #expect(try await visitor.get(sent.location).body.contains(number))

            var browser = DeskBrowser(client)
            _ = try await browser.signIn(as: .publisher)
            #expect(try await browser.get("/en/desk").body.contains("Messages about accessibility</a> 1"))
            let list = try await browser.get("/en/desk/messages")
            for part in [number, "&lt;i&gt;&amp;", "tel. 1", "href=\"/en/map\""] {
                #expect(list.body.contains(part), "\(part)")
            }
            func act(_ action: String) async throws -> Int {
                try await browser.post(
                    "/en/desk/messages", [("csrf", list.token), ("number", number), ("action", action)]
                ).status
            }
            #expect(try await act("done") == 303)
            #expect(try await browser.get("/en/desk").body.contains("Messages about accessibility</a> 0"))
            #expect(try await act("open") == 303)
            #expect(try await act("burn") == 400)
            #expect(try await act("delete") == 303)
            #expect(try await browser.get("/en/desk/messages").body.contains("There is none yet."))
        }
    }

    @Test func `what is refused comes back with all that was typed`() async throws {
        try await withClock { bench, client, clock in
            let visitor = DeskBrowser(client)
            let token = try await visitor.get(Self.place).value(of: "token")
            func post(_ fields: [(String, String)]) async throws -> DeskBrowser.Page {
                try await visitor.post(Self.place, fields)
            }
            let hasty = try await post(fields(token))
            #expect(hasty.status == 422 && hasty.body.contains(">\(Self.words)</textarea>"))
            clock.turn()
            let cases: [([(String, String)], String)] = [
                (fields(token, words: " \r\n"), "Say what went wrong"),
                (fields(token, words: String(repeating: "я", count: 3_001)), "At most 3,000 characters."),
                (fields(token, page: String(repeating: "x", count: 501)), "At most 500 characters."),
                (fields(token, answer: String(repeating: "x", count: 201)), "At most 200 characters."),
                (fields(token, trap: "https://spam.example"), "A field that people do not see"),
                (fields("1.x"), "was open for more than a day"), ([], "Say what went wrong"),
            ]
            for (fields, words) in cases {
                let page = try await post(fields)
                #expect(page.status == 422 && page.body.contains(words), "\(words)")
                #expect(!page.body.contains("spam.example"))
            }
            #expect(try await bench.office.waitingMessages() == 0)
            // The longest there can be is taken, in letters that take the most room.
            let longest = String(repeating: "龘", count: 2_999) + "\r\n𝄞"
            #expect(try await post(fields(token, words: String(longest.dropFirst()))).status == 303)
        }
    }

    @Test func `a message from elsewhere is refused, and a network that sends many has to wait`() async throws
    {
        try await withClock { bench, client, clock in
            let visitor = DeskBrowser(client)
            let token = try await visitor.get(Self.place).value(of: "token")
            clock.turn()
            let site = HTTPField.Name("Sec-Fetch-Site")!
            for headers in [HTTPFields(), [site: "cross-site"], [.origin: "https://evil.example"]] {
                let page = try await visitor.post(Self.place, fields(token), headers: headers)
                #expect(page.status == 403)
            }
            for _ in 0..<5 { #expect(try await visitor.post(Self.place, fields(token)).status == 303) }
            let many = try await visitor.post(Self.place, fields(token))
            #expect(many.status == 429 && many.body.contains("in 10 seconds."))
            #expect(many.body.contains(">\(Self.words)</textarea>"))
            #expect(try await bench.office.waitingMessages() == 5)
        }
    }

    @Test func `the form knows the page its reader came from, if it is one of ours`() async throws {
        try await withClock { bench, client, _ in
            for (from, page) in [
                ("https://hall.example/en/map", "/en/map"), ("/en/nothing-here", "/en/nothing-here"),
                ("https://evil.example/", ""), ("/en/accessibility/message", ""), ("javascript:alert(1)", ""),
            ] {
                let form = try await client.execute(
                    uri: Self.place, method: .get, headers: [.referer: from]
                ) { DeskBrowser.Page($0) }
                #expect(
                    form.body.contains(
                        #"id="page" name="page" dir="auto" autocomplete="off" type="text" value="\#(page)""#),
                    "\(from)")
            }
        }
    }

    @Test func `the statement is kept and has a twin in JSON, the form is kept by nobody`() async throws {
        try await withClock { bench, client, _ in
            let browser = DeskBrowser(client)
            let statement = try await browser.get("/ru/accessibility")
            #expect(statement.status == 200 && statement.headers[.eTag] != nil)
            let data = try await browser.get("/ru/accessibility.json")
            #expect(data.headers[.contentType] == "application/json; charset=utf-8")
            #expect(data.body.contains(#""page": "https://hall.example/ru/accessibility""#))
            #expect(try await browser.get(Self.place).headers[.eTag] == nil)
        }
    }

    @Test func `no word of a message is logged`() async throws {
        try await withClock { bench, client, clock in
            let visitor = DeskBrowser(client)
            let token = try await visitor.get(Self.place).value(of: "token")
            clock.turn()
            let sent = try await visitor.post(
                Self.place,
                fields(token, words: "zqsecret", page: "/en/zqsecret", answer: "zqsecret@x.example"))
            #expect(sent.status == 303)
            let lines = bench.log.lines
            #expect(!lines.isEmpty)
            #expect(!lines.contains { $0.contains("zqsecret") || $0.contains(sent.location.suffix(10)) })
        }
    }
}
