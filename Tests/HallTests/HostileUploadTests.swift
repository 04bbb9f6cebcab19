import FoundationEssentials
import Hall
import Hummingbird
import HummingbirdTesting
import Kinds
import Ledger
import NIOCore
import NIOPosix
import Office
import Testing

/// Forms with files that are cut off, crawl, never end or fall to pieces, sent over a plain socket: nothing of them is
/// kept, nobody else has to wait for them, and the Hall lives on.
@Suite(.timeLimit(.minutes(5))) struct HostileUploadTests {
    private static let boundary = "zqboundary"

    /// A Desk at a port, and what it knows of who is signed in.
    private struct Live: Sendable {
        let port: Int
        let bench: DeskBench
        let cookie: String
        let token: String

        /// The head of a request with a form of files, up to its length.
        var head: String {
            "POST /en/desk/upload HTTP/1.1\r\nHost: a\r\nCookie: \(cookie)\r\nSec-Fetch-Site: same-origin\r\n"
                + "Content-Type: multipart/form-data; boundary=\(HostileUploadTests.boundary)\r\n"
        }

        /// One part.
        func part(_ name: String, _ value: String, file: String? = nil) -> String {
            "--\(HostileUploadTests.boundary)\r\nContent-Disposition: form-data; name=\"\(name)\""
                + (file.map { "; filename=\"\($0)\"" } ?? "") + "\r\n\r\n\(value)\r\n"
        }

        var csrf: String { part("csrf", token) }

        var filesComingIn: [String] {
            // A folder that is not there holds nothing.
            (try? FileManager.default.contentsOfDirectory(atPath: bench.hall.folder.path + "/incoming")) ?? []
        }

        /// What comes until the Hall hangs up, which it may do while we still talk.
        func sent(_ text: String) async throws -> String {
            do {
                return try await Wire.send(Array(text.utf8), to: port)
            } catch let error as ChannelError where error == .ioOnClosedChannel {
                return ""
            }
        }

        /// Sends a good form with a picture.
        func sendsWell() async throws -> Int {
            let picture = try Data(contentsOf: CanaryHall.root.appending(path: "demo/perm/media/books.png"))
            let file = part("pictures", "", file: "good.png").utf8.dropLast(2)
            let end = "\r\n--\(HostileUploadTests.boundary)--\r\n"
            let body = Array(csrf.utf8) + file + [UInt8](picture) + Array(end.utf8)
            let last = "Connection: close\r\nContent-Length: \(body.count)\r\n\r\n"
            let answer = try await Wire.send(Array((head + last).utf8) + body, to: port)
            return Int(answer.split(separator: " ").dropFirst().first ?? "") ?? 0
        }
    }

    private func withDesk(
        _ change: (inout WebSettings) -> Void = { _ in },
        _ test: @Sendable @escaping (Live) async throws -> Void
    ) async throws {
        let bench = try await DeskBench()
        let settings = WebSettings.changed {
            $0.idleTimeoutSeconds = 1
            change(&$0)
        }
        let application = buildApplication(
            site: bench.hall.site, desk: bench.desk, settings: settings, logger: silence)
        try await application.test(.live) { client in
            let browser = try await signedIn(.editor, client)
            let token = try await browser.get("/en/desk/upload").token
            let live = Live(
                port: try #require(client.port), bench: bench, cookie: browser.cookie, token: token)
            try await test(live)
            // Whatever came: nothing of it was written, and the next one is served.
            #expect(try await bench.hall.ledger.head() == bench.hall.head)
            #expect(try await live.sendsWell() == 200)
            // A form that was cut off is read as far as it came, and then its files are gone, or the time limit tells.
            while !live.filesComingIn.isEmpty { await Task.yield() }
        }
        try await bench.remove()
    }

    @Test func `a form of files that does not come to its end is not waited for, wherever it stops`()
        async throws
    {
        try await withDesk { live in
            let file = live.part("pictures", String(repeating: "x", count: 5_000), file: "a.png")
            let whole = live.csrf + live.part("credit", "c") + file + file
            // In the head of the first part, in the token, in the credit, in a file's head, in a file, behind one.
            for stop in [
                0, 5, 30, live.csrf.utf8.count, live.csrf.utf8.count + 90, 400, 3_000, whole.utf8.count,
            ] {
                let start = String(decoding: whole.utf8.prefix(stop), as: UTF8.self)
                for length in [
                    "Content-Length: 100000\r\n\r\n\(start)",
                    "Transfer-Encoding: chunked\r\n\r\n"
                        + (start.isEmpty ? "" : "\(String(start.utf8.count, radix: 16))\r\n\(start)\r\n"),
                ] {
                    let answer = try await live.sent(live.head + length)
                    let isRefusal =
                        answer.isEmpty || answer.hasPrefix("HTTP/1.1 4") || answer.hasPrefix("HTTP/1.1 503")
                    #expect(isRefusal, "stopped at \(stop): \(answer.prefix(100))")
                }
            }
        }
    }

    @Test func `a form of files that ends too early for its length is refused whole`() async throws {
        try await withDesk { live in
            let file = live.part("pictures", "x", file: "a.png")
            for body in [live.csrf + file, live.csrf, file, "", "--zqboundary--", "--zqboundary", "\r\n"] {
                let answer = try await live.sent(
                    live.head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
                #expect(
                    answer.hasPrefix("HTTP/1.1 400 ") || answer.hasPrefix("HTTP/1.1 403 "),
                    "\(body.prefix(40)): \(answer.prefix(60))")
            }
        }
    }

    @Test func `who crawls holds one place, for a time, and nobody else is turned away for longer`()
        async throws
    {
        let change = { (settings: inout WebSettings) in
            settings.uploads.atOnce = 1
            // Time enough for another to come meanwhile.
            settings.idleTimeoutSeconds = 3
        }
        try await withDesk(change) { live in
            let start = live.csrf + live.part("pictures", "xxxxx", file: "a.png")
            async let crawling = live.sent(live.head + "Content-Length: 100000\r\n\r\n" + start)
            // The file's coming is all that tells from outside that the place is taken.
            while live.filesComingIn.isEmpty { await Task.yield() }
            #expect(try await live.sendsWell() == 503)
            let answer = try await crawling
            #expect(answer.isEmpty || !answer.hasPrefix("HTTP/1.1 2"), "\(answer.prefix(60))")
        }
    }

    @Test func `a form of files that comes on and on, and slowly, is cut off in time`() async throws {
        try await withDesk({ $0.uploads.timeoutSeconds = 5 }) { live in
            let start = live.head + "Transfer-Encoding: chunked\r\n\r\n"
            let body = live.csrf + live.part("pictures", "", file: "a.png")
            let answer = try await Self.drip(
                start + "\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n", "1\r\nx\r\n", to: live.port)
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 503 "), "\(answer.prefix(60))")
        }
    }

    /// Sends a beginning, and then the same few bytes again and again until the other end has enough.
    private static func drip(_ start: String, _ drop: String, to port: Int) async throws -> String {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        let client = try await bootstrap.connect(host: "localhost", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
        return try await client.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: String.self) { group in
                group.addTask {
                    var received = ByteBuffer()
                    do {
                        for try await part in inbound { received.writeImmutableBuffer(part) }
                    } catch is IOError {}
                    return String(buffer: received)
                }
                do {
                    try await outbound.write(ByteBuffer(string: start))
                    while true { try await outbound.write(ByteBuffer(string: drop)) }
                } catch {
                    // The other end hung up, which is what is waited for.
                }
                return try await group.next() ?? ""
            }
        }
    }

    @Test func `a form of more parts than any form has is refused whole`() async throws {
        try await withDesk { live in
            let file = live.part("pictures", "x", file: "a.png")
            for parts in [
                String(repeating: live.part("x", ""), count: 6_000), String(repeating: file, count: 101),
                String(repeating: live.part("pictures", "", file: ""), count: 6_000),
                String(repeating: live.part("x", String(repeating: "y", count: 1_000)), count: 1_200),
                String(repeating: live.csrf, count: 6_000),
            ] {
                let body = live.csrf + parts + "--\(Self.boundary)--\r\n"
                let answer = try await live.sent(
                    live.head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
                #expect(
                    answer.isEmpty || answer.hasPrefix("HTTP/1.1 400 ") || answer.hasPrefix("HTTP/1.1 413 "),
                    "\(parts.prefix(80)): \(answer.prefix(60))")
            }
        }
    }

    @Test func `a length that no form of files may have is refused before any of it is read`() async throws {
        try await withDesk { live in
            for length in ["1073741825", "9223372036854775807", "99999999999999999999"] {
                let answer = try await live.sent(live.head + "Content-Length: \(length)\r\n\r\n" + live.csrf)
                #expect(
                    answer.hasPrefix("HTTP/1.1 413 ") || answer.hasPrefix("HTTP/1.1 400 "),
                    "\(length): \(answer.prefix(60))")
            }
        }
    }
}
