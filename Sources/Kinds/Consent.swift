package import Records

/// What somebody allowed the office to do with their picture or their words, for how long, and whether they took it
/// back. For the office alone: there is no page of it, and nobody can publish it.
package struct Consent: Kind {
    package static let name = "consent"
    package static let isOfficeOnly = true
    package static let isDated = true

    package var title = Localized()
    package var person = Reference<Person>()
    package var purpose = Note()
    package var channels: [Chosen<ConsentChannel>] = []
    package var given = Chosen<ConsentManner>()
    package var from = EDTF()
    package var until = EDTF()
    package var withdrawn = EDTF()
    package var scan = Media()
    package var documents: [Reference<Document>] = []
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("name", \.title, .required),
        Field("person", \.person),
        Field("purpose", \.purpose, .required),
        Field("channels", \.channels, .required),
        Field("given", \.given, .required),
        Field("from", \.from, .required),
        Field("until", \.until),
        Field("withdrawn", \.withdrawn),
        Field("scan", \.scan),
        Field("documents", \.documents),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { nil }
    package var date: EDTF { from }

    /// Whether something may be shown on the Hall's site because of it.
    ///
    /// - Parameter day: `yyyymmdd`.
    package func standing(on day: Int) -> ConsentStanding {
        if !withdrawn.isEmpty, Self.firstDay(of: withdrawn) <= day { return .withdrawn }
        if day >= ends { return .ended }
        if !channels.contains(where: { $0.value == .site }) { return .notForTheSite }
        return from.earliest > day ? .notYet : .holds
    }

    /// The first number of a day (`yyyymmdd`) on which nothing may be shown on the site because of it any more: that of
    /// the withdrawal, the one after the last day, or 0 where the site was never allowed.
    package var siteEnds: Int {
        guard channels.contains(where: { $0.value == .site }) else { return 0 }
        return withdrawn.isEmpty ? ends : min(ends, Self.firstDay(of: withdrawn))
    }

    /// A number after that of the last day; there need not be such a day.
    private var ends: Int { until.isEmpty ? EDTF.farFuture : until.latest + 1 }

    /// Of a withdrawal without a beginning nobody knows that it lies ahead.
    private static func firstDay(of date: EDTF) -> Int { date.earliest }
}

/// Where somebody allowed to be shown.
package enum ConsentChannel: String, Choice { case site, kiosk, print, press, social }

/// How a consent was given.
package enum ConsentManner: String, Choice { case paper, electronic, spoken }

/// What a consent is worth on a day.
package enum ConsentStanding: Sendable, Hashable, CaseIterable {
    case holds
    /// It begins later.
    case notYet
    case ended, withdrawn
    /// It is for other channels.
    case notForTheSite
    /// There is no such record.
    case missing
}
