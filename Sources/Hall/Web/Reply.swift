package import HTTPTypes
package import NIOCore

/// Status, headers and bytes, before HEAD takes the bytes away.
package struct Reply: Sendable {
    package var status: HTTPResponse.Status
    package var headers: HTTPFields
    package var body: ByteBuffer

    package init(_ status: HTTPResponse.Status, _ headers: HTTPFields = [:], body: ByteBuffer = ByteBuffer())
    {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Adds the headers that stand on every answer.
    mutating func addStandingHeaders(isBelowImages: Bool) {
        if !headers.contains(.contentSecurityPolicy) { headers.append(contentsOf: SecurityHeaders.fields) }
        guard isBelowImages else { return }
        headers.append(contentsOf: WebExchange.openToOthers)
        headers[.crossOriginResourcePolicy] = "cross-origin"
    }

    /// Plain words for machines and for whatever is no page.
    package static func text(_ status: HTTPResponse.Status, _ words: String) -> Reply {
        Reply(
            status, [.contentType: "text/plain; charset=utf-8", .cacheControl: CachePolicy.never],
            body: ByteBuffer(string: words))
    }

    /// A way to somewhere else; `address` is local and fit for a header.
    package static func redirect(_ status: HTTPResponse.Status, to address: String, varies: String) -> Reply {
        Reply(status, [.location: address, .cacheControl: CachePolicy.page, .vary: varies])
    }
}

/// What caches may do with our answers.
enum CachePolicy {
    /// Pages: kept by their reader, asked for again each time.
    static let page = "private, no-cache"
    /// Pictures can be withdrawn, so they are asked for again soon.
    static let picture = "public, max-age=300, must-revalidate"
    /// Assets change their name with their content.
    static let asset = "public, max-age=31536000, immutable"
    static let never = "no-store"
    /// What a page depends on besides its address.
    static let pageVaries = "Cookie, Accept-Encoding"
}
