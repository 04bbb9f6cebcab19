internal import Crypto
internal import FoundationEssentials
internal import HTTPTypes
internal import NIOCore

extension PictureFile {
    /// Sized pictures are a few hundred kilobytes; what is larger is no picture of ours.
    static let maxBytes = 16 << 20

    /// The file is not what the catalogue says.
    enum Trouble: Error { case tooLarge }

    /// The picture, or 304 where the reader has these very bytes.
    ///
    /// Throws what reading the file throws.
    func reply(ifNoneMatch: String?) throws -> Reply {
        if let fingerprint, EntityTag(fingerprint).isNamed(by: ifNoneMatch) {
            return Reply(.notModified, Self.headers(EntityTag(fingerprint)))
        }
        // Read at once: a warm file takes less time than the hop to another thread.
        let data = try Data(contentsOf: URL(filePath: path))
        guard data.count <= Self.maxBytes else { throw Trouble.tooLarge }
        let tag = EntityTag(fingerprint ?? Hexadecimal.text(SHA256.hash(data: data).prefix(16)))
        guard !tag.isNamed(by: ifNoneMatch) else { return Reply(.notModified, Self.headers(tag)) }
        var headers = Self.headers(tag)
        headers[.contentType] = type
        return Reply(.ok, headers, body: ByteBuffer(bytes: data))
    }

    /// The picture for one reader, to be kept nowhere.
    func reply() throws -> Reply {
        let data = try Data(contentsOf: URL(filePath: path))
        guard data.count <= Self.maxBytes else { throw Trouble.tooLarge }
        return Reply(
            .ok, [.contentType: type, .cacheControl: CachePolicy.never], body: ByteBuffer(bytes: data))
    }

    private static func headers(_ tag: EntityTag) -> HTTPFields {
        [.eTag: tag.field, .cacheControl: CachePolicy.picture]
    }
}
