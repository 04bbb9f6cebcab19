import HTTPTypes
import Hall
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOPosix
import Pages
import Records
import Testing

/// What HTTP clients of good manners never send goes over a plain socket.
@Suite struct `On the wire` {
    @Test(arguments: [
        ("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET /ru/\u{1} HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("GET / HTTP/9.9\r\n\r\n", 400), ("GET /ru/ HTTP/1.1\r\n\r\n", 400), ("nonsense\r\n\r\n", 400),
        ("\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}", 400),
        ("FETCH / HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET /ru/ HTTP/1.1\r\nHo\0st: a\r\n\r\n", 400),
        ("GET /ru/ HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400),
        ("POST /ru/settings HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nabc", 400),
    ])
    func `what is no HTTP gets a 400 with every security header, and the connection ends`(
        bytes: String, status: Int
    ) async throws {
        try await withLiveHall { port in
            let answers = try await Wire.send(Array(bytes.utf8), to: port)
            #expect(answers.hasPrefix("HTTP/1.1 \(status) "), "\(answers.prefix(200))")
            #expect(answers.lowercased().contains("content-security-policy: default-src 'none'"))
            #expect(answers.lowercased().contains("\r\nconnection: close\r\n"))
        }
    }

    /// `\u{1F}` stands for a byte that is no part of UTF-8.
    @Test(arguments: [
        "/ru/cities/\u{1F}\u{1F}", "/ru/%FF", "/ru/%C0%AF", "/ru/%ED%A0%80", "/ru/%F5%80%80%80", "/%", "/%0",
        "/..",
        "/ru/../../etc/passwd", "/ru/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fetc%2fpasswd",
        "/p/../../640.jpg",
        "*", "//evil.example/ru/", "http://evil.example//x", "/ru//cities", "/ru/cities/a%00b",
        "/ru/cities/a%0D%0Ab",
    ])
    func `addresses that are none get a page that says so`(target: String) async throws {
        try await withLiveHall { port in
            let request = "GET \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            let answers = try await Wire.send(request.utf8.map { $0 == 0x1F ? 0xFF : $0 }, to: port)
            #expect(
                answers.hasPrefix("HTTP/1.1 400 ") || answers.hasPrefix("HTTP/1.1 404 "),
                "\(answers.prefix(200))")
            #expect(answers.contains("default-src 'none'"))
        }
    }

    @Test func `a request line without end is refused while it arrives`() async throws {
        try await withLiveHall { port in
            let line = "GET /" + String(repeating: "a", count: 400_000)
            let answers = try await Wire.send(Array(line.utf8), to: port)
            // The decoder counts the line among the headers.
            #expect(answers.hasPrefix("HTTP/1.1 431 "))
        }
    }

    @Test(arguments: [
        "X-Long: " + String(repeating: "a", count: 20_000) + "\r\n",
        String(repeating: "X-Many: a\r\n", count: 200),
        String(repeating: "X-Much: " + String(repeating: "a", count: 900) + "\r\n", count: 20),
    ])
    func `headers beyond the limits are refused`(headers: String) async throws {
        try await withLiveHall { port in
            let answers = try await Wire.send(
                Array("GET /ru/ HTTP/1.1\r\nHost: a\r\n\(headers)\r\n".utf8), to: port)
            #expect(answers.hasPrefix("HTTP/1.1 431 "), "\(answers.prefix(200))")
        }
    }

    @Test func `a body that is too long is refused before it was read, and ends the connection`() async throws
    {
        try await withLiveHall { port in
            let head = "POST /ru/settings HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n"
            let answers = try await Wire.send(
                Array(head.utf8) + [UInt8](repeating: 97, count: 300_000), to: port)
            #expect(answers.hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test func `a chunked body without end is refused`() async throws {
        try await withLiveHall { port in
            let head = "POST /ru/settings HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            let chunk = "2000\r\n" + String(repeating: "a", count: 0x2000) + "\r\n"
            let answers = try await Wire.send(
                Array((head + String(repeating: chunk, count: 5)).utf8), to: port)
            #expect(answers.hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test func `a client that says nothing, or never comes to the end, is let go`() async throws {
        try await withLiveHall { port in
            for start in [
                "", "GET /ru/ HT", "GET /ru/ HTTP/1.1\r\nHost: a\r\n",
                "POST /ru/settings HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na",
            ] {
                // The answer is that the connection ends; the client would wait for ever.
                _ = try await Wire.send(Array(start.utf8), to: port)
            }
        }
    }

    @Test func `requests in one breath are answered in their order, the malformed one last`() async throws {
        let site = FakeSite { route, language in
            if case .about = route { for _ in 0..<100 { await Task.yield() } }
            return .page(FakeSite.page("page \(route.path)", in: language))
        }
        try await withLiveHall(site) { port in
            let targets = ["/ru/about", "/ru/visit", "/en/about", "/nowhere", "/healthz"]
            let requests = targets.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined() + "bad\r\n\r\n"
            let answers = try await Wire.send(Array(requests.utf8), to: port)
            let marks = [
                "page /ru/about", "page /ru/visit", "page /en/about", "problem 404", "ok\n", "HTTP/1.1 400 ",
            ]
            let places = marks.compactMap { answers.firstRange(of: $0)?.lowerBound }
            #expect(places.count == marks.count)
            #expect(places == places.sorted())
        }
    }

    @Test func `a client of HTTP 1.0 is answered and let go`() async throws {
        try await withLiveHall { port in
            let answers = try await Wire.send(Array("GET /healthz HTTP/1.0\r\n\r\n".utf8), to: port)
            #expect(answers.hasSuffix("ok\n"))
            #expect(answers.contains("close"))
        }
    }

    @Test(arguments: ["HTTP/1.0\r\n\r\n", "HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"])
    func `a long last answer arrives whole before the connection ends`(end: String) async throws {
        let size = 8_000_000
        let site = FakeSite { _, language in .page(FakeSite.page("long", in: language, padding: size)) }
        try await withLiveHall(site, { $0.renderCacheBytes = 1 << 30 }) { port in
            // Once from the renderer, and once from the door.
            for _ in 0..<2 {
                let answers = try await Wire.send(Array("GET /ru/about \(end)".utf8), to: port)
                #expect(answers.utf8.count > size)
                #expect(answers.hasSuffix("</html>"))
            }
        }
    }

    @Test func `HEAD and 304 keep the connection in step`() async throws {
        try await withLiveHall { port in
            let requests =
                "HEAD /ru/visit HTTP/1.1\r\nHost: a\r\n\r\nGET /ru/visit HTTP/1.1\r\nHost: a\r\n"
                + "If-None-Match: *\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            let answers = try await Wire.send(Array(requests.utf8), to: port)
            #expect(!answers.contains("</html>"))
            #expect(answers.contains("HTTP/1.1 304 Not Modified\r\n"))
            #expect(answers.hasSuffix("ok\n"))
            #expect(!answers.lowercased().contains("transfer-encoding"))
            #expect(answers.lowercased().split(separator: "content-length:").count == 3)
        }
    }

    @Test func `a proxy is believed only where it is trusted`() async throws {
        let request =
            "POST /ru/settings HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n"
            + "X-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n"
        for (trusted, isSecure) in [(["127.0.0.0/8", "::1"], true), ([], false), (["10.0.0.0/8"], false)] {
            let proxies = try #require(TrustedProxies(trusted))
            try await withLiveHall(FakeSite(), { $0.trustedProxies = proxies }) { port in
                let answers = try await Wire.send(Array(request.utf8), to: port)
                #expect(answers.contains("; Secure") == isSecure)
                #expect(!answers.contains("evil"))
            }
        }
    }
}

/// Runs a test against a real server whose connections do not outlive a second of silence.
func withLiveHall(
    _ site: FakeSite = FakeSite(), _ change: (inout WebSettings) -> Void = { _ in },
    _ test: @Sendable (Int) async throws -> Void
) async throws {
    var settings = WebSettings.changed { $0.idleTimeoutSeconds = 1 }
    change(&settings)
    try await buildApplication(site: site, settings: settings, logger: silence).test(.live) { client in
        try await test(try #require(client.port))
    }
}

/// A plain socket.
enum Wire {
    /// Sends bytes and returns everything that comes until the other end closes.
    static func send(_ bytes: [UInt8], to port: Int) async throws -> String {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        let client = try await bootstrap.connect(host: "localhost", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
        return try await client.executeThenClose { inbound, outbound in
            var received = ByteBuffer()
            // The server may hang up while we are still talking; what it said before counts.
            if !bytes.isEmpty { try? await outbound.write(ByteBuffer(bytes: bytes)) }
            do {
                for try await part in inbound { received.writeImmutableBuffer(part) }
            } catch let error as IOError where error.errnoCode == ECONNRESET {}
            return String(buffer: received)
        }
    }
}
