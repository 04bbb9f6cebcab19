internal import Crypto
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
package import Pages

/// A rendered page with everything prepared that does not depend on its reader.
///
/// The normal version is kept as bytes and compressed; every other choice of settings is spliced when it is
/// asked for, and costs no memory.
package struct ReadyPage: Sendable {
    /// The normal version of a page in one encoding.
    struct Version: Sendable {
        let tag: EntityTag
        let body: ByteBuffer
        let headers: HTTPFields
        /// The same headers, and those of a 304, as the connection writes them.
        let wireHeaders: HTTPHeaders
        let wireHeadersOfNotModified: HTTPHeaders

        init(_ tag: EntityTag, _ body: ByteBuffer, type: String, isGzip: Bool) {
            self.tag = tag
            self.body = body
            headers = ReadyPage.headers(tag, type: type, isGzip: isGzip, bytes: body.readableBytes)
            wireHeaders = HTTPHeaders(headers)
            wireHeadersOfNotModified = HTTPHeaders(
                ReadyPage.notModified(tag).headers + SecurityHeaders.fields)
        }
    }

    private let rendered: Rendered
    /// 128 bits of the hash of the build and the normal version: the part of the ETag that all versions share.
    private let fingerprint: String
    private let plain: Version
    private let gzip: Version?
    /// About what the page takes in memory, in bytes.
    package let cost: Int

    /// - Parameters:
    ///   - build: names the release, so that its pages are told from those of another.
    ///   - isKept: whether it is compressed now, for many, or when one reader asks for it.
    package init(_ rendered: Rendered, build: String, isKept: Bool = true) {
        let choice = ReadingChoice(cookies: nil, view: nil)
        let bytes = rendered.bytes(for: choice)
        var hash = SHA256()
        hash.update(data: Array(build.utf8) + [0])
        hash.update(data: bytes)
        fingerprint = Hexadecimal.text(hash.finalize().prefix(16))
        self.rendered = rendered
        let type = rendered.type
        plain = Version(
            Self.tag(fingerprint, choice, isGzip: false), ByteBuffer(bytes: bytes), type: type, isGzip: false)
        let gzipTag = Self.tag(fingerprint, choice, isGzip: true)
        let packed = isKept ? Gzip.compress(bytes, level: Gzip.thorough) : nil
        gzip = packed.map { Version(gzipTag, $0, type: type, isGzip: true) }
        cost = rendered.cost + bytes.count + (gzip?.body.readableBytes ?? 0) + 8192
    }

    /// The normal version.
    func version(acceptsGzip: Bool) -> Version { acceptsGzip ? gzip ?? plain : plain }

    /// The page as one reader gets it, or 304 where the reader has these very bytes.
    package func reply(_ choice: ReadingChoice, acceptsGzip: Bool, ifNoneMatch: String?) -> Reply {
        // Feeds look the same to all.
        let isReady = !acceptsGzip || gzip != nil
        if isReady, choice.isNormal || rendered.type != Rendered.page {
            let version = version(acceptsGzip: acceptsGzip)
            guard !version.tag.isNamed(by: ifNoneMatch) else { return Self.notModified(version.tag) }
            return Reply(.ok, version.headers, body: version.body)
        }
        // The bytes are a function of the page and the choice, so their name needs no second hash.
        let tag = Self.tag(fingerprint, choice, isGzip: acceptsGzip)
        guard !tag.isNamed(by: ifNoneMatch) else { return Self.notModified(tag) }
        let bytes = rendered.bytes(for: choice)
        guard acceptsGzip, let packed = Gzip.compress(bytes, level: Gzip.quick) else {
            let tag = Self.tag(fingerprint, choice, isGzip: false)
            return Reply(
                .ok, Self.headers(tag, type: rendered.type, isGzip: false, bytes: bytes.count),
                body: ByteBuffer(bytes: bytes))
        }
        return Reply(
            .ok, Self.headers(tag, type: rendered.type, isGzip: true, bytes: packed.readableBytes),
            body: packed)
    }

    /// The page with a settings form that leads back to another one; it is for this reader at this moment only.
    package func reply(_ choice: ReadingChoice, acceptsGzip: Bool, leadingBackTo back: String) -> Reply {
        OncePage.reply(.ok, rendered, choice, acceptsGzip: acceptsGzip, back: back)
    }

    private static func tag(_ fingerprint: String, _ choice: ReadingChoice, isGzip: Bool) -> EntityTag {
        EntityTag(
            fingerprint + "." + choice.settings.code + (choice.travelsByView ? "v" : "") + (isGzip ? "z" : "")
        )
    }

    private static func headers(_ tag: EntityTag, type: String, isGzip: Bool, bytes: Int) -> HTTPFields {
        var headers = SecurityHeaders.fields
        headers[.contentType] = type
        headers[.contentLength] = String(bytes)
        if isGzip { headers[.contentEncoding] = "gzip" }
        headers[.cacheControl] = CachePolicy.page
        headers[.vary] = CachePolicy.pageVaries
        headers[.eTag] = tag.field
        return headers
    }

    private static func notModified(_ tag: EntityTag) -> Reply {
        Reply(
            .notModified, [.eTag: tag.field, .cacheControl: CachePolicy.page, .vary: CachePolicy.pageVaries])
    }
}

extension HTTPHeaders {
    /// The same fields for the layer below.
    init(_ fields: some Sequence<HTTPField>) {
        self.init(fields.map { ($0.name.rawName, $0.value) })
    }
}

/// Bytes as text.
enum Hexadecimal {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
