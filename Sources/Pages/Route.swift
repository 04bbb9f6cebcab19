package import IIIF
package import Records

/// Every public address, parsed and printed in one place.
package enum Route: Hashable, Sendable {
    /// `/`: negotiates the language.
    case entrance
    case home(Language)
    /// One page of a section's list: `/{lang}/gifts?page=2`.
    case list(Language, Section, page: Int = 1)
    /// A record of a section: `/{lang}/gifts/{slug}`.
    case record(Language, Section, String)
    /// A room of an exhibition: `/{lang}/exhibitions/{slug}/{room}`.
    case room(Language, exhibition: String, room: String)
    /// The news of a year, or of one month of it.
    case newsOf(Language, year: Int, month: Int? = nil, page: Int = 1)
    /// The partners on the map of the world.
    case map(Language)
    /// Those of one country: `/{lang}/countries/DE`.
    case country(Language, String, page: Int = 1)
    /// People to people: visits, exchanges and projects as a whole.
    case people(Language)
    /// Those of one area or one year.
    case peopleOf(Language, PeopleFilter, page: Int = 1)
    case visit(Language)
    case about(Language)
    /// How far the Hall keeps the rules of accessibility.
    case accessibility(Language)
    /// The same for machines: `/{lang}/accessibility.json`.
    case accessibilityData(Language)
    /// Where anybody writes to the office about accessibility.
    case message(Language)
    /// `/{lang}/accessibility/message/4K7Q2MZ0AB`: the thanks for a message, with its number.
    case messageTaken(Language, String)
    case search(Language, SearchQuestion)
    /// `/{lang}/search.json?q=…`: what a question that is still being typed may be about.
    case suggestions(Language, String)
    case settings(Language)
    /// What others subscribe to: `/{lang}/news.atom`.
    case feed(Language, Feed)
    /// `/{lang}/desk/…`: where the office works.
    case desk(Language, DeskPlace)
    /// `/desk/return?code=…`: where browsers come back to from the city's own sign-in. Without a language, for it is
    /// registered there once.
    case signInReturn(SignInReturn)
    /// `/sitemap.xml`: the list of lists for search engines.
    case sitemap
    /// `/sitemaps/gifts-1.xml`: a part of a section's addresses.
    case sitemapPart(Section, Int)
    /// `/o/CODE`: the permanent short address of a record.
    case short(String)
    /// `/p/CODE/640.jpg`: a picture, `width` pixels wide.
    case picture(String, width: Int)
    /// `/iiif/3/CODE`: the picture as a service of the IIIF Image API, which leads to what it says of itself.
    case imageService(ImageAPI, String)
    /// `/iiif/3/CODE/info.json`
    case imageInformation(ImageAPI, String)
    /// `/iiif/3/CODE/full/max/0/default.jpg`: an image of the picture, or of a part of it.
    case image(ImageAPI, String, ImageParameters)
    /// `/iiif/presentation/3/CODE/manifest`: a photo, a gift or a document as other programs show it.
    case manifest(String)
    /// `/iiif/presentation/3/CODE/canvas/PHOTO`: the name of one of its views, which leads to the manifest.
    case canvas(String, of: String)
    /// `/iiif/presentation/3/CODE/collection/2`: the manifests of a city or an exhibition; without a code those of the Hall.
    case manifests(of: String?, part: Int = 1)
    /// `/share/cities/qingdao.jpg`, `/share/hall.jpg`: a picture for who shares a page that has none of its own.
    case sharePicture(city: String?)
    /// `/assets/…`: content-addressed style, icon, fonts.
    case asset(String)

    /// Where the records of one kind stand, by the first part of their addresses.
    package enum Section: String, CaseIterable, Sendable {
        case cities, exhibitions, gifts, photos, recognitions, news, visits, exchanges, projects, documents,
            organisations,
            people, events
        /// Pages of the office's own: reached from texts, without a list.
        case pages

        package var hasList: Bool { self != .pages }
    }

    /// What can be subscribed to, by its file.
    package enum Feed: String, CaseIterable, Sendable {
        case news = "news.atom"
        /// Everything that was published last.
        case new = "new.atom"
        case events = "events.ics"
    }

    /// What people-to-people records are narrowed to.
    package enum PeopleFilter: Hashable, Sendable {
        case area(Area)
        case year(Int)
    }

    /// The areas of people-to-people work, by their part of an address.
    package enum Area: String, CaseIterable, Sendable {
        case culture, sports, economy, education, management
    }
}

// The addresses that pages name most.
extension Route {
    package static func cities(_ language: Language, page: Int = 1) -> Route {
        .list(language, .cities, page: page)
    }
    package static func city(_ language: Language, _ slug: String) -> Route {
        .record(language, .cities, slug)
    }
    package static func gifts(_ language: Language, page: Int = 1) -> Route {
        .list(language, .gifts, page: page)
    }
    package static func photos(_ language: Language, page: Int = 1) -> Route {
        .list(language, .photos, page: page)
    }
    package static func photo(_ language: Language, _ slug: String) -> Route {
        .record(language, .photos, slug)
    }
    package static func recognitions(_ language: Language, page: Int = 1) -> Route {
        .list(language, .recognitions, page: page)
    }
    package static func news(_ language: Language, page: Int = 1) -> Route {
        .list(language, .news, page: page)
    }
    package static func search(_ language: Language, query: String, page: Int = 1) -> Route {
        .search(language, SearchQuestion(query, page: page))
    }
}

extension Route {
    /// The language of the page, `nil` for addresses that have none.
    package var language: Language? {
        switch self {
        case .entrance, .short, .picture, .sharePicture, .asset, .sitemap, .sitemapPart, .signInReturn,
            .imageService, .imageInformation, .image, .manifest, .canvas, .manifests:
            nil
        case .home(let language), .map(let language), .people(let language), .visit(let language),
            .about(let language), .accessibility(let language), .accessibilityData(let language),
            .message(let language), .messageTaken(let language, _), .settings(let language),
            .list(let language, _, _), .record(let language, _, _), .newsOf(let language, _, _, _),
            .search(let language, _), .suggestions(let language, _), .peopleOf(let language, _, _),
            .country(let language, _, _),
            .feed(let language, _), .room(let language, _, _), .desk(let language, _):
            language
        }
    }

    /// The same place in another language; addresses without a language stay as they are.
    package func inLanguage(_ language: Language) -> Route {
        switch self {
        case .entrance, .short, .picture, .sharePicture, .asset, .sitemap, .sitemapPart, .signInReturn,
            .imageService, .imageInformation, .image, .manifest, .canvas, .manifests:
            self
        case .feed(_, let feed): .feed(language, feed)
        case .desk(_, let place): .desk(language, place)
        case .home: .home(language)
        case .list(_, let section, let page): .list(language, section, page: page)
        case .record(_, let section, let slug): .record(language, section, slug)
        case .room(_, let exhibition, let room): .room(language, exhibition: exhibition, room: room)
        case .newsOf(_, let year, let month, let page):
            .newsOf(language, year: year, month: month, page: page)
        case .map: .map(language)
        case .country(_, let country, let page): .country(language, country, page: page)
        case .people: .people(language)
        case .peopleOf(_, let filter, let page): .peopleOf(language, filter, page: page)
        case .visit: .visit(language)
        case .about: .about(language)
        case .accessibility: .accessibility(language)
        case .accessibilityData: .accessibilityData(language)
        case .message: .message(language)
        case .messageTaken(_, let number): .messageTaken(language, number)
        case .search(_, let question): .search(language, question)
        case .suggestions(_, let words): .suggestions(language, words)
        case .settings: .settings(language)
        }
    }

    /// The section that the page belongs to, as a list or as one of its records.
    package var section: Section? {
        switch self {
        case .list(_, let section, _), .record(_, let section, _): section
        case .newsOf: .news
        case .map, .country: .cities
        case .room: .exhibitions
        default: nil
        }
    }
}

extension Route {
    /// The kinds of addresses there are; a test that must see every kind of page walks through these.
    package enum Pattern: Hashable, Sendable {
        case entrance, home
        case list(Section)
        case record(Section)
        case desk(DeskPlace.Pattern)
        case room
        case newsOfYear, newsOfMonth, map, country, people, peopleOfArea, peopleOfYear, visit, about,
            accessibility, accessibilityData, message, messageTaken, search, suggestions, settings, feed,
            sitemap,
            sitemapPart,
            short, picture, imageService, imageInformation, image, manifest, canvas, manifests,
            manifestsOfHall, sharePicture, asset, signInReturn

        /// The address as a guide writes it, and as the log may know it: `/{lang}/cities/{slug}`.
        package var template: String {
            switch self {
            case .entrance: "/"
            case .home: "/{lang}/"
            case .list(let section): "/{lang}/\(section.rawValue)"
            case .record(let section): "/{lang}/\(section.rawValue)/{slug}"
            case .room: "/{lang}/exhibitions/{slug}/{room}"
            case .newsOfYear: "/{lang}/news/{yyyy}"
            case .newsOfMonth: "/{lang}/news/{yyyy}/{mm}"
            case .map: "/{lang}/map"
            case .country: "/{lang}/countries/{country}"
            case .people: "/{lang}/people-to-people"
            case .peopleOfArea: "/{lang}/people-to-people/{area}"
            case .peopleOfYear: "/{lang}/people-to-people/{yyyy}"
            case .visit: "/{lang}/visit"
            case .about: "/{lang}/about"
            case .accessibility: "/{lang}/accessibility"
            case .accessibilityData: "/{lang}/accessibility.json"
            case .message: "/{lang}/accessibility/message"
            case .messageTaken: "/{lang}/accessibility/message/{number}"
            case .search: "/{lang}/search"
            case .suggestions: "/{lang}/search.json"
            case .settings: "/{lang}/settings"
            case .feed: "/{lang}/{feed}"
            case .desk(let place): "/{lang}/desk\(place.rawValue)"
            case .signInReturn: "/desk/return"
            case .sitemap: "/sitemap.xml"
            case .sitemapPart: "/sitemaps/{part}.xml"
            case .short: "/o/{code}"
            case .picture: "/p/{code}/{width}.jpg"
            case .imageService: "/iiif/{version}/{code}"
            case .imageInformation: "/iiif/{version}/{code}/info.json"
            case .image: "/iiif/{version}/{code}/{region}/{size}/{rotation}/{quality}.{format}"
            case .manifest: "/iiif/presentation/{version}/{code}/manifest"
            case .canvas: "/iiif/presentation/{version}/{code}/canvas/{photo}"
            case .manifests: "/iiif/presentation/{version}/{code}/collection"
            case .manifestsOfHall: "/iiif/presentation/{version}/collection"
            case .sharePicture: "/share/{page}.jpg"
            case .asset: "/assets/{name}"
            }
        }
    }

    /// Which kind of address this is.
    package var pattern: Pattern {
        switch self {
        case .entrance: .entrance
        case .home: .home
        case .list(_, let section, _): .list(section)
        case .record(_, let section, _): .record(section)
        case .room: .room
        case .newsOf(_, _, let month, _): month == nil ? .newsOfYear : .newsOfMonth
        case .map: .map
        case .country: .country
        case .people: .people
        case .peopleOf(_, .area, _): .peopleOfArea
        case .peopleOf(_, .year, _): .peopleOfYear
        case .visit: .visit
        case .about: .about
        case .accessibility: .accessibility
        case .accessibilityData: .accessibilityData
        case .message: .message
        case .messageTaken: .messageTaken
        case .search: .search
        case .suggestions: .suggestions
        case .settings: .settings
        case .feed: .feed
        case .desk(_, let place): .desk(place.pattern)
        case .signInReturn: .signInReturn
        case .sitemap: .sitemap
        case .sitemapPart: .sitemapPart
        case .short: .short
        case .picture: .picture
        case .imageService: .imageService
        case .imageInformation: .imageInformation
        case .image: .image
        case .manifest: .manifest
        case .canvas: .canvas
        case .manifests(let record, _): record == nil ? .manifestsOfHall : .manifests
        case .sharePicture: .sharePicture
        case .asset: .asset
        }
    }

    /// Every kind of address.
    package static var allPatterns: [Pattern] {
        [
            .entrance, .home, .room, .newsOfYear, .newsOfMonth, .map, .country, .people, .peopleOfArea,
            .peopleOfYear, .visit,
            .about, .accessibility, .accessibilityData, .message, .messageTaken,
            .search, .suggestions, .settings, .feed, .sitemap, .sitemapPart, .short, .picture, .imageService,
            .imageInformation, .image, .manifest, .canvas, .manifests, .manifestsOfHall, .sharePicture,
            .asset,
            .signInReturn,
        ]
            + Section.allCases.filter(\.hasList).map(Pattern.list) + Section.allCases.map(Pattern.record)
            + DeskPlace.Pattern.allCases.map(Pattern.desk)
    }
}
