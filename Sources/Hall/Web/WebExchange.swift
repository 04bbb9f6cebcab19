internal import HTTPTypes
internal import Hummingbird
internal import Localisation
internal import NIOCore
internal import Pages
internal import Records

/// One request on its way to its answer.
struct WebExchange: Sendable {
    let hall: Shared
    let arrival: Arrival
    let request: Request
    let context: WebContext

    /// What all requests share.
    struct Shared: Sendable {
        let site: any Site
        let settings: WebSettings
        let cache: RenderCache
        let shelf: AssetShelf
        /// `nil` where nobody works.
        let desk: (any DeskSite)?
        let uploads: UploadSlots

        var timeLimit: Duration { .seconds(settings.requestTimeoutSeconds) }
    }

    /// The answer; throws a `WebProblem`, or whatever the site throws.
    func reply() async throws -> Reply {
        switch arrival.destination {
        case .route(.desk(let language, let place)):
            guard let desk = hall.desk else { throw WebProblem.notFound }
            if arrival.method != .post { try allow("GET, HEAD, POST") }
            return try await self.desk(place, language, at: desk)
        case .route(.signInReturn(let back)):
            guard let desk = hall.desk else { throw WebProblem.notFound }
            try allow("GET, HEAD")
            return try await self.desk(back, at: desk)
        case .route(.message(let language)):
            guard let desk = hall.desk else { throw WebProblem.notFound }
            if arrival.method != .post { try allow("GET, HEAD, POST") }
            return try await message(language, at: desk)
        default: break
        }
        try refuseLargeBody()
        switch arrival.destination {
        case .nowhere(let problem): throw problem
        case .machinery(let machinery):
            try allow("GET, HEAD")
            return reply(machinery)
        case .route(let route) where Route.isBelowImages(route.path):
            return try await images(route)
        case .route(.settings(let language)) where arrival.method == .post:
            return try await apply(language)
        case .route(let route):
            if case .settings = route { try allow("GET, HEAD, POST") } else { try allow("GET, HEAD") }
            return try await reply(route)
        }
    }

    /// The language of the answer where the address says none: its first segment, if it is a language of the
    /// Hall, otherwise what the browser asks for.
    var language: Language {
        if let spoken = arrival.route?.language { return spoken }
        let first = arrival.path.dropFirst().prefix { $0 != UInt8(ascii: "/") }
        if first.count <= 12, let language = Language(Substring(first)),
            hall.site.languages.contains(language)
        {
            return language
        }
        let offered = hall.site.languages
        return negotiate(
            acceptLanguage: arrival.headers[.acceptLanguage], offered: offered,
            fallback: offered.first ?? .english)
    }

    func allow(_ methods: String) throws(WebProblem) {
        guard arrival.method == .get || arrival.method == .head else { throw .methodNotAllowed(methods) }
    }

    private func refuseLargeBody() throws(WebProblem) {
        guard let field = arrival.headers[.contentLength] else { return }
        guard let length = Int(field) else { throw .badRequest }
        guard length <= hall.settings.maxBodyBytes else { throw .bodyTooLarge }
    }

    private func reply(_ machinery: Arrival.Machinery) -> Reply {
        switch machinery {
        case .health: .text(.ok, "ok\n")
        case .readiness: hall.site.isReady ? .text(.ok, "ready\n") : .text(.serviceUnavailable, "not ready\n")
        case .robots: .text(.ok, robots)
        }
    }

    private var robots: String {
        // Without being named here, the parts of the sitemap could speak only for addresses below their own folder.
        let sitemap = hall.site.origin.map { "Sitemap: \($0)\(Route.sitemap.path)\n" } ?? ""
        return "User-agent: *\nDisallow: /*/search\nDisallow: /*/settings\n" + sitemap
    }

    private func reply(_ route: Route) async throws -> Reply {
        switch route {
        case .entrance: return enter()
        case .asset(let name):
            guard
                let reply = hall.shelf.reply(
                    name, acceptsGzip: arrival.acceptsGzip, ifNoneMatch: arrival.ifNoneMatch)
            else { throw WebProblem.notFound }
            return reply
        case .picture, .sharePicture, .short:
            return try await once(route, ReadingChoice(cookies: nil, view: nil))
        default: break
        }
        if let canonical = canonical(route) { return canonical }
        let choice = arrival.choice
        if choice.isRepeated {
            return .redirect(
                .seeOther, to: LocalAddress.carrying(view: nil, PercentCoding.headerSafe(arrival.target)),
                varies: "Cookie")
        }
        guard route.isKept else { return try await once(route, choice) }
        return try await page(route, choice)
    }

    /// `/` in the reader's language; the one place that negotiates.
    private func enter() -> Reply {
        let choice = arrival.choice
        let view = choice.travelsByView ? choice.settings.code : nil
        let home = LocalAddress.carrying(view: view, Route.home(language).path)
        return .redirect(.found, to: home, varies: "Accept-Language, Cookie")
    }

    /// A way to the one spelling of an address: `/ru` to `/ru/`, other escapes to ours.
    private func canonical(_ route: Route) -> Reply? {
        let address = route.path
        guard !address.utf8.prefix(while: { $0 != UInt8(ascii: "?") }).elementsEqual(arrival.path) else {
            return nil
        }
        let choice = arrival.choice
        let view = choice.travelsByView ? choice.settings.code : nil
        return .redirect(.permanentRedirect, to: LocalAddress.carrying(view: view, address), varies: "Cookie")
    }

    /// A page that is kept: from the cache, or made for all who ask at this moment.
    private func page(_ route: Route, _ choice: ReadingChoice) async throws -> Reply {
        let head = hall.site.publicHead
        if hall.settings.keepsPages, let page = hall.cache.ready(route, head: head) {
            return reply(page, choice)
        }
        let (hall, language) = (hall, language)
        let outcome = try await hall.cache.page(route, head: head) {
            try await TimeLimit.within(hall.timeLimit) { try await hall.site.answer(route, in: language) }
        }
        switch outcome {
        case .page(let page): return reply(page, choice)
        case .other(let answer): return try reply(answer, choice)
        }
    }

    private func reply(_ page: ReadyPage, _ choice: ReadingChoice) -> Reply {
        if case .settings = arrival.route, let back = origin {
            return page.reply(choice, acceptsGzip: arrival.acceptsGzip, leadingBackTo: back)
        }
        return page.reply(choice, acceptsGzip: arrival.acceptsGzip, ifNoneMatch: arrival.ifNoneMatch)
    }

    /// The page of ours from which a reader came to this one. Whatever the header says, it can only name a
    /// page of this site.
    var origin: String? {
        guard let referer = arrival.headers[.referer], referer.utf8.count <= LocalAddress.limit else {
            return nil
        }
        let target = Arrival.local(referer)
        if let route = Route(target: target, languages: hall.site.languages), route.language != nil {
            if case .settings = route { return nil }
            return route.path
        }
        // A page that was not found is a place to come back to as well.
        guard hall.site.languages.contains(where: { target.utf8.starts(with: "/\($0)/".utf8) }) else {
            return nil
        }
        return LocalAddress.checked(target)
    }

    private func once(_ route: Route, _ choice: ReadingChoice) async throws -> Reply {
        let (hall, language) = (hall, language)
        let answer = try await TimeLimit.within(hall.timeLimit) {
            try await hall.site.answer(route, in: language)
        }
        return try reply(answer, choice)
    }

    private func reply(_ answer: Answer, _ choice: ReadingChoice) throws -> Reply {
        switch answer {
        case .page(let rendered):
            return OncePage.reply(.ok, rendered, choice, acceptsGzip: arrival.acceptsGzip)
        case .redirect(let route, let isPermanent):
            let view = choice.travelsByView ? choice.settings.code : nil
            return .redirect(
                isPermanent ? .permanentRedirect : .found, to: LocalAddress.carrying(view: view, route.path),
                varies: arrival.route?.language == nil ? "Accept-Language" : "Cookie")
        case .picture(let file): return try file.reply(ifNoneMatch: arrival.ifNoneMatch)
        case .problem(let reason): throw WebProblem(reason)
        // Those addresses are answered elsewhere.
        case .image, .presentation: throw WebProblem.notFound
        }
    }

    private func apply(_ language: Language) async throws -> Reply {
        let (request, limit) = (request, hall.settings.maxBodyBytes)
        let body = try await TimeLimit.within(hall.timeLimit) { try await request.body.collect(upTo: limit) }
        return SettingsForm(body, language: language).reply(isSecure: isSecure)
    }

    /// Whether the visitor came by https, as the operator's settings or a trusted proxy say.
    var isSecure: Bool {
        if hall.settings.publicURL?.utf8.starts(with: "https://".utf8) ?? false { return true }
        return hall.settings.trustedProxies.trusts(context.peer) && ForwardedScheme.isSecure(arrival.headers)
    }
}
