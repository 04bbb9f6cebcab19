package import Records

/// A paper of the archive: what it is, whose, from when, its pages as pictures and their words.
package struct Document: Kind {
    package static let name = "document"
    package static let isDated = true

    package var slugText = Address()
    package var title = Localized()
    package var type = Chosen<DocumentType>()
    package var dated: [Claim<EDTF>] = []
    package var cities: [Reference<City>] = []
    package var partnership = Reference<Partnership>()
    package var issuer = Localized()
    package var text = Localized()
    package var languages: [Tongue] = []
    package var pages: [Reference<Photo>] = []
    package var transcription: [Quotation] = []
    package var archiveNumber = Line()
    package var sources: [Source] = []
    package var location = Note()
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("title", \.title, .required, .searchable),
        Field("type", \.type, .required),
        Field("dates", \.dated),
        Field("cities", \.cities),
        Field("partnership", \.partnership),
        Field("issuer", \.issuer, .searchable),
        Field("text", \.text, .searchable, .prose),
        Field("languages", \.languages),
        Field("pages", \.pages),
        Field("transcription", \.transcription, .searchable),
        Field("archiveNumber", \.archiveNumber, .searchable),
        Field("sources", \.sources),
        Field("location", \.location, .seenBy(.staff)),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var date: EDTF { dated.chosen() ?? EDTF() }
    package var summary: Localized { text }
}

/// What a paper is.
package enum DocumentType: String, Choice {
    case agreement, letter, resolution, certificate, programme, report, press, other
}
