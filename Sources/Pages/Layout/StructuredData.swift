import Localisation
import Prose
import Records

/// What a page says of itself to machines: Open Graph for those who share it, JSON-LD (schema.org) for those who index
/// it. Whole addresses only, so the Hall must know its public address.
extension Page {
    func structuredData(_ content: PageContent) {
        guard let origin = frame.publicURL, let thing = Thing(content, frame, origin) else { return }
        let address = origin + frame.route.path
        property("og:type", content.isArticle ? "article" : "website")
        property("og:title", thing.name.text)
        property("og:site_name", frame.hallName.text)
        property("og:url", address)
        property("og:locale", language.tag.replacing("-", with: "_"))
        if let summary = thing.summary { property("og:description", summary.text) }
        let image = thing.image ?? drawnImage(origin)
        property("og:image", image.address)
        property("og:image:width", "\(image.width)")
        property("og:image:height", "\(image.height)")
        property("og:image:alt", image.alt)
        element("script", [.type("application/ld+json")]) { out.json(thing.json(address, frame)) }
    }

    /// The arcs of the Hall, or of one city, for a page without a picture of its own.
    private func drawnImage(_ origin: String) -> Thing.Image {
        var city: String?
        if case .record(_, .cities, let slug) = frame.route { city = slug }
        return Thing.Image(
            address: origin + Route.sharePicture(city: city).path, width: SharePicture.width,
            height: SharePicture.height,
            alt: t("A drawing: arcs on a map lead from {city} to its twins", ["city": frame.homeCity.text]))
    }

    private func property(_ name: String, _ value: String) {
        meta(Attribute("property", .text(name)), Attribute("content", .text(value)))
    }
}

extension PageContent {
    fileprivate var isArticle: Bool { if case .article = self { true } else { false } }
}

/// A page's subject in the words of schema.org.
private struct Thing {
    struct Image {
        var address: String
        var width: Int
        var height: Int
        var alt: String
        var credit: String?
    }

    var type: String
    var name: Said
    var summary: Said?
    var image: Image?
    var date: (property: String, value: String)?
    var otherNames: [Said] = []
    var address: String?

    /// - Returns: `nil` for pages that are no places: settings, searches, errors.
    init?(_ content: PageContent, _ frame: Frame, _ origin: String) {
        var picture: PictureModel?
        let t = frame.phrases
        func phrase(_ text: String) -> Said { Said(text, in: t.language) }
        switch content {
        case .home(let model):
            (type, name, summary, picture) = ("Museum", frame.hallName, model.introduction, model.picture)
            address = frame.address?.text
        case .list(let model): (type, name) = ("CollectionPage", phrase(model.title))
        case .photos: (type, name) = ("CollectionPage", phrase(t("Photos")))
        case .map: (type, name) = ("CollectionPage", phrase(t("Partners on the map")))
        case .people: (type, name) = ("CollectionPage", phrase(t("People to people")))
        case .city(let model):
            (type, name, summary, picture) = ("City", model.name, model.introduction, model.picture)
            otherNames = model.names.map(\.name).filter { $0.text != model.name.text }
        case .entry(let model):
            (name, summary, picture) = (model.title, model.text, model.pictures.first)
            type = frame.route.section?.schemaType ?? "Thing"
            if type == "Event", let day = model.date?.calendarDate { date = ("startDate", day) }
        case .photo(let model):
            (type, name, summary, picture) = ("Photograph", model.title, model.picture.caption, model.picture)
            if let day = model.picture.date?.calendarDate { date = ("dateCreated", day) }
        case .article(let model):
            (type, name, summary, picture) = ("NewsArticle", model.title, model.text, model.picture)
            if let day = model.date.calendarDate { date = ("datePublished", day) }
        case .exhibition(let model):
            (type, name, summary, picture) = (
                "ExhibitionEvent", model.title, model.introduction, model.picture
            )
        case .room(let model):
            (type, name, summary) = ("WebPage", model.title, model.introduction)
            picture = model.showcases.lazy.flatMap(\.panels).compactMap(\.picture).first
        case .visit(let model): (type, name, summary) = ("ContactPage", model.title, model.text)
        case .text(let model): (type, name, summary) = ("WebPage", model.title, model.text)
        case .statement: (type, name) = ("WebPage", phrase(t("Accessibility")))
        case .message, .messageTaken, .search, .settings, .problem, .desk, .preview: return nil
        }
        summary = summary.map(Self.firstParagraph)
        image = picture.flatMap { picture in
            // Wide enough for a preview, small enough to be sent.
            guard let width = picture.widths.last(where: { $0 <= 1280 }) ?? picture.widths.first else {
                return nil
            }
            return Image(
                address: origin + Route.picture(picture.code, width: width).path, width: width,
                height: width * picture.height / max(picture.width, 1), alt: picture.alt.text,
                credit: picture.credit?.text)
        }
    }

    private static func firstParagraph(_ said: Said) -> Said {
        Said(
            String(Prose(said.text).firstWords.prefix { $0 != "\n" }.prefix(300)), in: said.language,
            isFallback: said.isFallback)
    }

    func json(_ url: String, _ frame: Frame) -> [UInt8] {
        var writer = JSONWriter()
        func string(_ name: String, _ value: String, _ writer: inout JSONWriter) {
            writer.name(name)
            writer.string(value)
        }
        writer.object { writer in
            string("@context", "https://schema.org", &writer)
            string("@type", type, &writer)
            string("@id", url, &writer)
            string("url", url, &writer)
            writer.name("name")
            Self.write(name, to: &writer)
            if !otherNames.isEmpty {
                writer.name("alternateName")
                writer.array { writer in for name in otherNames { Self.write(name, to: &writer) } }
            }
            if let summary {
                writer.name("description")
                Self.write(summary, to: &writer)
            }
            if let date { string(date.property, date.value, &writer) }
            if type == "NewsArticle" { string("headline", name.text, &writer) }
            if let address { string("address", address, &writer) }
            if let image {
                writer.name("image")
                writer.object { writer in
                    string("@type", "ImageObject", &writer)
                    string("contentUrl", image.address, &writer)
                    if let credit = image.credit { string("creditText", credit, &writer) }
                }
            }
        }
        return writer.bytes
    }

    /// A text with its language.
    private static func write(_ said: Said, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.name("@value")
            writer.string(said.text)
            writer.name("@language")
            writer.string(said.language.tag)
        }
    }
}

extension Route.Section {
    /// What a record of the section is to schema.org; the widest true word where there is none of its own.
    fileprivate var schemaType: String {
        switch self {
        case .cities: "City"
        case .exhibitions: "ExhibitionEvent"
        case .gifts, .recognitions: "CreativeWork"
        case .photos: "Photograph"
        case .news: "NewsArticle"
        case .visits, .events: "Event"
        case .exchanges, .projects: "Project"
        case .documents: "DigitalDocument"
        case .organisations: "Organization"
        case .people: "Person"
        case .pages: "WebPage"
        }
    }
}
