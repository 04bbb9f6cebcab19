internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import NIOHTTP1

/// Keeps one connection within its limits, between the decoder of HTTP/1 and everything that is ours.
///
/// Hummingbird 2.28.1 answers a malformed request with a bare 400, knows no bound for a body that nobody reads or
/// for a reader who never reads, and keeps connections of HTTP/1.0 open. This handler does those things, with our
/// headers on every answer; when Hummingbird does them, it can go.
final class Gate: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    struct Limits: Sendable {
        var idle: TimeAmount
        var request: TimeAmount
        /// Of a body, before the rest is dropped.
        var bodyBytes: Int
        /// Of a body that is dropped, so that its sender gets to read the answer; then the connection ends.
        var droppedBytes: Int
        /// Of a form with files, which is read as it comes, and how long it may take.
        var uploadBytes: Int
        var upload: TimeAmount
    }

    private enum Phase {
        case open
        /// A malformed request came behind good ones, which are answered first.
        case refusing(HTTPResponseStatus)
        /// The last answer is written; what still arrives is dropped.
        case leaving
    }

    private let limits: Limits
    private let log: AccessLog
    private let front: Front?
    private let clock = ContinuousClock()
    private var phase = Phase.open
    /// Whether each request that is not answered yet lets the connection live, in order.
    private var unanswered = CircularBuffer<Bool>()
    private var isReadingRequest = false
    private var requestStart = NIODeadline.now()
    private var lastActivity = NIODeadline.now()
    private var unwritableSince: NIODeadline?
    private var bodyBytes = 0
    private var isUpload = false
    private var endsAfterAnswer = false
    private var watch: Scheduled<Void>?
    /// The front answered the request whose end is still to come.
    private var isAnswered = false
    private var needsFlush = false

    init(limits: Limits, log: AccessLog, front: Front?) {
        self.limits = limits
        self.log = log
        self.front = front
    }

    func handlerAdded(context: ChannelHandlerContext) { schedule(context, in: limits.idle) }

    func handlerRemoved(context: ChannelHandlerContext) { watch?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        watch?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .open = phase else { return drop(Self.unwrapInboundIn(data), context) }
        lastActivity = .now()
        switch Self.unwrapInboundIn(data) {
        case .head(let head):
            // RFC 9112, section 3.2: a request of HTTP/1.1 without a host is malformed.
            guard head.version != .http1_1 || head.headers.contains(name: "host") else {
                return refuse(.badRequest, context)
            }
            unanswered.append(head.isKeepAlive)
            isReadingRequest = true
            requestStart = lastActivity
            bodyBytes = 0
            isUpload = Self.isUpload(head)
            // Only where nobody waits: answers keep the order of their requests.
            if unanswered.count == 1, context.channel.isWritable, answerAtOnce(head, context) { return }
        case .body(let part):
            bodyBytes += part.readableBytes
            let (dropped, time) =
                isUpload ? (limits.uploadBytes, limits.upload) : (limits.droppedBytes, limits.request)
            guard bodyBytes <= dropped, lastActivity - requestStart <= time else {
                return context.close(promise: nil)
            }
            // Whoever wants the body has seen enough of it to refuse it: the part that passes the limit goes on, or what
            // is cut off exactly there would look whole.
            guard bodyBytes - part.readableBytes <= bodyLimit else { return }
        case .end:
            isReadingRequest = false
            guard !isAnswered else {
                isAnswered = false
                return
            }
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if needsFlush {
            needsFlush = false
            context.flush()
        }
        context.fireChannelReadComplete()
    }

    private var bodyLimit: Int { isUpload ? limits.uploadBytes : limits.bodyBytes }

    /// Whether a request may be a form of the Desk with files. Who may send one is asked before any of it is read.
    private static func isUpload(_ head: HTTPRequestHead) -> Bool {
        guard head.method == .POST, let type = head.headers.first(name: "content-type"),
            HeaderText.lowercased(type.utf8.prefix(20)).utf8.starts(with: "multipart/form-data".utf8)
        else { return false }
        return head.uri.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 2).dropFirst().first?
            .elementsEqual("desk".utf8) ?? false
    }

    /// Writes what the front has ready; `false` where the request has to go on.
    private func answerAtOnce(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) -> Bool {
        let start = clock.now
        guard let ready = front?.answer(head) else { return false }
        isAnswered = true
        needsFlush = true
        write(ready.head, ready.body, context)
        log.write(
            AccessLog.Entry(
                method: "GET", pattern: ready.pattern, status: Int(ready.head.status.code),
                bytes: ready.body?.readableBytes ?? 0, duration: start.duration(to: clock.now),
                id: log.isOn ? RequestID().description : ""))
        return true
    }

    /// Writes a whole answer to the first of the unanswered requests, or to what was none.
    private func write(_ head: HTTPResponseHead, _ body: ByteBuffer?, _ context: ChannelHandlerContext) {
        let livesOn = unanswered.popFirst() ?? false
        var head = head
        if !livesOn { head.headers.replaceOrAdd(name: "connection", value: "close") }
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        if let body { context.write(Self.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        writeEnd(Self.wrapOutboundOut(.end(nil)), nil, isLast: !livesOn, context)
    }

    /// Writes the end of an answer, and after the last one ends the connection.
    ///
    /// That waits until everything is written, for closing throws away what is not. Only our half is closed: a
    /// full close would reset a connection on which more arrives, and the client would lose the answer. The rest
    /// follows when the client closes, or falls silent.
    private func writeEnd(
        _ data: NIOAny, _ promise: EventLoopPromise<Void>?, isLast: Bool, _ context: ChannelHandlerContext
    ) {
        guard isLast else { return context.write(data, promise: promise) }
        phase = .leaving
        let written = promise ?? context.eventLoop.makePromise()
        context.writeAndFlush(data, promise: written)
        written.futureResult.assumeIsolated().whenComplete { _ in context.close(mode: .output, promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        refuse(error == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest, context)
    }

    /// Answers that this is no request we read, after the requests before it, and ends the connection.
    private func refuse(_ status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
        guard case .open = phase else { return }
        // The request that broke in its body stands among the unanswered, and its handler waits for the rest.
        guard !isReadingRequest else { return context.close(promise: nil) }
        phase = .refusing(status)
        if unanswered.isEmpty { leave(refusingWith: status, context) }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch Self.unwrapOutboundIn(data) {
        case .head(var head):
            let livesOn = unanswered.first ?? false
            endsAfterAnswer =
                !livesOn || bodyBytes > bodyLimit || head.headers["connection"].contains("close")
            if endsAfterAnswer { head.headers.replaceOrAdd(name: "connection", value: "close") }
            context.write(Self.wrapOutboundOut(.head(head)), promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            _ = unanswered.popFirst()
            lastActivity = .now()
            writeEnd(data, promise, isLast: endsAfterAnswer, context)
            if case .refusing(let status) = phase, unanswered.isEmpty { leave(refusingWith: status, context) }
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        lastActivity = .now()
        unwritableSince = context.channel.isWritable ? nil : lastActivity
        context.fireChannelWritabilityChanged()
    }

    // MARK: Leaving

    private func leave(refusingWith status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
        let body = ByteBuffer(string: "\(status.code) \(status.reasonPhrase)\n")
        var headers = HTTPHeaders(SecurityHeaders.fields)
        headers.add(name: "content-type", value: "text/plain; charset=utf-8")
        headers.add(name: "content-length", value: String(body.readableBytes))
        headers.add(name: "cache-control", value: CachePolicy.never)
        write(HTTPResponseHead(version: .http1_1, status: status, headers: headers), body, context)
        log.write(
            AccessLog.Entry(
                method: "OTHER", pattern: "malformed", status: Int(status.code), bytes: body.readableBytes,
                duration: .zero, id: "-"))
    }

    private func drop(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        guard case .body(let bytes) = part else { return }
        bodyBytes += bytes.readableBytes
        if bodyBytes > limits.droppedBytes { context.close(promise: nil) }
    }

    // MARK: Watching the time

    private func schedule(_ context: ChannelHandlerContext, in time: TimeAmount) {
        watch = context.eventLoop.assumeIsolated().scheduleTask(in: time) { self.look(context) }
    }

    /// Closes a connection on which nothing happens: no request comes, one does not come to its end, or its
    /// reader does not read.
    private func look(_ context: ChannelHandlerContext) {
        let now = NIODeadline.now()
        if let unwritableSince, now - unwritableSince >= limits.request { return context.close(promise: nil) }
        let isWorking = unwritableSince != nil || !unanswered.isEmpty && !isReadingRequest
        let idle = now - lastActivity
        if !isWorking, idle >= limits.idle { return context.close(promise: nil) }
        schedule(context, in: isWorking ? limits.idle : limits.idle - idle)
    }
}
