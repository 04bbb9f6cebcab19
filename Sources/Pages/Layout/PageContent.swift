import Localisation
import Records

/// What a page shows; the way it is shown follows from the case.
package enum PageContent: Sendable {
    case home(HomeModel)
    /// Any section but the photos.
    case list(ListModel)
    case city(CityModel)
    /// Every kind of record that has no page of its own design.
    case entry(EntryModel)
    case photos(PhotosModel)
    case photo(PhotoModel)
    case article(ArticleModel)
    case exhibition(ExhibitionModel)
    case room(RoomModel)
    case map(MapModel)
    case people(PeopleModel)
    case visit(TextModel)
    case text(TextModel)
    /// How far the Hall keeps the rules of accessibility.
    case statement(StatementModel)
    case message(MessageForm)
    /// The thanks for a message, with its number.
    case messageTaken(String)
    case search(SearchModel)
    case settings
    case problem(ProblemModel)
    /// Where the office works.
    case desk(DeskModel)
    /// A page of the Hall that is not public yet, for the office.
    indirect case preview(PreviewModel)
}

extension PageContent {
    /// Whether the page is a place of the exhibition, for search engines and for links to other languages.
    var isPlace: Bool {
        switch self {
        case .message, .messageTaken, .search, .settings, .problem, .desk, .preview: false
        default: true
        }
    }
}

/// Writes a page: pure, so that the same frame and model give the same bytes.
package func render(_ frame: Frame, _ content: PageContent) -> Rendered {
    let page = Page(frame)
    page.write(content)
    return Rendered(page.out)
}

/// The page being written; its parts are methods in the files of the folders beside this one.
struct Page: Markup {
    let out: Output
    let frame: Frame

    var t: Phrases { frame.phrases }
    var language: Language { out.language }

    init(_ frame: Frame) {
        self.frame = frame
        let language = frame.route.language ?? frame.phrases.language
        out = Output(phrases: frame.phrases, language: language)
    }

    private init(_ frame: Frame, _ out: Output) {
        self.frame = frame
        self.out = out
    }

    /// The same page, for parts that are to look as they would at another address.
    private func standing(at route: Route?) -> Page {
        var frame = frame
        frame.route = route ?? frame.route
        return Page(frame, out)
    }

    func write(_ content: PageContent) {
        trusted(Trusted("<!DOCTYPE html>\n"))
        let html: [Attribute] = [
            .lang(language), Attribute("dir", .literal(language.isRightToLeft ? "rtl" : "ltr")),
            Attribute("data", .slot(.attributes)),
        ]
        element("html", html) {
            element("head", []) { head(content) }
            element("body", []) {
                header(content)
                main(.id("main"), Attribute("tabindex", .literal("-1")), .class(content.mainClass)) {
                    body(content)
                }
                footer(content)
            }
        }
    }

    private func body(_ content: PageContent) {
        switch content {
        case .home(let model): home(model)
        case .list(let model): list(model)
        case .city(let model): city(model)
        case .entry(let model): entry(model)
        case .photos(let model): photos(model)
        case .photo(let model): photo(model)
        case .article(let model): article(model)
        case .exhibition(let model): exhibition(model)
        case .room(let model): room(model)
        case .map(let model): map(model)
        case .people(let model): people(model)
        case .visit(let model): visit(model)
        case .text(let model): plain(model)
        case .statement(let model): statement(model)
        case .message(let model): message(model)
        case .messageTaken(let number): thanks(for: number)
        case .search(let model): search(model)
        case .settings: settings()
        case .problem(let model): problem(model)
        case .desk(let model): desk(model)
        case .preview(let model): preview(model) { standing(at: model.route).body($0) }
        }
    }
}

extension PageContent {
    /// Where other programs find what the page shows.
    var presentation: Route? {
        switch self {
        case .home: .manifests(of: nil)
        case .photo(let model): .manifest(model.picture.code)
        case .city(let model): model.presentation
        case .entry(let model): model.presentation
        case .exhibition(let model): model.presentation
        default: nil
        }
    }

    /// Whether the page has a text to be read, and not a list to choose from or a form.
    var isReading: Bool {
        switch self {
        case .city, .entry, .photo, .article, .exhibition, .room, .visit, .text, .statement: true
        default: false
        }
    }

    fileprivate var mainClass: StaticString {
        switch self {
        case .home: "main-home"
        case .photo: "main-photo"
        case .desk: "main-inner main-desk"
        case .preview(let model): model.page?.mainClass ?? "main-inner"
        default: "main-inner"
        }
    }
}
