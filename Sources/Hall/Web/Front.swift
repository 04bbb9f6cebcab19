internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import NIOHTTP1
internal import Pages
internal import Records

/// Answers at the door what is ready: normal versions of kept pages, in the connection's own thread, without the
/// way through tasks that costs more than everything else about such an answer.
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
        guard let page = page(request.uri) else { return nil }
        guard let cookies = Self.only("cookie", headers),
            let ifNoneMatch = Self.only("if-none-match", headers),
            let encoding = Self.only("accept-encoding", headers)
        else { return nil }
        guard ReadingChoice(cookies: cookies.value, view: nil).isNormal else { return nil }
        let version = page.ready.version(acceptsGzip: AcceptEncoding.allowsGzip(encoding.value))
        let isKnown = version.tag.isNamed(by: ifNoneMatch.value)
        var wire = isKnown ? version.wireHeadersOfNotModified : version.wireHeaders
        wire.add(name: "Date", value: clock.date)
        let head = HTTPResponseHead(version: .http1_1, status: isKnown ? .notModified : .ok, headers: wire)
        return Ready(head: head, body: isKnown ? nil : version.body, pattern: page.route.pattern.template)
    }

    /// The kept page at an address in its one spelling and without a query.
    private func page(_ target: String) -> (route: Route, ready: ReadyPage)? {
        guard !target.utf8.contains(UInt8(ascii: "?")),
            let route = Route(target: target, languages: site.languages),
            let page = cache.ready(route, head: site.publicHead), route.path == target
        else { return nil }
        // The settings lead back to where the reader came from, so they are made for each.
        if case .settings = route { return nil }
        return (route, page)
    }

    /// The value of a field that comes at most once; `nil` where it comes more often.
    private static func only(_ name: String, _ headers: HTTPHeaders) -> (value: String?, Void)? {
        let values = headers[name]
        return values.count <= 1 ? (values.first, ()) : nil
    }
}
