import HTTPTypes
import Hall
import Hummingbird
import HummingbirdTesting
import NIOCore
import Records
import Testing

@testable import Pages

@Suite struct `Pages answered at the door` {
    /// Requests for kept pages and for their neighbours that are not.
    private static let requests: [(target: String, headers: String)] = [
        ("/ru/visit", ""), ("/ru/visit", "Accept-Encoding: gzip\r\n"), ("/ru/visit", "If-None-Match: *\r\n"),
        ("/ru/visit", "If-None-Match: \"x\"\r\nAccept-Encoding: br, gzip;q=0.5\r\n"),
        ("/ru/visit", "Cookie: reading=4200000\r\n"), ("/ru/visit", "Cookie: reading=0000000; a=b\r\n"),
        ("/ru/visit", "Cookie: a=b\r\nCookie: reading=4200000\r\n"), ("/ru/visit?view=4200000", ""),
        ("/ru/visit?x=y", ""), ("/ru/gifts?page=2", ""), ("/ru", ""), ("/ru/settings", ""),
        ("/ru/settings", "Referer: http://localhost/ru/visit\r\n"), ("/ru/search", ""),
        ("/ru/cities/k%c3%b6ln", ""),
        ("/ru/cities/k%C3%B6ln", ""), ("/en/cities/none", ""), ("/healthz", ""),
        ("/ru/visit", "Content-Length: 0\r\n"),
        ("/iiif/3/XG96E26/full/max/0/default.jpg", ""),
        ("/iiif/2/XG96E26/0,0,512,512/full/0/default.jpg", ""),
        ("/iiif/3/XG96E26/full/max/0/default.png", "Cookie: reading=4200000\r\nAccept-Encoding: gzip\r\n"),
        ("/iiif/3/XG96E26/full/max/0/default.jpg", "If-None-Match: *\r\n"),
        ("/iiif/3/XG96E26/full/max/0/default.jpg", "If-None-Match: \"x\"\r\nOrigin: null\r\n"),
        ("/iiif/3/XG96E26/f%75ll/max/0/default.jpg", ""), ("/iiif/3/XG96E26/full/5,/0/default.gif", ""),
        ("/iiif/3/XG96E26/full/5000,/0/default.jpg", ""), ("/iiif/3/XG96E26/full/max/0/default.jpg?a=b", ""),
    ]

    private static let image = Array("\u{FF}no picture, and no end of lines".utf8)

    private static let site = FakeSite(image: (image, isInMemory: true)) { route, language in
        if case .record(_, .cities, "none") = route { return .problem(.gone) }
        return .page(FakeSite.page(route.path, in: language, padding: 3000))
    }

    @Test func `are what the whole way gives, byte for byte and header for header`() async throws {
        try await withHall(Self.site) { whole in
            try await withLiveHall(Self.site) { port in
                for (target, lines) in Self.requests {
                    let expected = try await whole.get(target, Self.fields(lines))
                    let request = "GET \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(lines)\r\n"
                    // The first answer of a page is made, the second is ready at the door.
                    for _ in 0..<2 {
                        let answer = try await Wire.send(Array(request.utf8), to: port)
                        #expect(answer.hasPrefix("HTTP/1.1 \(expected.code) "), "\(target) \(lines)")
                        #expect(Self.headers(of: answer) == Self.headers(of: expected), "\(target) \(lines)")
                        #expect(Self.body(of: answer) == Self.body(of: expected.text), "\(target) \(lines)")
                        #expect(answer.contains("\r\nDate: "))
                        #expect(answer.lowercased().contains("\r\nconnection: close\r\n"))
                    }
                }
            }
        }
    }

    @Test(arguments: [true, false])
    func `are tiles as well where they lie in memory`(isInMemory: Bool) async throws {
        let site = FakeSite(image: (Self.image, isInMemory))
        let target = "/iiif/3/XG96E26/0,0,512,512/512,512/0/default.jpg"
        try await withLiveHall(site) { port in
            let request = Array("GET \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".utf8)
            let answer = try await Wire.send(request, to: port)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(Array(Self.body(of: answer).utf8) == Self.image)
            let route = try #require(Route(target: target, languages: site.languages))
            #expect(site.timesAsked(route) == (isInMemory ? 0 : 1))
        }
    }

    @Test func `are gone as soon as the public head moves`() async throws {
        let site = FakeSite()
        try await withLiveHall(site) { port in
            let request = Array("GET /ru/visit HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".utf8)
            for round in 1...3 {
                for _ in 0..<3 { _ = try await Wire.send(request, to: port) }
                #expect(site.timesAsked(.visit(.russian)) == round)
                site.publish()
            }
        }
    }

    @Test func `are in the log like any other, and keep their place among requests that take longer`()
        async throws
    {
        let spy = LogSpy()
        let settings = WebSettings.changed { $0.idleTimeoutSeconds = 1 }
        let site = FakeSite()
        try await buildApplication(site: site, settings: settings, logger: spy.logger).test(.live) { client in
            let port = try #require(client.port)
            let targets = [
                "/ru/visit", "/ru/visit", "/en/search?q=canary", "/ru/visit", "/en/no", "/ru/visit",
            ]
            for _ in 0..<10 {
                let requests = targets.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
                let answers = try await Wire.send(
                    Array((requests + "GET /healthz HTTP/1.0\r\n\r\n").utf8), to: port)
                let found = answers.split(separator: "</html>").dropLast().map { $0.contains("data-size") }
                #expect(found.count == targets.count)
                #expect(answers.hasSuffix("ok\n"))
                let lines = answers.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
                #expect(lines == ["200", "200", "200", "200", "404", "200", "200"])
            }
        }
        let visits = spy.lines.filter { $0.contains("route=/{lang}/visit status=200") }
        #expect(visits.count == 40)
        #expect(!spy.lines.contains { $0.contains("canary") })
    }

    private static func fields(_ lines: String) -> HTTPFields {
        var fields = HTTPFields()
        for line in lines.split(separator: "\r\n") {
            let parts = line.split(separator: ": ", maxSplits: 1)
            guard let name = HTTPField.Name(String(parts[0])) else { continue }
            fields.append(HTTPField(name: name, value: String(parts[1])))
        }
        return fields
    }

    /// Without what belongs to the moment and to the connection.
    private static func headers(of answer: String) -> [String] {
        let head = answer.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)[0]
        return head.split(separator: "\r\n").dropFirst().map { $0.lowercased() }
            .filter { !$0.hasPrefix("date:") && !$0.hasPrefix("connection:") }.sorted()
    }

    private static func headers(of answer: TestResponse) -> [String] {
        answer.headers.map { "\($0.name.rawName): \($0.value)".lowercased() }.sorted()
    }

    /// Up to the id of the request on an error page.
    private static func body(of answer: String) -> String {
        let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        let body = parts.last.map { String($0) } ?? ""
        return body.firstRange(of: "problem 4").map { String(body[..<$0.upperBound]) } ?? body
    }
}

@Suite struct `The date` {
    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (951_868_800, "Wed, 01 Mar 2000 00:00:00 GMT"), (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
        (1_735_689_599, "Tue, 31 Dec 2024 23:59:59 GMT"), (1_735_689_600, "Wed, 01 Jan 2025 00:00:00 GMT"),
    ])
    func `is written as the standard wants it`(second: Int64, text: String) {
        #expect(WallClock.text(second) == text)
    }
}
