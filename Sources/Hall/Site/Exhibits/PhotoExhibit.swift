import Imaging
import Kinds
import Localisation
import Pages
import Records

extension Photo: Exhibit {
    static let section = Route.Section.photos
    static let shownBelow = [
        City.name, Gift.name, Visit.name, Exchange.name, Project.name, Document.name, Recognition.name,
        Article.name, Event.name, Page.name, Photo.name,
    ]

    func overline(in reading: Reading) -> Said? { reading.said(phrase: reading.nature(self)) }
    func cardPicture(in reading: Reading, _ code: Code) -> PictureModel? { reading.picture(self, code: code) }

    func page(in reading: Reading, _ code: Code) throws -> PageContent {
        let phrases = reading.phrases
        guard let picture = reading.picture(self, code: code) else {
            return .entry(
                EntryModel(
                    overline: reading.nature(self), title: reading.title(self), text: reading.said(caption),
                    facts: [], pictures: [], sources: [], related: []))
        }
        var facts = reading.fact(phrases("Date"), taken.isEmpty ? nil : .date(taken))
        facts += reading.fact(phrases("Photographer"), photographer) + reading.fact(phrases("Credit"), credit)
        facts += reading.quotations(phrases("Written on it"), transcription)
        facts += reading.fact(phrases("Collection"), collection) + reading.rightsStatement(rights)
        return .photo(
            PhotoModel(
                picture: picture, tileSide: TileGrid.side, title: reading.title(self), text: nil,
                facts: facts,
                sources: reading.sources(sources),
                related: try reading.related(phrases("What it shows"), shows)
                    + reading.related(to: code, kinds: Self.shownBelow),
                looks: looks.compactMap { reading.look($0) }, named: named.compactMap { reading.named($0) },
                earlier: try reading.picture(earlier),
                allowsCopies: RightsStatement(rights)?.allowsCopies ?? false))
    }
}

extension Reading {
    /// A step of a guided look; `nil` for one that is damaged, or is told in none of the reader's languages.
    fileprivate func look(_ look: Photo.Look) -> LookModel? {
        guard let part = look.part.box, let title = said(look.title) else { return nil }
        return LookModel(part: part, title: title, text: said(look.text))
    }

    /// Somebody who is named; `nil` for a damaged one.
    fileprivate func named(_ person: Photo.NamedPerson) -> NamedPersonModel? {
        said(person.name).map {
            NamedPersonModel(part: person.part.box, name: $0, office: said(person.office))
        }
    }
}
