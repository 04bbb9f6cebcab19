internal import Crypto
internal import HTTPTypes
internal import NIOCore
package import Pages

/// A rendered page with everything prepared that does not depend on its reader.
///
/// The normal version is kept as bytes and compressed; every other choice of settings is spliced when it is
/// asked for, and costs no memory.
package struct ReadyPage: Sendable {
    private struct Version: Sendable {
        let tag: EntityTag
        let body: ByteBuffer
        let headers: HTTPFields
    }

    private let rendered: Rendered
    /// 128 bits of the hash of the build and the normal version: the part of the ETag that all versions share.
    private let fingerprint: String
    private let plain: Version
    private let gzip: Version?
    /// About what the page takes in memory, in bytes.
    package let cost: Int

    package init(_ rendered: Rendered, build: String) {
        let choice = ReadingChoice(cookies: nil, view: nil)
        let bytes = rendered.bytes(for: choice)
        var hash = SHA256()
        hash.update(data: Array(build.utf8) + [0])
        hash.update(data: bytes)
        let fingerprint = Hexadecimal.text(hash.finalize().prefix(16))
        func version(_ body: ByteBuffer, isGzip: Bool) -> Version {
            let tag = Self.tag(fingerprint, choice, isGzip: isGzip)
            return Version(tag: tag, body: body, headers: Self.headers(tag, isGzip: isGzip, bytes: body.readableBytes))
        }
        self.rendered = rendered
        self.fingerprint = fingerprint
        plain = version(ByteBuffer(bytes: bytes), isGzip: false)
        gzip = Gzip.compress(bytes, level: Gzip.thorough).map { version($0, isGzip: true) }
        cost = rendered.cost + bytes.count + (gzip?.body.readableBytes ?? 0) + 4096
    }

    /// The page as one reader gets it, or 304 where the reader has these very bytes.
    package func reply(_ choice: ReadingChoice, acceptsGzip: Bool, ifNoneMatch: String?) -> Reply {
        if choice.settings.isDefault, !choice.travelsByView {
            let version = acceptsGzip ? gzip ?? plain : plain
            guard !version.tag.isNamed(by: ifNoneMatch) else { return Self.notModified(version.tag) }
            return Reply(.ok, version.headers, body: version.body)
        }
        // The bytes are a function of the page and the choice, so their name needs no second hash.
        let tag = Self.tag(fingerprint, choice, isGzip: acceptsGzip)
        guard !tag.isNamed(by: ifNoneMatch) else { return Self.notModified(tag) }
        let bytes = rendered.bytes(for: choice)
        guard acceptsGzip, let packed = Gzip.compress(bytes, level: Gzip.quick) else {
            let tag = Self.tag(fingerprint, choice, isGzip: false)
            return Reply(.ok, Self.headers(tag, isGzip: false, bytes: bytes.count), body: ByteBuffer(bytes: bytes))
        }
        return Reply(.ok, Self.headers(tag, isGzip: true, bytes: packed.readableBytes), body: packed)
    }

    /// The page with a settings form that leads back to another one; it is for this reader at this moment only.
    package func reply(_ choice: ReadingChoice, acceptsGzip: Bool, leadingBackTo back: Route) -> Reply {
        OncePage.reply(.ok, rendered, choice, acceptsGzip: acceptsGzip, back: back)
    }

    private static func tag(_ fingerprint: String, _ choice: ReadingChoice, isGzip: Bool) -> EntityTag {
        EntityTag(
            fingerprint + "." + choice.settings.code + (choice.travelsByView ? "v" : "") + (isGzip ? "z" : ""))
    }

    private static func headers(_ tag: EntityTag, isGzip: Bool, bytes: Int) -> HTTPFields {
        var headers = SecurityHeaders.fields
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentLength] = String(bytes)
        if isGzip { headers[.contentEncoding] = "gzip" }
        headers[.cacheControl] = CachePolicy.page
        headers[.vary] = CachePolicy.pageVaries
        headers[.eTag] = tag.field
        return headers
    }

    private static func notModified(_ tag: EntityTag) -> Reply {
        Reply(.notModified, [.eTag: tag.field, .cacheControl: CachePolicy.page, .vary: CachePolicy.pageVaries])
    }
}

/// Pages that nobody keeps: searches, errors.
enum OncePage {
    static func reply(
        _ status: HTTPResponse.Status, _ rendered: Rendered, _ choice: ReadingChoice, acceptsGzip: Bool,
        back: Route? = nil
    ) -> Reply {
        let bytes = rendered.bytes(for: choice, back: back)
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: CachePolicy.never, .vary: CachePolicy.pageVaries,
        ]
        guard acceptsGzip, let packed = Gzip.compress(bytes, level: Gzip.quick) else {
            return Reply(status, headers, body: ByteBuffer(bytes: bytes))
        }
        headers[.contentEncoding] = "gzip"
        return Reply(status, headers, body: packed)
    }
}

/// Bytes as text.
enum Hexadecimal {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
