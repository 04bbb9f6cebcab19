package import Records

/// An address outside the Hall, `http` or `https` and nothing else.
package struct WebAddress: Hashable, Sendable {
    package let text: String

    /// `nil` unless the text begins with `http://` or `https://` and a host, holds no blank or control
    /// character, and is no longer than 2,048 bytes.
    package init?(_ text: String) {
        let bytes = Array(text.utf8.prefix(2049))
        guard bytes.count <= 2048, bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        let lower = bytes.prefix(8).map { (65...90).contains($0) ? $0 | 0x20 : $0 }
        let scheme = lower.starts(with: "https://".utf8) ? 8 : lower.starts(with: "http://".utf8) ? 7 : 0
        guard scheme > 0, bytes.count > scheme else { return nil }
        let first = bytes[scheme]
        let isHost = (48...57).contains(first) || (97...122).contains(first | 0x20) || first >= 0x80
        guard isHost || first == UInt8(ascii: "[") else { return nil }
        // What RFC 3986 forbids in an address; browsers read a backslash as a slash.
        guard !bytes.contains(where: { "\"<>\\^`{|}".utf8.contains($0) }) else { return nil }
        self.text = text
    }
}

/// A mail address to write to, of the characters that need no escaping in an address (RFC 6068).
package struct MailAddress: Hashable, Sendable {
    /// `mailto:hall@example.org`.
    package let text: String

    /// `nil` unless the text is `mailto:` and one plain address of at most 254 bytes.
    package init?(_ text: String) {
        let scheme = "mailto:".utf8
        let rest = text.utf8.dropFirst(scheme.count)
        guard text.utf8.prefix(scheme.count).map({ $0 | 0x20 }).elementsEqual(scheme), rest.count <= 254
        else { return nil }
        let sides = rest.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard sides.count == 2, sides.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isPlain) }) else {
            return nil
        }
        self.text = "mailto:" + String(Substring(rest))
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || ".-_+".utf8.contains(byte)
    }
}

/// An attribute of an element, with a value that is safe for its place.
package struct Attribute: Sendable {
    enum Value: Sendable {
        case absent, flag
        case literal(StaticString)
        case text(String)
        case number(Int)
        case route(Route)
        case slot(Slot)
    }

    let name: StaticString
    let value: Value

    init(_ name: StaticString, _ value: Value) {
        self.name = name
        self.value = value
    }

    /// The attribute when `condition` holds, otherwise nothing.
    package func `if`(_ condition: Bool) -> Attribute { condition ? self : Attribute(name, .absent) }
}

extension Attribute {
    package static func id(_ text: String) -> Attribute { Attribute("id", .text(text)) }
    package static func `class`(_ names: StaticString) -> Attribute { Attribute("class", .literal(names)) }
    package static func accent(_ accent: Accent?) -> Attribute {
        accent.map { Attribute("data-accent", .text($0.rawValue)) } ?? Attribute("data-accent", .absent)
    }
    /// A link to a place in the Hall; it carries the reading settings where cookies are refused.
    package static func href(_ route: Route) -> Attribute { Attribute("href", .route(route)) }
    package static func href(_ address: WebAddress) -> Attribute { Attribute("href", .text(address.text)) }
    package static func href(_ address: MailAddress) -> Attribute { Attribute("href", .text(address.text)) }
    /// A link within the page.
    package static func href(fragment: StaticString) -> Attribute { Attribute("href", .literal(fragment)) }
    package static func lang(_ language: Language) -> Attribute { Attribute("lang", .text(language.tag)) }
    /// The direction of the text itself; for text of a language that may run from right to left.
    package static var directionOfItself: Attribute { Attribute("dir", .literal("auto")) }
    package static func hreflang(_ language: Language) -> Attribute {
        Attribute("hreflang", .text(language.tag))
    }
    package static func rel(_ names: StaticString) -> Attribute { Attribute("rel", .literal(names)) }
    package static func type(_ name: StaticString) -> Attribute { Attribute("type", .literal(name)) }
    package static func name(_ name: StaticString) -> Attribute { Attribute("name", .literal(name)) }
    package static func name(of control: any ReadingControl.Type) -> Attribute {
        Attribute("name", .text(control.field))
    }
    package static func value(_ text: String) -> Attribute { Attribute("value", .text(text)) }
    package static func role(_ name: StaticString) -> Attribute { Attribute("role", .literal(name)) }
    package static func label(_ text: String) -> Attribute { Attribute("aria-label", .text(text)) }
    package static func labelled(by id: StaticString) -> Attribute {
        Attribute("aria-labelledby", .literal(id))
    }
    package static var currentPage: Attribute { Attribute("aria-current", .literal("page")) }
    package static var current: Attribute { Attribute("aria-current", .literal("true")) }
    package static var decoration: Attribute { Attribute("aria-hidden", .literal("true")) }
    package static func datetime(_ text: String) -> Attribute { Attribute("datetime", .text(text)) }
    package static var open: Attribute { Attribute("open", .flag) }
    package static func method(_ name: StaticString) -> Attribute { Attribute("method", .literal(name)) }
    package static func maxlength(_ count: Int) -> Attribute { Attribute("maxlength", .number(count)) }
    package static func `for`(_ id: StaticString) -> Attribute { Attribute("for", .literal(id)) }

    /// Where a form goes; it carries the settings in a field of its own.
    package static func action(_ route: Route) -> Attribute { Attribute("action", .text(route.path)) }
}
