import Localisation
import Records

extension Page {
    func list(_ model: ListModel) {
        listHead(model)
        divisions(model.divisions)
        let section = frame.route.section
        if section == .cities, !model.cards.isEmpty {
            p(.class("more")) {
                a(.class("more-link"), .href(.map(language))) { text(t("Partners on the map")) }
            }
        }
        if model.cards.isEmpty {
            if let section {
                let (sentence, invites) = nothing(in: section)
                if section == .gifts { emptyShelf(sentence) } else { empty(sentence, invites: invites) }
            } else {
                empty(t("No visit, exchange or project is shown here yet."), invites: false)
            }
        } else {
            cards(model.cards, section.map(\.cardStyle) ?? .line, heading: 2)
        }
        turning(previous: model.previous, next: model.next)
    }

    /// What an empty list says: what could be here, and whether it asks who has one to send it.
    private func nothing(in section: Route.Section) -> (sentence: String, invites: Bool) {
        switch section {
        case .cities: (t("No partner city is shown yet."), false)
        case .gifts:
            (
                t(
                    "The cases are still empty. If you have a gift from a partner city, the Hall would like to show it."
                ), true
            )
        case .exhibitions: (t("No exhibition is open yet."), false)
        case .photos:
            (
                t(
                    "No photo is shown yet. If you have one from the history of the partner cities, the Hall would like to show it."
                ), true
            )
        case .recognitions: (t("No recognition is shown yet."), false)
        case .news: (t("There is no news from this time."), false)
        case .visits: (t("No visit is shown yet."), false)
        case .exchanges: (t("No exchange is shown yet."), false)
        case .projects: (t("No joint project is shown yet."), false)
        case .documents:
            (
                t(
                    "No document is shown yet. If you have a letter or a programme, the Hall would like to show it."
                ), true
            )
        case .organisations: (t("No organisation is shown yet."), false)
        case .people: (t("No one is shown yet."), false)
        case .events: (t("No event is shown yet."), false)
        // Without a list.
        case .pages: ("", false)
        }
    }

    func photos(_ model: PhotosModel) {
        trail()
        header(.class("page-head")) {
            h1 { text(t("Photos")) }
        }
        if model.photos.isEmpty {
            let (sentence, invites) = nothing(in: .photos)
            empty(sentence, invites: invites)
        } else {
            wall(model.photos)
        }
        turning(previous: model.previous, next: model.next)
    }

    private func listHead(_ model: ListModel) {
        trail(above)
        header(.class("page-head")) {
            h1 { text(model.title) }
            if let introduction = model.introduction {
                div(.class("lead")) { paragraphs(introduction) }
            }
        }
    }

    /// The lists of which this one is a part.
    private var above: [(name: String, route: Route)] {
        switch frame.route {
        case .newsOf(_, let year, let month, _):
            let news = [(name: t("News"), route: Route.news(language))]
            guard month != nil else { return news }
            return news + [(name: "\(year)", route: .newsOf(language, year: year, month: nil))]
        case .peopleOf: return [(name: t("People to people"), route: .people(language))]
        case .country:
            return [
                (name: t("Partner cities"), route: .cities(language)),
                (name: t("Partners on the map"), route: .map(language)),
            ]
        default: return []
        }
    }

    private func emptyShelf(_ sentence: String) {
        div(.class("empty")) {
            emptyCase()
            p { text(sentence) }
            invitation(t("Write to the Hall"))
        }
    }

    /// Years and months with how much each holds.
    private func divisions(_ divisions: [ListModel.Division]) {
        guard !divisions.isEmpty else { return }
        nav(.class("divisions"), .label(t("Years and months"))) {
            ul {
                for division in divisions {
                    li {
                        a(
                            .href(division.route), .currentPage.if(division.route == frame.route),
                            .current.if(division.isChosen && division.route != frame.route)
                        ) {
                            text(division.label)
                            text(" ")
                            span(.class("count")) { text(t.number(division.count)) }
                        }
                    }
                }
            }
        }
    }
}

extension Route.Section {
    fileprivate var cardStyle: CardStyle {
        switch self {
        case .cities: .tie
        case .gifts: .exhibit
        default: .line
        }
    }
}
