import HTTPTypes
import Hall
import Hummingbird
import HummingbirdTesting
import NIOCore
import Pages
import Records
import Testing

@Suite struct `Headers of every answer` {
    private static let security = [
        "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy",
        "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
    ]

    private static let requests: [(method: HTTPRequest.Method, target: String, status: Int)] = [
        (.get, "/ru/", 200), (.get, "/", 302), (.get, "/ru", 308), (.get, "/ru/?view=0000000", 303),
        (.get, "/en/search?q=x", 200), (.get, "/en/cities/nowhere", 404), (.get, "/en/gifts/withdrawn", 410),
        (.get, "/en/gifts/broken", 500), (.get, "/unknown", 404), (.get, "/%00", 400), (.get, "/%C0%AF", 400),
        (.get, "/%zz", 400), (.get, "nonsense", 400), (.delete, "/ru/", 405), (.post, "/ru/", 405),
        (.options, "/ru/cities", 405), (.get, "/" + String(repeating: "a", count: 2048), 414),
        (.get, "/ru/?" + String(repeating: "a", count: 2049), 414), (.get, "/assets/style.css", 200),
        (.get, "/assets/none.css", 404), (.get, "/healthz", 200), (.get, "/readyz", 200),
        (.get, "/robots.txt", 200),
        (.post, "/healthz", 405), (.post, "/ru/settings", 303), (.put, "/ru/settings", 405),
    ]

    private static let site = FakeSite(assets: [
        "style.css": AssetFile(bytes: Array("a{}".utf8), type: "text/css")
    ]) {
        route, language in
        switch route {
        case .record(_, .cities, _): .problem(.notFound)
        case .record(_, .gifts, "withdrawn"): .problem(.gone)
        case .record(_, .gifts, _): throw Unheard(words: "the password is swordfish")
        default: .page(FakeSite.page("page", in: language))
        }
    }

    @Test func `stand on pages, redirects, errors, files and probes alike`() async throws {
        try await withHall(Self.site) { client in
            for (method, target, status) in Self.requests {
                let answer = try await client.executeRequest(
                    uri: target, method: method, headers: [:], body: nil)
                #expect(answer.code == status, "\(method) \(target)")
                for name in Self.security {
                    let values = answer.headers.filter { $0.name.rawName == name }
                    #expect(values.count == 1, "\(name) of \(method) \(target)")
                }
                #expect(answer.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
                #expect(answer.headers[.contentSecurityPolicy]?.contains("unsafe") == false)
                #expect(answer.headers[.server] == nil)
                #expect(answer.headers[.cacheControl] != nil)
                #expect(answer.headers[.contentLength] == String(answer.body.readableBytes))
            }
        }
    }

    @Test func `are the same for HEAD, which has no body`() async throws {
        try await withHall(Self.site) { client in
            for (method, target, status) in Self.requests where method == .get {
                let whole = try await client.get(target)
                let head = try await client.executeRequest(
                    uri: target, method: .head, headers: [:], body: nil)
                #expect(head.code == status)
                #expect(head.body.readableBytes == 0)
                // An error page holds the id of its request, which is as long as any other.
                #expect(head.headers == whole.headers, "\(target)")
            }
        }
    }

    @Test func `name the methods of an address that refuses one`() async throws {
        try await withHall { client in
            let page = try await client.executeRequest(uri: "/ru/", method: .put, headers: [:], body: nil)
            #expect(page.headers[.allow] == "GET, HEAD")
            let form = try await client.executeRequest(
                uri: "/ru/settings", method: .put, headers: [:], body: nil)
            #expect(form.headers[.allow] == "GET, HEAD, POST")
        }
    }

    @Test func `let browsers keep an asset for ever and compress it`() async throws {
        let style = String(repeating: "a { color: #000 }\n", count: 200)
        let site = FakeSite(assets: [
            "s.1.css": AssetFile(bytes: Array(style.utf8), type: "text/css; charset=utf-8")
        ])
        try await withHall(site) { client in
            let plain = try await client.get("/assets/s.1.css")
            #expect(plain.text == style)
            #expect(plain.headers[.contentType] == "text/css; charset=utf-8")
            #expect(plain.headers[.cacheControl] == "public, max-age=31536000, immutable")
            let packed = try await client.get("/assets/s.1.css", [.acceptEncoding: "gzip"])
            #expect(packed.headers[.contentEncoding] == "gzip")
            #expect(packed.headers[.vary] == "Accept-Encoding")
            #expect(packed.headers[.eTag] != plain.headers[.eTag])
            #expect(packed.body.readableBytes < style.utf8.count / 4)
            let again = try await client.get("/assets/s.1.css", [.ifNoneMatch: plain.headers[.eTag] ?? ""])
            #expect(again.code == 304)
        }
    }
}

@Suite struct Errors {
    @Test func `of an unknown type tell the visitor an id and the log a type, and nobody their text`()
        async throws
    {
        let spy = LogSpy()
        let site = FakeSite { _, _ in throw Unheard(words: "the password is swordfish") }
        try await withHall(site, logger: spy.logger) { client in
            let answer = try await client.get("/en/cities/oxford?q=canary")
            #expect(answer.code == 500)
            #expect(!answer.text.contains("swordfish"))
            let logged = spy.lines.filter { $0.hasPrefix("error") }
            #expect(logged.count == 1)
            let line = try #require(logged.first)
            #expect(line.contains("Unheard"))
            #expect(line.contains("route=/{lang}/cities/{slug}"))
            let id = try #require(line.split(separator: " ").first { $0.hasPrefix("id=") }).dropFirst(3)
            #expect(answer.text.contains(id))
            #expect(
                !spy.lines.contains {
                    $0.contains("swordfish") || $0.contains("canary") || $0.contains("oxford")
                })
        }
    }

    @Test func `speak the language of the address, else of the browser, else of the house`() async throws {
        try await withHall { client in
            let english = try await client.get("/en/no/such/place")
            #expect(english.text.contains("lang=\"en\""))
            let russian = try await client.get("/ru/no/such/place", [.acceptLanguage: "en"])
            #expect(russian.text.contains("lang=\"ru\""))
            let negotiated = try await client.get("/nothing", [.acceptLanguage: "en-GB"])
            #expect(negotiated.text.contains("lang=\"en\""))
            let unasked = try await client.get("/nothing")
            #expect(unasked.text.contains("lang=\"ru\""))
            let unoffered = try await client.get("/de/cities", [.acceptLanguage: "en"])
            #expect(unoffered.text.contains("lang=\"en\""))
        }
    }

    @Test func `keep the reading settings`() async throws {
        try await withHall { client in
            let kept = try await client.get("/en/nothing", [.cookie: "reading=4200000"])
            #expect(kept.text.contains("data-size=\"largest\""))
            let carried = try await client.get("/en/nothing?view=4200000")
            #expect(carried.text.contains("/ru/cities?view=4200000"))
        }
    }

    @Test func `come as 503 when the Hall does not answer in time`() async throws {
        let site = FakeSite { _, _ in
            try await Task.sleep(for: .seconds(3600))
            throw CancellationError()
        }
        try await withHall(site, .changed { $0.requestTimeoutSeconds = 0 }) { client in
            for target in ["/ru/", "/ru/search?q=x", "/o/0000000"] {
                let answer = try await client.get(target)
                #expect(answer.code == 503)
                #expect(answer.headers[.retryAfter] == "5")
            }
        }
    }
}

@Suite struct `The access log` {
    @Test func `holds what was asked in general, and nothing of who asked`() async throws {
        let spy = LogSpy()
        try await withHall(logger: spy.logger) { client in
            _ = try await client.get(
                "/ru/search?q=canary-query&view=4200000",
                [
                    .cookie: "reading=4200000; canary-cookie=1", .userAgent: "canary-agent",
                    .referer: "/canary-referer",
                ])
            _ = try await client.get("/ru/canary-path/x/y")
            let lines = spy.lines.filter { $0.contains(" request ") }
            #expect(lines.count == 2)
            #expect(lines.first?.contains("method=GET") == true)
            #expect(lines.first?.contains("route=/{lang}/search") == true)
            #expect(lines.first?.contains("status=303") == true)
            #expect(lines.last?.contains("route=unknown") == true)
            #expect(
                lines.allSatisfy {
                    !$0.contains("canary") && $0.contains("milliseconds=") && $0.contains("id=")
                })
        }
    }

    @Test func `writes nothing where it is switched off`() async throws {
        let spy = LogSpy()
        try await withHall(FakeSite(), .changed { $0.logsRequests = false }, logger: spy.logger) { client in
            _ = try await client.get("/ru/")
            #expect(spy.lines.isEmpty)
        }
    }
}

/// An error that nobody thought of.
struct Unheard: Error, CustomStringConvertible {
    var words: String
    var description: String { words }
}
