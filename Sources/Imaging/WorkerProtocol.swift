import FoundationEssentials

/// The version of the messages between the server and the imaging process.
package let workerProtocolVersion = 4

/// What the server asks of the imaging process.
///
/// Descriptors travel with the message, in this order: the original, open for reading; then one empty file,
/// open for writing, for each picture to be made. The process needs no path, and cannot open one.
package enum WorkerRequest: Hashable, Sendable {
    /// What does the header say?
    case probe
    /// The same, after making sure that all of it can be decoded.
    case examine
    /// Make a JPEG of each width (ascending, none above the original's); and, into one more file, all tiles.
    case ingest(widths: [Int], hasTiles: Bool)
    /// Make a JPEG of a drawing of the server's own (SVG), this many pixels wide.
    case draw(width: Int)
    /// Make a copy with some areas coarsened: in full size, or as a JPEG of a width.
    case coarsen(areas: [PixelArea], width: Int?)
    /// Make a picture of a part of it.
    case view(PictureView)
    /// The same from its tiles, whose file comes instead of the original.
    case viewOfTiles(PictureView, picture: PixelSize)
    /// How many pages has the document?
    case countPages
    /// Draw a page (from 1) as a JPEG.
    case page(Int)
    /// Something a newer server asks; it is answered by a refusal.
    case unknown(String)

    /// For what a process has to be started that answers this.
    package var task: ImagingTask {
        switch self {
        case .countPages, .page: .pages
        case .probe, .examine, .ingest, .draw, .coarsen, .view, .viewOfTiles, .unknown: .pictures
        }
    }
}

/// What an imaging process does, and nothing else; the argument that it is started with.
package enum ImagingTask: String, Sendable {
    /// Everything of pictures.
    case pictures
    /// Drawing the pages of one document.
    case pages
}

/// What the imaging process answers.
package enum WorkerAnswer: Hashable, Sendable {
    /// Sent once, unasked, when the process is ready.
    case hello(WorkerHello)
    case facts(PictureFacts)
    case pictures([SizedPicture])
    /// The answer to `ingest`, and what the picture looks like where there is anything to see.
    case ingested([SizedPicture], Likeness?)
    /// How many there are.
    case pages(Int)
    case drawn(DrawnPage)
    case refusal(WorkerRefusal)
}

/// How the imaging process introduces itself: what it is, and what it was seen to be unable to do.
package struct WorkerHello: Hashable, Sendable, Codable {
    package var library: String
    package var filtered: Bool
    package var endsWithParent: Bool
    package var refusesNetwork: Bool
    package var refusesFiles: Bool
    package var refusesPrograms: Bool
    package var refusesSignals: Bool

    package init(library: String) {
        self.library = library
        filtered = false
        endsWithParent = false
        refusesNetwork = false
        refusesFiles = false
        refusesPrograms = false
        refusesSignals = false
    }

    /// Whether the sandbox is whole.
    package var isSealed: Bool {
        filtered && endsWithParent && refusesNetwork && refusesFiles && refusesPrograms && refusesSignals
    }
}

/// Why the imaging process did not do what was asked.
package struct WorkerRefusal: Error, Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
        case unsupported, damaged, tooLarge, output, request
    }

    package let kind: Kind
    package let words: String

    package init(_ kind: Kind, _ words: String) {
        self.kind = kind
        self.words = words
    }
}

/// A request with its number, as it travels.
///
/// JSON, because a message is a few hundred bytes for each picture of a second's work, an unknown field or
/// request is told apart without a schema, and what passes can be read with strace. Pixels never travel in
/// messages.
package struct RequestFrame: Hashable, Sendable {
    package let version: Int
    package let id: Int
    package let request: WorkerRequest

    package init(version: Int = workerProtocolVersion, id: Int, request: WorkerRequest) {
        self.version = version
        self.id = id
        self.request = request
    }
}

/// An answer with the number of its request (0 for the greeting), as it travels.
package struct AnswerFrame: Hashable, Sendable {
    package let id: Int
    package let answer: WorkerAnswer

    package init(id: Int, answer: WorkerAnswer) {
        self.id = id
        self.answer = answer
    }
}

extension RequestFrame: Codable {
    private enum Key: String, CodingKey { case version, id, ask, widths, tiles, areas, view, picture, page }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        version = try values.decode(Int.self, forKey: .version)
        id = try values.decode(Int.self, forKey: .id)
        let ask = try values.decode(String.self, forKey: .ask)
        request =
            switch ask {
            case "probe": .probe
            case "examine": .examine
            case "ingest":
                .ingest(
                    widths: try values.decode([Int].self, forKey: .widths),
                    hasTiles: try values.decode(Bool.self, forKey: .tiles))
            case "draw": .draw(width: try values.decode([Int].self, forKey: .widths).first ?? 0)
            case "coarsen":
                .coarsen(
                    areas: try values.decode([PixelArea].self, forKey: .areas),
                    width: try values.decode([Int].self, forKey: .widths).first)
            case "view": .view(try values.decode(PictureView.self, forKey: .view))
            case "viewOfTiles":
                .viewOfTiles(
                    try values.decode(PictureView.self, forKey: .view),
                    picture: try values.decode(PixelSize.self, forKey: .picture))
            case "countPages": .countPages
            case "page": .page(try values.decode(Int.self, forKey: .page))
            default: .unknown(ask)
            }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(version, forKey: .version)
        try values.encode(id, forKey: .id)
        switch request {
        case .probe: try values.encode("probe", forKey: .ask)
        case .examine: try values.encode("examine", forKey: .ask)
        case .ingest(let widths, let hasTiles):
            try values.encode("ingest", forKey: .ask)
            try values.encode(widths, forKey: .widths)
            try values.encode(hasTiles, forKey: .tiles)
        case .draw(let width):
            try values.encode("draw", forKey: .ask)
            try values.encode([width], forKey: .widths)
        case .coarsen(let areas, let width):
            try values.encode("coarsen", forKey: .ask)
            try values.encode(areas, forKey: .areas)
            try values.encode(width.map { [$0] } ?? [], forKey: .widths)
        case .view(let view):
            try values.encode("view", forKey: .ask)
            try values.encode(view, forKey: .view)
        case .viewOfTiles(let view, let picture):
            try values.encode("viewOfTiles", forKey: .ask)
            try values.encode(view, forKey: .view)
            try values.encode(picture, forKey: .picture)
        case .countPages: try values.encode("countPages", forKey: .ask)
        case .page(let page):
            try values.encode("page", forKey: .ask)
            try values.encode(page, forKey: .page)
        case .unknown(let ask): try values.encode(ask, forKey: .ask)
        }
    }
}

extension AnswerFrame: Codable {
    private enum Key: String, CodingKey {
        case id, hello, facts, pictures, ingested, likeness, pages, drawn, refusal
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        id = try values.decode(Int.self, forKey: .id)
        if let hello = try values.decodeIfPresent(WorkerHello.self, forKey: .hello) {
            answer = .hello(hello)
        } else if let facts = try values.decodeIfPresent(PictureFacts.self, forKey: .facts) {
            answer = .facts(facts)
        } else if let pictures = try values.decodeIfPresent([SizedPicture].self, forKey: .pictures) {
            answer = .pictures(pictures)
        } else if let pictures = try values.decodeIfPresent([SizedPicture].self, forKey: .ingested) {
            answer = .ingested(pictures, try values.decodeIfPresent(Likeness.self, forKey: .likeness))
        } else if let pages = try values.decodeIfPresent(Int.self, forKey: .pages) {
            answer = .pages(pages)
        } else if let page = try values.decodeIfPresent(DrawnPage.self, forKey: .drawn) {
            answer = .drawn(page)
        } else {
            answer = .refusal(try values.decode(WorkerRefusal.self, forKey: .refusal))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(id, forKey: .id)
        switch answer {
        case .hello(let hello): try values.encode(hello, forKey: .hello)
        case .facts(let facts): try values.encode(facts, forKey: .facts)
        case .pictures(let pictures): try values.encode(pictures, forKey: .pictures)
        case .ingested(let pictures, let likeness):
            try values.encode(pictures, forKey: .ingested)
            try values.encodeIfPresent(likeness, forKey: .likeness)
        case .pages(let pages): try values.encode(pages, forKey: .pages)
        case .drawn(let page): try values.encode(page, forKey: .drawn)
        case .refusal(let refusal): try values.encode(refusal, forKey: .refusal)
        }
    }
}

/// Bytes of a message, without its length.
package enum MessageCoding {
    package static func bytes(of message: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return [UInt8](try encoder.encode(message))
    }

    package static func message<Message: Decodable>(_ type: Message.Type, from bytes: [UInt8]) throws
        -> Message
    {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
