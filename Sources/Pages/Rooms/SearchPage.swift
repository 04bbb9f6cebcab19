import Localisation
import Records

extension Page {
    func search(_ model: SearchModel) {
        trail()
        header(.class("page-head")) {
            h1 { text(t("Search")) }
        }
        searchForm(isMain: true, query: model.query)
        if model.query.isEmpty {
            index()
        } else if model.hits.isEmpty {
            nothing(model.query)
        } else {
            if let mended = model.mended {
                p(.class("mended")) {
                    sentence(
                        t(
                            "Nothing was found for “{query}”. These are the results for “{other}”.",
                            ["query": gap(0), "other": gap(1)]),
                        Said(model.query, in: .undetermined), Said(mended, in: .undetermined))
                }
            }
            p(.class("found"), .role("status")) {
                text(
                    model.isMore
                        ? t("More than {count} results", ["count": t.number(model.total)])
                        : t("{count} result", "{count} results", count: model.total))
            }
            hits(model.hits)
            if model.isCut {
                p { text(t("These were the best results. One more word in the search finds the others.")) }
            }
            turning(previous: model.previous, next: model.next)
        }
    }

    private func hits(_ hits: [SearchModel.Hit]) {
        ol(.class("hits")) {
            for hit in hits {
                li(.class("hit")) {
                    p(.class("overline")) { text(hit.kind) }
                    h2(.class("card-title")) { a(.href(hit.route)) { text(hit.title) } }
                    if let passage = hit.passage { words(passage) }
                }
            }
        }
    }

    private func words(_ passage: SearchModel.Passage) {
        let said = Said("", in: passage.language, isFallback: passage.isFallback)
        func pieces() {
            for piece in passage.pieces {
                if piece.isHit { mark { text(piece.text) } } else { text(piece.text) }
            }
        }
        p(.class("card-text")) {
            if passage.language == out.language {
                pieces()
            } else {
                let (language, direction) = tongue(said)
                span(language, direction, content: pieces)
            }
            fallback(said)
        }
    }

    /// No hit is no dead end.
    private func nothing(_ query: String) {
        div(.class("empty"), .role("status")) {
            arc("empty-arc")
            h2 {
                sentence(
                    t("Nothing was found for “{query}”", ["query": gap(0)]), Said(query, in: .undetermined))
            }
            ul {
                li { text(t("Look once more at the spelling.")) }
                li { text(t("Try one word instead of several.")) }
                li { text(t("Try another name: a city may be known by an older one, or in another script.")) }
            }
        }
        index()
    }

    /// The way to everything, for readers who would rather walk than ask.
    func index() {
        section(.class("index")) {
            h2 { text(t("Or walk through the rooms")) }
            ul {
                for section in Route.Section.allCases where section.hasList {
                    li { a(.href(.list(language, section))) { text(section.name(t)) } }
                }
            }
        }
    }
}
