import FoundationEssentials
import HTTPTypes
import Hall
import Hummingbird
import HummingbirdTesting
import NIOCore
import Pages
import Synchronization
import Testing

@Suite struct `Pictures over HTTP` {
    private static let address = "/p/0123ABC/640.jpg"

    @Test(arguments: ["0123-640", nil]) func `are checked again soon and sent once`(
        fingerprint: String?
    ) async throws {
        let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let path = try Self.store(bytes)
        defer { try? FileManager.default.removeItem(atPath: path) }  // a stray temporary file harms nobody
        let site = FakeSite { _, _ in
            .picture(PictureFile(path: path, type: "image/jpeg", fingerprint: fingerprint))
        }
        try await withHall(site) { client in
            let picture = try await client.get(Self.address, [.acceptEncoding: "gzip"])
            #expect(picture.code == 200)
            #expect(Array(picture.body.readableBytesView) == bytes)
            #expect(picture.headers[.contentType] == "image/jpeg")
            #expect(picture.headers[.contentLength] == "70000")
            #expect(picture.headers[.contentEncoding] == nil)
            #expect(picture.headers[.cacheControl] == "public, max-age=300, must-revalidate")
            #expect(picture.headers[.vary] == nil)
            let tag = try #require(picture.headers[.eTag])
            let again = try await client.get(Self.address, [.ifNoneMatch: "\"x\", W/\(tag)"])
            #expect(again.code == 304)
            #expect(again.body.readableBytes == 0)
            #expect(again.headers[.cacheControl] == "public, max-age=300, must-revalidate")
            let head = try await client.executeRequest(
                uri: Self.address, method: .head, headers: [:], body: nil)
            #expect(head.headers[.contentLength] == "70000")
            #expect(head.body.readableBytes == 0)
        }
    }

    @Test func `that are withdrawn answer 410 at once, whatever the reader has`() async throws {
        let path = try Self.store([1, 2, 3])
        defer { try? FileManager.default.removeItem(atPath: path) }  // a stray temporary file harms nobody
        let isPublic = Mutex(true)
        let site = FakeSite { _, _ in
            guard isPublic.withLock({ $0 }) else { return .problem(.gone) }
            return .picture(PictureFile(path: path, type: "image/jpeg", fingerprint: "a"))
        }
        try await withHall(site) { client in
            let shown = try await client.get(Self.address)
            #expect(shown.code == 200)
            isPublic.withLock { $0 = false }
            let withdrawn = try await client.get(Self.address, [.ifNoneMatch: "\"a\""])
            #expect(withdrawn.code == 410)
            #expect(withdrawn.headers[.cacheControl] == "no-store")
        }
    }

    @Test func `whose file is missing tell nobody where it should have been`() async throws {
        let spy = LogSpy()
        let site = FakeSite { _, _ in .picture(PictureFile(path: "/nowhere/secret-place", type: "image/jpeg"))
        }
        try await withHall(site, logger: spy.logger) { client in
            let answer = try await client.get(Self.address)
            #expect(answer.code == 500)
            #expect(!answer.text.contains("secret-place"))
            #expect(!spy.lines.contains { $0.contains("secret-place") })
        }
    }

    @Test(arguments: [
        "/p/..%2f..%2fetc/640.jpg", "/p/0123ABC/640.png", "/p/0123ABC/-1.jpg", "/p/0123abc/640.jpg",
        "/p/0123ABC/",
        "/p/0123ABC/640.jpg/x", "/p/0123ABC/0640.jpg", "/p//etc/passwd",
    ])
    func `of no address of ours are not even asked for`(target: String) async throws {
        let site = FakeSite { _, _ in throw Unheard(words: "asked") }
        try await withHall(site) { client in
            let answer = try await client.get(target)
            #expect(answer.code == 404)
        }
    }

    private static func store(_ bytes: [UInt8]) throws -> String {
        let name = "web-picture-\(UInt64.random(in: .min ... .max))"
        let url = FileManager.default.temporaryDirectory.appending(path: name)
        try Data(bytes).write(to: url)
        return url.path
    }
}
