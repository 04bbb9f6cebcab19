package import Records

/// The first page: the house, its partners and what is new.
package struct HomeModel: Sendable {
    package var introduction: Said?
    package var picture: PictureModel?
    /// The exhibition to walk through first.
    package var exhibition: CardModel?
    package var cities: [CardModel]
    /// How many partners there are; the cards are the first of them.
    package var cityCount: Int
    package var news: [CardModel]
    package var gifts: [CardModel]
    package var photos: [PictureModel]
    package var recognitions: [CardModel]

    package init(
        introduction: Said?, picture: PictureModel?, exhibition: CardModel? = nil, cities: [CardModel],
        cityCount: Int, news: [CardModel],
        gifts: [CardModel],
        photos: [PictureModel], recognitions: [CardModel]
    ) {
        self.introduction = introduction
        self.picture = picture
        self.exhibition = exhibition
        self.cities = cities
        self.cityCount = cityCount
        self.news = news
        self.gifts = gifts
        self.photos = photos
        self.recognitions = recognitions
    }
}

/// A city: its names, its facts, its partnerships, and what points here.
package struct CityModel: Sendable {
    package struct Name: Sendable {
        package var name: Said
        /// "1945–1992" as EDTF, where the name is not for all times.
        package var period: EDTF?
        package var note: Said?
        package var sources: [SourceModel]

        package init(name: Said, period: EDTF?, note: Said?, sources: [SourceModel]) {
            self.name = name
            self.period = period
            self.note = note
            self.sources = sources
        }
    }

    package var name: Said
    package var country: String
    package var introduction: Said?
    package var accent: Accent
    package var picture: PictureModel?
    package var names: [Name]
    package var facts: [FactModel]
    package var partnerships: [PartnershipModel]
    package var photos: [PictureModel]
    package var related: [RelatedModel]
    package var sources: [SourceModel]
    /// The city and the home city; `nil` for the home city itself, and where a place is not known.
    package var map: MapModel?
    /// Where other programs find its pictures.
    package var presentation: Route?

    package init(
        name: Said, country: String, introduction: Said?, accent: Accent, picture: PictureModel?,
        names: [Name],
        facts: [FactModel], partnerships: [PartnershipModel], photos: [PictureModel], related: [RelatedModel],
        sources: [SourceModel] = [], map: MapModel? = nil, presentation: Route? = nil
    ) {
        self.map = map
        self.presentation = presentation
        self.name = name
        self.country = country
        self.introduction = introduction
        self.accent = accent
        self.picture = picture
        self.names = names
        self.facts = facts
        self.partnerships = partnerships
        self.photos = photos
        self.related = related
        self.sources = sources
    }
}

/// A partnership: two sides, each with its own type and status, and a chain of acts on two rails.
package struct PartnershipModel: Sendable {
    package struct Side: Sendable {
        package var city: Said
        package var page: Route?
        /// "Twin city", "Friendly co-operation": each with sources.
        package var types: [ClaimModel<String>]
        /// "Activities ended": each with its date and sources, newest last.
        package var statuses: [Status]

        package init(city: Said, page: Route?, types: [ClaimModel<String>], statuses: [Status]) {
            self.city = city
            self.page = page
            self.types = types
            self.statuses = statuses
        }
    }

    package struct Status: Sendable {
        package var status: String
        package var date: EDTF?
        /// The side's own words, or a sober sentence on what the source says.
        package var words: Said?
        package var isQuotation: Bool
        /// The quoted words in the reader's language.
        package var translation: Said?
        /// What the office adds to quoted words, such as how sure the date is.
        package var note: Said?
        package var sources: [SourceModel]

        package init(
            status: String, date: EDTF?, words: Said?, isQuotation: Bool, translation: Said? = nil,
            note: Said? = nil, sources: [SourceModel]
        ) {
            self.status = status
            self.date = date
            self.words = words
            self.isQuotation = isQuotation
            self.translation = translation
            self.note = note
            self.sources = sources
        }
    }

    package struct Act: Sendable {
        package enum Rail: Sendable { case first, second, both }

        package var rail: Rail
        /// "Agreement", "Letter of intent".
        package var type: String
        package var text: Said?
        /// One date, or competing dates with the source of each.
        package var dates: [ClaimModel<EDTF>]
        /// The end of the term for which it was concluded.
        package var until: EDTF?
        package var place: Said?
        /// "Igor Shubin, Mayor of Perm".
        package var signatories: [Said]
        package var quotations: [Quotation]
        package var sources: [SourceModel]

        package init(
            rail: Rail, type: String, text: Said?, dates: [ClaimModel<EDTF>], until: EDTF? = nil,
            place: Said?, signatories: [Said],
            quotations: [Quotation], sources: [SourceModel]
        ) {
            self.rail = rail
            self.type = type
            self.text = text
            self.dates = dates
            self.until = until
            self.place = place
            self.signatories = signatories
            self.quotations = quotations
            self.sources = sources
        }
    }

    package struct Quotation: Sendable {
        /// In the language it was said in.
        package var words: Said
        package var translation: Said?
        /// The city whose side says it.
        package var speaker: Said
        package var sources: [SourceModel]

        package init(words: Said, translation: Said?, speaker: Said, sources: [SourceModel]) {
            self.words = words
            self.translation = translation
            self.speaker = speaker
            self.sources = sources
        }
    }

    package var code: String
    package var sides: (Side, Side)
    package var acts: [Act]
    package var note: Said?

    package init(code: String, sides: (Side, Side), acts: [Act], note: Said?) {
        self.code = code
        self.sides = sides
        self.acts = acts
        self.note = note
    }
}

/// The page of a record without a design of its own: a museum label, then tables, then "related".
package struct EntryModel: Sendable {
    /// The kind in the reader's words: "Gift received".
    package var overline: String
    package var title: Said
    package var text: Said?
    package var facts: [FactModel]
    package var pictures: [PictureModel]
    package var tables: [TableModel]
    package var sources: [SourceModel]
    package var related: [RelatedModel]
    package var accent: Accent?
    /// When it took place, for those who index the page; readers find it among the facts.
    package var date: EDTF?
    /// Where other programs find it with its pictures.
    package var presentation: Route?

    package init(
        overline: String, title: Said, text: Said?, facts: [FactModel], pictures: [PictureModel],
        tables: [TableModel] = [], sources: [SourceModel], related: [RelatedModel], accent: Accent? = nil,
        date: EDTF? = nil, presentation: Route? = nil
    ) {
        self.date = date
        self.presentation = presentation
        self.tables = tables
        self.overline = overline
        self.title = title
        self.text = text
        self.facts = facts
        self.pictures = pictures
        self.sources = sources
        self.related = related
        self.accent = accent
    }
}

/// A news item.
package struct ArticleModel: Sendable {
    package var title: Said
    package var date: EDTF
    /// Minutes after midnight, Hall time.
    package var minutes: Int?
    /// Paragraphs are divided by an empty line.
    package var text: Said?
    package var picture: PictureModel?
    package var sources: [SourceModel]
    package var related: [RelatedModel]

    package init(
        title: Said, date: EDTF, minutes: Int?, text: Said?, picture: PictureModel?, sources: [SourceModel],
        related: [RelatedModel]
    ) {
        self.title = title
        self.date = date
        self.minutes = minutes
        self.text = text
        self.picture = picture
        self.sources = sources
        self.related = related
    }
}

/// One page of a list of records: cities, gifts, recognitions, news of a year or a month.
package struct ListModel: Sendable {
    package var title: String
    package var introduction: Said?
    package var cards: [CardModel]
    /// Links that narrow the list ("2019", "June"), the chosen one marked.
    package var divisions: [Division]
    package var total: Int
    package var previous: Route?
    package var next: Route?

    package struct Division: Sendable {
        package var label: String
        package var route: Route
        package var count: Int
        package var isChosen: Bool

        package init(label: String, route: Route, count: Int, isChosen: Bool) {
            self.label = label
            self.route = route
            self.count = count
            self.isChosen = isChosen
        }
    }

    package init(
        title: String, introduction: Said?, cards: [CardModel], divisions: [Division], total: Int,
        previous: Route?,
        next: Route?
    ) {
        self.title = title
        self.introduction = introduction
        self.cards = cards
        self.divisions = divisions
        self.total = total
        self.previous = previous
        self.next = next
    }
}

/// One page of the photos.
package struct PhotosModel: Sendable {
    package var photos: [PictureModel]
    package var total: Int
    package var previous: Route?
    package var next: Route?

    package init(photos: [PictureModel], total: Int, previous: Route?, next: Route?) {
        self.photos = photos
        self.total = total
        self.previous = previous
        self.next = next
    }
}

/// An error as a visitor reads it.
package struct ProblemModel: Sendable {
    package enum Reason: Sendable, CaseIterable {
        case badRequest, forbidden, notFound, methodNotAllowed, gone, tooLarge, tooMany, unexpected
    }

    package var status: Int
    package var reason: Reason
    /// The request's id, which the log holds too.
    package var requestID: String

    package init(status: Int, reason: Reason, requestID: String) {
        self.status = status
        self.reason = reason
        self.requestID = requestID
    }
}
