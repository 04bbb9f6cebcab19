package import Records

/// A gift as the Hall shows it: a museum object with who gave it to whom, when and why; and, for the office, as the
/// legal case that it is.
package struct Gift: Kind {
    package static let name = "gift"
    package static let isDated = true

    package var slugText = Address()
    package var title = Localized()
    package var direction = Chosen<GiftDirection>()
    package var city = Reference<City>()
    package var giver = Localized()
    package var giverOrganisation = Reference<Organisation>()
    package var receiver = Localized()
    package var presented: [Claim<EDTF>] = []
    package var place = Localized()
    package var occasion = Localized()
    package var visit = Reference<Visit>()
    package var speech: [Quotation] = []
    package var text = Localized()
    package var type = Localized()
    package var subject = Localized()
    package var maker = Localized()
    package var made = EDTF()
    package var materials = Localized()
    package var measurements = Localized()
    package var inscriptions: [Quotation] = []
    package var features = Localized()
    package var parts: [Part] = []
    package var documented = EDTF()
    package var accession = Line()
    package var counterGift = Reference<Gift>()
    package var rights = WebAddress()
    package var photos: [Reference<Photo>] = []
    package var documents: [Reference<Document>] = []
    package var sources: [Source] = []
    package var location = Note()
    package var valuation = Note()
    package var movements: [Movement] = []
    package var conditions: [Condition] = []
    package var hazards = Note()
    package var permission = Note()
    package var legalCase = LegalCase()
    package var internalNote = Note()

    package init() {}

    // The description follows Object ID (ICOM): type, materials, measurements, inscriptions, distinguishing features,
    // title, subject, date, maker, text, and when it was documented.
    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("title", \.title, .required, .searchable),
        Field("direction", \.direction, .required),
        Field("city", \.city, .required),
        Field("giver", \.giver, .searchable),
        Field("giverOrganisation", \.giverOrganisation),
        Field("receiver", \.receiver, .searchable),
        Field("presented", \.presented),
        Field("place", \.place, .searchable),
        Field("occasion", \.occasion, .searchable),
        Field("visit", \.visit),
        Field("speech", \.speech, .searchable),
        Field("text", \.text, .searchable, .prose),
        Field("type", \.type, .searchable),
        Field("subject", \.subject, .searchable),
        Field("maker", \.maker, .searchable),
        Field("made", \.made),
        Field("materials", \.materials, .searchable),
        Field("measurements", \.measurements),
        Field("inscriptions", \.inscriptions, .searchable),
        Field("features", \.features, .searchable),
        Field("parts", \.parts, .searchable),
        Field("documented", \.documented),
        Field("accession", \.accession, .searchable),
        Field("counterGift", \.counterGift),
        Field("rights", \.rights),
        Field("photos", \.photos),
        Field("documents", \.documents),
        Field("sources", \.sources),
        Field("location", \.location, .seenBy(.staff)),
        Field("valuation", \.valuation, .seenBy(.protocolOfficer)),
        Field("movements", \.movements, .seenBy(.staff)),
        Field("conditions", \.conditions, .seenBy(.staff)),
        Field("hazards", \.hazards, .seenBy(.staff)),
        Field("permission", \.permission, .seenBy(.staff)),
        Field("case", \.legalCase, .seenBy(.protocolOfficer)),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var date: EDTF { presented.chosen() ?? EDTF() }
    package var summary: Localized { text }

    /// One of several pieces of a gift, numbered as `12a`, `12b`.
    package struct Part: Group {
        package var number = Line()
        package var title = Localized()
        package var measurements = Localized()

        package init() {}

        package static let fields = Fields<Self>([
            Field("number", \.number, .required),
            Field("title", \.title, .required),
            Field("measurements", \.measurements),
        ])
    }

    /// The object went from one place to another.
    package struct Movement: Group {
        package var date = EDTF()
        package var from = Line()
        package var to = Line()
        package var reason = Note()

        package init() {}

        package static let fields = Fields<Self>([
            Field("date", \.date, .required),
            Field("from", \.from),
            Field("to", \.to, .required),
            Field("reason", \.reason),
        ])
    }

    /// What state the object was found in.
    package struct Condition: Group {
        package var date = EDTF()
        package var state = Chosen<ObjectState>()
        package var text = Note()
        package var photos: [Reference<Photo>] = []

        package init() {}

        package static let fields = Fields<Self>([
            Field("date", \.date, .required),
            Field("state", \.state, .required),
            Field("text", \.text),
            Field("photos", \.photos),
        ])
    }
}

/// Whether the home city received the gift or gave it.
package enum GiftDirection: String, Choice { case received, given }

/// How an object fares.
package enum ObjectState: String, Choice { case good, fair, poor, damaged, lost }
