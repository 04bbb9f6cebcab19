import Localisation
import Records

extension Page {
    /// An exhibition: its introduction, then its rooms in the order of the walk.
    func exhibition(_ model: ExhibitionModel) {
        trail((t("Exhibitions"), .list(language, .exhibitions)))
        article(.class("exhibition")) {
            header(.class("page-head")) {
                h1 { text(model.title) }
                if let introduction = model.introduction {
                    div(.class("lead")) { paragraphs(introduction) }
                }
            }
            facts(model.facts)
            if let picture = model.picture { figure(picture, .large) }
            section(.class("room-list")) {
                h2 { text(t("{count} room", "{count} rooms", count: model.rooms.count)) }
                cards(model.rooms, .line, heading: 3)
            }
            sources(model.sources)
        }
    }

    /// A room: its showcases one after another, and the doors at the end.
    func room(_ model: RoomModel) {
        trail(
            (t("Exhibitions"), .list(language, .exhibitions)),
            (model.exhibition.title.text, model.exhibition.route))
        article(.class("room"), .accent(model.accent)) {
            header(.class("page-head")) {
                p(.class("overline")) {
                    text(
                        t(
                            "Room {number} of {count}",
                            ["number": t.number(model.number), "count": t.number(model.count)]))
                }
                h1 { text(model.title) }
                if let introduction = model.introduction {
                    div(.class("lead")) { paragraphs(introduction) }
                }
            }
            for showcase in model.showcases { self.showcase(showcase) }
            walk(model)
        }
    }

    private func showcase(_ showcase: RoomModel.Showcase) {
        section(.class("showcase")) {
            h2 { text(showcase.title) }
            if let words = showcase.text { div(.class("prose")) { paragraphs(words) } }
            if showcase.panels.isEmpty {
                emptyCase()
            } else {
                ul(.class("panels")) {
                    for panel in showcase.panels { li(.class("panel")) { self.panel(panel) } }
                }
            }
        }
    }

    private func panel(_ panel: RoomModel.Panel) {
        if let picture = panel.picture {
            div(.class("case")) { image(picture, .small) }
        }
        div(.class("card-words")) {
            if let overline = panel.overline { p(.class("overline")) { text(overline) } }
            h3(.class("card-title")) { a(.href(panel.route)) { text(panel.title) } }
            if let label = panel.label { div(.class("museum-label")) { paragraphs(label) } }
            if let picture = panel.picture { pictureCredit(picture) }
        }
    }

    /// The doors to the rooms before and after; the arrow keys and a swipe follow them.
    private func walk(_ model: RoomModel) {
        nav(.class("walk"), .label(t("Walk on"))) {
            ul {
                if let door = model.previous {
                    li {
                        a(.href(door.route), .rel("prev")) {
                            span { sentence(t("Previous room: {room}", ["room": gap(0)]), door.title) }
                        }
                    }
                }
                if let door = model.next {
                    li {
                        a(.href(door.route), .rel("next")) {
                            span { sentence(t("Next room: {room}", ["room": gap(0)]), door.title) }
                        }
                    }
                } else {
                    li {
                        a(.href(model.exhibition.route)) {
                            span {
                                sentence(
                                    t("The walk ends here. Back to {exhibition}", ["exhibition": gap(0)]),
                                    model.exhibition.title)
                            }
                        }
                    }
                }
            }
        }
    }
}
