import HTTPTypes
import Hall
import Hummingbird
import HummingbirdTesting
import NIOCore
import Pages
import Records
import Testing

@Suite struct `Reading settings on the way` {
    @Test func `are kept in a cookie and led back to the page`() async throws {
        try await withHall { client in
            let form =
                "size=largest&scheme=white-on-black&images=on&back=%2Fru%2Fcities%3Fpage%3D2&action=apply&x=y"
            let answer = try await client.post("/ru/settings", form)
            #expect(answer.code == 303)
            #expect(answer.headers[.location] == "/ru/cities?page=2&view=4200000")
            #expect(
                answer.headers[.setCookie]
                    == "reading=4200000; Max-Age=31536000; Path=/; SameSite=Lax; HttpOnly")
        }
    }

    @Test(arguments: ["reset", "normal"]) func `are forgotten by their buttons`(action: String) async throws {
        try await withHall { client in
            let answer = try await client.post("/en/settings", "size=huge&back=/en/about&action=\(action)")
            #expect(answer.headers[.location] == "/en/about?view=0000000")
            #expect(answer.headers[.setCookie]?.hasPrefix("reading=; Max-Age=0; Path=/;") == true)
        }
    }

    @Test func `of unknown values are the normal ones`() async throws {
        try await withHall { client in
            let answer = try await client.post(
                "/en/settings", "size=gigantic&scheme=%00&motion=off&back=/en/")
            #expect(answer.headers[.location] == "/en/?view=0000001")
        }
    }

    @Test(arguments: [
        "", "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/%5Cevil",
        "javascript:x",
        "evil", " /en/", "/\t/evil.example", "/%09/evil.example", "/\n/evil", "/%0d%0aSet-Cookie:%20a=b",
        "%00/en/",
        "/%2Fevil.example", "/a%5Cb", "/" + String(repeating: "a", count: 4096),
    ])
    func `never lead to another site`(back: String) async throws {
        try await withHall { client in
            let answer = try await client.post("/en/settings", "size=large&back=" + back)
            #expect(answer.code == 303)
            #expect(answer.headers[.location] == "/en/?view=1000000", "\(back)")
            #expect(answer.headers.filter { $0.name == .setCookie }.count == 1)
        }
    }

    @Test func `lead back to an address with its other words whole, and without its fragment`() async throws {
        try await withHall { client in
            let back = "%2Fru%2Fsearch%3Fq%3D%D0%9F%D0%B5%D1%80%D0%BC%D1%8C%26view%3D1111111%26page%3D2%23top"
            let answer = try await client.post("/ru/settings", "back=" + back)
            #expect(
                answer.headers[.location] == "/ru/search?q=%D0%9F%D0%B5%D1%80%D0%BC%D1%8C&page=2&view=0000000"
            )
        }
    }

    @Test func `travel in the address where the cookie does not hold them`() async throws {
        try await withHall { client in
            let carried = try await client.get("/en/about?view=4200000")
            #expect(carried.code == 200)
            #expect(carried.text.contains("data-size=\"largest\" data-scheme=\"white-on-black\""))
            #expect(carried.text.contains("href=\"/ru/cities?view=4200000\""))
            let other = try await client.get("/en/about?view=4200000", [.cookie: "reading=1000000"])
            #expect(other.text.contains("data-size=\"largest\""))
            #expect(other.text.contains("?view=4200000"))
            let entrance = try await client.get("/?view=4200000", [.acceptLanguage: "en"])
            #expect(entrance.headers[.location] == "/en/?view=4200000")
            let bare = try await client.get("/en?view=4200000")
            #expect(bare.headers[.location] == "/en/?view=4200000")
        }
    }

    @Test func `leave the address once the cookie holds them`() async throws {
        try await withHall { client in
            let cookie: HTTPFields = [.cookie: "a=b; reading=4200000"]
            let answer = try await client.get("/ru/search?q=%D0%9F+x&view=4200000&page=2", cookie)
            #expect(answer.code == 303)
            #expect(answer.headers[.location] == "/ru/search?q=%D0%9F+x&page=2")
            let page = try await client.get("/ru/search?q=%D0%9F+x&page=2", cookie)
            #expect(page.text.contains("data-size=\"largest\""))
            #expect(!page.text.contains("view="))
            let normal = try await client.get("/en/?view=0000000")
            #expect(normal.headers[.location] == "/en/")
        }
    }

    @Test(arguments: [
        "", "reading", "reading=", "reading=4", "reading=9999999", "reading=42000000", "reading=-100000",
        "reading=٤٢٠٠٠٠٠", "Reading=4200000", ";;;=;=;", "reading =4200000", "xreading=4200000",
        "reading=\"4200000\"", String(repeating: "a=b;", count: 200) + "reading=4200000",
        String(repeating: "\u{0600}", count: 500),
    ])
    func `in a garbled cookie are the normal ones`(cookie: String) {
        let choice = ReadingChoice(cookies: cookie, view: nil)
        #expect(choice.settings.isDefault)
        #expect(!choice.travelsByView)
    }

    @Test func `in the first cookie that makes sense count`() {
        let choice = ReadingChoice(cookies: "reading=x;reading=4200000 ; reading=1000000", view: "0x00000")
        #expect(choice.settings.code == "4200000")
        #expect(!choice.isRepeated)
    }

    @Test func `lead back from the settings page to where the reader came from`() async throws {
        try await withHall { client in
            let referer: HTTPFields = [.referer: "http://localhost:8080/ru/gifts?page=2"]
            let page = try await client.get("/ru/settings", referer)
            #expect(page.text.contains("value=\"/ru/gifts?page=2\""))
            #expect(page.headers[.cacheControl] == "no-store")
            for foreign in [
                "https://evil.example/", "javascript:alert(1)", "//evil.example/x", "/ru/settings", "",
            ] {
                let page = try await client.get("/ru/settings", [.referer: foreign])
                #expect(page.text.contains("value=\"own\""))
            }
        }
    }

    @Test func `have a secure cookie where the Hall is reached by https`() async throws {
        try await withHall(FakeSite(), .changed { $0.publicURL = "https://hall.example" }) { client in
            let secure = try await client.post("/ru/settings", "")
            #expect(secure.headers[.setCookie]?.hasSuffix("; Secure") == true)
        }
        try await withHall(FakeSite(), .changed { $0.publicURL = "http://hall.example" }) { client in
            let forwarded = try #require(HTTPField.Name("X-Forwarded-Proto"))
            let headers: HTTPFields = [forwarded: "https"]
            let answer = try await client.post("/ru/settings", "", headers)
            #expect(answer.headers[.setCookie]?.contains("Secure") == false)
        }
    }

    @Test func `in a form that is too long are refused`() async throws {
        try await withHall { client in
            let answer = try await client.post(
                "/ru/settings", "size=" + String(repeating: "a", count: 17_000))
            #expect(answer.code == 413)
            #expect(answer.headers[.setCookie] == nil)
            #expect(answer.headers[.connection] == "close")
        }
    }
}

@Suite struct `The entrance` {
    @Test(arguments: [
        ("en", "/en/"), ("ru-RU,ru;q=0.9,en;q=0.8", "/ru/"), ("de, en;q=0.5", "/en/"), ("", "/ru/"),
        ("fr", "/ru/"),
        (";;;q=9", "/ru/"),
    ])
    func `leads to the reader's language`(accept: String, home: String) async throws {
        try await withHall { client in
            let answer = try await client.get("/", [.acceptLanguage: accept])
            #expect(answer.code == 302)
            #expect(answer.headers[.location] == home)
            #expect(answer.headers[.vary]?.contains("Accept-Language") == true)
        }
    }

    @Test func `is the only address that asks for the language`() async throws {
        try await withHall { client in
            let answer = try await client.get("/ru/about", [.acceptLanguage: "en"])
            #expect(answer.code == 200)
            #expect(answer.text.contains("lang=\"ru\""))
            #expect(answer.headers[.vary]?.contains("Accept-Language") == false)
        }
    }

    @Test func `hands labels' short addresses on in the reader's language`() async throws {
        let site = FakeSite { route, language in .redirect(to: .city(language, "köln"), isPermanent: false) }
        try await withHall(site) { client in
            let answer = try await client.get("/o/0123ABC", [.acceptLanguage: "en"])
            #expect(answer.code == 302)
            #expect(answer.headers[.location] == "/en/cities/k%C3%B6ln")
            #expect(answer.headers[.vary] == "Accept-Language")
        }
    }
}

@Suite struct `Probes` {
    @Test func `tell a process that lives from a Hall that is ready`() async throws {
        let site = FakeSite()
        try await withHall(site) { client in
            let ready = try await client.get("/readyz")
            #expect(ready.code == 200)
            site.fallBehind()
            let behind = try await client.get("/readyz")
            #expect(behind.code == 503)
            let alive = try await client.get("/healthz")
            #expect(alive.text == "ok\n")
        }
    }
}
