import Localisation
import Records

/// A door of the navigation to a room of the Hall.
private struct Door {
    var name: String
    var route: Route
    var isHere: Bool
}

extension Page {
    /// The skip link, then the reading settings in two stops of the Tab key, then the house and its rooms.
    func header(_ content: PageContent) {
        a(.class("skip"), .href(fragment: "#main")) { text(t("Skip to the content")) }
        header(.class("head")) {
            div(.class("bar")) {
                readingSettings(content)
                languages()
            }
            div(.class("title-row")) {
                p(.class("hall")) {
                    a(.href(.home(language)), .currentPage.if(frame.route == .home(language))) {
                        sign()
                        span { text(frame.hallName) }
                    }
                }
                if case .desk = content {} else { searchForm(isMain: false) }
            }
            if case .desk(let model) = content {
                if let person = model.person { deskNavigation(person) }
            } else {
                rooms(content)
            }
        }
    }

    private func readingSettings(_ content: PageContent) {
        if case .settings = content {
            a(.class("bar-link"), .href(.settings(language)), .currentPage) { text(t("Reading settings")) }
            return
        }
        a(.class("bar-link"), .href(.settings(language))) { text(t("Reading settings")) }
        details(.class("reading")) {
            summary { text(t("Font size and site colours")) }
            settingsForm()
        }
    }

    private func languages() {
        nav(.class("languages"), .label(t("Languages"))) {
            ul {
                for other in frame.offered {
                    li {
                        let name = Said(t.ownName(of: other), in: other)
                        a(
                            .href(frame.route.language == nil ? .home(other) : frame.route.inLanguage(other)),
                            .lang(other), tongue(name).direction, .hreflang(other),
                            .current.if(other == language)
                        ) { text(name.text) }
                    }
                }
            }
        }
    }

    private func rooms(_ content: PageContent) {
        let here: Route = if case .problem = content { .entrance } else { frame.route }
        let doors = [
            door(t("Partner cities"), .cities(language), .cities),
            door(t("Exhibitions"), .list(language, .exhibitions), .exhibition),
            door(t("Gifts"), .gifts(language), .gifts),
            door(t("Photos"), .photos(language), .photos),
            door(t("People to people"), .people(language), .peopleToPeople),
            door(t("Recognitions"), .recognitions(language), .recognitions),
            door(t("News"), .news(language), .news),
            door(t("Visit us"), .visit(language)),
            door(t("About the Hall"), .about(language)),
        ]
        // An error is in no room, wherever its address points.
        func door(_ name: String, _ route: Route, _ room: Route.Room? = nil) -> Door {
            Door(name: name, route: route, isHere: room != nil && here.section?.room == room)
        }
        nav(.class("rooms"), .label(t("Rooms of the Hall"))) {
            ul {
                for door in doors {
                    li {
                        a(
                            .href(door.route), .currentPage.if(door.route == here),
                            .current.if(door.isHere && door.route != here)
                        ) { text(door.name) }
                    }
                }
            }
        }
    }

    /// The search box: in the head of every page, and large on the page of what was found.
    func searchForm(isMain: Bool, query: String = "") {
        form(
            .class(isMain ? "search search-main" : "search"), .role("search"), .method("get"),
            .action(.search(language, query: "")), .label(isMain ? t("Search again") : t("Search the Hall"))
        ) {
            if isMain { label(.for("q")) { text(t("Search")) } }
            out.mark(.viewField)
            input(
                Attribute("id", .literal("q")).if(isMain), .label(t("Search")).if(!isMain), .type("search"),
                .name("q"), .value(query),
                .maxlength(Route.Limits.query / 4), Attribute("autocomplete", .literal("off")))
            button(.type("submit")) { text(t("Find")) }
        }
    }

    /// Where the page stands: the way from the entrance, the page itself not among it.
    func trail(_ steps: (name: String, route: Route)...) { trail(steps) }

    func trail(_ steps: [(name: String, route: Route)]) {
        nav(.class("trail"), .label(t("You are here"))) {
            ol {
                li { a(.href(.home(language))) { text(t("Home")) } }
                for step in steps {
                    li { a(.href(step.route)) { text(step.name) } }
                }
            }
        }
    }

    func footer(_ content: PageContent) {
        footer(.class("foot")) {
            div(.class("foot-inner")) {
                div {
                    p(.class("foot-name")) { text(frame.hallName) }
                    if let address = frame.address {
                        p(.class("foot-address")) { text(address) }
                    }
                }
                // Only paper needs to say where it comes from.
                p(.class("foot-page"), .decoration) {
                    printedName(content)
                    text(frame.hallName, isMarked: false)
                    text(" · " + (frame.publicURL ?? "") + frame.route.path)
                }
                nav(.label(t("Foot of the page"))) {
                    ul {
                        li { a(.href(.visit(language))) { text(t("Visit us")) } }
                        li { a(.href(.about(language))) { text(t("About the Hall")) } }
                        li { a(.href(.settings(language))) { text(t("Reading settings")) } }
                        li { a(.href(.accessibility(language))) { text(t("Accessibility")) } }
                        li { a(.href(.message(language))) { text(t("Report a barrier")) } }
                    }
                }
            }
        }
    }
}
