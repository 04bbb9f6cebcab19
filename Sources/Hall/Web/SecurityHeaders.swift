internal import HTTPTypes

/// The headers that keep a page from being anything but a page; they stand on every answer, errors included.
enum SecurityHeaders {
    /// Nothing runs, nothing is embedded, nothing comes from elsewhere, and nobody frames us. Scripts have no
    /// word of their own: `default-src 'none'` refuses them, and there are none.
    static let policy =
        "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; form-action 'self'; "
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
