import Localisation
import Records

extension Page {
    func cities(_ model: ListModel) {
        listHead(model)
        if model.cards.isEmpty {
            empty(t("No partner city is shown yet."), invites: false)
        } else {
            cards(model.cards, .tie, heading: 2)
        }
        turning(previous: model.previous, next: model.next)
    }

    func gifts(_ model: ListModel) {
        listHead(model)
        if model.cards.isEmpty {
            emptyShelf(
                t(
                    "The cases are still empty. If you have a gift from a partner city, the Hall would like to show it."
                ))
        } else {
            cards(model.cards, .exhibit, heading: 2)
        }
        turning(previous: model.previous, next: model.next)
    }

    func recognitions(_ model: ListModel) {
        listHead(model)
        if model.cards.isEmpty {
            empty(t("No recognition is shown yet."), invites: false)
        } else {
            cards(model.cards, .line, heading: 2)
        }
        turning(previous: model.previous, next: model.next)
    }

    func news(_ model: ListModel) {
        listHead(model)
        divisions(model.divisions)
        if model.cards.isEmpty {
            empty(t("There is no news from this time."), invites: false)
        } else {
            cards(model.cards, .line, heading: 2)
        }
        turning(previous: model.previous, next: model.next)
    }

    func photos(_ model: PhotosModel) {
        trail()
        header(.class("page-head")) {
            h1 { text(t("Photos")) }
        }
        if model.photos.isEmpty {
            empty(
                t(
                    "No photo is shown yet. If you have one from the history of the partner cities, the Hall would like to show it."
                ), invites: true)
        } else {
            wall(model.photos)
        }
        turning(previous: model.previous, next: model.next)
    }

    private func listHead(_ model: ListModel) {
        trail()
        header(.class("page-head")) {
            h1 { text(model.title) }
            if let introduction = model.introduction {
                div(.class("lead")) { paragraphs(introduction) }
            }
        }
    }

    private func emptyShelf(_ sentence: String) {
        div(.class("empty")) {
            emptyCase()
            p { text(sentence) }
            p { a(.href(.visit(language))) { text(t("Write to the Hall")) } }
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
