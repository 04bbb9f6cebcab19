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
    var bytes: [UInt8] = []
    var slots: [Rendered.Place] = []
    /// The language of the page, and the phrases that name other languages in it.
    package let phrases: Phrases
    package let language: Language
    /// Whether a picture was written already: only the first is loaded at once.
    var hasPicture = false

    package init(phrases: Phrases, language: Language) {
        self.phrases = phrases
        self.language = language
        bytes.reserveCapacity(49_152)
    }

    func open(_ name: StaticString, _ attributes: [Attribute]) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(name)
        for attribute in attributes { write(attribute) }
        bytes.append(UInt8(ascii: ">"))
    }

    func close(_ name: StaticString) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(UInt8(ascii: "/"))
        bytes.append(name)
        bytes.append(UInt8(ascii: ">"))
    }

    func mark(_ slot: Slot) {
        slots.append(Rendered.Place(offset: bytes.count, slot: slot))
    }

    /// What `content` writes, kept out of the page. It may hold no slots.
    func aside(_ content: () -> Void) -> [UInt8] {
        let start = bytes.count
        let places = slots.count
        content()
        let written = Array(bytes[start...])
        bytes.removeSubrange(start...)
        slots.removeSubrange(places...)
        return written
    }

    private func write(_ attribute: Attribute) {
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

    private func write(_ value: Attribute.Value) {
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
