package import Hummingbird
internal import HummingbirdCore
package import Logging
package import NIOCore
package import ServiceLifecycle

/// Builds the server: the seam between the executable and the tests.
///
/// `runService()` serves until SIGTERM or SIGINT, finishes what is being answered, and returns.
///
/// - Parameters:
///   - site: what to serve.
///   - desk: where the office works; `nil` leaves its addresses out.
///   - settings: where and within which limits.
///   - logger: for what goes wrong; the access log takes its handler.
///   - services: what else lives as long as the server, such as the one that follows the journal.
///   - onServerRunning: called with the listening channel, whose `localAddress` holds the real port.
package func buildApplication(
    site: any Site, desk: (any DeskSite)? = nil, settings: WebSettings, logger: Logger,
    services: [any Service] = [],
    onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
) -> Application<WebResponder> {
    let log = AccessLog(settings.logsRequests ? logger : nil)
    let cache = RenderCache(bytes: settings.keepsPages ? settings.renderCacheBytes : 0, build: settings.build)
    let front = settings.keepsPages ? Front(site: site, cache: cache, clock: WallClock()) : nil
    return Application(
        responder: WebResponder(site: site, desk: desk, settings: settings, cache: cache, log: log),
        server: HTTPServerBuilder { WebChannel(responder: $0, settings: settings, log: log, front: front) },
        configuration: ApplicationConfiguration(
            address: .hostname(settings.host, port: settings.port),
            availableConnectionsDelegate: MaximumAvailableConnections(settings.maxConnections, logger: logger)
        ),
        services: services, onServerRunning: onServerRunning, logger: logger)
}
