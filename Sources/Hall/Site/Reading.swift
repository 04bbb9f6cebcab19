import Catalogue
import Kinds
import Localisation
import Pages
import Prose
import Records

/// One reader's look at one snapshot: records become models in the reader's language.
struct Reading {
    let view: CatalogueView
    let language: Language
    let phrases: Phrases
    let hall: Hall
    /// Those of the interface.
    let languages: [Language]
    let accessibility: Accessibility
    let chain: LanguageChain
    /// The record that is shown before its time, and where its picture lies.
    let previewed: (code: Code, picture: Route)?
    /// The accents that this look has found already: most cards of a page name the same few cities.
    private let accents = Accents()

    /// How many records a page of a list shows.
    static let pageSize = 24
    /// How many records of a kind stand below another record.
    static let relatedLimit = 6
    private static let excerptLimit = 240

    init(
        view: CatalogueView, language: Language, phrases: Phrases, hall: Hall, languages: [Language],
        accessibility: Accessibility, previewed: (code: Code, picture: Route)? = nil
    ) {
        self.previewed = previewed
        self.view = view
        self.language = language
        self.phrases = phrases
        self.hall = hall
        self.languages = languages
        self.accessibility = accessibility
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
                value, note: said(claim.note), isPreferred: claim.isPreferred,
                sources: sources(claim.sources))
        }
    }

    /// A fact with one value and no source of its own; nothing when there is no value.
    func fact(_ label: String, _ value: FactModel.Value?) -> [FactModel] {
        guard let value else { return [] }
        return [FactModel(label: label, values: [ClaimModel(value)])]
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

    /// A place on Earth, with as many decimals of a degree as the thing is wide: two for a city, five for a tree.
    func placeFact(_ label: String, _ claims: [Claim<Coordinates>], decimals: Int) -> [FactModel] {
        func degrees(_ value: Double, _ positive: String, _ negative: String) -> String {
            let number = phrases.number(value.magnitude, decimals: decimals)
            let side = phrases(value < 0 ? negative : positive, context: "compass")
            return phrases("{degrees} {side}", ["degrees": "\(number)°", "side": side], context: "compass")
        }
        return fact(label, claims) { place in
            guard let latitude = place.latitude, let longitude = place.longitude else { return nil }
            return .words(phrases.joined(degrees(latitude, "N", "S"), degrees(longitude, "E", "W")))
        }
    }

    func linkFact<Target: KindName>(_ label: String, _ reference: Reference<Target>) throws -> [FactModel] {
        fact(label, try link(reference))
    }

    /// Links to several records as the values of one fact.
    func linkFact<Target: KindName>(_ label: String, _ references: [Reference<Target>]) throws -> [FactModel]
    {
        let links = try references.compactMap { try link($0) }
        return links.isEmpty ? [] : [FactModel(label: label, values: links.map { ClaimModel($0) })]
    }

    /// A link to a record; `nil` when it is not public or has no page.
    func link<Target: KindName>(_ reference: Reference<Target>) throws -> FactModel.Value? {
        guard let code = reference.code, let record = try view.records([code]).first?.listed() else {
            return nil
        }
        // Only a partnership must be looked up to be linked; for others a whole card would be made for nothing.
        guard let exhibit = record as? any Exhibit else {
            guard let card = try record.card(in: self, code), let route = card.route else { return nil }
            return .link(card.title, route)
        }
        return exhibit.route(language).map { .link(title(exhibit), $0) }
    }

    /// Name and office in one language, so that the line has one `lang`.
    func holder(_ name: Localized, of office: Localized) -> Said? {
        guard let name = said(name) else { return nil }
        guard let office = office[name.language] else { return name }
        // The phrases know the comma of the page's own language; of the others Chinese alone has another.
        let line =
            name.language == language ? phrases.joined(name.text, office) : "\(name.text), \(office)"
        return Said(line, in: name.language, isFallback: name.isFallback)
    }

    /// The name of an area of people-to-people work; `nil` for none.
    /// A phrase of the interface where a text of a record could stand as well.
    func said(phrase: String) -> Said { Said(phrase, in: language) }

    func area(_ area: Chosen<ImpactArea>) -> Said? {
        Route.Area(rawValue: area.text).map { said(phrase: $0.name(phrases)) }
    }

    func areaFact(_ area: Chosen<ImpactArea>) -> [FactModel] {
        guard let known = Route.Area(rawValue: area.text) else { return [] }
        return fact(
            phrases("Area"), .link(said(phrase: known.name(phrases)), .peopleOf(language, .area(known)))
        )
    }

    /// Words as they were written, each with its translation.
    func quotations(_ label: String, _ quotations: [Quotation]) -> [FactModel] {
        quotations.flatMap { words in
            fact(label, words.said.map { .said($0) })
                + fact(phrases("The same, translated"), words.translation)
        }
    }

    func rightsStatement(_ address: Records.WebAddress) -> [FactModel] {
        guard address.isSafe else { return [] }
        let words = RightsStatement(address).map { phrases.name(of: $0) } ?? phrases("Rights statement")
        return fact(phrases("Rights"), .web(Said(words, in: language), address.text))
    }

    /// The first paragraph of a text, cut at a word when it is long.
    func excerpt(_ text: Localized) -> Said? {
        guard let said = said(text) else { return nil }
        let paragraph = Prose(said.text).firstWords.prefix { $0 != "\n" }
        guard paragraph.count > Self.excerptLimit else {
            return Said(String(paragraph), in: said.language, isFallback: said.isFallback)
        }
        let cut = paragraph.prefix(Self.excerptLimit)
        // Chinese has no blanks to cut at.
        let end = cut.lastIndex(of: " ") ?? cut.endIndex
        var words = cut[..<end]
        // "Words,…" is one mark too many.
        while let last = words.last, last.isWhitespace || ",;:–—，、；：".contains(last) { words.removeLast() }
        return Said(words + "…", in: said.language, isFallback: said.isFallback)
    }
}

extension Reading {
    func card(_ record: PublicRecord) throws -> Card? { try record.listed()?.card(in: self, record.code) }

    func cards(_ records: [PublicRecord]) throws -> [CardModel] {
        try records.compactMap { try card($0)?.model }
    }

    func cards<Target: KindName>(_ references: [Reference<Target>]) throws -> [CardModel] {
        try cards(view.records(references.compactMap(\.code)))
    }

    func card<K: Kind>(
        _ record: K, route: Route?, overline: Said?, picture: PictureModel?, accent: Accent? = nil
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
            widths: PictureShelf.widths(of: photo.image), alt: alt, title: said(photo.title),
            caption: said(photo.caption),
            date: photo.taken.isEmpty ? nil : photo.taken, credit: said(photo.credit),
            isDrawing: photo.nature.value == .drawing, page: .photo(language, slug.text),
            ownAddress: previewed.flatMap { $0.code == code ? $0.picture : nil })
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
        guard let code = reference.code else { return nil }
        return try accents.of(code) { try view.records([code]).first?.decoded(City.self).map { accent($0) } }
    }

    /// The accent of the partner among some cities.
    func accent(of cities: [Reference<City>]) throws -> Accent? {
        try accent(cities.first { $0 != hall.homeCity } ?? Reference())
    }

    func direction(_ gift: Gift) -> String { phrases(gift.direction.text, context: "direction") }

    func nature(_ photo: Photo) -> String { phrases(photo.nature.text, context: "nature") }

    /// What points at a record, by kind, each kind in the order of its lists; photos are left to the page.
    func related(to code: Code, kinds: [String]) throws -> [RelatedModel] {
        try kinds.compactMap { kind -> RelatedModel? in
            let listing = try view.pointing(at: code, kind: kind, limit: Self.relatedLimit)
            let cards = try cards(listing.records)
            guard !cards.isEmpty else { return nil }
            let section = (Exhibits.kind(named: kind) as? any Exhibit.Type)?.section
            let hasMore = listing.total > Self.relatedLimit && section?.hasList == true
            let more: Route? = hasMore ? section.map { .list(language, $0) } : nil
            return RelatedModel(heading: phrases(kind, context: "kinds"), cards: cards, more: more)
        }
    }

    /// Records that the one shown names itself; nothing when none of them is public.
    func related<Target: KindName>(
        _ heading: String, _ references: [Reference<Target>]
    ) throws -> [RelatedModel] {
        let cards = try cards(references)
        return cards.isEmpty ? [] : [RelatedModel(heading: heading, cards: cards, more: nil)]
    }
}

/// The accents of cities, each looked up once.
private final class Accents {
    private var known: [Code: Accent?] = [:]

    func of(_ city: Code, _ find: () throws -> Accent?) rethrows -> Accent? {
        if let accent = known[city] { return accent }
        let accent = try find()
        known[city] = .some(accent)
        return accent
    }
}
