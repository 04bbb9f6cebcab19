package import Records

/// Makes random records from nothing but the field lists, so that a new kind is covered on its first day.
///
/// What it throws is the canonical JSON of a record: every value is valid by itself, none is empty.
package struct RecordDice {
    package var source: Seeded
    /// How many of a hundred optional fields are filled.
    package var density = 100
    /// The most entries of a list.
    package var listLimit = 3
    /// Where codes, addresses and media come from; any at all where the pool is empty.
    package var codes: [Code] = []
    package var slugs: [String] = []
    package var media: [Media] = []
    /// Where the codes come from for references to one kind only.
    package var codesOfKind: [String: [Code]] = [:]
    /// Put into every field that visitors must not see, with the field's name after it.
    package var canary: String?
    /// Whether texts hold what breaks careless programs, or plain words.
    package var isWild = true
    /// The hidden field of the record whose groups are being written.
    private var hiding: String?
    /// The kind to which fixed words belong.
    private var kindName = ""
    /// Value types that the dice do not know; a test names them.
    package private(set) var unknownTypes: [String] = []

    /// Words that a rule of a kind asks for.
    private static let fixedLines = ["city.country": "DE"]

    package init(_ seed: Int) { source = Seeded(seed) }

    /// The canonical JSON of a random record.
    package mutating func json(_ kind: any Kind.Type) -> [UInt8] {
        kindName = kind.name
        var writer = JSONWriter()
        write(group: Self.fields(of: kind), to: &writer)
        return writer.bytes
    }

    private struct FieldFacts {
        let name: String
        let type: any FieldValue.Type
        let isRequired: Bool
        let isInternal: Bool
    }

    private static func fields<G: Group>(of group: G.Type) -> [FieldFacts] {
        G.fields.list.map {
            FieldFacts(
                name: $0.name, type: $0.type, isRequired: $0.isRequired, isInternal: $0.audience > .visitor)
        }
    }

    private mutating func write(group fields: [FieldFacts], to writer: inout JSONWriter) {
        // An empty group would not be written at all.
        let kept = source.below(fields.count)
        writer.object { writer in
            for (position, field) in fields.enumerated() {
                guard field.isRequired || position == kept || source.chance(density) else { continue }
                writer.name(field.name)
                write(field, to: &writer)
            }
        }
    }

    private mutating func write(_ field: FieldFacts, to writer: inout JSONWriter) {
        let isText = field.type is Note.Type || field.type is Line.Type
        if let canary, isText, field.isInternal || hiding != nil {
            writer.string("\(canary) \(hiding ?? field.name)")
        } else if field.isInternal, hiding == nil {
            // A group is hidden with all that is in it.
            hiding = field.name
            write(field.type, to: &writer)
            hiding = nil
        } else if let words = Self.fixedLines["\(kindName).\(field.name)"] {
            writer.string(words)
        } else {
            write(field.type, to: &writer)
        }
    }

    private mutating func write(_ type: any FieldValue.Type, to writer: inout JSONWriter) {
        switch type {
        case let list as any ListType.Type:
            let element = list.element
            writer.array { writer in
                for _ in 0...source.below(max(listLimit, 1)) { write(element, to: &writer) }
            }
        case let group as any Group.Type: write(group: Self.fields(of: group), to: &writer)
        case let choice as any ChoiceType.Type: writer.string(source.pick(choice.words))
        case let reference as any ReferenceType.Type: writer.string(code(reference.kindName).text)
        case is Bool.Type: writer.bool(true)
        case is Number.Type: writer.integer(Int.random(in: 0...1_000_000, using: &source))
        case is Coordinates.Type: writeCoordinates(to: &writer)
        case is Localized.Type: writeLocalized(to: &writer)
        case is Media.Type: medium.write(to: &writer)
        default: writer.string(text(of: type))
        }
    }

    private mutating func text(of type: any FieldValue.Type) -> String {
        switch type {
        case is Line.Type: words(paragraphs: false)
        case is Note.Type: words(paragraphs: true)
        case is Tongue.Type: source.pick(Self.languages)
        case is TimeOfDay.Type: "\(source.below(14) + 10):\(source.below(50) + 10)"
        case is PictureArea.Type:
            "pct:\(source.below(50)),\(source.below(50)).5,\(source.below(49) + 1),\(source.below(49) + 1).25"
        case is WebAddress.Type: "https://example.org/\(source.below(1_000))?q=1&b=ä#part"
        case is Address.Type: slug
        case is EDTF.Type: date
        default: unknown(type)
        }
    }

    private mutating func unknown(_ type: any FieldValue.Type) -> String {
        unknownTypes.append("\(type)")
        return "?"
    }

    private mutating func code(_ kind: String?) -> Code {
        let pool = kind.flatMap { codesOfKind[$0] } ?? codes
        return pool.isEmpty ? Code.random(using: &source) : source.pick(pool)
    }

    private var slug: String {
        mutating get { slugs.isEmpty ? "a-\(source.below(100_000))-z" : source.pick(slugs) }
    }

    /// A random date of every form that archives use.
    package var date: String {
        mutating get {
            let year = source.below(200) + 1_850
            return switch source.below(9) {
            case 0: "\(year)-0\(source.below(9) + 1)-\(source.below(19) + 10)"
            case 1: "\(year)-1\(source.below(3))"
            case 2: "\(year)~"
            case 3: "\(year / 10)X"
            case 4: "\(year)/\(year + 3)"
            case 5: "[\(year),\(year + 2)]"
            case 6: "\(year)?"
            case 7: "\(year)-2\(source.below(4) + 1)"
            default: "\(year)"
            }
        }
    }

    private var medium: Media {
        mutating get {
            if !media.isEmpty { return source.pick(media) }
            let blob = (0..<64).map { _ in source.pick(Array("0123456789abcdef")) }
            return Media(
                blob: String(blob), name: "picture \(source.below(100)).jpg", format: "jpeg",
                width: source.below(5_000) + 1, height: source.below(5_000) + 1)
        }
    }

    private mutating func writeCoordinates(to writer: inout JSONWriter) {
        writer.array { writer in
            writer.decimal(Double.random(in: -90...90, using: &source))
            writer.decimal(Double.random(in: -180...180, using: &source))
        }
    }

    private mutating func writeLocalized(to writer: inout JSONWriter) {
        let kept = source.pick(Self.languages)
        writer.object { writer in
            for language in Self.languages where language == kept || source.chance(density / 2) {
                writer.name(language)
                writer.string(words(paragraphs: true))
            }
        }
    }

    /// One to six words; with paragraphs, perhaps two of them.
    package mutating func words(paragraphs: Bool) -> String {
        let stock = isWild ? Self.tameWords + Self.wildWords : Self.tameWords
        let words = (0...source.below(6)).map { _ in source.pick(stock) }.joined(separator: " ")
        return paragraphs && source.chance(20) ? words + "\n\n" + source.pick(stock) : words
    }

    /// Sorted, as the canonical bytes are.
    private static let languages = ["de", "en", "ru", "zh-Hans"]

    private static let tameWords = [
        "Perm", "Пермь", "Kama", "twin", "города", "Ёлка", "Straße", "Amnéville", "青岛", "1995", "friendship",
    ]

    private static let wildWords = [
        "<b>", "\"quoted\"", "back\\slash", "'", "&amp;", "\u{202E}evil", "e\u{301}", "\u{301}",
        "\u{600}<img",
        "👩‍👩‍👧", "\u{2028}", "a\tb", "NEAR(", "-*", "\u{FEFF}", "\u{10FFFF}", "{\"file\":1}", "]]>",
    ]
}

/// What the dice must know of a generic value type, whatever its parameter.
private protocol ListType { static var element: any FieldValue.Type { get } }
private protocol ChoiceType { static var words: [String] { get } }
private protocol ReferenceType { static var kindName: String? { get } }

extension Array: ListType where Element: FieldValue {
    fileprivate static var element: any FieldValue.Type { Element.self }
}

extension Chosen: ChoiceType {
    fileprivate static var words: [String] { C.allCases.map(\.rawValue) }
}

extension Reference: ReferenceType {
    fileprivate static var kindName: String? { Target.referenceName }
}
