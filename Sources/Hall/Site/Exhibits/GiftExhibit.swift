import Kinds
import Localisation
import Pages
import Records

extension Gift: Exhibit {
    static let section = Route.Section.gifts
    static let shownBelow = [Visit.name, Article.name, Event.name]

    func overline(in reading: Reading) -> Said? { reading.said(phrase: reading.direction(self)) }
    func cardPicture(in reading: Reading, _ code: Code) throws -> PictureModel? {
        try reading.pictures(photos).first
    }
    func accent(in reading: Reading) throws -> Accent? { try reading.accent(city) }

    func page(in reading: Reading, _ code: Code) throws -> PageContent {
        .entry(
            EntryModel(
                overline: reading.direction(self), title: reading.title(self), text: reading.said(text),
                facts: try presentation(in: reading) + description(in: reading)
                    + reading.rightsStatement(rights),
                pictures: try reading.pictures(photos), tables: [partTable(in: reading)],
                sources: reading.sources(sources),
                related: try reading.related(reading.phrases("Documents"), documents)
                    + reading.related(to: code, kinds: Self.shownBelow),
                accent: try reading.accent(city), presentation: .manifest(code.text)))
    }

    /// Who gave it to whom, when, where and why.
    private func presentation(in reading: Reading) throws -> [FactModel] {
        let phrases = reading.phrases
        var facts = try reading.linkFact(phrases("Partner city"), city)
        facts += reading.dateFact(phrases("Presented"), presented)
        facts += reading.fact(phrases("Place"), place) + reading.fact(phrases("Occasion"), occasion)
        facts += try reading.linkFact(phrases("visit", context: "kind"), visit)
        facts += reading.fact(phrases("Giver"), giver)
        facts += try reading.linkFact(phrases("Giving organisation"), giverOrganisation)
        facts += reading.fact(phrases("Receiver"), receiver)
        facts += try reading.linkFact(phrases("Counter-gift"), counterGift)
        return facts + quotations(speech, phrases("Words at the presentation"), reading)
    }

    /// The object itself.
    private func description(in reading: Reading) -> [FactModel] {
        let phrases = reading.phrases
        var facts = reading.fact(phrases("Type of object"), type) + reading.fact(phrases("Subject"), subject)
        facts += reading.fact(phrases("Maker"), maker)
        facts += reading.fact(phrases("Made"), made.isEmpty ? nil : .date(made))
        facts += reading.fact(phrases("Material and technique"), materials)
        facts += reading.fact(phrases("Size"), measurements)
        facts += quotations(inscriptions, phrases("Inscription"), reading)
        facts += reading.fact(phrases("Distinguishing features"), features)
        facts += reading.fact(phrases("Accession number"), accession.isEmpty ? nil : .words(accession.text))
        return facts + reading.fact(phrases("Described on"), documented.isEmpty ? nil : .date(documented))
    }

    private func quotations(_ quotations: [Quotation], _ label: String, _ reading: Reading) -> [FactModel] {
        quotations.flatMap { quotation in
            reading.fact(label, quotation.said.map { .said($0) })
                + reading.fact(reading.phrases("The same, translated"), quotation.translation)
        }
    }

    private func partTable(in reading: Reading) -> TableModel {
        TableModel(
            caption: reading.phrases("Parts"),
            columns: [reading.phrases("Number"), reading.phrases("Part"), reading.phrases("Size")],
            rows: parts.map { part in
                [
                    .init(.words(part.number.text)), .init(reading.said(part.title).map { .said($0) }),
                    .init(reading.said(part.measurements).map { .said($0) }),
                ]
            })
    }
}
