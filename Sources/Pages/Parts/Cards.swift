import Localisation
import Records

/// How the cards of a list stand.
enum CardStyle {
    /// A partner: the arc leads to its name.
    case tie
    /// An object in its case.
    case exhibit
    /// A line of a list: the date, then the words.
    case line
}

extension Page {
    func cards(_ cards: [CardModel], _ style: CardStyle, heading level: Int) {
        ul(.class(style.listClass)) {
            for card in cards {
                li(.class(style.cardClass), .accent(card.accent)) { self.card(card, style, heading: level) }
            }
        }
    }

    private func card(_ card: CardModel, _ style: CardStyle, heading level: Int) {
        switch style {
        case .tie:
            arc("card-arc")
            div(.class("card-words")) { words(card, heading: level) }
            if let picture = card.picture { cardPicture(picture) }
        case .exhibit:
            div(.class("case")) {
                if let picture = card.picture { image(picture, .small) } else { emptyCase() }
            }
            div(.class("card-words")) {
                words(card, heading: level)
                if let picture = card.picture { pictureCredit(picture) }
            }
        case .line:
            if let day = card.date {
                p(.class("card-date")) { date(day, minutes: card.minutes) }
            }
            div(.class("card-words")) { words(card, heading: level, showsDate: false) }
            if let picture = card.picture { cardPicture(picture) }
        }
    }

    private func words(_ card: CardModel, heading level: Int, showsDate: Bool = true) {
        if let overline = card.overline {
            p(.class("overline")) { text(overline) }
        }
        heading(level, .class("card-title")) { a(.href(card.route)) { text(card.title) } }
        if showsDate, let day = card.date {
            p(.class("card-date")) { date(day, minutes: card.minutes) }
        }
        if let words = card.text {
            p(.class("card-text")) { text(words) }
        }
    }

    private func cardPicture(_ picture: PictureModel) {
        div(.class("card-picture")) {
            image(picture, .small)
            pictureCredit(picture)
        }
    }

    func pictureCredit(_ picture: PictureModel) {
        guard picture.isDrawing || picture.credit != nil else { return }
        div(.class("card-credit")) {
            var undated = picture
            undated.date = nil
            particulars(undated)
        }
    }

    /// What points here, one section a kind.
    func related(_ groups: [RelatedModel]) {
        for group in groups where !group.cards.isEmpty {
            section(.class("related")) {
                heading(2) { text(group.heading) }
                cards(group.cards, .line, heading: 3)
                more(group.more, group.heading)
            }
        }
    }

    func more(_ route: Route?, _ heading: String) {
        guard let route else { return }
        p(.class("more")) {
            a(.class("more-link"), .href(route)) { text(t("See all: {heading}", ["heading": heading])) }
        }
    }

    /// A place that is empty still says something: what could be here, and who to tell.
    func empty(_ sentence: String, invites: Bool) {
        div(.class("empty")) {
            arc("empty-arc")
            p { text(sentence) }
            if invites { invitation(t("Send one to the Hall")) }
        }
    }

    /// The way to where the Hall says how to write to it; nothing where it does not say so.
    func invitation(_ words: String) {
        guard frame.takesLetters else { return }
        p { a(.href(.visit(language))) { text(words) } }
    }

    /// The way to the pages before and after in a long list.
    func turning(previous: Route?, next: Route?) {
        guard previous != nil || next != nil else { return }
        nav(.class("turning"), .label(t("Pages of the list"))) {
            ul {
                if let previous { li { a(.href(previous), .rel("prev")) { text(t("Previous page")) } } }
                if let next { li { a(.href(next), .rel("next")) { text(t("Next page")) } } }
            }
        }
    }
}

extension CardStyle {
    fileprivate var listClass: StaticString {
        switch self {
        case .tie: "cards ties"
        case .exhibit: "cards exhibits"
        case .line: "cards lines"
        }
    }

    fileprivate var cardClass: StaticString {
        switch self {
        case .tie: "card tie"
        case .exhibit: "card exhibit"
        case .line: "card line"
        }
    }
}
