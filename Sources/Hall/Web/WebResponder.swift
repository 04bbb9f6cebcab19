internal import HTTPTypes
package import Hummingbird
internal import Logging
internal import NIOCore
internal import Pages

/// Every request passes here, in this order: access log, security headers, error page, the answer itself.
///
/// The order is fixed in one function because it matters: headers stand on errors too, and the log sees the
/// status that was really sent.
package struct WebResponder: HTTPResponder {
    package typealias Context = WebContext

    private let hall: WebExchange.Shared
    private let log: AccessLog
    private let clock = ContinuousClock()

    package init(
        site: any Site, desk: (any DeskSite)?, settings: WebSettings, cache: RenderCache, log: AccessLog
    ) {
        hall = WebExchange.Shared(
            site: site, settings: settings, cache: cache, shelf: AssetShelf(site.assets), desk: desk,
            uploads: UploadSlots(settings.uploads.atOnce))
        self.log = log
    }

    package func respond(to request: Request, context: WebContext) async throws -> Response {
        let start = clock.now
        let arrival = Arrival(request, languages: hall.site.languages, limit: hall.settings.maxTargetBytes)
        let exchange = WebExchange(hall: hall, arrival: arrival, request: request, context: context)
        var reply: Reply
        do {
            reply = try await exchange.reply()
        } catch {
            reply = await exchange.errorPage(of: error)
        }
        reply.addStandingHeaders(isBelowImages: Route.isBelowImages(arrival.target))
        let response = Self.response(reply, isHead: arrival.isHead)
        log.write(
            AccessLog.Entry(
                method: arrival.methodName, pattern: arrival.pattern, status: response.status.code,
                bytes: response.body.contentLength ?? 0, duration: start.duration(to: clock.now),
                id: context.id))
        return response
    }

    private static func response(_ reply: Reply, isHead: Bool) -> Response {
        guard reply.status != .notModified else {
            var response = Response(status: reply.status, headers: reply.headers)
            // Hummingbird 2.28.1 writes a length of 0, which a 304 must not say of a page that is longer.
            response.headers[.contentLength] = nil
            return response
        }
        var headers = reply.headers
        if !headers.contains(.contentLength) { headers[.contentLength] = String(reply.body.readableBytes) }
        let body =
            isHead || reply.body.readableBytes == 0 ? ResponseBody() : ResponseBody(byteBuffer: reply.body)
        return Response(status: reply.status, headers: headers, body: body)
    }
}
