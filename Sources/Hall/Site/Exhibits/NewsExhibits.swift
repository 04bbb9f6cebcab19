import Catalogue
import Kinds
import Localisation
import Pages
import Records

extension Article: Exhibit {
    static let section = Route.Section.news
    static let shownBelow = [Article.name]

    func cardPicture(in reading: Reading, _ code: Code) throws -> PictureModel? { try reading.picture(photo) }

    func card(in reading: Reading, _ code: Code) throws -> Card? {
        var card = reading.card(
            self, route: route(reading.language), overline: nil, picture: try reading.picture(photo))
        card.model?.minutes = time.minutes
        return card
    }

    func page(in reading: Reading, _ code: Code) throws -> PageContent {
        .article(
            ArticleModel(
                title: reading.title(self), date: published, minutes: time.minutes, text: reading.said(text),
                picture: try reading.picture(photo), sources: reading.sources(sources),
                related: try reading.related(reading.phrases("Related"), about)
                    + reading.related(to: code, kinds: Self.shownBelow)))
    }
}

extension Event: Exhibit {
    static let section = Route.Section.events
    static let shownBelow = [Article.name]

    func overline(in reading: Reading) -> Said? { reading.said(rule) }
    func cardPicture(in reading: Reading, _ code: Code) throws -> PictureModel? {
        try reading.pictures(photos).first
    }

    func page(in reading: Reading, _ code: Code) throws -> PageContent {
        let phrases = reading.phrases
        var facts = reading.fact(phrases("Date"), held.isEmpty ? nil : .date(held))
        facts += reading.fact(phrases("When"), rule) + reading.fact(phrases("Place"), place)
        return .entry(
            EntryModel(
                overline: phrases(Event.name, context: "kind"), title: reading.title(self),
                text: reading.said(text), facts: facts, pictures: try reading.pictures(photos),
                sources: reading.sources(sources),
                related: try reading.related(phrases("Related"), about)
                    + reading.related(to: code, kinds: Self.shownBelow), date: held))
    }
}

extension Recognition: Exhibit {
    static let section = Route.Section.recognitions
    static let shownBelow = [Article.name]

    func overline(in reading: Reading) -> Said? { reading.said(awardedBy) }
    func cardPicture(in reading: Reading, _ code: Code) throws -> PictureModel? {
        try reading.pictures(photos).first
    }

    func page(in reading: Reading, _ code: Code) throws -> PageContent {
        let phrases = reading.phrases
        var facts = reading.dateFact(phrases("Awarded"), awarded)
        facts += reading.fact(phrases("Place"), place) + reading.fact(phrases("Awarded by"), awardedBy)
        let scans = try reading.view.records(certificates.compactMap(\.code)).compactMap {
            $0.decoded(Document.self)
        }.flatMap(\.pages)
        return .entry(
            EntryModel(
                overline: phrases(Recognition.name, context: "kind"), title: reading.title(self),
                text: reading.said(text), facts: facts, pictures: try reading.pictures(photos + scans),
                sources: reading.sources(sources),
                related: try reading.related(phrases("Certificate"), certificates)
                    + reading.related(phrases(City.name, context: "kinds"), cities)
                    + reading.related(to: code, kinds: Self.shownBelow)))
    }
}
