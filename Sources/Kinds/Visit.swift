package import Records

/// A delegation that came or went: who, to whom, why, what was done and exchanged, and what follows.
package struct Visit: Kind {
    package static let name = "visit"
    package static let isDated = true

    package var slugText = Address()
    package var title = Localized()
    package var direction = Chosen<VisitDirection>()
    package var cities: [Reference<City>] = []
    package var held: [Claim<EDTF>] = []
    package var place = Localized()
    package var purpose = Localized()
    package var area = Chosen<ImpactArea>()
    package var text = Localized()
    package var delegation: [Participant] = []
    package var hosts: [Participant] = []
    package var organisations: [Reference<Organisation>] = []
    package var programme: [ProgrammeItem] = []
    package var gifts: [Reference<Gift>] = []
    package var photos: [Reference<Photo>] = []
    package var documents: [Reference<Document>] = []
    package var sources: [Source] = []
    package var plannedGifts: [PlannedGift] = []
    package var interpreters: [Interpreter] = []
    package var arrangements = Note()
    package var followUp: [FollowUp] = []
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("title", \.title, .required, .searchable),
        Field("direction", \.direction, .required),
        Field("cities", \.cities, .required),
        Field("dates", \.held),
        Field("place", \.place, .searchable),
        Field("purpose", \.purpose, .searchable),
        Field("area", \.area),
        Field("text", \.text, .searchable, .prose),
        Field("delegation", \.delegation, .searchable),
        Field("hosts", \.hosts, .searchable),
        Field("organisations", \.organisations),
        Field("programme", \.programme, .searchable),
        Field("gifts", \.gifts),
        Field("photos", \.photos),
        Field("documents", \.documents),
        Field("sources", \.sources),
        Field("plannedGifts", \.plannedGifts, .seenBy(.staff)),
        Field("interpreters", \.interpreters, .seenBy(.staff)),
        Field("arrangements", \.arrangements, .seenBy(.staff)),
        Field("followUp", \.followUp, .seenBy(.staff)),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var areaWord: String { area.text }
    package var date: EDTF { held.chosen() ?? EDTF() }
    package var summary: Localized { purpose.isEmpty ? text : purpose }

    /// A member of a delegation or a host, shown by office. Their order is the order of precedence.
    package struct Participant: Group {
        package var name = Localized()
        package var office = Localized()
        package var person = Reference<Person>()
        package var note = Note()

        package init() {}

        package static let fields = Fields<Self>([
            Field("name", \.name, .required),
            Field("office", \.office, .required),
            Field("person", \.person),
            Field("note", \.note, .seenBy(.staff)),
        ])
    }

    /// One point of the programme, as the public is told it.
    package struct ProgrammeItem: Group {
        package var day = EDTF()
        package var time = TimeOfDay()
        package var place = Localized()
        package var text = Localized()
        package var note = Note()

        package init() {}

        package static let fields = Fields<Self>([
            Field("day", \.day),
            Field("time", \.time),
            Field("place", \.place),
            Field("text", \.text, .required),
            Field("note", \.note, .seenBy(.staff)),
        ])
    }

    /// A gift that is to be given, to whom and by whom.
    package struct PlannedGift: Group {
        package var gift = Reference<Gift>()
        package var text = Note()

        package init() {}

        package static let fields = Fields<Self>([
            Field("gift", \.gift),
            Field("text", \.text, .required),
        ])
    }

    /// Who interprets between which languages.
    package struct Interpreter: Group {
        package var name = Line()
        package var languages: [Tongue] = []

        package init() {}

        package static let fields = Fields<Self>([
            Field("name", \.name, .required),
            Field("languages", \.languages, .required),
        ])
    }

    /// What was promised, until when, and whether it was done.
    package struct FollowUp: Group {
        package var text = Note()
        package var due = EDTF()
        package var isDone = false

        package init() {}

        package static let fields = Fields<Self>([
            Field("text", \.text, .required),
            Field("due", \.due),
            Field("done", \.isDone),
        ])
    }
}

/// Whether a delegation came to the home city or went from it.
package enum VisitDirection: String, Choice { case incoming, outgoing }

/// In what the ties of people bear fruit.
package enum ImpactArea: String, Choice {
    case culture, sports, economy, education
    case management
}
