package import Records

/// A page of the office's own; the one with the slug `about` is "About".
package struct Page: Kind {
    package static let name = "page"

    package var slugText = Address()
    package var title = Localized()
    package var text = Localized()
    package var photos: [Reference<Photo>] = []
    package var sources: [Source] = []
    package var position = Number()
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("title", \.title, .required, .searchable),
        Field("text", \.text, .required, .searchable, .prose),
        Field("photos", \.photos),
        Field("sources", \.sources),
        Field("order", \.position),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var summary: Localized { text }
    package var order: Int { position.value ?? 0 }
}
