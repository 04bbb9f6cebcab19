import Kinds
import Pages
import Records

extension Page: Exhibit {
    static let section = Route.Section.pages
    static let shownBelow: [String] = []

    /// The page that is shown as "About the Hall", at an address of its own.
    static let about = "about"

    func route(_ language: Language) -> Route? {
        slug.map { $0.text == Page.about ? .about(language) : .record(language, .pages, $0.text) }
    }

    func page(in reading: Reading, _ code: Code) throws -> PageContent {
        .text(
            TextModel(
                title: reading.title(self), text: reading.said(text), facts: [],
                pictures: try reading.pictures(photos), sources: reading.sources(sources)))
    }
}
