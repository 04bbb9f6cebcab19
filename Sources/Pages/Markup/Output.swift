package import Localisation
package import Records

/// A literal of the program that stands in the page as it is.
package struct Trusted: Sendable {
    let literal: StaticString

    package init(_ literal: StaticString) { self.literal = literal }
}

/// The page while it is being written: its bytes, and the places where the reading settings are put in later.
///
/// It belongs to one task and one page.
package final class Output {
    // One value, so that an element is one access to the object and not one for each piece of it.
    var written = Written()
    /// The language of the page, and the phrases that name other languages in it.
    package let phrases: Phrases
    package let language: Language
    /// Whether a picture was written already: only the first is loaded at once.
    var hasPicture = false

    package init(phrases: Phrases, language: Language) {
        self.phrases = phrases
        self.language = language
        written.bytes.reserveCapacity(49_152)
    }

    func open(_ name: StaticString, _ attributes: [Attribute]) { written.open(name, attributes) }

    func close(_ name: StaticString) { written.close(name) }

    func escape(_ text: String) { written.bytes.escape(text) }

    /// Appends JSON where HTML reads no references: what could end the element is written as JSON's own escape.
    package func json(_ bytes: [UInt8]) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "<"): written.bytes.append("\\u003c" as StaticString)
            case UInt8(ascii: ">"): written.bytes.append("\\u003e" as StaticString)
            case UInt8(ascii: "&"): written.bytes.append("\\u0026" as StaticString)
            default: written.bytes.append(byte)
            }
        }
    }

    /// Appends what is no HTML: another document, written whole.
    func bytes(_ bytes: [UInt8]) { written.bytes += bytes }

    func append(_ literal: StaticString) { written.bytes.append(literal) }

    func mark(_ slot: Slot) { written.mark(slot) }

    /// What `content` writes, kept out of the page. It may hold no slots.
    func aside(_ content: () -> Void) -> [UInt8] {
        let start = written.bytes.count
        let places = written.slots.count
        content()
        let aside = Array(written.bytes[start...])
        written.bytes.removeSubrange(start...)
        written.slots.removeSubrange(places...)
        return aside
    }
}

/// The bytes written so far, and the slots among them.
struct Written {
    var bytes: [UInt8] = []
    var slots: [Rendered.Place] = []

    mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(name)
        for attribute in attributes { write(attribute) }
        bytes.append(UInt8(ascii: ">"))
    }

    mutating func close(_ name: StaticString) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(UInt8(ascii: "/"))
        bytes.append(name)
        bytes.append(UInt8(ascii: ">"))
    }

    mutating func mark(_ slot: Slot) {
        slots.append(Rendered.Place(offset: bytes.count, slot: slot))
    }

    private mutating func write(_ attribute: Attribute) {
        switch attribute.value {
        case .absent: return
        case .slot(let slot) where slot.isWholeAttribute: mark(slot)
        case .flag:
            bytes.append(UInt8(ascii: " "))
            bytes.append(attribute.name)
        default:
            bytes.append(UInt8(ascii: " "))
            bytes.append(attribute.name)
            bytes.append("=\"" as StaticString)
            write(attribute.value)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private mutating func write(_ value: Attribute.Value) {
        switch value {
        case .absent, .flag: break
        case .literal(let literal): bytes.append(literal)
        case .text(let text): bytes.escape(text)
        case .number(let number): bytes.append(contentsOf: String(number).utf8)
        case .route(let route):
            bytes.escape(route.path)
            // Pictures, style and the entrance have no settings; everything a reader walks to has.
            if route.language != nil { mark(.view(joinsQuery: route.hasQuery)) }
        case .slot(let slot): mark(slot)
        }
    }
}

/// Whatever writes a page: methods named as the elements, which write at once.
package protocol Markup {
    var out: Output { get }
}
