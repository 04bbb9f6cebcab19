internal import Pages

extension Route {
    /// The address with names in place of what a visitor chose: what the log may know.
    var pattern: String {
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
        case .news(_, let year, let month, _):
            "/{lang}/news" + (year == nil ? "" : "/{year}") + (month == nil ? "" : "/{month}")
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

    /// Whether the page is worth keeping: what a visitor types makes addresses without end.
    var isKept: Bool {
        if case .search = self { false } else { true }
    }
}
