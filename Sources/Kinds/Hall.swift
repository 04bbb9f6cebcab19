package import Records

/// The Hall's own settings: what it is called, whose it is, where it stands and how it speaks.
package struct Hall: Kind {
    package static let name = "hall"

    package var title = Localized()
    package var homeCity = Reference<City>()
    package var introduction = Localized()
    package var address = Localized()
    package var hours = Localized()
    package var contact = Localized()
    package var visit = Localized()
    /// Whom to write or call about accessibility, and where somebody turns whom the answer does not satisfy.
    package var accessibilityContact = Localized()
    package var enforcement = Localized()
    package var languages: [Tongue] = []
    package var fallbacks: [Tongue] = []
    package var publicAddress = WebAddress()
    package var photo = Reference<Photo>()
    package var sources: [Source] = []
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("name", \.title, .required, .searchable),
        Field("homeCity", \.homeCity, .required),
        Field("introduction", \.introduction, .searchable, .prose),
        Field("address", \.address, .required, .searchable),
        Field("hours", \.hours, .searchable),
        Field("contact", \.contact, .searchable, .prose),
        Field("visit", \.visit, .searchable),
        Field("accessibilityContact", \.accessibilityContact, .prose),
        Field("enforcement", \.enforcement, .prose),
        Field("languages", \.languages, .required),
        Field("fallbacks", \.fallbacks),
        Field("publicAddress", \.publicAddress),
        Field("photo", \.photo),
        Field("sources", \.sources),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { nil }
}
