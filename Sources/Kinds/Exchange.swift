package import Records

/// An exchange that goes on for years, with a cohort each year. The public sees how many, never who.
package struct Exchange: Kind {
    package static let name = "exchange"
    package static let isDated = true

    package var slugText = Address()
    package var title = Localized()
    package var area = Chosen<ImpactArea>()
    package var cities: [Reference<City>] = []
    package var organisations: [Reference<Organisation>] = []
    package var period: [Claim<EDTF>] = []
    package var text = Localized()
    package var cohorts: [Cohort] = []
    package var photos: [Reference<Photo>] = []
    package var documents: [Reference<Document>] = []
    package var sources: [Source] = []
    package var consent = Note()
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("title", \.title, .required, .searchable),
        Field("area", \.area, .required),
        Field("cities", \.cities, .required),
        Field("organisations", \.organisations),
        Field("period", \.period),
        Field("text", \.text, .searchable, .prose),
        Field("cohorts", \.cohorts),
        Field("photos", \.photos),
        Field("documents", \.documents),
        Field("sources", \.sources),
        Field("consent", \.consent, .seenBy(.staff)),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var areaWord: String { area.text }
    package var date: EDTF { period.chosen() ?? EDTF() }
    package var summary: Localized { text }

    /// Those who went in one year.
    package struct Cohort: Group {
        package var year = EDTF()
        package var direction = Chosen<VisitDirection>()
        package var participants = Number()
        package var companions = Number()
        package var note = Localized()
        package var sources: [Source] = []
        /// Where the list of names is kept; the names themselves have no place here, many are minors.
        package var list = Note()

        package init() {}

        package static let fields = Fields<Self>([
            Field("year", \.year, .required),
            Field("direction", \.direction),
            Field("participants", \.participants),
            Field("companions", \.companions),
            Field("note", \.note),
            Field("sources", \.sources),
            Field("list", \.list, .seenBy(.protocolOfficer)),
        ])

        package func checkWhole(at path: () -> String, into problems: inout [Problem]) {
            for (name, number) in [("participants", participants), ("companions", companions)] {
                guard let value = number.value, !(0...1_000_000).contains(value) else { continue }
                problems.append(
                    Problem(
                        path: "\(path()).\(name)", reason: .range("is not a number of people, 0 to 1000000")))
            }
        }
    }
}
