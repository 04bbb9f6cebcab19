internal import Crypto
internal import HTTPTypes
internal import NIOCore

/// The files of the look, read once, compressed once, and kept by browsers for ever.
struct AssetShelf: Sendable {
    private struct Shelved: Sendable {
        let plain: ByteBuffer
        let gzip: ByteBuffer?
        let tag: EntityTag
        let gzipTag: EntityTag
        let type: String
    }

    private let files: [String: Shelved]

    init(_ assets: [String: AssetFile]) {
        files = assets.mapValues { asset in
            let hash = Hexadecimal.text(SHA256.hash(data: asset.bytes).prefix(16))
            let packed = Gzip.compress(asset.bytes, level: Gzip.thorough)
            return Shelved(
                plain: ByteBuffer(bytes: asset.bytes),
                // Fonts and the like are compressed already.
                gzip: packed.flatMap { $0.readableBytes < asset.bytes.count * 9 / 10 ? $0 : nil },
                tag: EntityTag(hash), gzipTag: EntityTag(hash + ".z"), type: asset.type)
        }
    }

    /// `nil` where there is no file of that name.
    func reply(_ name: String, acceptsGzip: Bool, ifNoneMatch: String?) -> Reply? {
        guard let file = files[name] else { return nil }
        let packed = acceptsGzip ? file.gzip : nil
        let tag = packed == nil ? file.tag : file.gzipTag
        var headers: HTTPFields = [
            .eTag: tag.field, .cacheControl: CachePolicy.asset, .vary: "Accept-Encoding",
        ]
        guard !tag.isNamed(by: ifNoneMatch) else { return Reply(.notModified, headers) }
        headers[.contentType] = file.type
        if packed != nil { headers[.contentEncoding] = "gzip" }
        return Reply(.ok, headers, body: packed ?? file.plain)
    }
}
