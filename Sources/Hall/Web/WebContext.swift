package import Hummingbird
package import Logging
internal import NIOCore

/// What the server knows of a request besides the request.
package struct WebContext: InitializableFromSource, Sendable {
    package let logger: Logger
    private let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        logger = source.logger
        channel = source.channel
    }

    /// Names the request in the log and on an error page.
    package var id: String { logger[metadataKey: "hb.request.id"]?.description ?? "-" }

    /// The address of whoever holds the other end of the connection, often a proxy. Never logged.
    var peer: String? { channel.remoteAddress?.ipAddress }
}
