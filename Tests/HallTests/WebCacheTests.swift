import HTTPTypes
import Hall
import Hummingbird
import HummingbirdTesting
import NIOCore
import Pages
import Records
import Synchronization
import Testing

@Suite struct `Kept pages` {
    @Test func `are rendered once however many ask at the same moment`() async throws {
        let gate = Latch()
        let site = FakeSite { route, language in
            await gate.wait()
            return .page(FakeSite.page(route.path, in: language))
        }
        try await withHall(site) { client in
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<64 { group.addTask { try await client.get("/ru/cities").text } }
                gate.open()
                var texts = Set<String>()
                for try await text in group { texts.insert(text) }
                #expect(texts.count == 1)
            }
            _ = try await client.get("/ru/cities?utm=1&unknown=2")
            _ = try await client.get("/ru/cities", [.cookie: "reading=4200000"])
            #expect(site.timesAsked(.cities(.russian)) == 1)
        }
    }

    @Test func `are rendered anew when the public head moves`() async throws {
        let site = FakeSite()
        try await withHall(site) { client in
            _ = try await client.get("/ru/visit")
            site.publish()
            _ = try await client.get("/ru/visit")
            _ = try await client.get("/ru/visit")
            #expect(site.timesAsked(.visit(.russian)) == 2)
        }
    }

    @Test func `are not searches, errors, or anything while the cache is off`() async throws {
        let site = FakeSite { route, language in
            if case .record(_, .cities, _) = route { return .problem(.notFound) }
            return .page(FakeSite.page("page", in: language))
        }
        try await withHall(site) { client in
            for _ in 0..<3 {
                _ = try await client.get("/en/search?q=a")
                _ = try await client.get("/en/cities/atlantis")
            }
            #expect(site.timesAsked(.search(.english, query: "a")) == 3)
            #expect(site.timesAsked(.city(.english, "atlantis")) == 3)
        }
        try await withHall(site, .changed { $0.keepsPages = false }) { client in
            for _ in 0..<3 {
                let answer = try await client.get("/en/about")
                #expect(answer.code == 200)
            }
            #expect(site.timesAsked(.about(.english)) == 3)
        }
    }

    @Test func `never take more memory than they may, and lose the longest unused first`() async throws {
        let limit = 2 << 20
        let cache = RenderCache(bytes: limit, build: "1")
        let favourite = Route.about(.russian)
        for number in 1...500 {
            _ = try await cache.page(.city(.russian, "c\(number)"), head: 1) {
                .page(FakeSite.page("city", in: .russian, padding: 20_000))
            }
            _ = try await cache.page(favourite, head: 1) {
                .page(FakeSite.page("about", in: .russian, padding: 20_000))
            }
            #expect(cache.bytes <= limit)
        }
        #expect(cache.count > 8)
        #expect(cache.count < 100)
        #expect(cache.ready(favourite, head: 1) != nil)
        #expect(cache.ready(.city(.russian, "c1"), head: 1) == nil)
    }

    @Test func `of an older head do not displace newer ones`() async throws {
        let cache = RenderCache(bytes: 1 << 20, build: "1")
        let route = Route.about(.russian)
        for head: UInt64 in [7, 5] {
            _ = try await cache.page(route, head: head) { .page(FakeSite.page("\(head)", in: .russian)) }
        }
        #expect(cache.ready(route, head: 7) != nil)
        #expect(cache.ready(route, head: 8) == nil)
    }

    @Test func `fail for all who wait, and are tried again by the next`() async throws {
        let fails = Mutex(true)
        let site = FakeSite { _, language in
            if fails.withLock({ $0 }) { throw Unheard(words: "disk") }
            return .page(FakeSite.page("page", in: language))
        }
        try await withHall(site) { client in
            let broken = try await client.get("/ru/")
            #expect(broken.code == 500)
            fails.withLock { $0 = false }
            let mended = try await client.get("/ru/")
            #expect(mended.code == 200)
        }
    }
}

@Suite struct `Conditional requests` {
    /// What a page's `If-None-Match` may look like, and whether it names `tag`.
    private static func conditions(_ tag: String) -> [(field: String, matches: Bool)] {
        [
            (tag, true), ("W/" + tag, true), ("*", true), (" * ", true), ("\"a\", " + tag, true),
            ("\"a\",\"b\" , W/" + tag + ", \"c\"", true), (",, " + tag, true), ("\"a,b\", " + tag, true),
            ("\"other\"", false), (String(tag.dropFirst().dropLast()), false), ("", false), (",", false),
            ("W/", false), ("\"", false), ("\"a", false), (String(tag.dropLast()), false),
            ("w/" + tag, false),
            ("\"x" + tag.dropFirst(), false), ("*, \"a\"", false), ("junk " + tag, false), ("Пермь", false),
        ]
    }

    @Test(arguments: ["", "gzip"], ["", "reading=4200000", "reading=0610000"])
    func `answer 304 exactly where the reader has these bytes`(encoding: String, cookie: String) async throws
    {
        try await withHall(FakeSite()) { client in
            for view in ["", "?view=1300000"] {
                var headers: HTTPFields = [:]
                if !encoding.isEmpty { headers[.acceptEncoding] = encoding }
                if !cookie.isEmpty { headers[.cookie] = cookie }
                let page = try await client.get("/ru/gifts" + view, headers)
                let tag = try #require(page.headers[.eTag])
                for (field, matches) in Self.conditions(tag) {
                    headers[.ifNoneMatch] = field
                    let answer = try await client.get("/ru/gifts" + view, headers)
                    #expect(answer.code == (matches ? 304 : 200), "\(field)")
                    #expect(answer.headers[.eTag] == tag)
                    #expect(answer.headers[.vary] == "Cookie, Accept-Encoding")
                    #expect(answer.headers[.cacheControl] == "private, no-cache")
                    if matches {
                        #expect(answer.body.readableBytes == 0)
                        #expect(answer.headers[.contentLength] == nil)
                        #expect(answer.headers[.contentType] == nil)
                    } else {
                        #expect(answer.body == page.body)
                    }
                }
            }
        }
    }

    @Test func `know each version of a page by a tag of its own, and the same bytes by the same tag`()
        async throws
    {
        try await withHall(FakeSite()) { client in
            var bodies: [String: ByteBuffer] = [:]
            for settings in ReadingSettings.all where settings.code.hasSuffix("000") {
                for encoding in ["gzip", "identity"] {
                    for isView in [true, false] {
                        let cookie: HTTPFields = isView ? [:] : [.cookie: "reading=\(settings.code)"]
                        var headers = cookie
                        headers[.acceptEncoding] = encoding
                        let target = isView && !settings.isDefault ? "/ru/?view=\(settings.code)" : "/ru/"
                        let answer = try await client.get(target, headers)
                        let tag = try #require(answer.headers[.eTag])
                        #expect(bodies[tag] == nil || bodies[tag] == answer.body)
                        bodies[tag] = answer.body
                    }
                }
            }
            // Of every choice four versions, of the normal version two.
            let choices = ReadingSettings.all.count { $0.code.hasSuffix("000") }
            #expect(bodies.count == choices * 4 - 2)
        }
    }

    @Test func `of another build or another page never match`() async throws {
        var tags = Set<String>()
        for build in ["1", "2"] {
            try await withHall(FakeSite(), .changed { $0.build = build }) { client in
                _ = try await client.get("/ru/")
            }
            for words in ["a", "b"] {
                let page = ReadyPage(FakeSite.page(words, in: .russian), build: build)
                let reply = page.reply(
                    ReadingChoice(cookies: nil, view: nil), acceptsGzip: false, ifNoneMatch: nil)
                tags.insert(try #require(reply.headers[.eTag]))
            }
        }
        #expect(tags.count == 4)
    }
}

/// Holds everyone back until it is opened.
final class Latch: Sendable {
    private let (stream, continuation) = AsyncStream<Void>.makeStream()

    func open() { continuation.finish() }

    func wait() async { for await _ in stream {} }
}
