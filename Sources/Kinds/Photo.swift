package import Records

/// A picture with all that is known of it: when, by whom, whose it is, what it shows.
package struct Photo: Kind {
    package static let name = "photo"
    package static let isDated = true

    package var slugText = Address()
    package var title = Localized()
    package var image = Media()
    package var nature = Chosen<PictureNature>()
    package var alt = Localized()
    package var caption = Localized()
    package var taken = EDTF()
    package var photographer = Localized()
    package var credit = Localized()
    package var rights = WebAddress()
    package var collection = Localized()
    package var shows: [Reference<AnyKind>] = []
    package var sources: [Source] = []
    package var consent = Note()
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("title", \.title, .required, .searchable),
        Field("image", \.image, .required),
        Field("nature", \.nature, .required),
        Field("alt", \.alt, .required, .searchable),
        Field("caption", \.caption, .searchable),
        Field("date", \.taken),
        Field("photographer", \.photographer, .searchable),
        Field("credit", \.credit, .required),
        Field("rights", \.rights),
        Field("collection", \.collection, .searchable),
        Field("shows", \.shows),
        Field("sources", \.sources),
        Field("consent", \.consent, .seenBy(.staff)),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var date: EDTF { taken }
    package var summary: Localized { caption }
}

/// What a picture is: a drawing is always called one.
package enum PictureNature: String, Choice { case photograph, drawing, document }
