import NIOCore
import NIOPosix
import Office
import Testing

@testable import OpenID

/// Providers that take a connection and then their time.
@Suite struct SlowProviderTests {
    /// Writes a beginning to everybody who comes, and no end.
    private final class Beginning: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        let text: String

        init(_ text: String) { self.text = text }

        func channelActive(context: ChannelHandlerContext) {
            guard !text.isEmpty else { return }
            context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
        }
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"issuer\":",
    ])
    func `are left when the limit is over, wherever they stopped`(_ beginning: String) async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Beginning(beginning))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(server.localAddress?.port)
        var settings = OpenIDSettings(
            issuer: try #require(ProviderAddress("http://127.0.0.1:\(port)")), client: "hall", secret: nil,
            name: "Slow", returnAddress: returnAddress)
        settings.limit = .milliseconds(100)
        let provider = OpenIDProvider(settings)
        let refused = await #expect(throws: ProviderProblem.self) {
            _ = try await provider.address(for: ErrandMarks(token: "t"), language: "en", at: moment)
        }
        #expect(refused?.sort == "unreachable")
        try await provider.close()
        try await server.close()
    }

    @Test func `that are not there are told at once`() async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(server.localAddress?.port)
        try await server.close()
        let provider = OpenIDProvider(
            OpenIDSettings(
                issuer: try #require(ProviderAddress("http://127.0.0.1:\(port)")), client: "hall",
                secret: "a secret of the Hall", name: "Gone", returnAddress: returnAddress))
        let refused = await #expect(throws: ProviderProblem.self) {
            _ = try await provider.address(for: ErrandMarks(token: "t"), language: "en", at: moment)
        }
        #expect(refused?.sort == "unreachable" && refused?.reason.contains("secret") == false)
        try await provider.close()
    }

    @Test(arguments: [
        "https://id.city.example", "https://id.city.example/realms/city",
        "https://id.city.example:8443/a?b=c",
        "http://localhost:9400", "http://127.0.0.1:1/x", "http://[::1]:9400",
    ])
    func `an address of a provider is https, or on this machine`(_ text: String) {
        #expect(ProviderAddress(text)?.text == text)
    }

    @Test(arguments: [
        "http://id.city.example", "http://localhost.evil.example", "http://127.0.0.1.evil.example",
        "https://user@id.city.example", "https://a:b@id.city.example", "https://id.city.example/#x",
        "https://",
        "https:id.city.example", "//id.city.example", "javascript:alert(1)", "ftp://localhost",
        "https://id.city.example/ü", "https://id.city.example/ x", "https://id.city.example/\\x", "",
        "localhost",
        "https://id.city.example/\r\nX: y", "https://" + String(repeating: "a", count: 1_100),
    ])
    func `anything else is none`(_ text: String) { #expect(ProviderAddress(text) == nil) }
}
