import Localisation
package import Records

/// An Atom feed (RFC 4287): the newest of a list, each with its permanent address.
package struct FeedModel: Sendable {
    package struct Entry: Sendable {
        /// The permanent short address, which is the entry's id.
        package var permanent: Route
        package var route: Route
        package var title: Said
        package var summary: Said?
        /// RFC 3339, in UTC.
        package var updated: String

        package init(permanent: Route, route: Route, title: Said, summary: Said?, updated: String) {
            self.permanent = permanent
            self.route = route
            self.title = title
            self.summary = summary
            self.updated = updated
        }
    }

    package var title: String
    package var entries: [Entry]

    package init(title: String, entries: [Entry]) {
        self.title = title
        self.entries = entries
    }
}

/// Writes a feed; its addresses are whole, so the Hall must know its public address.
package func render(_ feed: FeedModel, at frame: Frame, origin: String) -> Rendered {
    let document = FeedDocument(out: Output(phrases: frame.phrases, language: frame.phrases.language))
    document.write(feed, frame, origin)
    return Rendered(document.out, type: "application/atom+xml; charset=utf-8")
}

private struct FeedDocument: Markup {
    let out: Output

    func write(_ feed: FeedModel, _ frame: Frame, _ origin: String) {
        trusted(Trusted("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"))
        element("feed", [.xmlns("http://www.w3.org/2005/Atom"), .xmlLang(out.language)]) {
            element("id", []) { text(origin + frame.route.path) }
            element("title", []) { text(feed.title) }
            // A feed without entries still says when it was made: at the beginning of time, the same for all.
            element("updated", []) {
                text(feed.entries.map(\.updated).max() ?? "1970-01-01T00:00:00Z")
            }
            element("author", []) { element("name", []) { text(frame.hallName.text) } }
            address(origin + frame.route.path, rel: "self", type: "application/atom+xml")
            address(origin + Route.home(out.language).path, rel: "alternate", type: "text/html")
            for entry in feed.entries { self.entry(entry, origin) }
        }
    }

    private func entry(_ entry: FeedModel.Entry, _ origin: String) {
        element("entry", []) {
            element("id", []) { text(origin + entry.permanent.path) }
            element("title", [.xmlLang(entry.title.language)]) { text(entry.title.text) }
            element("updated", []) { text(entry.updated) }
            address(origin + entry.route.path, rel: "alternate", type: "text/html")
            if let summary = entry.summary {
                element("summary", [.xmlLang(summary.language)]) { text(summary.text) }
            }
        }
    }

    private func address(_ address: String, rel: StaticString, type: StaticString) {
        element("link", [.rel(rel), .type(type), Attribute("href", .text(address))]) {}
    }
}

extension Attribute {
    static func xmlns(_ name: StaticString) -> Attribute { Attribute("xmlns", .literal(name)) }
    static func xmlLang(_ language: Language) -> Attribute { Attribute("xml:lang", .text(language.tag)) }
}
