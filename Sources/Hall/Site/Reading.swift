import Catalogue
import Kinds
import Localisation
import Pages
import Records

/// One reader's look at one snapshot: records become models in the reader's language.
struct Reading {
    let view: CatalogueView
    let language: Language
    let phrases: Phrases
    let hall: Hall
    let chain: LanguageChain

    /// How many records a page of a list shows.
    static let pageSize = 24
    /// How many records of a kind stand below another record.
    static let relatedLimit = 6
    private static let excerptLimit = 240

    init(view: CatalogueView, language: Language, phrases: Phrases, hall: Hall) {
        self.view = view
        self.language = language
        self.phrases = phrases
        self.hall = hall
        chain = LanguageChain(language, fallbacks: hall.fallbacks.compactMap(\.value))
    }

    func said(_ text: Localized) -> Said? { text.said(in: chain) }

    /// A title always has words: it is required. A damaged record shows its kind instead.
    func title(_ record: some Kind) -> Said {
        said(record.title) ?? Said(phrases(type(of: record).name, context: "kind"), in: language)
    }

    func sources(_ sources: [Source]) -> [SourceModel] {
        sources.compactMap { source in
            said(source.title).map { SourceModel(title: $0, url: source.url.isSafe ? source.url.text : nil) }
        }
    }

    func claims<Value: FieldValue, Model: Sendable>(
        _ claims: [Claim<Value>], _ model: (Value) -> Model?
    ) -> [ClaimModel<Model>] {
        claims.compactMap { claim in
            guard let value = model(claim.value) else { return nil }
            return ClaimModel(
                value: value, note: said(claim.note), isPreferred: claim.isPreferred,
                sources: sources(claim.sources))
        }
    }

    /// A fact with one value and no source of its own; nothing when there is no value.
    func fact(_ label: String, _ value: FactModel.Value?) -> [FactModel] {
        guard let value else { return [] }
        return [
            FactModel(
                label: label, values: [ClaimModel(value: value, note: nil, isPreferred: false, sources: [])])
        ]
    }

    func fact(_ label: String, _ text: Localized) -> [FactModel] { fact(label, said(text).map { .said($0) }) }

    func fact<Value: FieldValue>(
        _ label: String, _ claims: [Claim<Value>], _ value: (Value) -> FactModel.Value?
    ) -> [FactModel] {
        let models = self.claims(claims, value)
        return models.isEmpty ? [] : [FactModel(label: label, values: models)]
    }

    func dateFact(_ label: String, _ claims: [Claim<EDTF>]) -> [FactModel] {
        fact(label, claims) { $0.isEmpty ? nil : .date($0) }
    }

    func linkFact<Target: KindName>(_ label: String, _ reference: Reference<Target>) throws -> [FactModel] {
        guard let code = reference.code, let record = try view.records([code]).first,
            let card = try card(record),
            let route = card.route
        else { return [] }
        return fact(label, .link(card.title, route))
    }

    /// The first paragraph of a text, cut at a word when it is long.
    func excerpt(_ text: Localized) -> Said? {
        guard let said = said(text) else { return nil }
        let paragraph = said.text.prefix { $0 != "\n" }
        guard paragraph.count > Self.excerptLimit else {
            return Said(String(paragraph), in: said.language, isFallback: said.isFallback)
        }
        let cut = paragraph.prefix(Self.excerptLimit)
        // Chinese has no blanks to cut at.
        let end = cut.lastIndex(of: " ") ?? cut.endIndex
        return Said(cut[..<end] + "…", in: said.language, isFallback: said.isFallback)
    }
}

extension Reading {
    /// What a list needs of a record; without a route where its kind has no page.
    struct Card {
        var route: Route?
        var title: Said
        var model: CardModel?
    }

    func card(_ record: PublicRecord) throws -> Card? {
        switch record.kind {
        case City.name: try record.decoded(City.self).map { try cityCard($0) }
        case Gift.name: try record.decoded(Gift.self).map { try giftCard($0) }
        case Photo.name: try record.decoded(Photo.self).map { try photoCard($0, code: record.code) }
        case Recognition.name: try record.decoded(Recognition.self).map { try recognitionCard($0) }
        case Article.name: try record.decoded(Article.self).map { try articleCard($0) }
        case Event.name: try record.decoded(Event.self).map { try eventCard($0) }
        case Organisation.name:
            record.decoded(Organisation.self).map { plainCard($0) { .organisation($0, $1) } }
        case Person.name: record.decoded(Person.self).map { plainCard($0) { .person($0, $1) } }
        case Page.name:
            record.decoded(Page.self).map { plainCard($0) { $1 == "about" ? .about($0) : .page($0, $1) } }
        case Partnership.name: try record.decoded(Partnership.self).flatMap { try partnershipCard($0) }
        case Hall.name: Card(route: .home(language), title: title(hall), model: nil)
        default: nil
        }
    }

    func cards(_ records: [PublicRecord]) throws -> [CardModel] {
        try records.compactMap { try card($0)?.model }
    }

    func cards<Target: KindName>(_ references: [Reference<Target>]) throws -> [CardModel] {
        try cards(view.records(references.compactMap(\.code)))
    }

    private func cityCard(_ city: City) throws -> Card {
        make(
            city, route: city.slug.map { .city(language, $0.text) },
            overline: phrases.country(city.country.text),
            picture: try picture(city.photo), accent: accent(city))
    }

    private func giftCard(_ gift: Gift) throws -> Card {
        make(
            gift, route: gift.slug.map { .gift(language, $0.text) }, overline: direction(gift),
            picture: try pictures(gift.photos).first, accent: try accent(gift.city))
    }

    private func photoCard(_ photo: Photo, code: Code) throws -> Card {
        make(
            photo, route: photo.slug.map { .photo(language, $0.text) }, overline: nature(photo),
            picture: picture(photo, code: code))
    }

    private func recognitionCard(_ recognition: Recognition) throws -> Card {
        make(
            recognition, route: recognition.slug.map { .recognition(language, $0.text) },
            overline: said(recognition.awardedBy)?.text, picture: try pictures(recognition.photos).first)
    }

    private func articleCard(_ article: Article) throws -> Card {
        var card = make(
            article, route: article.slug.map { .article(language, $0.text) }, overline: nil,
            picture: try picture(article.photo))
        card.model?.minutes = article.time.minutes
        return card
    }

    private func eventCard(_ event: Event) throws -> Card {
        make(
            event, route: event.slug.map { .event(language, $0.text) }, overline: said(event.rule)?.text,
            picture: try pictures(event.photos).first)
    }

    private func plainCard(_ record: some Kind, _ route: (Language, String) -> Route) -> Card {
        make(record, route: record.slug.map { route(language, $0.text) }, overline: nil, picture: nil)
    }

    /// A partnership is shown on the page of its second side, the partner; of the first where that is missing.
    private func partnershipCard(_ partnership: Partnership) throws -> Card? {
        let ends = [partnership.second.city, partnership.first.city].compactMap(\.code)
        let city = try view.records(ends).lazy.compactMap { $0.decoded(City.self) }.first
        guard let city, let slug = city.slug else { return nil }
        return make(
            partnership, route: .city(language, slug.text),
            overline: phrases(Partnership.name, context: "kind"),
            picture: nil, accent: accent(city))
    }

    private func make<K: Kind>(
        _ record: K, route: Route?, overline: String?, picture: PictureModel?, accent: Accent? = nil
    ) -> Card {
        let title = title(record)
        let model = route.map { route in
            CardModel(
                route: route, title: title, overline: overline, text: excerpt(record.summary),
                date: record.date.isEmpty ? nil : record.date, picture: picture, accent: accent)
        }
        return Card(route: route, title: title, model: model)
    }
}

extension Reading {
    func picture(_ photo: Photo, code: Code) -> PictureModel? {
        guard let alt = said(photo.alt), !photo.image.isEmpty, let slug = photo.slug else { return nil }
        return PictureModel(
            code: code.text, width: photo.image.width, height: photo.image.height,
            widths: PictureShelf.widths(of: photo.image), alt: alt, caption: said(photo.caption),
            date: photo.taken.isEmpty ? nil : photo.taken, credit: said(photo.credit),
            isDrawing: photo.nature.value == .drawing, page: .photo(language, slug.text))
    }

    func picture(_ reference: Reference<Photo>) throws -> PictureModel? { try pictures([reference]).first }

    func pictures(_ references: [Reference<Photo>]) throws -> [PictureModel] {
        try pictures(view.records(references.compactMap(\.code)))
    }

    func pictures(_ records: [PublicRecord]) -> [PictureModel] {
        records.compactMap { record in
            record.decoded(Photo.self).flatMap { picture($0, code: record.code) }
        }
    }

    func accent(_ city: City) -> Accent { Accent(rawValue: city.accent.text) ?? .kama }

    func accent(_ reference: Reference<City>) throws -> Accent? {
        try reference.code.flatMap { try view.records([$0]).first?.decoded(City.self) }.map { accent($0) }
    }

    func direction(_ gift: Gift) -> String { phrases(gift.direction.text, context: "direction") }

    func nature(_ photo: Photo) -> String { phrases(photo.nature.text, context: "nature") }

    /// What points at a record, by kind, each kind in the order of its lists; photos are left to the page.
    func related(to code: Code, kinds: [String]) throws -> [RelatedModel] {
        try kinds.compactMap { kind in
            let listing = try view.pointing(at: code, kind: kind, limit: Self.relatedLimit)
            let cards = try cards(listing.records)
            guard !cards.isEmpty else { return nil }
            let more = listing.total > Self.relatedLimit ? list(of: kind) : nil
            return RelatedModel(heading: phrases(kind, context: "kinds"), cards: cards, more: more)
        }
    }

    /// The list of all records of a kind, where it has one.
    private func list(of kind: String) -> Route? {
        switch kind {
        case City.name: .cities(language)
        case Gift.name: .gifts(language)
        case Photo.name: .photos(language)
        case Recognition.name: .recognitions(language)
        case Article.name: .news(language)
        default: nil
        }
    }
}
