internal import HTTPTypes
internal import Hummingbird
internal import IIIF
internal import NIOCore
internal import NIOHTTP1
internal import Pages
internal import Records

/// Answers at the door what is ready: normal versions of kept pages, and tiles that lie in memory, in the connection's own
/// thread, without the way through tasks that costs more than everything else about such an answer.
///
/// Whatever is the least unusual it leaves to `WebResponder`, which answers the same with the same headers; the
/// tests compare the two.
struct Front: Sendable {
    struct Ready {
        var head: HTTPResponseHead
        var body: ByteBuffer?
        var pattern: String
    }

    let site: any Site
    let cache: RenderCache
    let clock: WallClock

    /// The answer to a request without a body; `nil` where it is not ready or not usual.
    func answer(_ request: HTTPRequestHead) -> Ready? {
        guard request.method == .GET, request.version == .http1_1 else { return nil }
        let headers = request.headers
        guard !headers.contains(name: "content-length"), !headers.contains(name: "transfer-encoding") else {
            return nil
        }
        guard let route = route(request.uri), let ifNoneMatch = Self.only("if-none-match", headers) else {
            return nil
        }
        if case .image(let api, _, _) = route { return image(route, api, ifNoneMatch.value) }
        guard let page = page(route), let cookies = Self.only("cookie", headers),
            let encoding = Self.only("accept-encoding", headers)
        else { return nil }
        guard ReadingChoice(cookies: cookies.value, view: nil).isNormal else { return nil }
        let version = page.version(acceptsGzip: AcceptEncoding.allowsGzip(encoding.value))
        let isKnown = version.tag.isNamed(by: ifNoneMatch.value)
        var wire = isKnown ? version.wireHeadersOfNotModified : version.wireHeaders
        wire.add(name: "Date", value: clock.date)
        let head = HTTPResponseHead(version: .http1_1, status: isKnown ? .notModified : .ok, headers: wire)
        return Ready(head: head, body: isKnown ? nil : version.body, pattern: route.pattern.template)
    }

    /// What an address in its one spelling and without a query means.
    private func route(_ target: String) -> Route? {
        guard !target.utf8.contains(UInt8(ascii: "?")),
            let route = Route(target: target, languages: site.languages), route.path == target
        else { return nil }
        return route
    }

    private func page(_ route: Route) -> ReadyPage? {
        // The settings lead back to where the reader came from, so they are made for each.
        if case .settings = route { return nil }
        return cache.ready(route, head: site.publicHead)
    }

    private func image(_ route: Route, _ api: ImageAPI, _ ifNoneMatch: String?) -> Ready? {
        guard case .image(let order, let canonical)? = site.imageAtOnce(route) else { return nil }
        let file = site.image(order)
        var reply: Reply
        if let known = file.known(canonical, of: api, by: ifNoneMatch) {
            reply = known
        } else if let bytes = file.bytesAtOnce() {
            reply = file.reply(bytes, order.plan.format, canonical, of: api)
            reply.headers[.contentLength] = String(bytes.count)
        } else {
            return nil
        }
        reply.addStandingHeaders(isBelowImages: true)
        var wire = HTTPHeaders(reply.headers)
        wire.add(name: "Date", value: clock.date)
        let status = HTTPResponseStatus(statusCode: reply.status.code)
        let body = reply.status == .notModified ? nil : reply.body
        return Ready(
            head: HTTPResponseHead(version: .http1_1, status: status, headers: wire), body: body,
            pattern: route.pattern.template)
    }

    /// The value of a field that comes at most once; `nil` where it comes more often.
    private static func only(_ name: String, _ headers: HTTPHeaders) -> (value: String?, Void)? {
        let values = headers[name]
        return values.count <= 1 ? (values.first, ()) : nil
    }
}
