import Catalogue
import Kinds
import Localisation
import Pages
import Records

extension Organisation: Exhibit {
    static let section = Route.Section.organisations
    static let shownBelow = [
        Exchange.name, Project.name, Visit.name, Gift.name, Person.name, Article.name, Event.name,
    ]

    func page(in reading: Reading, _ code: Code) throws -> PageContent {
        .entry(
            EntryModel(
                overline: reading.phrases(Organisation.name, context: "kind"), title: reading.title(self),
                text: reading.said(text), facts: try reading.linkFact(reading.phrases("City"), city),
                pictures: [], sources: reading.sources(sources) + webSite(in: reading),
                related: try reading.related(to: code, kinds: Self.shownBelow),
                accent: try reading.accent(city)))
    }

    private func webSite(in reading: Reading) -> [SourceModel] {
        guard url.isSafe else { return [] }
        return [SourceModel(title: Said(reading.phrases("Web site"), in: reading.language), url: url.text)]
    }
}

extension Person: Exhibit {
    static let section = Route.Section.people
    static let shownBelow = [Visit.name, Article.name, Event.name]

    func page(in reading: Reading, _ code: Code) throws -> PageContent {
        var facts = reading.fact(reading.phrases("Office"), office)
        facts += try reading.linkFact(reading.phrases(Organisation.name, context: "kind"), organisation)
        facts += try reading.linkFact(reading.phrases("City"), city)
        return .entry(
            EntryModel(
                overline: reading.phrases(Person.name, context: "kind"), title: reading.title(self),
                text: reading.said(text), facts: facts,
                pictures: reading.pictures(
                    try reading.view.pointing(at: code, kind: Photo.name, limit: 12).records),
                sources: reading.sources(sources),
                related: try reading.related(to: code, kinds: Self.shownBelow),
                accent: try reading.accent(city)))
    }
}
