import Catalogue
import Kinds
import Localisation
import Pages
import Records

/// Pages that are made from the Hall's settings.
extension Reading {
    /// The office's page with the slug `about`; the Hall's introduction where there is none yet.
    func about() throws -> Scene {
        if case .here(let found) = try view.presence(of: Page.name, slug: Page.about),
            let page = found.decoded(Page.self)
        {
            return .page(try page.page(in: self, found.code), languages: page.title.languages)
        }
        let model = TextModel(
            title: Said(phrases("About the Hall"), in: language), text: said(hall.introduction), facts: [],
            pictures: try pictures([hall.photo]), sources: sources(hall.sources))
        return .page(.text(model), languages: nil)
    }

    func visit() throws -> Scene {
        var facts = fact(phrases("Address"), hall.address) + fact(phrases("Opening hours"), hall.hours)
        facts += try linkFact(phrases("City"), hall.homeCity)
        let model = TextModel(
            title: Said(phrases("Visit us"), in: language), text: said(hall.visit), facts: facts,
            contact: said(hall.contact),
            pictures: try pictures([hall.photo]), sources: sources(hall.sources))
        return .page(.visit(model), languages: nil)
    }
}
