import Records

/// Presentation resources in the words of the IIIF Presentation API 3.0 (https://iiif.io/api/presentation/3.0/) and of its
/// extension for places.
package struct Presentation3 {
    package static let context = "http://iiif.io/api/presentation/3/context.json"
    private static let placeContext = "http://iiif.io/api/extension/navplace/context.json"

    private var writer = JSONWriter()

    private init() {}

    /// The document of a resource as JSON.
    package static func json(_ resource: PresentationResource) -> [UInt8] {
        var document = Presentation3()
        switch resource {
        case .manifest(let manifest):
            document.object {
                $0.contexts(manifest.description)
                $0.heading("Manifest", manifest.description)
                $0.list("items", manifest.canvases) { $0.canvas($1) }
            }
        case .collection(let collection):
            document.object {
                $0.contexts(collection.description)
                $0.heading("Collection", collection.description)
                $0.list("items", collection.members, evenEmpty: true) { $0.member($1) }
            }
        }
        return document.writer.bytes
    }

    // MARK: - Resources

    /// What is defined by an extension goes before what it extends (section 4.6).
    private mutating func contexts(_ description: Description) {
        if description.places.isEmpty {
            text("@context", Self.context)
        } else {
            list("@context", [Self.placeContext, Self.context]) { $0.writer.string($1) }
        }
    }

    private mutating func canvas(_ canvas: Canvas) {
        let id = canvas.description.id
        object {
            $0.heading("Canvas", canvas.description)
            $0.extent(canvas.extent)
            if let picture = canvas.picture {
                $0.one("items") {
                    $0.identity("\(id)#page", "AnnotationPage")
                    $0.one("items") {
                        $0.identity("\(id)#image", "Annotation")
                        $0.text("motivation", "painting")
                        $0.writer.name("body")
                        $0.picture(picture)
                        $0.text("target", id)
                    }
                }
            }
            guard !canvas.remarks.isEmpty else { return }
            $0.one("annotations") {
                $0.identity("\(id)#remarks", "AnnotationPage")
                $0.list("items", Array(canvas.remarks.enumerated())) {
                    $0.remark($1.element, $1.offset, on: id)
                }
            }
        }
    }

    /// What is said of a part of a canvas, which a media fragment names (section 3.1, `annotations`).
    private mutating func remark(_ remark: Remark, _ place: Int, on canvas: String) {
        let part = remark.part
        object {
            $0.identity("\(canvas)#remark\(place + 1)", "Annotation")
            $0.text("motivation", remark.motivation.rawValue)
            $0.list("body", remark.words.entries) { document, entry in
                document.object {
                    $0.text("type", "TextualBody")
                    $0.text("value", entry.words.joined(separator: "\n\n"))
                    if let language = entry.language { $0.text("language", language.tag) }
                    $0.text("format", "text/plain")
                }
            }
            $0.text(
                "target",
                "\(canvas)#xywh=\(part.x),\(part.y),\(part.extent.width),\(part.extent.height)")
        }
    }

    private mutating func member(_ member: Member) {
        object {
            $0.identity(member.id, member.sort == .manifest ? "Manifest" : "Collection")
            $0.map("label", member.label)
            if let thumbnail = member.thumbnail { $0.list("thumbnail", [thumbnail]) { $0.picture($1) } }
        }
    }

    private mutating func picture(_ picture: Picture) {
        object {
            $0.identity(picture.id, "Image")
            $0.text("format", picture.mediaType)
            $0.extent(picture.extent)
            $0.list("service", picture.services) { $0.service($1) }
        }
    }

    /// Version 2 of the Image API is named in its own words (section 5.2 of the Presentation API).
    private mutating func service(_ service: Picture.Service) {
        object {
            switch service.api {
            case .three:
                $0.identity(service.id, "ImageService3")
                $0.text("profile", "level2")
            case .two:
                $0.text("@id", service.id)
                $0.text("@type", "ImageService2")
                $0.text("profile", service.api.profile)
            }
        }
    }

    // MARK: - What is said of them

    private mutating func heading(_ type: String, _ description: Description) {
        identity(description.id, type)
        map("label", description.label)
        map("summary", description.summary)
        list("metadata", description.metadata) { $0.labelled($1) }
        if let statement = description.requiredStatement {
            writer.name("requiredStatement")
            labelled(statement)
        }
        if let rights = description.rights { text("rights", rights.address) }
        if let provider = description.provider { list("provider", [provider]) { $0.agent($1) } }
        list("homepage", description.homepages) { $0.homepage($1) }
        list("seeAlso", description.seeAlso) { $0.dataset($1) }
        if let thumbnail = description.thumbnail { list("thumbnail", [thumbnail]) { $0.picture($1) } }
        if let day = description.day { text("navDate", Self.moment(day)) }
        places(description)
        list("partOf", description.partOf) { $0.member($1) }
    }

    private mutating func labelled(_ fact: LabelledValue) {
        object {
            $0.map("label", fact.label)
            $0.map("value", fact.value, mayBeMarkup: true)
        }
    }

    private mutating func agent(_ agent: Agent) {
        object {
            $0.identity(agent.id, "Agent")
            $0.map("label", agent.label)
            $0.list("homepage", agent.homepages) { $0.homepage($1) }
        }
    }

    private mutating func homepage(_ page: Homepage) {
        object {
            $0.identity(page.id, "Text")
            $0.map("label", page.label)
            $0.text("format", "text/html")
            $0.list("language", [page.language.tag]) { $0.writer.string($1) }
        }
    }

    private mutating func dataset(_ dataset: Dataset) {
        object {
            $0.identity(dataset.id, "Dataset")
            $0.map("label", dataset.label)
            $0.text("format", dataset.mediaType)
        }
    }

    /// GeoJSON (RFC 7946): longitude before latitude.
    private mutating func places(_ description: Description) {
        guard !description.places.isEmpty else { return }
        writer.name("navPlace")
        object {
            $0.identity("\(description.id)#places", "FeatureCollection")
            $0.list("features", description.places) { document, place in
                document.object {
                    $0.identity(place.id, "Feature")
                    $0.writer.name("properties")
                    $0.object { $0.map("label", place.label) }
                    $0.writer.name("geometry")
                    $0.object {
                        $0.text("type", "Point")
                        $0.list("coordinates", [place.longitude, place.latitude]) { $0.writer.decimal($1) }
                    }
                }
            }
        }
    }

    /// The beginning of a day, for a property that knows nothing coarser.
    private static func moment(_ day: Int) -> String {
        func digits(_ number: Int, _ count: Int) -> String {
            let text = "\(number)"
            return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
        }
        let date = [digits(day / 10_000, 4), digits(day / 100 % 100, 2), digits(day % 100, 2)]
        return date.joined(separator: "-") + "T00:00:00Z"
    }

    // MARK: - JSON

    private mutating func object(_ members: (inout Presentation3) -> Void) {
        writer.object { Self.lend(&$0, to: members) }
    }

    private mutating func list<Element>(
        _ name: String, _ elements: [Element], evenEmpty: Bool = false,
        _ write: (inout Presentation3, Element) -> Void
    ) {
        guard evenEmpty || !elements.isEmpty else { return }
        writer.name(name)
        writer.array { inner in
            Self.lend(&inner) { document in for element in elements { write(&document, element) } }
        }
    }

    /// A list of one object.
    private mutating func one(_ name: String, _ members: (inout Presentation3) -> Void) {
        list(name, [()]) { document, _ in document.object(members) }
    }

    /// Lets a document write into what is being written inside of a container.
    private static func lend(_ writer: inout JSONWriter, to body: (inout Presentation3) -> Void) {
        var document = Presentation3()
        swap(&document.writer, &writer)
        body(&document)
        swap(&document.writer, &writer)
    }

    private mutating func identity(_ id: String, _ type: String) {
        text("id", id)
        text("type", type)
    }

    private mutating func text(_ name: String, _ text: String) {
        writer.name(name)
        writer.string(text)
    }

    private mutating func extent(_ extent: ImageExtent) {
        writer.name("width")
        writer.integer(extent.width)
        writer.name("height")
        writer.integer(extent.height)
    }

    /// - Parameter mayBeMarkup: whether programs look for HTML here. Ours are words, so what would be taken for markup is
    ///   written as markup that shows it.
    private mutating func map(_ name: String, _ map: LanguageMap, mayBeMarkup: Bool = false) {
        guard !map.isEmpty else { return }
        writer.name(name)
        object {
            for entry in map.entries {
                $0.list(entry.language?.tag ?? "none", entry.words) {
                    $0.writer.string(mayBeMarkup ? Self.shown($1) : $1)
                }
            }
        }
    }

    /// Words that begin with `<` and end with `>` are HTML to a reader (section 4.5): such words are escaped within an
    /// element that means nothing.
    private static func shown(_ words: String) -> String {
        let bytes = words.utf8.drop { $0 <= 0x20 }
        guard bytes.first == UInt8(ascii: "<"),
            words.utf8.last(where: { $0 > 0x20 }) == UInt8(ascii: ">")
        else { return words }
        var escaped = Array("<span>".utf8)
        for byte in words.utf8 {
            switch byte {
            case UInt8(ascii: "<"): escaped += Array("&lt;".utf8)
            case UInt8(ascii: ">"): escaped += Array("&gt;".utf8)
            case UInt8(ascii: "&"): escaped += Array("&amp;".utf8)
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped + Array("</span>".utf8), as: UTF8.self)
    }
}
