package import Records

/// The home city or a partner. Its names are data, per language and per time, never transliterated.
package struct City: Kind {
    package static let name = "city"

    package var slugText = Address()
    package var title = Localized()
    package var names: [CityName] = []
    package var country = Line()
    package var region: [Claim<Localized>] = []
    package var introduction = Localized()
    package var coordinates: [Claim<Coordinates>] = []
    package var population: [Claim<Number>] = []
    package var wikidata = Line()
    package var accent = Chosen<CityAccent>()
    package var photo = Reference<Photo>()
    package var sources: [Source] = []
    package var position = Number()
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("name", \.title, .required, .searchable),
        Field("names", \.names, .searchable),
        Field("country", \.country, .required),
        Field("region", \.region, .searchable),
        Field("introduction", \.introduction, .searchable, .prose),
        Field("coordinates", \.coordinates),
        Field("population", \.population),
        Field("wikidata", \.wikidata),
        Field("accent", \.accent),
        Field("photo", \.photo),
        Field("sources", \.sources),
        Field("order", \.position),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package static var isNamed: Bool { true }
    package var otherNames: [String] { names.map(\.name.text) }
    package var summary: Localized { introduction }
    package var order: Int { position.value ?? 0 }
    package var place: Place? { Place(coordinates.chosen(), country: country.text) }

    package func checkWhole(at path: () -> String, into problems: inout [Problem]) {
        let isCode =
            country.text.utf8.count == 2 && country.text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
        if !country.isEmpty, !isCode {
            problems.append(
                Problem(path: "country", reason: .shape(expected: "a country of ISO 3166-1 such as DE")))
        }
    }

    /// One name of the city: in a language, at a time.
    package struct CityName: Group {
        package var name = Line()
        package var language = Tongue()
        package var period = EDTF()
        package var note = Localized()
        package var sources: [Source] = []

        package init() {}

        package static let fields = Fields<Self>([
            Field("name", \.name, .required),
            Field("language", \.language, .required),
            Field("period", \.period),
            Field("note", \.note),
            Field("sources", \.sources),
        ])

        package func collect(into contents: inout Contents) {
            contents.add(name.text, in: language.value)
        }
    }
}

/// The accent of a city: one of a small palette, named, because a colour depends on the scheme.
package enum CityAccent: String, Choice { case kama, amber, moss, plum, brick, teal, slate }
