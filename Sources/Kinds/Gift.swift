package import Records

/// A gift as the Hall shows it: a museum object with who gave it to whom, when and why.
package struct Gift: Kind {
    package static let name = "gift"
    package static let isDated = true

    package var slugText = Address()
    package var title = Localized()
    package var direction = Chosen<GiftDirection>()
    package var city = Reference<City>()
    package var giver = Localized()
    package var receiver = Localized()
    package var presented: [Claim<EDTF>] = []
    package var place = Localized()
    package var occasion = Localized()
    package var text = Localized()
    package var maker = Localized()
    package var materials = Localized()
    package var measurements = Localized()
    package var inscriptions: [Quotation] = []
    package var accession = Line()
    package var counterGift = Reference<Gift>()
    package var photos: [Reference<Photo>] = []
    package var sources: [Source] = []
    package var location = Note()
    package var valuation = Note()
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("title", \.title, .required, .searchable),
        Field("direction", \.direction, .required),
        Field("city", \.city, .required),
        Field("giver", \.giver, .searchable),
        Field("receiver", \.receiver, .searchable),
        Field("presented", \.presented),
        Field("place", \.place, .searchable),
        Field("occasion", \.occasion, .searchable),
        Field("text", \.text, .searchable),
        Field("maker", \.maker, .searchable),
        Field("materials", \.materials, .searchable),
        Field("measurements", \.measurements),
        Field("inscriptions", \.inscriptions, .searchable),
        Field("accession", \.accession, .searchable),
        Field("counterGift", \.counterGift),
        Field("photos", \.photos),
        Field("sources", \.sources),
        Field("location", \.location, .seenBy(.staff)),
        Field("valuation", \.valuation, .seenBy(.protocolOfficer)),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var date: EDTF { presented.chosen() ?? EDTF() }
    package var summary: Localized { text }
}

/// Whether the home city received the gift or gave it.
package enum GiftDirection: String, Choice { case received, given }
