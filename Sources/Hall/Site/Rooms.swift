import Catalogue
import Kinds
import Localisation
import Pages
import Records
import Search

/// What a route shows, before it is rendered.
enum Scene {
    /// `languages` are those in which the shown record has a title; `nil` for pages that exist in all.
    case page(PageContent, languages: [Language]?)
    case feed(FeedModel)
    case calendar(CalendarModel)
    case sitemaps([Route])
    case sitemap(SitemapModel)
    case suggestions([SearchModel.Hit])
    /// The accessibility statement for machines.
    case statement(StatementModel)
    case redirect(Route)
    case picture(Media, width: Int)
    case image(ImageSource)
    /// The partners, or one of them; `nil` where the home city has no place on the map.
    case sharePicture(MapModel?)
    case problem(ProblemModel.Reason)
}

extension Reading {
    /// Every public route and what it shows: the Hall's table of contents.
    func scene(_ route: Route) throws -> Scene {
        switch route {
        case .entrance, .asset, .desk, .signInReturn, .message, .manifest, .canvas, .manifests:
            .problem(.notFound)
        case .home: try home()
        case .list(_, .photos, let page): try photos(page)
        case .list(_, .news, let page): try news(year: nil, month: nil, page)
        case .list(_, let section, let page): try list(section, page)
        case .record(_, .pages, Page.about): .redirect(.about(language))
        case .record(_, let section, let slug): try record(section, slug)
        case .room(_, let exhibition, let room): try self.room(exhibition, room)
        case .newsOf(_, let year, let month, let page): try news(year: year, month: month, page)
        case .map: .page(.map(try map()), languages: nil)
        case .country(_, let country, let page): try cities(of: country, page)
        case .people: try people()
        case .peopleOf(_, let filter, let page): try people(filter, page)
        case .visit: try visit()
        case .about: try about()
        case .accessibility: .page(.statement(statement()), languages: nil)
        case .accessibilityData: .statement(statement())
        case .messageTaken(_, let number): .page(.messageTaken(number), languages: nil)
        case .search(_, let question): try search(question)
        case .suggestions(_, let words): try suggestions(words)
        case .settings: .page(.settings, languages: nil)
        case .feed(_, .events): .calendar(try calendar())
        case .feed(_, let feed): .feed(try self.feed(feed))
        case .sitemap: .sitemaps(try sitemapParts())
        case .sitemapPart(let section, let part):
            try sitemap(section, part, languages: languages).map { .sitemap($0) } ?? .problem(.notFound)
        case .short(let code): try short(code)
        case .picture(let code, let width): try sizedPicture(code, width: width)
        case .imageService(_, let code), .imageInformation(_, let code), .image(_, let code, _):
            try imageSource(code)
        case .sharePicture(let city): try sharePicture(city)
        }
    }

    /// The page on which a record of the overlay stands, and its address; `nil` where there would be none.
    func preview(_ found: PublicRecord) throws -> (page: PageContent, route: Route?)? {
        guard let record = found.listed() else { return nil }
        if let exhibit = record as? any Exhibit {
            return (try exhibit.page(in: self, found.code), exhibit.route(language))
        }
        // A kind without pages of its own stands on that of another record.
        guard let route = try record.card(in: self, found.code)?.route,
            case .page(let page, _) = try scene(route)
        else { return nil }
        return (page, route)
    }

    private func record(_ section: Route.Section, _ slug: String) throws -> Scene {
        guard let kind = Exhibits.kind(in: section) else { return .problem(.notFound) }
        switch try view.presence(of: kind.name, slug: slug) {
        case .here(let found):
            guard let record = found.listed() as? any Exhibit else { return .problem(.notFound) }
            return .page(try record.page(in: self, found.code), languages: record.title.languages)
        case .gone: return .problem(.gone)
        case .unknown: return .problem(.notFound)
        }
    }

    private func sharePicture(_ city: String?) throws -> Scene {
        guard let city else { return .sharePicture(try map()) }
        switch try view.presence(of: City.name, slug: city) {
        case .here(let found):
            // The home city has an arc to each of its partners.
            guard found.code != hall.homeCity.code else { return .sharePicture(try map()) }
            return .sharePicture(try found.decoded(City.self).flatMap(map(of:)))
        case .gone: return .problem(.gone)
        case .unknown: return .problem(.notFound)
        }
    }

    private func home() throws -> Scene {
        let cities = try partners(offset: 0, limit: Self.pageSize)
        let model = HomeModel(
            introduction: said(hall.introduction), picture: try picture(hall.photo),
            exhibition: try cards(view.list(Exhibition.name, limit: 1).records).first,
            cities: try cards(cities.records), cityCount: cities.total,
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

    private func list(_ section: Route.Section, _ page: Int) throws -> Scene {
        guard let kind = Exhibits.kind(in: section) else { return .problem(.notFound) }
        let offset = (page - 1) * Self.pageSize
        let listing =
            section == .cities
            ? try partners(offset: offset, limit: Self.pageSize)
            : try view.list(kind.name, offset: offset, limit: Self.pageSize)
        let title = section.name(phrases)
        return try list(listing, title: title, page) { .list(language, section, page: $0) }
    }

    func list(
        _ listing: Listing, title: String, divisions: [ListModel.Division] = [], _ page: Int,
        _ route: (Int) -> Route
    ) throws -> Scene {
        guard page == 1 || !listing.records.isEmpty else { return .problem(.notFound) }
        let neighbours = neighbours(of: page, total: listing.total, route)
        let model = ListModel(
            title: title, introduction: nil, cards: try cards(listing.records), divisions: divisions,
            total: listing.total, previous: neighbours.previous, next: neighbours.next)
        return .page(.list(model), languages: nil)
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
        guard year == nil || !listing.records.isEmpty else { return .problem(.notFound) }
        let divisions = try view.divisions(of: Article.name, in: year).map { division in
            ListModel.Division(
                label: year == nil ? "\(division.number)" : phrases.month(division.number),
                route: .newsOf(
                    language, year: year ?? division.number, month: year == nil ? nil : division.number),
                count: division.count, isChosen: year != nil && division.number == month)
        }
        return try list(listing, title: newsTitle(year: year, month: month), divisions: divisions, page) {
            page in
            year.map { .newsOf(language, year: $0, month: month, page: page) } ?? .news(language, page: page)
        }
    }

    private func newsTitle(year: Int?, month: Int?) -> String {
        guard let year else { return phrases("News") }
        guard let month else { return phrases("News of {year}", ["year": "\(year)"]) }
        return phrases("News: {date}", ["date": phrases.month(month, of: year)])
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

    /// The file of which visitors see the sized pictures, and no other: where people were made unrecognisable, the copy
    /// that was made so (decision 25).
    private func imageSource(_ text: String) throws -> Scene {
        guard let code = Code(text) else { return .problem(.notFound) }
        switch try view.presence(of: code) {
        case .here(let record):
            guard let photo = record.decoded(Photo.self), !photo.image.isEmpty else {
                return .problem(.notFound)
            }
            return .image(
                ImageSource(
                    media: photo.image, rights: photo.rights.isSafe ? photo.rights.text : nil))
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
