import Catalogue
import Kinds
import Localisation
import Pages
import Records

/// People to people: what three kinds have together.
extension Reading {
    private static let kinds = [Visit.name, Exchange.name, Project.name]
    private static let sections = Route.Section.allCases.filter { $0.room == .peopleToPeople }
    /// The longest strip of years that is drawn; older ones are in the lists.
    private static let yearLimit = 120

    func people() throws -> Scene {
        let byArea = try view.areas(of: Self.kinds)
        let newest = try Self.kinds.compactMap { kind -> RelatedModel? in
            guard let section = (Exhibits.kind(named: kind) as? any Exhibit.Type)?.section else { return nil }
            let listing = try view.list(kind, limit: Self.relatedLimit)
            return RelatedModel(
                heading: section.name(phrases), cards: try cards(listing.records),
                more: listing.total > Self.relatedLimit ? .list(language, section) : nil)
        }
        let model = PeopleModel(
            sections: try Self.sections.map { section in
                PeopleModel.Count(
                    label: section.name(phrases), route: .list(language, section),
                    number: try Exhibits.kind(in: section).map { try view.count(of: $0.name) } ?? 0)
            },
            areas: Route.Area.allCases.map { area in
                PeopleModel.Count(
                    label: area.name(phrases), route: .peopleOf(language, .area(area)),
                    number: byArea[area.rawValue] ?? 0)
            },
            years: try years(), undated: try undated(), newest: newest)
        return .page(.people(model), languages: nil)
    }

    /// How many have no year by which they could be counted.
    private func undated() throws -> Int {
        let all = try Self.kinds.reduce(0) { try $0 + view.count(of: $1) }
        return try view.years(of: Self.kinds).reduce(all) { $0 - $1.count }
    }

    /// Every year from the first one with records to the last.
    private func years() throws -> [PeopleModel.Count] {
        let known = try view.years(of: Self.kinds)
        guard let first = known.first?.number, let last = known.last?.number else { return [] }
        let counts = Dictionary(uniqueKeysWithValues: known.map { ($0.number, $0.count) })
        return (max(first, last - Self.yearLimit + 1)...last).map { year in
            PeopleModel.Count(
                label: "\(year)", route: .peopleOf(language, .year(year)), number: counts[year] ?? 0)
        }
    }

    func people(_ filter: Route.PeopleFilter, _ page: Int) throws -> Scene {
        let title: String
        var (area, year): (String?, Int?) = (nil, nil)
        switch filter {
        case .area(let chosen):
            title = phrases("People to people: {area}", ["area": chosen.name(phrases)])
            area = chosen.rawValue
        case .year(let chosen):
            title = phrases("People to people in {year}", ["year": "\(chosen)"])
            year = chosen
        }
        let listing = try view.list(
            Self.kinds, area: area, year: year, offset: (page - 1) * Self.pageSize, limit: Self.pageSize)
        // Every area has its page; a year has one when there is something in it.
        guard year == nil || !listing.records.isEmpty else { return .problem(.notFound) }
        return try list(listing, title: title, page) { .peopleOf(language, filter, page: $0) }
    }
}
