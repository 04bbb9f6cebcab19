package import Catalogue
import FoundationEssentials
import Kinds
import Ledger
package import Localisation
package import Pages
package import Records
import Synchronization

/// The public Hall: one database read, one page model, one render a request.
package final class HallSite: Site {
    let catalogue: Catalogue
    private let phrases: Catalogues
    private let shelf: PictureShelf
    private let publicURL: String?
    private let look: Look
    private let accessibility: Accessibility
    private let house: Mutex<House>
    private let images = ImageSources()

    /// What every page needs of the Hall's settings, kept so that an error page needs no database.
    private struct House: Sendable {
        var hall = Hall()
        var homeCity = Localized()
        var languages: [Language] = [.english]
    }

    /// - Parameters:
    ///   - accessibility: what the accessibility statement is made of.
    ///   - publicURL: overrides the Hall's own public address.
    package init(
        catalogue: Catalogue, phrases: Catalogues, shelf: PictureShelf, look: Look,
        accessibility: Accessibility, publicURL: String?
    ) async throws {
        self.catalogue = catalogue
        self.phrases = phrases
        self.shelf = shelf
        self.publicURL = publicURL
        self.look = look
        self.accessibility = accessibility
        house = Mutex(House())
        try await refresh()
    }

    /// Reads the Hall's settings anew; to be called when they changed.
    package func refresh() async throws {
        let known = phrases.languages
        let read = try await catalogue.read { view in
            var house = House()
            house.languages = known
            guard let hall = try view.list(Hall.name, limit: 1).records.first?.decoded(Hall.self) else {
                return house
            }
            house.hall = hall
            if let code = hall.homeCity.code, let city = try view.records([code]).first?.decoded(City.self) {
                house.homeCity = city.title
            }
            house.languages = Self.languages(of: hall, known: known)
            return house
        }
        house.withLock { $0 = read }
    }

    /// The languages of a Hall in their order, the first of them the source of what is translated: those that its public
    /// record names and that there are phrases for; all of these where there is none.
    package static func languages(of view: CatalogueView, known: [Language]) throws -> [Language] {
        let hall = try view.list(Hall.name, limit: 1).records.first?.decoded(Hall.self)
        return languages(of: hall ?? Hall(), known: known)
    }

    private static func languages(of hall: Hall, known: [Language]) -> [Language] {
        // A language without a catalogue of phrases would show English under another name.
        let offered = hall.languages.compactMap(\.value).filter { known.contains($0) }
        return offered.isEmpty ? known : offered
    }

    package var publicHead: UInt64 { catalogue.publicHead }
    package var isReady: Bool { true }
    package var origin: String? { house.withLock { address($0) } }
    package var languages: [Language] { house.withLock { $0.languages } }
    package var assets: [String: AssetFile] { look.files }

    package func answer(_ route: Route, in language: Language) async throws -> Answer {
        let (house, accessibility) = (house.withLock { $0 }, accessibility)
        switch route {
        case .manifest, .canvas, .manifests:
            return try await presentation(
                route, of: house.hall, in: house.languages.map { self.phrases($0) }, origin: address(house))
        case .imageService, .imageInformation, .image:
            if let known = knownImage(route) { return known }
        default: break
        }
        let head = publicHead
        let phrases = phrases(language)
        let scene = try await catalogue.read { view in
            try Reading(
                view: view, language: language, phrases: phrases, hall: house.hall,
                languages: house.languages, accessibility: accessibility
            ).scene(route)
        }
        switch scene {
        case .page(let content, let languages):
            return .page(render(frame(route, house, phrases, languages: languages), content))
        case .feed, .calendar, .sitemap, .sitemaps:
            // Their addresses are whole ones: without a public address of the Hall there are none.
            guard let origin = address(house) else { return .problem(.notFound) }
            let frame = frame(route, house, phrases, languages: nil)
            return document(scene, frame, origin).map { .page($0) } ?? .problem(.notFound)
        case .statement(let model):
            return .page(renderData(model, at: frame(route, house, phrases, languages: nil)))
        case .suggestions(let hits): return .page(renderSuggestions(hits, phrases))
        case .redirect(let target): return .redirect(to: target, isPermanent: false)
        case .picture(let media, let width):
            return try await shelf.file(of: media, width: width).map { .picture($0) } ?? .problem(.notFound)
        case .image(let source):
            images.remember(source, of: route, at: head)
            return imageAnswer(route, of: source, origin: address(house))
        case .sharePicture(let map):
            let drawing = SharePicture.drawing(map, land: look.land)
            return try await .picture(shelf.file(drawnBy: drawing, width: SharePicture.width))
        case .problem(let reason): return .problem(reason)
        }
    }

    package func imageAtOnce(_ route: Route) -> ImageAnswer? {
        guard case .image = route, case .image(let answer)? = knownImage(route) else { return nil }
        return answer
    }

    /// What the image service says of a picture that was asked for since anything public changed.
    private func knownImage(_ route: Route) -> Answer? {
        images.source(of: route, at: publicHead).map { imageAnswer(route, of: $0, origin: origin) }
    }

    package func image(_ order: ImageOrder) -> ImageFile { shelf.file(of: order) }

    /// A version of a record as visitors would see it, through the same models and pages as everything public; `nil` of
    /// one that they will never see.
    package func preview(_ draft: PreviewDraft) async throws -> Rendered? {
        guard !draft.kind.isOfficeOnly else { return nil }
        let (house, accessibility) = (house.withLock { $0 }, accessibility)
        let language = draft.route.language ?? .english
        let phrases = phrases(language)
        let read = try await catalogue.read { view -> (page: PreviewModel, house: House)? in
            guard let (view, copies) = try view.showing(draft.body, of: draft.code, kind: draft.kind) else {
                return nil
            }
            // The Hall's own name, and that of its city, may be what is looked at.
            var shown = house
            if let hall = copies.then.decoded(Hall.self) { shown.hall = hall }
            if let code = shown.hall.homeCity.code,
                let city = try view.records([code]).first?.decoded(City.self)
            {
                shown.homeCity = city.title
            }
            let reading = Reading(
                view: view, language: language, phrases: phrases, hall: shown.hall,
                languages: house.languages, accessibility: accessibility,
                previewed: (draft.code, draft.picture))
            let found = try reading.preview(copies.then)
            let model = PreviewModel(page: found?.page, route: found?.route, notice: draft.notice)
            return (model, shown)
        }
        guard let read else { return nil }
        return render(frame(draft.route, read.house, phrases, languages: nil), .preview(read.page))
    }

    private func document(_ scene: Scene, _ frame: Frame, _ origin: String) -> Rendered? {
        switch scene {
        case .feed(let feed): render(feed, at: frame, origin: origin)
        case .calendar(let calendar): render(calendar, frame.phrases, origin: origin)
        case .sitemap(let sitemap): render(sitemap, frame.phrases, origin: origin)
        case .sitemaps(let parts): render(sitemaps: parts, frame.phrases, origin: origin)
        default: nil
        }
    }

    package func page(of problem: ProblemModel, at route: Route?, in language: Language) async -> Rendered {
        let house = house.withLock { $0 }
        // Only addresses of pages have a place in another language to switch to.
        let place = route?.language == nil ? Route.home(language) : route ?? .home(language)
        return render(frame(place, house, phrases(language), languages: nil), .problem(problem))
    }

    /// The frame of a page that is no room of the Hall.
    package func frame(_ route: Route) -> Frame {
        frame(route, house.withLock { $0 }, phrases(route.language ?? .english), languages: nil)
    }

    private func phrases(_ language: Language) -> Phrases { phrases.phrases(for: language) ?? .source }

    private func frame(_ route: Route, _ house: House, _ phrases: Phrases, languages: [Language]?) -> Frame {
        let chain = LanguageChain(phrases.language, fallbacks: house.hall.fallbacks.compactMap(\.value))
        let name =
            house.hall.title.said(in: chain) ?? Said(phrases("Twinned Cities Hall"), in: phrases.language)
        return Frame(
            route: route, phrases: phrases, hallName: name, homeCity: house.homeCity.said(in: chain) ?? name,
            languages: languages.map { shown in house.languages.filter(shown.contains) } ?? house.languages,
            offered: house.languages, address: house.hall.address.said(in: chain),
            takesLetters: house.hall.contact.said(in: chain) != nil, publicURL: address(house),
            assets: look.addresses)
    }

    private func address(_ house: House) -> String? {
        let text = publicURL ?? (house.hall.publicAddress.isSafe ? house.hall.publicAddress.text : nil)
        return text.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    }
}

/// The files that make the look, under names that change with their content.
package struct Look: Sendable {
    let files: [String: AssetFile]
    let addresses: Assets
    /// The land outline, for drawings that are made here.
    let land: [UInt8]

    /// - Parameter folder: `Resources/assets`.
    /// - Throws: when a file is missing.
    package init(folder: String) throws {
        var files: [String: AssetFile] = [:]
        func address(_ name: String, _ ending: String, _ bytes: [UInt8], _ type: String) -> String {
            let file = "\(name)-\(Hash(of: bytes).description.prefix(16)).\(ending)"
            files[file] = AssetFile(bytes: bytes, type: type)
            return Route.asset(file).path
        }
        func read(_ file: String) throws -> [UInt8] {
            [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(file)")))
        }
        func script(_ name: String) throws -> String {
            address(name, "js", try read("\(name).js"), "text/javascript; charset=utf-8")
        }
        let rules = String(decoding: try read("site.css"), as: UTF8.self)
        land = try read("land.svg")
        addresses = Assets(
            styleSheet: address(
                "site", "css", Array(StyleSheet.text(base: rules).utf8), "text/css; charset=utf-8"),
            icon: address("icon", "svg", try read("icon.svg"), "image/svg+xml"),
            land: address("land", "svg", land, "image/svg+xml"), walk: try script("walk"),
            listen: try script("listen"), viewer: try script("viewer"), thenNow: try script("then-now"),
            combobox: try script("combobox"), desk: try script("desk"), upload: try script("desk-upload"),
            area: try script("desk-area"), blur: try script("desk-blur"), look: try script("desk-look"))
        self.files = files
    }
}
