package import Records

/// Every public address, parsed and printed in one place.
package enum Route: Hashable, Sendable {
    /// `/`: negotiates the language.
    case entrance
    case home(Language)
    case cities(Language, page: Int = 1)
    case city(Language, String)
    case gifts(Language, page: Int = 1)
    case gift(Language, String)
    case photos(Language, page: Int = 1)
    case photo(Language, String)
    case recognitions(Language, page: Int = 1)
    case recognition(Language, String)
    case news(Language, year: Int? = nil, month: Int? = nil, page: Int = 1)
    case article(Language, String)
    case organisation(Language, String)
    case person(Language, String)
    case event(Language, String)
    /// A page of the office's own, by its slug.
    case page(Language, String)
    case visit(Language)
    case about(Language)
    case search(Language, query: String, page: Int = 1)
    case settings(Language)
    /// `/o/CODE`: the permanent short address of a record.
    case short(String)
    /// `/p/CODE/640.jpg`: a picture, `width` pixels wide.
    case picture(String, width: Int)
    /// `/assets/…`: content-addressed style, icon, fonts.
    case asset(String)
}

extension Route {
    /// The language of the page, `nil` for addresses that have none.
    package var language: Language? {
        switch self {
        case .entrance, .short, .picture, .asset: nil
        case .home(let language), .visit(let language), .about(let language), .settings(let language):
            language
        case .cities(let language, _), .gifts(let language, _), .photos(let language, _),
            .recognitions(let language, _):
            language
        case .city(let language, _), .gift(let language, _), .photo(let language, _),
            .recognition(let language, _),
            .article(let language, _), .organisation(let language, _), .person(let language, _),
            .event(let language, _), .page(let language, _):
            language
        case .news(let language, _, _, _): language
        case .search(let language, _, _): language
        }
    }

    /// The same place in another language; addresses without a language stay as they are.
    package func inLanguage(_ language: Language) -> Route {
        switch self {
        case .entrance, .short, .picture, .asset: self
        case .home: .home(language)
        case .cities(_, let page): .cities(language, page: page)
        case .city(_, let slug): .city(language, slug)
        case .gifts(_, let page): .gifts(language, page: page)
        case .gift(_, let slug): .gift(language, slug)
        case .photos(_, let page): .photos(language, page: page)
        case .photo(_, let slug): .photo(language, slug)
        case .recognitions(_, let page): .recognitions(language, page: page)
        case .recognition(_, let slug): .recognition(language, slug)
        case .news(_, let year, let month, let page): .news(language, year: year, month: month, page: page)
        case .article(_, let slug): .article(language, slug)
        case .organisation(_, let slug): .organisation(language, slug)
        case .person(_, let slug): .person(language, slug)
        case .event(_, let slug): .event(language, slug)
        case .page(_, let slug): .page(language, slug)
        case .visit: .visit(language)
        case .about: .about(language)
        case .search(_, let query, let page): .search(language, query: query, page: page)
        case .settings: .settings(language)
        }
    }
}

extension Route {
    /// The kinds of addresses there are; a test that must see every kind of page walks through these.
    package enum Pattern: String, CaseIterable, Sendable {
        case entrance, home, cities, city, gifts, gift, photos, photo, recognitions, recognition, news,
            newsOfYear,
            newsOfMonth, article, organisation, person, event, page, visit, about, search, settings, short,
            picture,
            asset

        /// The address as a guide writes it: `/{lang}/cities/{slug}`.
        package var template: String {
            switch self {
            case .entrance: "/"
            case .home: "/{lang}/"
            case .cities: "/{lang}/cities"
            case .city: "/{lang}/cities/{slug}"
            case .gifts: "/{lang}/gifts"
            case .gift: "/{lang}/gifts/{slug}"
            case .photos: "/{lang}/photos"
            case .photo: "/{lang}/photos/{slug}"
            case .recognitions: "/{lang}/recognitions"
            case .recognition: "/{lang}/recognitions/{slug}"
            case .news: "/{lang}/news"
            case .newsOfYear: "/{lang}/news/{yyyy}"
            case .newsOfMonth: "/{lang}/news/{yyyy}/{mm}"
            case .article: "/{lang}/news/{slug}"
            case .organisation: "/{lang}/organisations/{slug}"
            case .person: "/{lang}/people/{slug}"
            case .event: "/{lang}/events/{slug}"
            case .page: "/{lang}/pages/{slug}"
            case .visit: "/{lang}/visit"
            case .about: "/{lang}/about"
            case .search: "/{lang}/search"
            case .settings: "/{lang}/settings"
            case .short: "/o/{code}"
            case .picture: "/p/{code}/{width}.jpg"
            case .asset: "/assets/{name}"
            }
        }
    }

    /// Which kind of address this is.
    package var pattern: Pattern {
        switch self {
        case .entrance: .entrance
        case .home: .home
        case .cities: .cities
        case .city: .city
        case .gifts: .gifts
        case .gift: .gift
        case .photos: .photos
        case .photo: .photo
        case .recognitions: .recognitions
        case .recognition: .recognition
        case .news(_, let year, let month, _): year == nil ? .news : month == nil ? .newsOfYear : .newsOfMonth
        case .article: .article
        case .organisation: .organisation
        case .person: .person
        case .event: .event
        case .page: .page
        case .visit: .visit
        case .about: .about
        case .search: .search
        case .settings: .settings
        case .short: .short
        case .picture: .picture
        case .asset: .asset
        }
    }

    /// Every kind of address.
    package static var allPatterns: [Pattern] { Pattern.allCases }
}
