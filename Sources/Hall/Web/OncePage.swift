internal import HTTPTypes
internal import NIOCore
internal import Pages

/// Pages that nobody keeps: searches, errors.
enum OncePage {
    /// - Parameter back: where the settings form leads back to; `nil` is the page itself.
    static func reply(
        _ status: HTTPResponse.Status, _ rendered: Rendered, _ choice: ReadingChoice, acceptsGzip: Bool,
        back: String? = nil
    ) -> Reply {
        let bytes = rendered.bytes(for: choice, back: back)
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: CachePolicy.never,
            .vary: CachePolicy.pageVaries,
        ]
        guard acceptsGzip, let packed = Gzip.compress(bytes, level: Gzip.quick) else {
            return Reply(status, headers, body: ByteBuffer(bytes: bytes))
        }
        headers[.contentEncoding] = "gzip"
        return Reply(status, headers, body: packed)
    }
}
