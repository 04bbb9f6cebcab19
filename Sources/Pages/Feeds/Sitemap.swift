package import Localisation
package import Records

/// Addresses for search engines (sitemaps.org, protocol 0.9), each with the languages in which it exists.
package struct SitemapModel: Sendable {
    package struct Place: Sendable {
        /// In any language.
        package var route: Route
        package var languages: [Language]
        /// The day of the last change, `2026-11-23`; `nil` where a page is made of many records.
        package var changed: String?

        package init(route: Route, languages: [Language], changed: String?) {
            self.route = route
            self.languages = languages
            self.changed = changed
        }
    }

    package var places: [Place]

    package init(places: [Place]) { self.places = places }
}

/// Writes a part of the sitemap.
package func render(_ sitemap: SitemapModel, _ phrases: Phrases, origin: String) -> Rendered {
    let document = SitemapDocument(out: Output(phrases: phrases, language: phrases.language))
    document.trusted(Trusted("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"))
    document.element(
        "urlset",
        [
            .xmlns("http://www.sitemaps.org/schemas/sitemap/0.9"),
            Attribute("xmlns:xhtml", .literal("http://www.w3.org/1999/xhtml")),
        ]
    ) {
        for place in sitemap.places { document.write(place, origin) }
    }
    return Rendered(document.out, type: SitemapDocument.type)
}

/// Writes the list of the sitemap's parts.
package func render(sitemaps parts: [Route], _ phrases: Phrases, origin: String) -> Rendered {
    let document = SitemapDocument(out: Output(phrases: phrases, language: phrases.language))
    document.trusted(Trusted("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"))
    document.element("sitemapindex", [.xmlns("http://www.sitemaps.org/schemas/sitemap/0.9")]) {
        for part in parts {
            document.element("sitemap", []) {
                document.element("loc", []) { document.text(origin + part.path) }
            }
        }
    }
    return Rendered(document.out, type: SitemapDocument.type)
}

private struct SitemapDocument: Markup {
    static let type = "application/xml; charset=utf-8"

    let out: Output

    /// One entry for each language, and in each the others, as search engines ask.
    func write(_ place: SitemapModel.Place, _ origin: String) {
        for language in place.languages {
            element("url", []) {
                element("loc", []) { text(origin + place.route.inLanguage(language).path) }
                if let changed = place.changed { element("lastmod", []) { text(changed) } }
                for other in place.languages {
                    element(
                        "xhtml:link",
                        [
                            .rel("alternate"), .hreflang(other),
                            Attribute("href", .text(origin + place.route.inLanguage(other).path)),
                        ]
                    ) {}
                }
            }
        }
    }
}
