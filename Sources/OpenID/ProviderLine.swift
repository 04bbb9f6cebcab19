import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix
import Office

/// Speaks with a provider over HTTP. No redirect is followed, an answer is short, and it comes in time.
struct ProviderLine: Sendable {
    /// The longest answer, in bytes. Key sets with certificates in them come to a tenth of it.
    static let limitBytes = 256 << 10

    /// What came back.
    struct Reply: Sendable {
        let status: Int
        let body: Data
    }

    private let http: HTTPClient
    private let limit: TimeAmount

    init(limit: Duration) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(5)
        // Otherwise a refused connection is tried again until the time is over (async-http-client 1.37.0).
        configuration.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
        let (seconds, attoseconds) = limit.components
        self.limit = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    func close() async throws { try await http.shutdown() }

    /// Reads what stands at an address.
    func get(_ address: ProviderAddress) async throws(ProviderProblem) -> Data {
        let reply = try await send(address, .GET, ["Accept": "application/json"], nil)
        switch reply.status {
        case 200: return reply.body
        case 300..<400: throw .misconfigured("\(address.text) leads elsewhere (\(reply.status))")
        case 429, 500...: throw .unreachable("\(address.text) answers \(reply.status)")
        default: throw .misconfigured("\(address.text) answers \(reply.status)")
        }
    }

    /// Sends a form.
    func post(
        _ address: ProviderAddress, _ form: String, headers: [(String, String)]
    ) async throws(ProviderProblem) -> Reply {
        var all = HTTPHeaders(headers)
        all.add(name: "Accept", value: "application/json")
        all.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        return try await send(address, .POST, all, form)
    }

    private func send(
        _ address: ProviderAddress, _ method: HTTPMethod, _ headers: HTTPHeaders, _ form: String?
    ) async throws(ProviderProblem) -> Reply {
        do {
            let request = try HTTPClient.Request(
                url: address.text, method: method, headers: headers, body: form.map { .string($0) })
            // The deadline of this way of asking holds until the last byte; that of the newer one until the first.
            let task = http.execute(
                request: request,
                delegate: ResponseAccumulator(request: request, maxBodySize: Self.limitBytes),
                deadline: .now() + limit)
            let response = try await task.get()
            return Reply(
                status: Int(response.status.code), body: Data(response.body?.readableBytesView ?? .init()))
        } catch is ResponseAccumulator.ResponseTooBigError {
            throw .misconfigured("\(address.text) answers with more than \(Self.limitBytes) bytes")
        } catch {
            throw .unreachable("\(address.text): \(Self.words(of: error))")
        }
    }

    /// What the libraries below say of a failed connection, in plain ASCII and not too long.
    private static func words(of error: any Error) -> String {
        String(decoding: "\(error)".utf8.filter { (0x20...0x7E).contains($0) }.prefix(300), as: UTF8.self)
    }
}
