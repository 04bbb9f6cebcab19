package import Records

/// A rating, award or certificate: by whom, when, where, for what.
package struct Recognition: Kind {
    package static let name = "recognition"
    package static let isDated = true

    package var slugText = Address()
    package var title = Localized()
    package var awarded: [Claim<EDTF>] = []
    package var place = Localized()
    package var awardedBy = Localized()
    package var text = Localized()
    package var cities: [Reference<City>] = []
    package var photos: [Reference<Photo>] = []
    /// The papers that were handed over.
    package var certificates: [Reference<Document>] = []
    package var sources: [Source] = []
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("title", \.title, .required, .searchable),
        Field("awarded", \.awarded, .required),
        Field("place", \.place, .searchable),
        Field("awardedBy", \.awardedBy, .searchable),
        Field("text", \.text, .searchable, .prose),
        Field("cities", \.cities),
        Field("photos", \.photos),
        Field("certificates", \.certificates),
        Field("sources", \.sources),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var date: EDTF { awarded.chosen() ?? EDTF() }
    package var summary: Localized { text }
}
