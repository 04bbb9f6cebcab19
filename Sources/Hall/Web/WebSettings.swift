/// What an operator may set about HTTP. Every limit has a default that suits a small machine.
package struct WebSettings: Sendable {
    /// The address to listen at.
    package var host = "127.0.0.1"
    /// The port to listen at; 0 lets the system choose.
    package var port = 8080
    /// `https://…` without a closing slash: the only source of absolute links.
    package var publicURL: String?
    /// The proxies whose `Forwarded` and `X-Forwarded-Proto` are believed; nobody's otherwise.
    package var trustedProxies = TrustedProxies()
    /// Whether rendered pages are kept.
    package var keepsPages = true
    /// The most memory that kept pages may take, in bytes.
    package var renderCacheBytes = 64 << 20
    /// The most connections open at once; more wait in the system's queue.
    package var maxConnections = 1024
    /// The longest path, and the longest query, in bytes.
    package var maxTargetBytes = 2048
    /// The longest body of a request, in bytes.
    package var maxBodyBytes = 16 << 10
    /// The longest single header, and all of them together, in bytes.
    package var maxHeaderBytes = 16 << 10
    package var maxHeaderCount = 100
    /// A connection on which nothing arrives for so long is closed.
    package var idleTimeoutSeconds = 20
    /// A request that takes longer is answered 503; a body or an answer that crawls for longer ends the connection.
    package var requestTimeoutSeconds = 30
    /// What a form with files of the Desk may take.
    package var uploads = UploadLimits()
    /// Whether each request is written to the access log.
    package var logsRequests = true
    /// Names the build; a part of every ETag, so that a new release is never mistaken for an old page.
    package var build = ""

    package init() {}
}
