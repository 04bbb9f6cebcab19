package import Records

/// A work that partners do together, with what came of it; each number stands on a document or a source.
package struct Project: Kind {
    package static let name = "project"
    package static let isDated = true

    package var slugText = Address()
    package var title = Localized()
    package var area = Chosen<ImpactArea>()
    package var cities: [Reference<City>] = []
    package var organisations: [Reference<Organisation>] = []
    package var period: [Claim<EDTF>] = []
    package var text = Localized()
    package var results: [Result] = []
    package var photos: [Reference<Photo>] = []
    package var documents: [Reference<Document>] = []
    package var sources: [Source] = []
    package var budget = Note()
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
        Field("results", \.results, .searchable),
        Field("photos", \.photos),
        Field("documents", \.documents),
        Field("sources", \.sources),
        Field("budget", \.budget, .seenBy(.protocolOfficer)),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var areaWord: String { area.text }
    package var date: EDTF { period.chosen() ?? EDTF() }
    package var summary: Localized { text }

    /// What came of it, in words, with a number where there is evidence for one.
    package struct Result: Group {
        package var text = Localized()
        package var number = Number()
        package var document = Reference<Document>()
        package var sources: [Source] = []

        package init() {}

        package static let fields = Fields<Self>([
            Field("text", \.text, .required),
            Field("number", \.number),
            Field("document", \.document),
            Field("sources", \.sources),
        ])

        package func checkWhole(at path: () -> String, into problems: inout [Problem]) {
            guard !number.isEmpty, document.isEmpty, sources.isEmpty else { return }
            problems.append(
                Problem(
                    path: "\(path()).number", reason: .rule("needs the document or the source it is from")))
        }
    }
}
