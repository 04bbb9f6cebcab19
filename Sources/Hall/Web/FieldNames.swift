internal import HTTPTypes

extension HTTPField.Name {
    static let forwarded = known("Forwarded")
    static let xForwardedProto = known("X-Forwarded-Proto")
    static let xForwardedFor = known("X-Forwarded-For")
    static let link = known("Link")
    static let secFetchSite = known("Sec-Fetch-Site")
    static let referrerPolicy = known("Referrer-Policy")
    static let permissionsPolicy = known("Permissions-Policy")
    static let crossOriginOpenerPolicy = known("Cross-Origin-Opener-Policy")

    /// A literal of ours that is a token; `WebHeaderTests` reads every one of them.
    private static func known(_ name: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name(name.description) else {
            preconditionFailure("no header name: \(name)")
        }
        return name
    }
}
