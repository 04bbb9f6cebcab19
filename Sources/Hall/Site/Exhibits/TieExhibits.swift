import Kinds
import Localisation
import Pages
import Records

// What people do together: visits, exchanges, projects.

extension Visit: Exhibit {
    static let section = Route.Section.visits
    static let shownBelow = [Gift.name, Article.name]

    func overline(in reading: Reading) -> Said? {
        reading.said(phrase: reading.phrases(direction.text, context: "visit"))
    }
    func cardPicture(in reading: Reading, _ code: Code) throws -> PictureModel? {
        try reading.pictures(photos).first
    }
    func accent(in reading: Reading) throws -> Accent? { try reading.accent(of: cities) }

    func page(in reading: Reading, _ code: Code) throws -> PageContent {
        let phrases = reading.phrases
        var facts = reading.dateFact(phrases("Date"), held)
        facts += try reading.linkFact(phrases("Cities"), cities)
        facts += reading.fact(phrases("Place"), place) + reading.fact(phrases("Purpose"), purpose)
        facts += reading.areaFact(area)
        facts += participants(delegation, phrases("Delegation"), reading)
        facts += participants(hosts, phrases("Hosts"), reading)
        facts += try reading.linkFact(phrases("Organisations"), organisations)
        return .entry(
            EntryModel(
                overline: phrases(direction.text, context: "visit"), title: reading.title(self),
                text: reading.said(text), facts: facts, pictures: try reading.pictures(photos),
                tables: [programmeTable(in: reading)], sources: reading.sources(sources),
                related: try reading.related(phrases("Gifts"), gifts)
                    + reading.related(phrases("Documents"), documents)
                    + reading.related(to: code, kinds: Self.shownBelow),
                accent: try reading.accent(of: cities), date: date))
    }

    /// Name and office of each, in the order of precedence.
    private func participants(
        _ participants: [Participant], _ label: String, _ reading: Reading
    ) -> [FactModel] {
        let names = participants.compactMap { reading.holder($0.name, of: $0.office) }
        guard !names.isEmpty else { return [] }
        return [FactModel(label: label, values: names.map { ClaimModel(.said($0)) })]
    }

    private func programmeTable(in reading: Reading) -> TableModel {
        let phrases = reading.phrases
        return TableModel(
            caption: phrases("Programme"),
            columns: [phrases("When"), phrases("What"), phrases("Place")],
            rows: programme.map { item in
                var time: [FactModel.Value] = item.day.isEmpty ? [] : [.date(item.day)]
                if let minutes = item.time.minutes { time.append(.words(phrases.time(minutes: minutes))) }
                return [
                    .init(time), .init(reading.said(item.text).map { .said($0) }),
                    .init(reading.said(item.place).map { .said($0) }),
                ]
            })
    }
}

extension Exchange: Exhibit {
    static let section = Route.Section.exchanges
    static let shownBelow = [Article.name, Event.name]

    func overline(in reading: Reading) -> Said? { reading.area(area) }
    func cardPicture(in reading: Reading, _ code: Code) throws -> PictureModel? {
        try reading.pictures(photos).first
    }
    func accent(in reading: Reading) throws -> Accent? { try reading.accent(of: cities) }

    func page(in reading: Reading, _ code: Code) throws -> PageContent {
        let phrases = reading.phrases
        var facts = reading.dateFact(phrases("Period"), period)
        facts += reading.areaFact(area)
        facts += try reading.linkFact(phrases("Cities"), cities)
        facts += try reading.linkFact(phrases("Organisations"), organisations)
        return .entry(
            EntryModel(
                overline: phrases(Exchange.name, context: "kind"), title: reading.title(self),
                text: reading.said(text), facts: facts, pictures: try reading.pictures(photos),
                tables: [cohortTable(in: reading)], sources: reading.sources(sources),
                related: try reading.related(phrases("Documents"), documents)
                    + reading.related(to: code, kinds: Self.shownBelow),
                accent: try reading.accent(of: cities)))
    }

    /// How many went each year: never who.
    private func cohortTable(in reading: Reading) -> TableModel {
        let phrases = reading.phrases
        return TableModel(
            caption: phrases("Year by year"),
            columns: [
                phrases("Year"), phrases("Direction"), phrases("Participants"), phrases("Companions"),
                phrases("Note"),
            ],
            rows: cohorts.map { cohort in
                [
                    .init(.date(cohort.year)),
                    .init(
                        cohort.direction.isEmpty
                            ? nil : .words(phrases(cohort.direction.text, context: "journey"))),
                    .init(cohort.participants.value.map { .number($0) }),
                    .init(cohort.companions.value.map { .number($0) }),
                    .init(
                        reading.said(cohort.note).map { .said($0) }, sources: reading.sources(cohort.sources)),
                ]
            })
    }
}

extension Project: Exhibit {
    static let section = Route.Section.projects
    static let shownBelow = [Article.name, Event.name]

    func overline(in reading: Reading) -> Said? { reading.area(area) }
    func cardPicture(in reading: Reading, _ code: Code) throws -> PictureModel? {
        try reading.pictures(photos).first
    }
    func accent(in reading: Reading) throws -> Accent? { try reading.accent(of: cities) }

    func page(in reading: Reading, _ code: Code) throws -> PageContent {
        let phrases = reading.phrases
        var facts = reading.dateFact(phrases("Period"), period)
        facts += reading.areaFact(area)
        facts += try reading.linkFact(phrases("Cities"), cities)
        facts += try reading.linkFact(phrases("Partners"), organisations)
        return .entry(
            EntryModel(
                overline: phrases(Project.name, context: "kind"), title: reading.title(self),
                text: reading.said(text), facts: facts, pictures: try reading.pictures(photos),
                tables: [try resultTable(in: reading)], sources: reading.sources(sources),
                related: try reading.related(phrases("Documents"), documents)
                    + reading.related(to: code, kinds: Self.shownBelow),
                accent: try reading.accent(of: cities)))
    }

    private func resultTable(in reading: Reading) throws -> TableModel {
        let phrases = reading.phrases
        return TableModel(
            caption: phrases("What came of it"),
            columns: [phrases("Result"), phrases("Number", context: "count"), phrases("Evidence")],
            rows: try results.map { result in
                [
                    .init(reading.said(result.text).map { .said($0) }),
                    .init(result.number.value.map { .number($0) }),
                    .init(try reading.link(result.document), sources: reading.sources(result.sources)),
                ]
            })
    }
}

extension Document: Exhibit {
    static let section = Route.Section.documents
    static let shownBelow = [
        Project.name, Exchange.name, Visit.name, Gift.name, Recognition.name, Article.name,
    ]

    func overline(in reading: Reading) -> Said? {
        reading.said(phrase: reading.phrases(type.text, context: "document"))
    }
    func cardPicture(in reading: Reading, _ code: Code) throws -> PictureModel? {
        try reading.pictures(pages).first
    }
    func accent(in reading: Reading) throws -> Accent? { try reading.accent(of: cities) }

    func page(in reading: Reading, _ code: Code) throws -> PageContent {
        let phrases = reading.phrases
        var facts = reading.dateFact(phrases("Date"), dated)
        facts += reading.fact(phrases("Issued by"), issuer)
        facts += try reading.linkFact(phrases("Cities"), cities)
        facts += try reading.linkFact(phrases(Partnership.name, context: "kind"), partnership)
        let tongues = languages.compactMap(\.value).map { phrases.name(of: $0) }
        if !tongues.isEmpty {
            facts.append(
                FactModel(label: phrases("Written in"), values: tongues.map { ClaimModel(.words($0)) }))
        }
        facts += reading.quotations(phrases("Words of the document"), transcription)
        facts += reading.fact(
            phrases("Archive number"), archiveNumber.isEmpty ? nil : .words(archiveNumber.text))
        return .entry(
            EntryModel(
                overline: phrases(type.text, context: "document"), title: reading.title(self),
                text: reading.said(text), facts: facts, pictures: try reading.pictures(pages),
                sources: reading.sources(sources),
                related: try reading.related(to: code, kinds: Self.shownBelow),
                accent: try reading.accent(of: cities), presentation: .manifest(code.text)))
    }
}
