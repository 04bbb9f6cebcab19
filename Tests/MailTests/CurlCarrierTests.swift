import Testing

@testable import Mail

/// Letters on their way to a server that does not want them. What real servers do is tried from outside, in
/// `Tests/Mail`.
@Suite struct CurlCarrierTests {
    private func letter() throws -> Letter {
        let mailbox = try #require(Mailbox("anna@city.example"))
        return Letter(
            from: mailbox, sender: "Hall", to: mailbox, subject: "Hall", text: "Words", language: "en",
            date: "Sun, 06 Nov 1994 08:49:37 +0000", host: "hall.example")
    }

    private func carrier(port: Int, limit: Duration) throws -> CurlCarrier {
        let server = MailServer(host: "127.0.0.1", port: port, protection: .none)
        return try #require(CurlCarrier(server, greeting: "hall.example", limit: limit))
    }

    @Test func `a server that never answers is given up`() async throws {
        let server = try SilentServer()
        defer { server.close() }
        let carrier = try carrier(port: server.port, limit: .milliseconds(300))
        #expect(await carrier.carry(try letter()) == .notTaken(.late))
        #expect(carrier.count == 0)
    }

    @Test func `where nobody listens nothing is sent`() async throws {
        let server = try SilentServer()
        server.close()
        let carrier = try carrier(port: server.port, limit: .seconds(60))
        #expect(await carrier.carry(try letter()) == .notTaken(.unreachable))
    }

    @Test func `a name that there is not is unreachable`() async throws {
        // RFC 6761 keeps `invalid` for this.
        let server = MailServer(host: "mail.invalid", port: 25, protection: .startTLS)
        let carrier = try #require(CurlCarrier(server, greeting: "hall.example", limit: .seconds(60)))
        #expect(await carrier.carry(try letter()) == .notTaken(.unreachable))
    }

    @Test func `only so many letters wait`() async throws {
        let server = try SilentServer()
        let carrier = try carrier(port: server.port, limit: .seconds(60))
        let letter = try letter()
        await withTaskGroup(of: Delivery.self) { group in
            for _ in 0..<CurlCarrier.lineLimit {
                group.addTask { await carrier.carry(letter) }
            }
            while carrier.count < CurlCarrier.lineLimit { await Task.yield() }
            #expect(await carrier.carry(letter) == .notTaken(.busy))
            server.close()
            for await delivery in group {
                #expect([.notTaken(.garbled), .notTaken(.unreachable)].contains(delivery))
            }
        }
        #expect(carrier.count == 0)
    }
}
