import Localisation
import Records

extension Page {
    /// A partner's room: its name under the arc, its names through time, the ties, the photos, what points here.
    func city(_ model: CityModel) {
        trail((t("Partner cities"), .cities(language)))
        article(.class("city"), .accent(model.accent)) {
            header(.class("page-head city-head")) {
                p(.class("overline")) { text(model.country) }
                h1 { text(model.name) }
                // The home city has no arc to itself.
                if model.name != frame.homeCity {
                    div(.class("city-arc"), .decoration) {
                        arc()
                        p(.class("arc-ends")) {
                            span { text(frame.homeCity, isMarked: false) }
                            span { text(model.name, isMarked: false) }
                        }
                    }
                }
            }
            div(.class(model.picture == nil ? "city-opening" : "city-opening city-opening-pictured")) {
                div {
                    if let introduction = model.introduction {
                        div(.class("lead")) { paragraphs(introduction) }
                    }
                    facts(model.facts)
                    sources(model.sources)
                }
                if let picture = model.picture { figure(picture, .half) }
            }
            if let map = model.map, let home = map.home, let spot = map.spots.first {
                figure(.class("map-figure")) {
                    worldMap(
                        map, name: t("{city} on the map", ["city": model.name.text]),
                        window: MapWindow(around: home, spot.point))
                    figcaption { text(t("Land outlines: Natural Earth. No borders are drawn.")) }
                }
                if let distance = spot.distance {
                    let words = t("{distance} km", ["distance": t.number(distance)])
                    facts([
                        FactModel(
                            label: t("Distance from the home city"), values: [ClaimModel(.words(words))])
                    ])
                }
                p(.class("more")) {
                    a(.class("more-link"), .href(.map(language))) { text(t("Partners on the map")) }
                }
            }
            names(model.names)
            for partnership in model.partnerships { self.partnership(partnership) }
            section(.class("city-photos")) {
                h2 { text(t("Photos")) }
                if model.photos.isEmpty {
                    empty(
                        t("The Hall has no photo of this tie yet. You may have one at home."), invites: true)
                } else {
                    wall(model.photos)
                }
            }
            related(model.related)
        }
    }

    private func names(_ names: [CityModel.Name]) {
        guard !names.isEmpty else { return }
        section(.class("names")) {
            h2 { text(t("Names in languages and times")) }
            ul {
                for entry in names {
                    li {
                        p(.class("name-itself")) {
                            let (language, _) = tongue(entry.name)
                            bdi(language) { text(entry.name.text) }
                        }
                        p(.class("name-language")) {
                            text(t.name(of: entry.name.language))
                            if let period = entry.period {
                                text(" · ")
                                date(period)
                            }
                        }
                        if let note = entry.note {
                            p(.class("note")) { text(note) }
                        }
                        sources(entry.sources)
                    }
                }
            }
        }
    }
}
