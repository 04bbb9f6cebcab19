internal import HTTPTypes

/// Whether a visitor came by https, as far as we may believe it.
enum ForwardedScheme {
    /// Reads `Forwarded: proto=https` (RFC 7239) or `X-Forwarded-Proto: https`, the entry of the nearest proxy.
    ///
    /// Only for requests of trusted proxies: everybody else may write anything into these headers.
    static func isSecure(_ headers: HTTPFields) -> Bool {
        if let forwarded = headers[.forwarded] {
            guard let nearest = forwarded.utf8.split(separator: UInt8(ascii: ",")).last else { return false }
            return nearest.split(separator: UInt8(ascii: ";")).contains { pair in
                let text = HeaderText.lowercased(pair)
                return text == "proto=https" || text == "proto=\"https\""
            }
        }
        guard let nearest = headers[.xForwardedProto]?.utf8.split(separator: UInt8(ascii: ",")).last else {
            return false
        }
        return HeaderText.lowercased(nearest) == "https"
    }
}
