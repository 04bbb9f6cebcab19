import Catalogue
import Kinds
import Localisation
import Pages
import Records

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Partners on the map.
extension Reading {
    /// Up to how many partners each has its own dot, name and row.
    private static let namedLimit = 24

    func map() throws -> MapModel {
        let home = try homeCity()
        let partners = try view.list(City.name, except: hall.homeCity.code, limit: Self.namedLimit + 1)
        guard partners.total > Self.namedLimit else {
            return map(of: partners.records.compactMap { $0.decoded(City.self) }, home: home)
        }
        return try gathered(home: home, total: partners.total)
    }

    /// The home city and one partner; `nil` where one of them has no place.
    func map(of city: City) throws -> MapModel? {
        let home = try homeCity()
        let model = map(of: [city], home: home)
        return model.home == nil || model.spots.isEmpty ? nil : model
    }

    private func map(of partners: [City], home: City?) -> MapModel {
        let spots = partners.compactMap { city in
            point(city.place).map { point in
                MapModel.Spot(
                    point: point, count: 1, name: title(city), accent: accent(city),
                    distance: distance(home?.place, city.place))
            }
        }
        let distances = partners.map { (city: $0, distance: distance(home?.place, $0.place)) }
        let rows = distances.sorted { $0.distance ?? .max < $1.distance ?? .max }.map { city, distance in
            [
                TableModel.Cell(
                    city.route(language).map { .link(title(city), $0) } ?? .said(title(city)),
                    accent: accent(city)),
                .init(country(city)),
                .init(distance.map { .number($0) }),
            ]
        }
        return MapModel(
            home: point(home?.place), homeName: homeName(home), spots: spots,
            table: TableModel(
                caption: phrases("Partners by distance from the home city"),
                columns: [phrases("City"), phrases("Country"), phrases("Distance in km")], rows: rows),
            total: partners.count, unplaced: partners.count - spots.count)
    }

    /// So many partners that only places can be shown: a dot for all that lie close together, a row for each country.
    private func gathered(home: City?, total: Int) throws -> MapModel {
        let places = try view.neighbourhoods(of: City.name, except: home?.place)
        let spots = places.map { place in
            MapModel.Spot(
                point: MapPoint(longitude: place.longitude, latitude: place.latitude), count: place.count)
        }
        var countries = try view.countries(of: City.name)
        if let home { countries[home.country.text, default: 0] -= 1 }
        countries = countries.filter { $0.value > 0 }
        let rows = countries.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { country, count in
            [
                TableModel.Cell(
                    .link(Said(phrases.country(country), in: language), .country(language, country))),
                .init(.number(count)),
            ]
        }
        return MapModel(
            home: point(home?.place), homeName: homeName(home),
            // The greatest first, so that the small ones stay visible on them.
            spots: spots.sorted { ($1.count, $0.point.y, $0.point.x) < ($0.count, $1.point.y, $1.point.x) },
            table: TableModel(
                caption: phrases("Partners by country"),
                columns: [phrases("Country"), phrases("Partner cities")],
                rows: rows),
            total: total, unplaced: places.reduce(total) { $0 - $1.count })
    }

    func cities(of country: String, _ page: Int) throws -> Scene {
        let listing = try view.list(
            City.name, country: country, offset: (page - 1) * Self.pageSize, limit: Self.pageSize)
        guard !listing.records.isEmpty else { return .problem(.notFound) }
        let title = phrases("Cities: {country}", ["country": phrases.country(country)])
        return try list(listing, title: title, page) { .country(language, country, page: $0) }
    }

    /// The name of a city's country, leading to all cities there.
    func country(_ city: City) -> FactModel.Value {
        .link(Said(phrases.country(city.country.text), in: language), .country(language, city.country.text))
    }

    private func homeCity() throws -> City? {
        try hall.homeCity.code.flatMap { try view.records([$0]).first?.decoded(City.self) }
    }

    private func homeName(_ home: City?) -> Said {
        home.map { title($0) } ?? title(hall)
    }

    private func point(_ place: Place?) -> MapPoint? {
        guard let latitude = place?.latitude, let longitude = place?.longitude else { return nil }
        return MapPoint(longitude: longitude, latitude: latitude)
    }

    /// Along the great circle on a sphere of the Earth's mean radius, in tens of kilometres.
    private func distance(_ from: Place?, _ to: Place?) -> Int? {
        guard let latitude = from?.latitude, let longitude = from?.longitude, let other = to?.latitude,
            let otherLongitude = to?.longitude
        else { return nil }
        let (first, second) = (latitude * .pi / 180, other * .pi / 180)
        let turn = (otherLongitude - longitude) * .pi / 180
        let cosine = sin(first) * sin(second) + cos(first) * cos(second) * cos(turn)
        return Int((acos(min(max(cosine, -1), 1)) * 6371 / 10).rounded()) * 10
    }
}
