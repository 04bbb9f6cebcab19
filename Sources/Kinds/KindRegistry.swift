package import Records

/// Every kind of record there is; a new kind is one file and one line here.
package enum KindRegistry {
    package static let all: [any Kind.Type] = [
        Hall.self, City.self, Partnership.self, Organisation.self, Person.self, Gift.self, Photo.self,
        Recognition.self, Article.self, Event.self, Page.self, Visit.self, Exchange.self, Project.self,
        Document.self, Exhibition.self, Consent.self,
    ]

    private static let byName = Dictionary(
        all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// The kind of a wire name; `nil` for one of a newer program.
    package static func kind(named name: String) -> (any Kind.Type)? { byName[name] }
}
