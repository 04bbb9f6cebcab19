package import Records

/// An association, school, hospital, university: they carry most of the work and outlive acts.
package struct Organisation: Kind {
    package static let name = "organisation"
    package static let isNamed = true

    package var slugText = Address()
    package var title = Localized()
    package var city = Reference<City>()
    package var text = Localized()
    package var url = WebAddress()
    package var sources: [Source] = []
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("name", \.title, .required, .searchable),
        Field("city", \.city),
        Field("text", \.text, .searchable, .prose),
        Field("url", \.url),
        Field("sources", \.sources),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var summary: Localized { text }
}

/// A person, shown only by office or by consent.
package struct Person: Kind {
    package static let name = "person"
    package static let isNamed = true

    package var slugText = Address()
    package var title = Localized()
    package var basis = Chosen<ShownBy>()
    package var office = Localized()
    package var organisation = Reference<Organisation>()
    package var city = Reference<City>()
    package var text = Localized()
    package var sources: [Source] = []
    package var contact = Note()
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("name", \.title, .required, .searchable),
        Field("basis", \.basis, .required),
        Field("office", \.office, .searchable),
        Field("organisation", \.organisation),
        Field("city", \.city),
        Field("text", \.text, .searchable, .prose),
        Field("sources", \.sources),
        Field("contact", \.contact, .seenBy(.staff)),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var summary: Localized { office }

    package func checkWhole(at path: () -> String, into problems: inout [Problem]) {
        if basis.value == .office, office.isEmpty {
            problems.append(
                Problem(path: "office", reason: .rule("must be named for a person shown by office")))
        }
    }
}

/// Why a person may be shown.
package enum ShownBy: String, Choice { case office, consent }
