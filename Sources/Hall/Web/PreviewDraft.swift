package import Pages
package import Records

/// A version of a record that somebody of the office looks at as visitors would see it.
package struct PreviewDraft: Sendable {
    package var code: Code
    package var kind: any Kind.Type
    /// The whole record; the site makes the visitor's copy of it.
    package var body: [UInt8]
    /// Where the preview stands; its language is that of the page.
    package var route: Route
    /// Where the picture of this version lies, if it has one.
    package var picture: Route
    package var notice: PreviewNotice

    package init(
        code: Code, kind: any Kind.Type, body: [UInt8], route: Route, picture: Route, notice: PreviewNotice
    ) {
        self.code = code
        self.kind = kind
        self.body = body
        self.route = route
        self.picture = picture
        self.notice = notice
    }
}
