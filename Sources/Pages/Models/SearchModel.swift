package import Records

/// What a search found.
package struct SearchModel: Sendable {
    package struct Hit: Sendable {
        package var route: Route
        package var kind: String
        package var title: Said
        package var passage: Passage?

        package init(route: Route, kind: String, title: Said, passage: Passage?) {
            self.route = route
            self.kind = kind
            self.title = title
            self.passage = passage
        }
    }

    /// A part of a record's text, in pieces of which some are what was asked for.
    package struct Passage: Sendable {
        package var pieces: [(text: String, isHit: Bool)]
        package var language: Language
        package var isFallback: Bool

        package init(_ pieces: [(text: String, isHit: Bool)], in language: Language, isFallback: Bool) {
            self.pieces = pieces
            self.language = language
            self.isFallback = isFallback
        }

        package init(_ said: Said) {
            self.init([(said.text, false)], in: said.language, isFallback: said.isFallback)
        }
    }

    package var query: String
    /// What was looked for instead, because nothing holds a word of the query.
    package var mended: String?
    package var hits: [Hit]
    package var total: Int
    /// Whether there are more than `total`, which were not counted.
    package var isMore: Bool
    package var previous: Route?
    package var next: Route?
    /// Whether there are more results than can be paged through, and this page is the last that can be.
    package var isCut: Bool

    package init(
        query: String, mended: String? = nil, hits: [Hit], total: Int, isMore: Bool = false, previous: Route?,
        next: Route?,
        isCut: Bool = false
    ) {
        self.isMore = isMore
        self.isCut = isCut
        self.query = query
        self.mended = mended
        self.hits = hits
        self.total = total
        self.previous = previous
        self.next = next
    }
}
