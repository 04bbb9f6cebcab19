package import Records

/// The tie between two cities: a chain of acts, not one date, with type and status of each side.
package struct Partnership: Kind {
    package static let name = "partnership"

    package var title = Localized()
    package var first = Side()
    package var second = Side()
    package var acts: [Act] = []
    package var note = Localized()
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("title", \.title, .required, .searchable),
        Field("first", \.first, .required, .searchable),
        Field("second", \.second, .required, .searchable),
        Field("acts", \.acts, .searchable),
        Field("note", \.note, .searchable, .prose),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    /// Shown on the pages of its two cities.
    package var slug: Slug? { nil }

    package func checkWhole(at path: () -> String, into problems: inout [Problem]) {
        if !first.city.isEmpty, first.city == second.city {
            problems.append(Problem(path: "second.city", reason: .rule("is the same city as first.city")))
        }
    }

    /// One side: its city, what it calls the tie, and where it says the tie stands.
    package struct Side: Group {
        package var city = Reference<City>()
        package var types: [Claim<Chosen<PartnershipType>>] = []
        package var statuses: [SideStatus] = []

        package init() {}

        package static let fields = Fields<Self>([
            Field("city", \.city, .required),
            Field("types", \.types),
            Field("statuses", \.statuses),
        ])
    }

    /// What a side declared its status to be, when, and in which words.
    package struct SideStatus: Group {
        package var status = Chosen<PartnershipStatus>()
        package var date = EDTF()
        package var text = Localized()
        package var quotation = Quotation()
        package var sources: [Source] = []

        package init() {}

        package static let fields = Fields<Self>([
            Field("status", \.status, .required),
            Field("date", \.date),
            Field("text", \.text),
            Field("quotation", \.quotation),
            Field("sources", \.sources),
        ])

        package func checkWhole(at path: () -> String, into problems: inout [Problem]) {
            if sources.isEmpty { problems.append(Problem(path: "\(path()).sources", reason: .required)) }
        }
    }

    /// One act: contact, letter, vote, declaration, agreement … with competing dates and their sources.
    package struct Act: Group {
        package var type = Chosen<ActType>()
        package var rail = Chosen<Rail>()
        package var dates: [Claim<EDTF>] = []
        package var until = EDTF()
        package var place = Localized()
        package var text = Localized()
        package var signatories: [Signatory] = []
        package var quotations: [SideQuotation] = []
        package var sources: [Source] = []

        package init() {}

        package static let fields = Fields<Self>([
            Field("type", \.type, .required),
            Field("rail", \.rail, .required),
            Field("dates", \.dates),
            Field("until", \.until),
            Field("place", \.place),
            Field("text", \.text),
            Field("signatories", \.signatories),
            Field("quotations", \.quotations),
            Field("sources", \.sources),
        ])

        package func checkWhole(at path: () -> String, into problems: inout [Problem]) {
            if sources.isEmpty, dates.allSatisfy({ $0.sources.isEmpty }) {
                problems.append(Problem(path: "\(path()).sources", reason: .required))
            }
        }
    }

    /// Who signed, shown by office.
    package struct Signatory: Group {
        package var name = Localized()
        package var office = Localized()

        package init() {}

        package static let fields = Fields<Self>([
            Field("name", \.name, .required),
            Field("office", \.office, .required),
        ])
    }

    /// Words of one side about an act.
    package struct SideQuotation: Group {
        package var rail = Chosen<Rail>()
        package var quotation = Quotation()
        package var sources: [Source] = []

        package init() {}

        package static let fields = Fields<Self>([
            Field("rail", \.rail, .required),
            Field("quotation", \.quotation, .required),
            Field("sources", \.sources, .required),
        ])
    }
}

/// Whose act it is: the first side's, the second side's, or one of both.
package enum Rail: String, Choice { case first, second, both }

/// What a side calls the tie.
package enum PartnershipType: String, Choice {
    case twinCity = "twin-city"
    case friendlyCooperation = "friendly-cooperation"
    case projectPartnership = "project-partnership"
    case contact
}

/// Where a side says the tie stands. Dormant is in force without activity; the last three differ in law.
package enum PartnershipStatus: String, Choice {
    case proposed, active, dormant, suspended
    case activitiesEnded = "activities-ended"
    case ended
}

/// What happened.
package enum ActType: String, Choice {
    case contact
    case letterOfIntent = "letter-of-intent"
    case councilVote = "council-vote"
    case declaration, agreement, recognition, renewal, suspension
    case endOfActivities = "end-of-activities"
    case end, resumption
}
