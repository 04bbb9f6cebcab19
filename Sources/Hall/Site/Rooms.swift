import Catalogue
import Kinds
import Localisation
import Pages
import Records

/// What a route shows, before it is rendered.
enum Scene {
    /// `languages` are those in which the shown record has a title; `nil` for pages that exist in all.
    case page(PageContent, languages: [Language]?)
    case redirect(Route)
    case picture(Media, width: Int)
    case problem(ProblemModel.Reason)
}

extension Reading {
    /// Every public route and what it shows: the Hall's table of contents.
    func scene(_ route: Route) throws -> Scene {
        switch route {
        case .entrance, .asset: .problem(.notFound)
        case .home: try home()
        case .cities(_, let page): try list(City.name, title: phrases("Partner cities"), page) { .cities($0) }
        case .city(_, let slug): try record(City.self, slug, city)
        case .gifts(_, let page): try list(Gift.name, title: phrases("Gifts display"), page) { .gifts($0) }
        case .gift(_, let slug): try record(Gift.self, slug, gift)
        case .photos(_, let page): try photos(page)
        case .photo(_, let slug): try record(Photo.self, slug, photo)
        case .recognitions(_, let page):
            try list(Recognition.name, title: phrases("Recognitions"), page) { .recognitions($0) }
        case .recognition(_, let slug): try record(Recognition.self, slug, recognition)
        case .news(_, let year, let month, let page): try news(year: year, month: month, page)
        case .article(_, let slug): try record(Article.self, slug, article)
        case .organisation(_, let slug): try record(Organisation.self, slug, organisation)
        case .person(_, let slug): try record(Person.self, slug, person)
        case .event(_, let slug): try record(Event.self, slug, event)
        case .page(_, let slug):
            slug == "about" ? .redirect(.about(language)) : try record(Page.self, slug, ownPage)
        case .visit: try visit()
        case .about: try about()
        case .search(_, let query, let page): try search(query, page)
        case .settings: .page(.settings, languages: nil)
        case .short(let code): try short(code)
        case .picture(let code, let width): try sizedPicture(code, width: width)
        }
    }

    private func record<K: Kind>(
        _ kind: K.Type, _ slug: String, _ content: (K, Code) throws -> PageContent
    ) throws -> Scene {
        switch try view.presence(of: K.name, slug: slug) {
        case .here(let found):
            guard let record = found.decoded(kind) else { return .problem(.notFound) }
            return .page(try content(record, found.code), languages: record.title.languages)
        case .gone: return .problem(.gone)
        case .unknown: return .problem(.notFound)
        }
    }

    private func home() throws -> Scene {
        let cities = try partners(offset: 0, limit: Self.pageSize)
        let model = HomeModel(
            introduction: said(hall.introduction), picture: try picture(hall.photo),
            cities: try cards(cities.records),
            news: try cards(view.list(Article.name, limit: 3).records),
            gifts: try cards(view.list(Gift.name, limit: 4).records),
            photos: pictures(try view.list(Photo.name, limit: 6).records),
            recognitions: try cards(view.list(Recognition.name, limit: 3).records))
        return .page(.home(model), languages: nil)
    }

    /// The cities without the home city, which is not its own partner.
    private func partners(offset: Int, limit: Int) throws -> Listing {
        try view.list(City.name, except: hall.homeCity.code, offset: offset, limit: limit)
    }

    private func list(
        _ kind: String, title: String, _ page: Int, _ content: (ListModel) -> PageContent
    ) throws -> Scene {
        let offset = (page - 1) * Self.pageSize
        let listing =
            kind == City.name
            ? try partners(offset: offset, limit: Self.pageSize)
            : try view.list(kind, offset: offset, limit: Self.pageSize)
        guard page == 1 || !listing.records.isEmpty else { return .problem(.notFound) }
        let route: (Int) -> Route = { number in
            switch kind {
            case City.name: .cities(language, page: number)
            case Gift.name: .gifts(language, page: number)
            default: .recognitions(language, page: number)
            }
        }
        let neighbours = neighbours(of: page, total: listing.total, route)
        let model = ListModel(
            title: title, introduction: nil, cards: try cards(listing.records), divisions: [],
            total: listing.total,
            previous: neighbours.previous, next: neighbours.next)
        return .page(content(model), languages: nil)
    }

    private func photos(_ page: Int) throws -> Scene {
        let listing = try view.list(Photo.name, offset: (page - 1) * Self.pageSize, limit: Self.pageSize)
        guard page == 1 || !listing.records.isEmpty else { return .problem(.notFound) }
        let neighbours = neighbours(of: page, total: listing.total) { .photos(language, page: $0) }
        let model = PhotosModel(
            photos: pictures(listing.records), total: listing.total, previous: neighbours.previous,
            next: neighbours.next)
        return .page(.photos(model), languages: nil)
    }

    private func news(year: Int?, month: Int?, _ page: Int) throws -> Scene {
        let listing = try view.list(
            Article.name, year: year, month: month, offset: (page - 1) * Self.pageSize, limit: Self.pageSize)
        guard page == 1 && year == nil || !listing.records.isEmpty else { return .problem(.notFound) }
        let divisions = try view.divisions(of: Article.name, in: year).map { division in
            ListModel.Division(
                label: year == nil ? "\(division.number)" : phrases.month(division.number),
                route: .news(
                    language, year: year ?? division.number, month: year == nil ? nil : division.number),
                count: division.count, isChosen: year != nil && division.number == month)
        }
        let neighbours = neighbours(of: page, total: listing.total) {
            .news(language, year: year, month: month, page: $0)
        }
        let model = ListModel(
            title: newsTitle(year: year, month: month), introduction: nil, cards: try cards(listing.records),
            divisions: divisions, total: listing.total, previous: neighbours.previous, next: neighbours.next)
        return .page(.news(model), languages: nil)
    }

    private func newsTitle(year: Int?, month: Int?) -> String {
        guard let year else { return phrases("News") }
        guard let month else { return phrases("News of {year}", ["year": "\(year)"]) }
        return phrases("News: {month} {year}", ["month": phrases.month(month), "year": "\(year)"])
    }

    private func search(_ query: String, _ page: Int) throws -> Scene {
        let listing = try view.search(query, offset: (page - 1) * Self.pageSize, limit: Self.pageSize)
        let hits = try listing.records.compactMap { record -> SearchModel.Hit? in
            guard let card = try card(record), let route = card.route else { return nil }
            return SearchModel.Hit(
                route: route, kind: phrases(record.kind, context: "kind"), title: card.title,
                text: card.model?.text)
        }
        let neighbours = neighbours(of: page, total: listing.total) {
            .search(language, query: query, page: $0)
        }
        let model = SearchModel(
            query: query, hits: hits, total: listing.total, previous: neighbours.previous,
            next: neighbours.next)
        return .page(.search(model), languages: nil)
    }

    private func neighbours(of page: Int, total: Int, _ route: (Int) -> Route) -> (
        previous: Route?, next: Route?
    ) {
        (page > 1 ? route(page - 1) : nil, page * Self.pageSize < total ? route(page + 1) : nil)
    }

    private func short(_ text: String) throws -> Scene {
        guard let code = Code(text) else { return .problem(.notFound) }
        switch try view.presence(of: code) {
        case .here(let record): return try card(record)?.route.map { .redirect($0) } ?? .problem(.notFound)
        case .gone: return .problem(.gone)
        case .unknown: return .problem(.notFound)
        }
    }

    private func sizedPicture(_ text: String, width: Int) throws -> Scene {
        guard let code = Code(text) else { return .problem(.notFound) }
        switch try view.presence(of: code) {
        case .here(let record):
            guard let photo = record.decoded(Photo.self), PictureShelf.widths(of: photo.image).contains(width)
            else {
                return .problem(.notFound)
            }
            return .picture(photo.image, width: width)
        case .gone: return .problem(.gone)
        case .unknown: return .problem(.notFound)
        }
    }
}
