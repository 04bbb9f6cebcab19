import Catalogue
import Kinds
import Localisation
import Pages
import Records

extension City: Exhibit {
    static let section = Route.Section.cities
    static let shownBelow = [
        Visit.name, Exchange.name, Project.name, Gift.name, Recognition.name, Document.name, Article.name,
        Organisation.name, Person.name, Event.name,
    ]

    func overline(in reading: Reading) -> Said? {
        reading.said(phrase: reading.phrases.country(country.text))
    }
    func cardPicture(in reading: Reading, _ code: Code) throws -> PictureModel? { try reading.picture(photo) }
    func accent(in reading: Reading) -> Accent? { reading.accent(self) }

    func page(in reading: Reading, _ code: Code) throws -> PageContent {
        let isHome = code == reading.hall.homeCity.code
        let ties = try reading.view.pointing(at: code, kind: Partnership.name, limit: isHome ? 0 : 20).records
        var related = try reading.related(to: code, kinds: Self.shownBelow)
        if isHome {
            let cards = try reading.cards(
                reading.view.list(City.name, except: code, limit: Reading.pageSize).records)
            related.insert(
                RelatedModel(heading: reading.phrases("Partner cities"), cards: cards, more: nil), at: 0)
        }
        let main = try reading.picture(photo)
        let photos = reading.pictures(
            try reading.view.pointing(at: code, kind: Photo.name, limit: 12).records)
        return .city(
            CityModel(
                name: reading.title(self), country: reading.phrases.country(country.text),
                introduction: reading.said(introduction), accent: reading.accent(self), picture: main,
                names: names.compactMap { name($0, in: reading) }, facts: facts(in: reading),
                partnerships: try ties.compactMap { record in
                    try record.decoded(Partnership.self).flatMap {
                        try reading.partnership($0, code: record.code)
                    }
                },
                photos: photos.filter { $0.code != main?.code }, related: related,
                sources: reading.sources(sources), map: isHome ? nil : try reading.map(of: self),
                presentation: .manifests(of: code.text)))
    }

    private func name(_ name: CityName, in reading: Reading) -> CityModel.Name? {
        guard let language = name.language.value else { return nil }
        return CityModel.Name(
            name: Said(name.name.text, in: language), period: name.period.isEmpty ? nil : name.period,
            note: reading.said(name.note), sources: reading.sources(name.sources))
    }

    private func facts(in reading: Reading) -> [FactModel] {
        let phrases = reading.phrases
        let region = reading.fact(phrases("Region"), region) { reading.said($0).map { .said($0) } }
        let population = reading.fact(phrases("Population"), population) { $0.value.map { .number($0) } }
        let coordinates = reading.placeFact(phrases("Coordinates"), coordinates, decimals: 2)
        return reading.fact(phrases("Country"), reading.country(self)) + region + population
            + coordinates + reading.fact("Wikidata", wikidata.isEmpty ? nil : .words(wikidata.text))
    }
}
