import Catalogue
import FoundationEssentials
import Kinds
import Ledger
import Localisation
import Pages
import Records

/// What others subscribe to and search engines read.
extension Reading {
    private static let feedLimit = 50
    private static let calendarLimit = 1_000
    /// How many records one part of the sitemap has; in several languages it stays well below the 50,000 addresses that
    /// the protocol allows.
    private static let sitemapSize = 100

    func feed(_ feed: Route.Feed) throws -> FeedModel {
        let records = try view.newest(feed == .news ? Article.name : nil, limit: Self.feedLimit)
        let entries = try records.compactMap { record -> FeedModel.Entry? in
            // A card stands for all that has a page; the Hall's own settings are no news.
            guard record.kind != Hall.name, let card = try card(record), let route = card.route else {
                return nil
            }
            return FeedModel.Entry(
                permanent: .short(record.code.text), route: route, title: card.title,
                summary: card.model?.text,
                updated: date(record).formatted(.iso8601))
        }
        return FeedModel(
            title: feed == .news ? phrases("News") : phrases("All that is new"), entries: entries)
    }

    func calendar() throws -> CalendarModel {
        let records = try view.list(Event.name, limit: Self.calendarLimit).records
        return CalendarModel(
            title: phrases("Events"),
            events: try records.compactMap { record in
                try record.decoded(Event.self).flatMap { try entry($0, record) }
            })
    }

    private func entry(_ event: Event, _ record: PublicRecord) throws -> CalendarModel.Event? {
        let published = date(record).formatted(.iso8601)
        guard let route = event.route(language),
            let days = days(of: event, publishedIn: Int(published.prefix(4)))
        else { return nil }
        let rule: String? =
            switch event.repeats.value {
            case .yearly: "FREQ=YEARLY"
            case .lastSundayOfApril: "FREQ=YEARLY;BYMONTH=4;BYDAY=-1SU"
            case nil: nil
            }
        return CalendarModel.Event(
            code: record.code.text, title: title(event).text, text: excerpt(event.text)?.text,
            place: said(event.place)?.text, route: route, firstDay: days.first,
            dayAfter: CalendarDay(days.last).next.number, rule: rule,
            stamp: String(published.filter { $0 != "-" && $0 != ":" }))
    }

    /// The first and the last day of an event, where they are certain.
    private func days(of event: Event, publishedIn year: Int?) -> (first: Int, last: Int)? {
        if event.held.isEmpty {
            // It has no date of its own: the first one that a calendar shows is that of the year it was told in.
            guard event.repeats.value == .lastSundayOfApril, let year else { return nil }
            let day = CalendarDay.lastSunday(ofApril: year).number
            return (day, day)
        }
        let parts = event.held.text.split(separator: "/")
        guard (1...2).contains(parts.count),
            parts.allSatisfy({
                $0.utf8.count == 10 && $0.utf8.allSatisfy { $0 == 45 || (48...57).contains($0) }
            })
        else { return nil }
        return (event.held.earliest, event.held.latest)
    }

    private func date(_ record: PublicRecord) -> Date {
        Date(timeIntervalSince1970: Double(record.publishedAt / 1_000))
    }

    // MARK: - For search engines

    /// The parts of the sitemap: as many for each section as its records need.
    func sitemapParts() throws -> [Route] {
        try Route.Section.allCases.flatMap { section -> [Route] in
            guard let kind = Exhibits.kind(in: section) else { return [] }
            let count = try view.count(of: kind.name)
            // The first part of a section holds its list as well.
            let parts = max((count + Self.sitemapSize - 1) / Self.sitemapSize, section.hasList ? 1 : 0)
            return parts == 0 ? [] : (1...parts).map { .sitemapPart(section, $0) }
        }
    }

    /// - Parameter languages: those of the interface, in which lists exist.
    /// - Returns: `nil` when there is no such part.
    func sitemap(_ section: Route.Section, _ part: Int, languages: [Language]) throws -> SitemapModel? {
        guard let kind = Exhibits.kind(in: section) else { return nil }
        let listing = try view.list(
            kind.name, offset: (part - 1) * Self.sitemapSize, limit: Self.sitemapSize)
        guard !listing.records.isEmpty || part == 1 && section.hasList else { return nil }
        var places: [SitemapModel.Place] = []
        if part == 1 {
            var routes: [Route] = section.hasList ? [.list(language, section)] : []
            // The pages of the house stand with the cities, which every Hall has.
            if section == .cities {
                routes += [
                    .home(language), .map(language), .people(language), .visit(language), .about(language),
                    .accessibility(language),
                ]
            }
            places = routes.map { .init(route: $0, languages: languages, changed: nil) }
        }
        for record in listing.records {
            guard let exhibit = record.listed() as? any Exhibit, let route = exhibit.route(language),
                route != .about(language)
            else { continue }
            let known = exhibit.title.languages.filter(languages.contains)
            let rooms = (exhibit as? Exhibition).map { exhibition in
                exhibition.rooms.indices.compactMap { exhibition.door(to: $0, in: self)?.route }
            }
            places += ([route] + (rooms ?? [])).map { route in
                .init(
                    route: route, languages: known.isEmpty ? [language] : known,
                    changed: String(date(record).formatted(.iso8601).prefix(10)))
            }
        }
        return SitemapModel(places: places)
    }
}

/// A day of the Gregorian calendar as a number, `20190630`.
struct CalendarDay {
    let number: Int

    init(_ number: Int) { self.number = number }

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    var next: CalendarDay {
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
        if day < Self.days(in: month, of: year) { return CalendarDay(number + 1) }
        return CalendarDay(month < 12 ? year * 10_000 + (month + 1) * 100 + 1 : (year + 1) * 10_000 + 101)
    }

    /// The last Sunday of April, after Sakamoto's rule for the day of the week.
    static func lastSunday(ofApril year: Int) -> CalendarDay {
        // The thirtieth: 0 is a Sunday.
        let weekday = (year + year / 4 - year / 100 + year / 400 + 5 + 30) % 7
        return CalendarDay(year * 10_000 + 430 - weekday)
    }
}
