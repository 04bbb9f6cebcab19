import Localisation
import Records

extension Page {
    func search(_ model: SearchModel) {
        trail()
        header(.class("page-head")) {
            h1 { text(t("Search")) }
        }
        searchForm(isMain: true, query: model.question.words)
        if model.question.words.isEmpty {
            index()
        } else if model.all == 0 {
            nothing(model.question.words)
        } else {
            found(model)
        }
    }

    private func found(_ model: SearchModel) {
        if let mended = model.mended {
            p(.class("mended")) {
                sentence(
                    t(
                        "Nothing was found for “{query}”. These are the results for “{other}”.",
                        ["query": gap(0), "other": gap(1)]),
                    Said(model.question.words, in: .undetermined), Said(mended, in: .undetermined))
            }
        }
        p(.class("found"), .role("status")) {
            text(t("{count} result", "{count} results", count: model.total))
        }
        facets(model)
        if model.hits.isEmpty {
            p { text(t("No result has all that was chosen.")) }
        }
        hits(model.hits)
        if model.isCut {
            p { text(t("These were the best results. One more word in the search finds the others.")) }
        }
        turning(previous: model.previous, next: model.next)
    }

    private func facets(_ model: SearchModel) {
        guard !model.facets.isEmpty || model.question.isNarrowed else { return }
        nav(.class("facets"), .label(t("Narrow the results"))) {
            for facet in model.facets {
                details(.class("facet")) {
                    summary {
                        span {
                            if let chosen = facet.values.first(where: \.isChosen) {
                                sentence(t.labelled(name(of: facet.name), gap(0)), chosen.label)
                            } else {
                                text(name(of: facet.name))
                            }
                        }
                    }
                    ul {
                        for value in facet.values { li { choice(value) } }
                        if facet.values.contains(where: \.isChosen) {
                            li { a(.href(facet.all), .rel("nofollow")) { text(t("All", context: "facet")) } }
                        }
                    }
                }
            }
            if model.question.isNarrowed {
                a(.href(.search(language, query: model.question.words))) {
                    text(t("Show all {count} result", "Show all {count} results", count: model.all))
                }
            }
        }
    }

    private func choice(_ value: SearchModel.Facet.Value) {
        a(.href(value.route), .rel("nofollow"), .current.if(value.isChosen)) {
            text(value.label)
            text(" ")
            span(.class("count")) { text(t.number(value.count)) }
        }
    }

    private func name(of facet: SearchModel.Facet.Name) -> String {
        switch facet {
        case .kind: t("Kind", context: "facet")
        case .partner: t("Partner city")
        case .year: t("Year")
        case .area: t("Area")
        case .language: t("Language of the text")
        }
    }

    private func hits(_ hits: [SearchModel.Hit]) {
        guard !hits.isEmpty else { return }
        ol(.class("hits")) {
            for hit in hits {
                li(.class("hit")) {
                    p(.class("overline")) { text(hit.kind) }
                    h2(.class("card-title")) { a(.href(hit.route)) { words(hit.title) } }
                    if let passage = hit.passage { p(.class("card-text")) { words(passage) } }
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
        if passage.language == out.language {
            pieces()
        } else {
            let (language, direction) = tongue(said)
            span(language, direction, content: pieces)
        }
        fallback(said)
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
