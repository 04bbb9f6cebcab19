import Hall
import Hummingbird
import HummingbirdTesting
import Kinds
import Ledger
import NIOCore
import Office
import Records
import Testing

/// Bodies that are too long, that never end, or that lie about their length, sent to the Desk over a plain socket.
@Suite struct HostileBodyTests {
    private static let form =
        "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n"
    private static let tooMuch = String(repeating: "title.en=x&", count: 120_000)

    private func withDesk(
        _ test: @Sendable @escaping (Int, String, DeskBench) async throws -> Void
    ) async throws {
        let bench = try await DeskBench()
        let application = buildApplication(
            site: bench.hall.site, desk: bench.desk,
            settings: .changed {
                $0.idleTimeoutSeconds = 1
                $0.requestTimeoutSeconds = 1
            }, logger: silence)
        try await application.test(.live) { client in
            var browser = DeskBrowser(client)
            _ = try await browser.signIn(as: .publisher)
            let code = try #require(bench.hall.shown[Article.name])
            let head =
                "POST /en/desk/record/\(code) HTTP/1.1\r\nHost: a\r\nCookie: \(browser.cookie)\r\n"
                + Self.form
            try await test(try #require(client.port), head, bench)
            // Whatever came: the Hall lives, and nothing was written.
            let home = try await Wire.send(
                Array(
                    "GET /en/desk HTTP/1.1\r\nHost: a\r\nCookie: \(browser.cookie)\r\nConnection: close\r\n\r\n"
                        .utf8),
                to: try #require(client.port))
            #expect(home.hasPrefix("HTTP/1.1 200 "))
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
        }
        try await bench.remove()
    }

    @Test func `a form that is too long is refused, with its length and without`() async throws {
        try await withDesk { port, head, _ in
            let length = "Content-Length: \(Self.tooMuch.utf8.count)\r\n\r\n"
            let chunk = "10000\r\n" + String(repeating: "a", count: 0x10000) + "\r\n"
            for body in [
                length + Self.tooMuch, length, "Content-Length: 99999999999\r\n\r\na",
                "Transfer-Encoding: chunked\r\n\r\n" + String(repeating: chunk, count: 20) + "0\r\n\r\n",
            ] {
                let answer = try await Self.sent(head + body, to: port)
                #expect(answer.hasPrefix("HTTP/1.1 413 "), "\(answer.prefix(100)) to \(body.prefix(60))")
            }
            // What goes on after that is cut off, with an answer or without.
            let endless = try await Self.sent(
                head + "Transfer-Encoding: chunked\r\n\r\n" + String(repeating: chunk, count: 40), to: port)
            #expect(endless.isEmpty || endless.hasPrefix("HTTP/1.1 413 "), "\(endless.prefix(100))")
        }
    }

    /// What comes until the Hall hangs up, which it may do while we still talk.
    private static func sent(_ text: String, to port: Int) async throws -> String {
        do {
            return try await Wire.send(Array(text.utf8), to: port)
        } catch let error as ChannelError where error == .ioOnClosedChannel {
            return ""
        }
    }

    @Test func `who is not signed in may not send as much as who is`() async throws {
        try await withDesk { port, _, _ in
            for cookie in ["", "Cookie: desk=\(String(repeating: "a", count: 43))\r\n"] {
                let head = "POST /en/desk/sign-in HTTP/1.1\r\nHost: a\r\n" + cookie + Self.form
                let body = "login=" + String(repeating: "a", count: 40_000)
                let answer = try await Self.sent(
                    head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body, to: port)
                #expect(answer.hasPrefix("HTTP/1.1 413 "), "\(answer.prefix(100))")
            }
        }
    }

    @Test func `a form that does not come to its end is not waited for, and nothing of it is done`()
        async throws
    {
        try await withDesk { port, head, _ in
            for start in [
                "", "Content-Length: 100\r\n\r\ncsrf=", "Transfer-Encoding: chunked\r\n\r\n5\r\ncsrf=\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\ncs", "Content-Length: 100\r\n\r\n",
            ] {
                // The client would wait for ever; that it gets to the end of the connection is the answer.
                let answer = try await Self.sent(head + start, to: port)
                #expect(
                    !answer.hasPrefix("HTTP/1.1 2") && !answer.hasPrefix("HTTP/1.1 303"),
                    "\(answer.prefix(100))")
            }
        }
    }

    @Test(arguments: [
        "Content-Length: 4\r\nContent-Length: 5\r\n\r\na=bc",
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: -1\r\n\r\n", "Content-Length: +4\r\n\r\na=bc",
        "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\na\r\n",
    ]) func `a body that lies about its length smuggles nothing in`(_ body: String) async throws {
        try await withDesk { port, head, _ in
            let smuggled = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
            let answer = try await Self.sent(head + body + smuggled, to: port)
            #expect(
                !answer.contains("\r\n\r\nok\n"),
                "the request behind the body was answered: \(answer.prefix(200))")
        }
    }
}
