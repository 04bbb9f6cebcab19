package import Records

/// A page of the Hall as it would be, and what says so above it.
package struct PreviewModel: Sendable {
    /// `nil` where such a record would have no page yet.
    package var page: PageContent?
    /// The address that the page would have; some pages look different in different places.
    package var route: Route?
    package var notice: PreviewNotice

    package init(page: PageContent?, route: Route?, notice: PreviewNotice) {
        self.page = page
        self.route = route
        self.notice = notice
    }
}

/// What stands above a preview.
package struct PreviewNotice: Sendable {
    package var code: String
    package var title: Said
    /// Whether visitors see a version of it now.
    package var isPublic: Bool
    /// What would change for them; only texts that they may see.
    package var changes: [DeskChange]

    /// For somebody who came by a link, who gets no way into the Desk.
    package var question: ApprovalQuestion?

    package init(
        code: String, title: Said, isPublic: Bool, changes: [DeskChange], question: ApprovalQuestion? = nil
    ) {
        self.question = question
        self.code = code
        self.title = title
        self.isPublic = isPublic
        self.changes = changes
    }
}
