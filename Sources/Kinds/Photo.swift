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
    /// What is written on it or on its back.
    package var transcription: [Quotation] = []
    package var taken = EDTF()
    package var photographer = Localized()
    package var credit = Localized()
    package var rights = WebAddress()
    package var collection = Localized()
    package var shows: [Reference<AnyKind>] = []
    /// In the order in which they are told.
    package var looks: [Look] = []
    /// In the order in which the page lists them.
    package var named: [NamedPerson] = []
    /// A picture of the same view from another time, before this one.
    package var earlier = Reference<Photo>()
    package var sources: [Source] = []
    package var blurring = Blurring()
    package var people = PeopleShown()
    package var consent = Note()
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("title", \.title, .required, .searchable),
        Field("image", \.image, .required),
        Field("nature", \.nature, .required),
        Field("alt", \.alt, .searchable),
        Field("caption", \.caption, .searchable),
        Field("transcription", \.transcription, .searchable),
        Field("date", \.taken),
        Field("photographer", \.photographer, .searchable),
        Field("credit", \.credit),
        Field("rights", \.rights),
        Field("collection", \.collection, .searchable),
        Field("shows", \.shows),
        Field("looks", \.looks, .searchable),
        Field("named", \.named, .searchable),
        Field("earlier", \.earlier),
        Field("sources", \.sources),
        Field("blurring", \.blurring, .seenBy(.staff), .fixed),
        Field("people", \.people, .seenBy(.staff)),
        Field("consent", \.consent, .seenBy(.staff)),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var date: EDTF { taken }
    package var summary: Localized { caption }

    package func checkWhole(at path: () -> String, into problems: inout [Problem]) {
        for (path, count, limit) in [
            ("looks", looks.count, Look.limit), ("named", named.count, NamedPerson.limit),
        ] where count > limit {
            problems.append(Problem(path: path, reason: .tooMany(limit: limit)))
        }
    }
}

/// What a picture is: a drawing is always called one.
package enum PictureNature: String, Choice { case photograph, drawing, document }

/// Why people who can be recognised on a photo may be shown.
package struct PeopleShown: Group {
    package var covered = Chosen<PeopleCovered>()
    package var consents: [Reference<Consent>] = []
    /// Which public event it was, or why a historical photograph may be shown.
    package var occasion = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("covered", \.covered),
        Field("consents", \.consents),
        Field("occasion", \.occasion),
    ])
}

/// How the people who can be recognised are covered.
package enum PeopleCovered: String, Choice {
    /// Nobody can be recognised.
    case nobody
    /// They are shown in their office.
    case office
    case consent
    /// They took part in a public event.
    case event
    /// A photograph of the past, whose people are no longer living or which was long published.
    case historical
    /// They were made unrecognisable; holds while the picture is the one that was made so.
    case blurred
}
