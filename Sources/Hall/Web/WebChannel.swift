internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1

/// Hummingbird's channel for HTTP/1 with our `Gate` behind its decoder.
struct WebChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    private let base: HTTP1Channel
    private let settings: WebSettings
    private let log: AccessLog
    private let front: Front?

    init(
        responder: @escaping HTTPChannelHandler.Responder, settings: WebSettings, log: AccessLog,
        front: Front?
    ) {
        // The gate watches idleness, for it alone sees all that is written.
        base = HTTP1Channel(
            responder: responder,
            configuration: HTTP1Channel.Configuration(
                idleTimeout: nil,
                httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                    maxHeaderFieldSize: settings.maxHeaderBytes, maxHeaderListSize: settings.maxHeaderBytes,
                    maxHeaderFieldCount: settings.maxHeaderCount)))
        self.settings = settings
        self.log = log
        self.front = front
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let gate = Gate(limits: limits, log: log, front: front)
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(gate, position: .after(decoder))
            return value
        }
    }

    func handle(value: Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }

    private var limits: Gate.Limits {
        Gate.Limits(
            idle: .seconds(Int64(settings.idleTimeoutSeconds)),
            request: .seconds(Int64(settings.requestTimeoutSeconds)),
            bodyBytes: WebExchange.maxFormBytes + settings.maxBodyBytes,
            droppedBytes: WebExchange.maxFormBytes * 2,
            // A little more, so that what passes the limit is answered.
            uploadBytes: settings.uploads.bodyBytes + WebExchange.maxFormBytes,
            upload: .seconds(Int64(settings.uploads.timeoutSeconds)))
    }
}
