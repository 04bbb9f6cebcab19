internal import HTTPTypes
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Pages
internal import Records

/// The Desk's side of HTTP: who may send what, and the cookie.
extension WebExchange {
    /// The longest form of the Desk, in bytes: six languages of the longest text, escaped.
    static let maxFormBytes = 1 << 20
    /// The longest message, in bytes: of letters of which each becomes twelve signs when it is sent.
    static let maxMessageBytes = 64 << 10

    func desk(_ place: DeskPlace, _ language: Language, at desk: any DeskSite) async throws -> Reply {
        let token = SessionCookie.session.token(in: arrival.headers[.cookie], isSecure: isSecure)
        var request = DeskRequest(
            place: place, language: language, posted: nil, session: token,
            pending: SessionCookie.pending.token(in: arrival.headers[.cookie], isSecure: isSecure),
            address: address, device: arrival.headers[.userAgent] ?? "")
        guard arrival.method == .post else { return try await answer(request, desk, within: hall.timeLimit) }
        let boundary = MultipartReader.boundary(in: arrival.headers[.contentType])
        guard comesFromHere else { throw boundary == nil ? WebProblem.forbidden : .refusedForm }
        guard let boundary else {
            request.posted = try await form(limit: bodyLimit(token, desk))
            return try await answer(request, desk, within: hall.timeLimit)
        }
        return try await upload(request, boundary, desk)
    }

    /// Takes in what a browser brings back from the city's provider.
    func desk(_ back: SignInReturn, at desk: any DeskSite) async throws -> Reply {
        var request = DeskRequest(
            place: .signIn(), language: language, posted: nil,
            session: SessionCookie.session.token(in: arrival.headers[.cookie], isSecure: isSecure),
            address: address, device: arrival.headers[.userAgent] ?? "")
        request.errand = SessionCookie.errand.token(in: arrival.headers[.cookie], isSecure: isSecure)
        request.back = back
        return try await answer(request, desk, within: hall.timeLimit)
    }

    /// A message about accessibility: anybody may write one, so nothing is believed but that a page of ours sent it.
    func message(_ language: Language, at desk: any DeskSite) async throws -> Reply {
        var request = DeskRequest(
            place: .messages, language: language, posted: nil, session: nil, address: address, device: "")
        if arrival.method == .post {
            guard comesFromHere else { throw WebProblem.forbidden }
            request.posted = try await form(limit: Self.maxMessageBytes)
        }
        // From the form itself nobody comes with a page to report.
        let (asked, from) = (request, origin == Route.message(language).path ? nil : origin)
        let answer = try await TimeLimit.within(hall.timeLimit) { try await desk.message(asked, from: from) }
        return try reply(answer, language)
    }

    private func answer(
        _ request: DeskRequest, _ desk: any DeskSite, within timeLimit: Duration
    ) async throws -> Reply {
        let answer = try await withLogger(context.logger) { _ in
            try await TimeLimit.within(timeLimit) { try await desk.answer(request) }
        }
        return try reply(answer, request.language)
    }

    /// A form with files: nothing of it is read before it is known who sends it.
    private func upload(_ request: DeskRequest, _ boundary: [UInt8], _ desk: any DeskSite) async throws
        -> Reply
    {
        guard request.place.takesFiles else { throw WebProblem.malformedForm }
        guard let session = request.session, try await desk.isSignedIn(session) else {
            var reply = seeOther(.desk(request.language, .signIn()))
            reply.headers[.connection] = "close"
            return reply
        }
        let limits = hall.settings.uploads
        if let field = arrival.headers[.contentLength], Int(field).map({ $0 > limits.bodyBytes }) ?? true {
            throw WebProblem.bodyTooLarge
        }
        let (body, timeLimit) = (self.request.body, Duration.seconds(limits.timeoutSeconds))
        return try await hall.uploads.within {
            let form = try await TimeLimit.within(timeLimit) {
                var form = UploadForm(
                    boundary: boundary, limits, fieldBytes: Self.maxFormBytes, fieldLimit: FormTexts.limit
                ) { try await desk.intake(session: session, token: $0) }
                try await form.read(body)
                return (fields: form.fields, files: form.files)
            }
            var request = request
            (request.posted, request.files) = (form.fields, form.files)
            return try await answer(request, desk, within: timeLimit)
        }
    }

    private func reply(_ answer: DeskAnswer, _ language: Language) throws -> Reply {
        switch answer {
        case .page(let rendered, let status):
            return OncePage.reply(
                HTTPResponse.Status(code: status), rendered, arrival.choice, acceptsGzip: arrival.acceptsGzip)
        case .file(let file): return reply(file, language)
        case .data(let json):
            return Reply(
                .ok, [.contentType: "application/json; charset=utf-8", .cacheControl: CachePolicy.never],
                body: ByteBuffer(bytes: json))
        case .picture(let file): return try file.reply()
        case .redirect(let place): return seeOther(.desk(language, place))
        case .taken(let number): return seeOther(.messageTaken(language, number))
        case .enter(let session, let place):
            return seeOther(
                .desk(language, place),
                cookies: [
                    SessionCookie.session.set(session, isSecure: isSecure),
                    SessionCookie.pending.set(nil, isSecure: isSecure),
                ])
        case .pend(let token, let place):
            return seeOther(
                .desk(language, place), cookies: [SessionCookie.pending.set(token, isSecure: isSecure)])
        case .depart(let token, let address, let rendered):
            var reply = OncePage.reply(.ok, rendered, arrival.choice, acceptsGzip: arrival.acceptsGzip)
            reply.headers[values: .setCookie] = [SessionCookie.errand.set(token, isSecure: isSecure)]
            if let name = HTTPField.Name("Refresh") { reply.headers[name] = "0; url=\(address.text)" }
            return reply
        case .arrive(let route, let session):
            var cookies = [SessionCookie.errand.set(nil, isSecure: isSecure)]
            if let session {
                cookies += [
                    SessionCookie.session.set(session, isSecure: isSecure),
                    SessionCookie.pending.set(nil, isSecure: isSecure),
                ]
            }
            return seeOther(route, cookies: cookies)
        case .leave:
            return seeOther(
                .desk(language, .signIn()), cookies: [SessionCookie.session.set(nil, isSecure: isSecure)])
        case .problem(let reason): throw WebProblem(reason)
        }
    }

    private func reply(_ file: DeskFile, _ language: Language) -> Reply {
        var reply = Reply(
            .ok, [.contentType: file.type, .cacheControl: CachePolicy.never],
            body: ByteBuffer(bytes: file.bytes))
        reply.headers[.contentDisposition] = "attachment; filename=\"\(file.name)\""
        if let next = file.next, let name = HTTPField.Name("Link") {
            reply.headers[name] = "<\(Route.desk(language, next).path)>; rel=\"next\""
        }
        return reply
    }

    private func seeOther(_ route: Route, cookies: [String] = []) -> Reply {
        let view = arrival.choice.travelsByView ? arrival.choice.settings.code : nil
        var reply = Reply(
            .seeOther,
            [.location: LocalAddress.carrying(view: view, route.path), .cacheControl: CachePolicy.never])
        reply.headers[values: .setCookie] = cookies
        return reply
    }

    private func form(limit: Int) async throws -> [(name: String, value: String)] {
        if let field = arrival.headers[.contentLength], let length = Int(field), length > limit {
            throw WebProblem.bodyTooLarge
        }
        let (request, timeLimit) = (request, hall.timeLimit)
        let body = try await TimeLimit.within(timeLimit) { try await request.body.collect(upTo: limit) }
        let fields = FormFields(body.readableBytesView, limit: FormTexts.limit)
        // Half a form would take away what stands in the other half.
        guard !fields.isCut else { throw WebProblem(.tooLarge) }
        return fields.all
    }

    /// Only who is signed in may send much.
    private func bodyLimit(_ token: String?, _ desk: any DeskSite) async throws -> Int {
        guard let token, try await desk.isSignedIn(token) else { return hall.settings.maxBodyBytes }
        return Self.maxFormBytes
    }

    /// Whether a posted form was sent by a page of ours, as the browser says it: `Sec-Fetch-Site`, and before there was
    /// that, `Origin`. One of both comes with every form of every browser of the last years.
    private var comesFromHere: Bool {
        if let site = arrival.headers[.secFetchSite] { return site == "same-origin" }
        guard let origin = arrival.headers[.origin], let host = request.head.authority else { return false }
        return origin == "https://\(host)" || !isSecure && origin == "http://\(host)"
    }

    /// The address of the visitor as far as it can be believed: behind a trusted proxy, what that one says.
    private var address: String {
        guard hall.settings.trustedProxies.trusts(context.peer),
            let nearest = arrival.headers[.xForwardedFor]?.split(separator: ",").last
        else { return context.peer ?? "" }
        return String(nearest.filter { $0 != " " }.prefix(64))
    }
}

/// A cookie that holds a token. Behind https its name keeps other hosts and paths from setting it (RFC 6265bis,
/// `__Host-`).
enum SessionCookie: String {
    /// Who is signed in.
    case session = "desk"
    /// Who has shown a password, and is asked for a code.
    case pending = "desk-door"
    /// Who is on the way to the provider and back: for as long as an errand lives, in seconds.
    case errand = "desk-errand"

    private var maxAge: Int? { self == .errand ? 600 : nil }

    func token(in cookies: String?, isSecure: Bool) -> String? {
        guard let cookies else { return nil }
        let start = Array((name(isSecure) + "=").utf8)
        for pair in cookies.utf8.split(separator: UInt8(ascii: ";"), maxSplits: 64) {
            let text = HeaderText.trimmed(pair)
            guard text.starts(with: start), text.count <= 128 else { continue }
            return String(decoding: text.dropFirst(start.count), as: UTF8.self)
        }
        return nil
    }

    /// - Parameter token: `nil` takes the cookie away.
    func set(_ token: String?, isSecure: Bool) -> String {
        let age = token == nil ? 0 : maxAge
        return "\(name(isSecure))=\(token ?? "")\(age.map { "; Max-Age=\($0)" } ?? "")"
            + "; Path=/; SameSite=Lax; HttpOnly" + (isSecure ? "; Secure" : "")
    }

    private func name(_ isSecure: Bool) -> String { isSecure ? "__Host-" + rawValue : rawValue }
}
