package import Records

/// What a search found.
package struct SearchModel: Sendable {
    package struct Hit: Sendable {
        package var route: Route
        package var kind: String
        /// The whole title.
        package var title: Passage
        package var passage: Passage?

        package init(route: Route, kind: String, title: Passage, passage: Passage?) {
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

    /// One thing that the answers can be narrowed by.
    package struct Facet: Sendable {
        package enum Name: Sendable { case kind, partner, year, area, language }

        package struct Value: Sendable {
            package var label: Said
            package var count: Int
            package var route: Route
            package var isChosen: Bool

            package init(_ label: Said, count: Int, route: Route, isChosen: Bool) {
                self.label = label
                self.count = count
                self.route = route
                self.isChosen = isChosen
            }
        }

        package var name: Name
        package var values: [Value]
        /// The answers that this facet does not narrow.
        package var all: Route

        package init(_ name: Name, _ values: [Value], all: Route) {
            self.name = name
            self.values = values
            self.all = all
        }
    }

    package var question: SearchQuestion
    /// What was looked for instead, because nothing holds a word of the query.
    package var mended: String?
    package var hits: [Hit]
    package var total: Int
    /// How many there would be if the question were not narrowed.
    package var all: Int
    package var facets: [Facet]
    package var previous: Route?
    package var next: Route?
    /// Whether there are more results than can be paged through, and this page is the last that can be.
    package var isCut: Bool

    package init(
        _ question: SearchQuestion, mended: String? = nil, hits: [Hit], total: Int, all: Int? = nil,
        facets: [Facet] = [], previous: Route? = nil, next: Route? = nil, isCut: Bool = false
    ) {
        self.question = question
        self.mended = mended
        self.hits = hits
        self.total = total
        self.all = all ?? total
        self.facets = facets
        self.previous = previous
        self.next = next
        self.isCut = isCut
    }
}
