import Catalogue
import Kinds
import Pages
import Records

/// What a list needs of a record; without a route where its kind has no page.
struct Card {
    var route: Route?
    var title: Said
    var model: CardModel?
}

/// A kind whose records stand in lists.
protocol Listed: Kind {
    /// - Returns: `nil` for a record that cannot be shown, such as a partnership without its cities.
    func card(in reading: Reading, _ code: Code) throws -> Card?
}

/// A kind whose records have pages of their own.
protocol Exhibit: Listed {
    static var section: Route.Section { get }
    /// The kinds whose records stand below it when they point at it, in this order.
    static var shownBelow: [String] { get }
    func page(in reading: Reading, _ code: Code) throws -> PageContent
    /// What stands above its title on a card; `nil` for nothing.
    func overline(in reading: Reading) throws -> Said?
    /// The picture on its card.
    func cardPicture(in reading: Reading, _ code: Code) throws -> PictureModel?
    /// The accent of its city, where it has one.
    func accent(in reading: Reading) throws -> Accent?
    func route(_ language: Language) -> Route?
}

extension Exhibit {
    func overline(in reading: Reading) throws -> Said? { nil }
    func cardPicture(in reading: Reading, _ code: Code) throws -> PictureModel? { nil }
    func accent(in reading: Reading) throws -> Accent? { nil }
    func route(_ language: Language) -> Route? { slug.map { .record(language, Self.section, $0.text) } }

    func card(in reading: Reading, _ code: Code) throws -> Card? {
        reading.card(
            self, route: route(reading.language), overline: try overline(in: reading),
            picture: try cardPicture(in: reading, code), accent: try accent(in: reading))
    }
}

/// Every kind as the Hall shows it; a new kind is one line here.
enum Exhibits {
    static let all: [any Listed.Type] = [
        Hall.self, Partnership.self, City.self, Gift.self, Photo.self, Recognition.self, Article.self,
        Visit.self, Exchange.self, Project.self, Document.self, Organisation.self, Person.self, Event.self,
        Page.self, Exhibition.self,
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    private static let bySection = Dictionary(
        uniqueKeysWithValues: all.compactMap { $0 as? any Exhibit.Type }.map { ($0.section, $0) })

    static func kind(named name: String) -> (any Listed.Type)? { byName[name] }

    /// The kind that stands in a section; every section has one, and a test sees to it.
    static func kind(in section: Route.Section) -> (any Exhibit.Type)? { bySection[section] }
}

extension PublicRecord {
    /// The record as its kind reads it; `nil` for a damaged one.
    func listed() -> (any Listed)? {
        Exhibits.kind(named: kind).flatMap { decoded(as: $0) }
    }

    private func decoded<K: Listed>(as kind: K.Type) -> (any Listed)? { decoded(kind) }
}

extension Hall: Listed {
    func card(in reading: Reading, _ code: Code) throws -> Card? {
        Card(route: .home(reading.language), title: reading.title(self), model: nil)
    }
}
