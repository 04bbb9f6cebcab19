internal import HTTPTypes

/// The headers that keep a page from being anything but a page; they stand on every answer, errors included.
enum SecurityHeaders {
    /// Nothing is embedded, nothing comes from elsewhere, nobody frames us, and only the Hall's own files run: no script
    /// stands in a page.
    static let policy =
        "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; "
        + "form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'"

    static let fields: HTTPFields = [
        .contentSecurityPolicy: policy,
        .xContentTypeOptions: "nosniff",
        // Other sites learn that somebody came from the Hall, never what was read or searched there.
        .referrerPolicy: "strict-origin-when-cross-origin",
        .permissionsPolicy: "camera=(), geolocation=(), microphone=(), payment=()",
        .crossOriginOpenerPolicy: "same-origin",
        .crossOriginResourcePolicy: "same-origin",
    ]
}
