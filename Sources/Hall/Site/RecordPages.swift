import Catalogue
import Kinds
import Localisation
import Pages
import Records

/// One method a kind: its record as the model of its page.
extension Reading {
    func city(_ city: City, _ code: Code) throws -> PageContent {
        let isHome = code == hall.homeCity.code
        let partnerships = try view.pointing(at: code, kind: Partnership.name, limit: isHome ? 0 : 20).records
        var related = try related(
            to: code,
            kinds: [Gift.name, Recognition.name, Article.name, Organisation.name, Person.name, Event.name])
        if isHome {
            let cards = try cards(view.list(City.name, except: code, limit: Self.pageSize).records)
            related.insert(RelatedModel(heading: phrases("Partner cities"), cards: cards, more: nil), at: 0)
        }
        let main = try picture(city.photo)
        let photos = pictures(try view.pointing(at: code, kind: Photo.name, limit: 12).records)
        let model = CityModel(
            name: title(city), country: phrases.country(city.country.text),
            introduction: said(city.introduction),
            accent: accent(city), picture: main, names: city.names.compactMap(name), facts: facts(of: city),
            partnerships: try partnerships.compactMap { record in
                try record.decoded(Partnership.self).flatMap { try partnership($0, code: record.code) }
            },
            photos: photos.filter { $0.code != main?.code }, related: related,
            sources: sources(city.sources))
        return .city(model)
    }

    private func name(_ name: City.CityName) -> CityModel.Name? {
        guard let language = name.language.value else { return nil }
        return CityModel.Name(
            name: Said(name.name.text, in: language), period: name.period.isEmpty ? nil : name.period,
            note: said(name.note), sources: sources(name.sources))
    }

    private func facts(of city: City) -> [FactModel] {
        let region = fact(phrases("Region"), city.region) { said($0).map { .said($0) } }
        let population = fact(phrases("Population"), city.population) { $0.value.map { .number($0) } }
        let coordinates = fact(phrases("Coordinates"), city.coordinates) { place in
            guard let latitude = place.latitude, let longitude = place.longitude else { return nil }
            return .words(degrees(latitude, "N", "S") + ", " + degrees(longitude, "E", "W"))
        }
        return fact(phrases("Country"), .words(phrases.country(city.country.text))) + region + population
            + coordinates
            + fact("Wikidata", city.wikidata.isEmpty ? nil : .words(city.wikidata.text))
    }

    /// Degrees with two decimals, as far as a city is wide: "58.01° N".
    private func degrees(_ value: Double, _ positive: String, _ negative: String) -> String {
        let hundredths = Int((abs(value) * 100).rounded())
        let number = phrases.number(Double(hundredths) / 100)
        return "\(number)° " + phrases(value < 0 ? negative : positive, context: "compass")
    }

    func gift(_ gift: Gift, _ code: Code) throws -> PageContent {
        var facts = try linkFact(phrases("Partner city"), gift.city)
        facts += dateFact(phrases("Presented"), gift.presented)
        facts += fact(phrases("Place"), gift.place) + fact(phrases("Occasion"), gift.occasion)
        facts += fact(phrases("Giver"), gift.giver) + fact(phrases("Receiver"), gift.receiver)
        facts += fact(phrases("Maker"), gift.maker) + fact(phrases("Material and technique"), gift.materials)
        facts += fact(phrases("Size"), gift.measurements)
        for inscription in gift.inscriptions {
            facts += fact(phrases("Inscription"), inscription.said.map { .said($0) })
            facts += fact(phrases("Inscription, translated"), inscription.translation)
        }
        facts += fact(phrases("Accession number"), gift.accession.isEmpty ? nil : .words(gift.accession.text))
        facts += try linkFact(phrases("Counter-gift"), gift.counterGift)
        return .entry(
            EntryModel(
                overline: direction(gift), title: title(gift), text: said(gift.text), facts: facts,
                pictures: try pictures(gift.photos), sources: sources(gift.sources),
                related: try related(to: code, kinds: [Article.name, Event.name]),
                accent: try accent(gift.city)))
    }

    func recognition(_ recognition: Recognition, _ code: Code) throws -> PageContent {
        var facts = dateFact(phrases("Awarded"), recognition.awarded)
        facts +=
            fact(phrases("Place"), recognition.place) + fact(phrases("Awarded by"), recognition.awardedBy)
        var related = try related(to: code, kinds: [Article.name])
        let cities = try cards(recognition.cities)
        if !cities.isEmpty {
            related.insert(
                RelatedModel(heading: phrases(City.name, context: "kinds"), cards: cities, more: nil), at: 0)
        }
        return .entry(
            EntryModel(
                overline: phrases(Recognition.name, context: "kind"), title: title(recognition),
                text: said(recognition.text), facts: facts, pictures: try pictures(recognition.photos),
                sources: sources(recognition.sources), related: related, accent: nil))
    }

    func organisation(_ organisation: Organisation, _ code: Code) throws -> PageContent {
        .entry(
            EntryModel(
                overline: phrases(Organisation.name, context: "kind"), title: title(organisation),
                text: said(organisation.text), facts: try linkFact(phrases("City"), organisation.city),
                pictures: [],
                sources: sources(organisation.sources) + webSite(organisation.url),
                related: try related(to: code, kinds: [Person.name, Article.name, Event.name]),
                accent: try accent(organisation.city)))
    }

    private func webSite(_ address: Records.WebAddress) -> [SourceModel] {
        guard address.isSafe else { return [] }
        return [SourceModel(title: Said(phrases("Web site"), in: language), url: address.text)]
    }

    func person(_ person: Person, _ code: Code) throws -> PageContent {
        var facts = fact(phrases("Office"), person.office)
        facts += try linkFact(phrases(Organisation.name, context: "kind"), person.organisation)
        facts += try linkFact(phrases("City"), person.city)
        return .entry(
            EntryModel(
                overline: phrases(Person.name, context: "kind"), title: title(person),
                text: said(person.text),
                facts: facts,
                pictures: pictures(try view.pointing(at: code, kind: Photo.name, limit: 12).records),
                sources: sources(person.sources),
                related: try related(to: code, kinds: [Article.name, Event.name]),
                accent: try accent(person.city)))
    }

    func event(_ event: Event, _ code: Code) throws -> PageContent {
        var facts = fact(phrases("Date"), event.held.isEmpty ? nil : .date(event.held))
        facts += fact(phrases("When"), event.rule) + fact(phrases("Place"), event.place)
        let about = try cards(event.about)
        let subjects =
            about.isEmpty ? [] : [RelatedModel(heading: phrases("Related"), cards: about, more: nil)]
        return .entry(
            EntryModel(
                overline: phrases(Event.name, context: "kind"), title: title(event), text: said(event.text),
                facts: facts, pictures: try pictures(event.photos), sources: sources(event.sources),
                related: subjects + (try related(to: code, kinds: [Article.name])), accent: nil))
    }

    func photo(_ photo: Photo, _ code: Code) throws -> PageContent {
        guard let picture = picture(photo, code: code) else {
            return .entry(
                EntryModel(
                    overline: nature(photo), title: title(photo), text: said(photo.caption), facts: [],
                    pictures: [],
                    sources: [], related: [], accent: nil))
        }
        var facts = fact(phrases("Date"), photo.taken.isEmpty ? nil : .date(photo.taken))
        facts += fact(phrases("Photographer"), photo.photographer) + fact(phrases("Credit"), photo.credit)
        facts += fact(phrases("Collection"), photo.collection)
        let rights =
            photo.rights.isSafe
            ? [SourceModel(title: Said(phrases("Rights statement"), in: language), url: photo.rights.text)]
            : []
        let shown = try cards(photo.shows)
        let subjects =
            shown.isEmpty ? [] : [RelatedModel(heading: phrases("What it shows"), cards: shown, more: nil)]
        let pointing = try related(
            to: code, kinds: [City.name, Gift.name, Recognition.name, Article.name, Event.name, Page.name])
        return .photo(
            PhotoModel(
                picture: picture, title: title(photo), text: nil, facts: facts,
                sources: sources(photo.sources) + rights,
                related: subjects + pointing))
    }

    func article(_ article: Article, _ code: Code) throws -> PageContent {
        let about = try cards(article.about)
        let related =
            about.isEmpty ? [] : [RelatedModel(heading: phrases("Related"), cards: about, more: nil)]
        return .article(
            ArticleModel(
                title: title(article), date: article.published, minutes: article.time.minutes,
                text: said(article.text), picture: try picture(article.photo),
                sources: sources(article.sources),
                related: related + (try self.related(to: code, kinds: [Article.name]))))
    }

    func ownPage(_ page: Page, _ code: Code) throws -> PageContent {
        .text(
            TextModel(
                title: title(page), text: said(page.text), facts: [], pictures: try pictures(page.photos),
                sources: sources(page.sources)))
    }

    /// The office's page with the slug `about`; the Hall's introduction where there is none yet.
    func about() throws -> Scene {
        if case .here(let found) = try view.presence(of: Page.name, slug: "about"),
            let page = found.decoded(Page.self)
        {
            return .page(try ownPage(page, found.code), languages: page.title.languages)
        }
        let model = TextModel(
            title: Said(phrases("About the Hall"), in: language), text: said(hall.introduction), facts: [],
            pictures: try pictures([hall.photo]), sources: sources(hall.sources))
        return .page(.text(model), languages: nil)
    }

    func visit() throws -> Scene {
        var facts = fact(phrases("Address"), hall.address) + fact(phrases("Opening hours"), hall.hours)
        facts += fact(phrases("Contact"), hall.contact) + (try linkFact(phrases("City"), hall.homeCity))
        let model = TextModel(
            title: Said(phrases("Visit us"), in: language), text: said(hall.visit), facts: facts,
            pictures: try pictures([hall.photo]), sources: sources(hall.sources))
        return .page(.visit(model), languages: nil)
    }
}
