import IIIF
import Pages
import Records
import Testing

private let ru = Language.russian
private let zh = Language("zh-Hans")!

/// At least one route of every pattern, with hostile and foreign slugs among them.
let sampleRoutes: [Route] = {
    var routes: [Route] = [
        .entrance, .short("0A1B2C3"), .picture("ZZZZZZZ", width: 640), .asset("site.0af3.css"),
        .sharePicture(city: nil), .sharePicture(city: "hall"), .sharePicture(city: "青岛"),
    ]
    routes += ImageAPI.allCases.flatMap { api -> [Route] in
        [.imageService(api, "0A1B2C3"), .imageInformation(api, "ZZZZZZZ")]
            + [
                ("full", "max", "0", "default.jpg"), ("pct:1,2,3,4", "^!5,5", "!90", "gray.png"),
                ("", "", "", ""), ("..", ".", "a/b", "c\\d"), ("青岛", "a?b#c%2F", "+ &=", "\"<'>\\.^"),
            ].map { region, size, rotation, file in
                .image(
                    api, "0A1B2C3",
                    ImageParameters(region: region, size: size, rotation: rotation, file: file))
            }
    }
    routes += [
        .manifest("0A1B2C3"), .canvas("ZZZZZZZ", of: "0A1B2C3"), .manifests(of: nil),
        .manifests(of: nil, part: 9999), .manifests(of: "0A1B2C3"), .manifests(of: "0A1B2C3", part: 2),
    ]
    routes += [
        .signInReturn(SignInReturn()),
        .signInReturn(SignInReturn([("code", "a/b+c=="), ("state", "x"), ("iss", "https://id.example/ü")])),
        .signInReturn(SignInReturn([("error", "access_denied"), ("state", "x")])),
    ]
    routes += [.sitemap] + Route.Section.allCases.flatMap { [.sitemapPart($0, 1), .sitemapPart($0, 60)] }
    for language in [ru, zh] {
        routes += Route.Feed.allCases.map { .feed(language, $0) }
        routes += [
            .accessibility(language), .accessibilityData(language), .message(language),
            .messageTaken(language, "0123456789"), .desk(language, .messages),
            .home(language), .visit(language), .about(language), .settings(language), .people(language),
            .room(language, exhibition: "ties", room: "oxford"),
            .room(language, exhibition: "青岛", room: "a b"),
            .desk(language, .work("review")), .desk(language, .work("translate-zh-Hans")),
            .desk(language, .search()), .desk(language, .search("a b&c")),
            .desk(language, .erase),
            .desk(language, .upload), .desk(language, .picture("0A1B2C3", field: "image")),
            .desk(language, .kept("1a2b3c")), .desk(language, .blur("0A1B2C3")),
            .desk(language, .blurSource("0A1B2C3")),
            .desk(language, .find()), .desk(language, .find(kind: "city", "青 岛&")),
            .desk(language, .date("1995~")), .desk(language, .date()),
            .desk(language, .home), .desk(language, .signIn()),
            .desk(language, .signIn(next: "/ru/desk/search?q=a%20b")),
            .desk(language, .code()), .desk(language, .code(next: "/ru/desk/me")),
            .desk(language, .first()), .desk(language, .first(token: "a-b_c")),
            .desk(language, .people), .desk(language, .newPerson), .desk(language, .person("0123456789")),
            .desk(language, .person("ABCDEFGHJK", done: "ended")), .desk(language, .me()),
            .desk(language, .me(done: "password")), .desk(language, .secondFactor), .desk(language, .signOut),
            .desk(language, .welcome()), .desk(language, .welcome(token: "a-b_c")),
            .desk(language, .list(kind: "gift")), .desk(language, .list(kind: "gift", page: 3)),
            .desk(language, .new(kind: "gift")), .desk(language, .record("0A1B2C3")),
            .desk(language, .record("0A1B2C3", done: "saved")), .desk(language, .history("0A1B2C3")),
            .desk(language, .history("0A1B2C3", field: "case.valuations", before: 17)),
            .desk(language, .compare("0A1B2C3")), .desk(language, .compare("0A1B2C3", from: 1, to: 9)),
            .desk(language, .delete("0A1B2C3")), .desk(language, .deleted()),
            .desk(language, .deleted(page: 2)),
            .desk(language, .preview("0A1B2C3")), .desk(language, .check),
            .desk(language, .approvals("0A1B2C3")), .desk(language, .approval()),
            .desk(language, .approval(token: "a-b_c")), .desk(language, .approvalPicture()),
            .desk(language, .approvalPicture(token: "a-b_c")), .desk(language, .previewPicture("0A1B2C3")),
            .desk(language, .translations()), .desk(language, .translationFile),
            .desk(language, .record("0A1B2C3", only: "de")),
            .desk(
                language,
                .translations(
                    DeskTranslationsQuery([("language", "de"), ("state", "open"), ("as", "csv")]) ?? .init())),
            .desk(language, .journal()),
            .desk(
                language,
                .journal(DeskJournalQuery([("person", "cli"), ("as", "csv"), ("before", "9")]) ?? .init())),
            .map(language), .country(language, "DE"), .country(language, "CN", page: 2),
            .newsOf(language, year: 2019), .newsOf(language, year: 2019, page: 2),
            .newsOf(language, year: 2019, month: 6), .newsOf(language, year: 2019, month: 12, page: 4),
            .peopleOf(language, .year(2019)), .peopleOf(language, .year(2019), page: 2),
            .search(language, query: ""), .suggestions(language, ""), .suggestions(language, "Кёльн & 青岛"),
            .search(language, query: "a&b=c+d %?#/ё«»", page: 2), .search(language, query: "青岛"),
            .search(language, SearchQuestion("ваза").with { ($0.kind, $0.years) = ("gift", 1990...1999) }),
            .search(
                language,
                SearchQuestion("a").with { ($0.city, $0.area, $0.tongue) = ("青岛", .culture, .russian) }
                    .turned(to: 3)),
        ]
        routes += Route.Area.allCases.flatMap {
            [.peopleOf(language, .area($0)), .peopleOf(language, .area($0), page: 3)]
        }
        for section in Route.Section.allCases where section.hasList {
            routes += [1, 2, 9999].map { .list(language, section, page: $0) }
        }
        for slug in ["oxford", "Кёльн", "青岛", "a b", "2019-in-perm", "%2e", "a?b#c", "…", "20190"] {
            routes += Route.Section.allCases.map { .record(language, $0, slug) }
        }
    }
    return routes
}()

struct RouteTests {
    @Test(arguments: sampleRoutes)
    func `reads back every address it prints`(route: Route) throws {
        let path = route.path
        #expect(Route(target: path) == route)
        #expect(path.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "an address is ASCII without blanks")
        #expect(route.hasQuery == path.utf8.contains(UInt8(ascii: "?")))
    }

    @Test func `has a sample of every pattern`() {
        #expect(Set(sampleRoutes.map(\.pattern)) == Set(Route.allPatterns))
    }

    @Test(arguments: sampleRoutes)
    func `finds the same place in another language`(route: Route) {
        let other = route.inLanguage(.english)
        #expect(other.pattern == route.pattern)
        #expect(other.language == (route.language == nil ? nil : .english))
        if let language = route.language { #expect(other.inLanguage(language) == route) }
    }

    @Test(arguments: [
        ("/ru/gifts?page=1", "/ru/gifts"), ("/ru/gifts?page=2", "/ru/gifts?page=2"), ("/ru", "/ru/"),
        ("/ru/gifts?utm=1&page=2&x", "/ru/gifts?page=2"), ("/ru/visit?q=1&page=x", "/ru/visit"),
        ("/ru/search?q=a+b&q=c", "/ru/search?q=a%20b"), ("/ru/search?%FF=1&q=a", "/ru/search?q=a"),
        ("/ru/search?q=a&view=4200000", "/ru/search?q=a"), ("/ru/cities/oxford?", "/ru/cities/oxford"),
        ("/%72u/", "/ru/"),
    ])
    func `leaves out of an address what does not belong to it`(target: String, path: String) {
        #expect(Route(target: target)?.path == path)
    }

    @Test(arguments: [
        "", "ru/", "//", "//evil.example", "/ru//", "/ru//gifts", "/ru/gifts/", "/ru/gifts//a", "/RU/", "/r/",
        "/xx-yy-zz/",
        "/ru/unknown", "/ru/pages", "/sitemaps/gifts.xml", "/sitemaps/gifts-0.xml", "/sitemaps/nothing-1.xml",
        "/ru/sitemap.xml",
        "/news.atom", "/ru/gifts.atom", "/ru/exhibitions/a/b/c", "/ru/gifts/a/b", "/ru/countries",
        "/ru/countries/de", "/ru/countries/DEU",
        "/ru/people-to-people/music", "/ru/people-to-people/20190",
        "/ru/people-to-people/0019", "/ru/people-to-people/2019/06", "/ru/cities/a/b", "/ru/gifts?page=0",
        "/ru/gifts?page=01", "/ru/gifts?page=-1",
        "/ru/gifts?page=", "/ru/gifts?page=10000", "/ru/gifts?page=99999999999999999999",
        "/ru/gifts?page=%D9%A1",
        "/ru/gifts/.", "/ru/gifts/..", "/ru/gifts/%2e%2e", "/ru/gifts/%2E", "/../ru/", "/ru/gifts/a%2Fb",
        "/ru/gifts/a%5Cb", "/ru/gifts/a%00", "/ru/gifts/%0d%0a", "/ru/gifts/%7f", "/ru/gifts/%C3",
        "/ru/gifts/%C0%AF",
        "/ru/gifts/%", "/ru/gifts/%1", "/ru/gifts/%zz", "/ru/search?q=%00", "/ru/search?q=%FF",
        "/ru/search?q=%", "/ru/search?q=a&kind=", "/ru/search?q=a&kind=A", "/ru/search?q=a&partner=",
        "/ru/search?q=a&from=1990", "/ru/search?q=a&from=1999&to=1990", "/ru/search?q=a&from=0&to=9",
        "/ru/search?q=a&from=1&to=10000", "/ru/search?q=a&area=music", "/ru/search?q=a&language=RU",
        "/ru/news/2019/6", "/ru/news/2019/13", "/ru/news/2019/00", "/ru/news/0000", "/ru/news/2019/06/x",
        "/ru/news/oxford/06", "/ru/news/2019/юн", "/o/0a1b2c3", "/o/0A1B2C", "/o/0A1B2C3D", "/o/IIIIIII",
        "/o/0A1B2C3/", "/p/ZZZZZZZ/640.png", "/p/ZZZZZZZ/0.jpg", "/p/ZZZZZZZ/.jpg", "/p/ZZZZZZZ/640",
        "/p/ZZZZZZZ", "/iiif/", "/iiif/3", "/iiif/3/", "/iiif/1/ZZZZZZZ", "/iiif/4/ZZZZZZZ/info.json",
        "/iiif/03/ZZZZZZZ", "/iiif/3/zzzzzzz/info.json", "/iiif/3/ZZZZZZZ/", "/iiif/3/ZZZZZZZ/info.xml",
        "/iiif/3/ZZZZZZZ/full/max/0", "/iiif/3/ZZZZZZZ/full/max/0/default.jpg/",
        "/iiif/3/a/b/full/max/0/a.jpg",
        "/iiif/presentation", "/iiif/presentation/3", "/iiif/presentation/2/collection",
        "/iiif/presentation/3/manifest", "/iiif/presentation/3/zzzzzzz/manifest",
        "/iiif/presentation/3/ZZZZZZZ/manifest/", "/iiif/presentation/3/ZZZZZZZ/manifest/2",
        "/iiif/presentation/3/ZZZZZZZ/canvas", "/iiif/presentation/3/ZZZZZZZ/canvas/a",
        "/iiif/presentation/3/collection/1", "/iiif/presentation/3/collection/02",
        "/iiif/presentation/3/collection/10000", "/iiif/presentation/3/ZZZZZZZ/collection/0",
        "/iiif/3/ZZZZZZZ/full/max/0/%", "/iiif/3/ZZZZZZZ/full/max/0/%00", "/iiif/3/ZZZZZZZ/full/max/0/%FF",
        "/assets/", "/assets/.env", "/assets/a/b", "/assets/a%20b", "http://example.org/ru/",
        "/ru/cities/\u{0}",
    ])
    func `refuses what is not an address`(target: String) {
        #expect(Route(target: target) == nil)
    }

    @Test func `refuses what is too long`() {
        let slug = String(repeating: "a", count: Route.Limits.slug)
        #expect(Route(target: "/ru/gifts/" + slug) == .record(ru, .gifts, slug))
        #expect(Route(target: "/ru/gifts/a" + slug) == nil)
        let words = String(repeating: "a", count: Route.Limits.query)
        #expect(Route(target: "/ru/search?q=" + words) == .search(ru, query: words))
        #expect(Route(target: "/ru/search?q=a" + words) == nil)
        #expect(Route(target: "/ru/visit?x=" + String(repeating: "a", count: Route.Limits.target)) == nil)
    }

    @Test func `knows only the languages it is given`() {
        #expect(Route(target: "/fr/", languages: [ru, .english]) == nil)
        #expect(Route(target: "/zh-Hans/visit", languages: [ru, zh]) == .visit(zh))
        #expect(Route(target: "/zh-hans/visit", languages: [ru, zh]) == nil)
        #expect(Route(target: "/o/0A1B2C3", languages: []) == .short("0A1B2C3"))
    }
}
