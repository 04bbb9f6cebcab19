/// A name for exact bytes, as `ETag` and `If-None-Match` carry it (RFC 9110, section 8.8.3).
package struct EntityTag: Hashable, Sendable {
    /// The text with its quotes: `"4af1"`.
    package let field: String

    /// - Parameter opaque: printable ASCII without quotes.
    package init(_ opaque: String) { field = "\"\(opaque)\"" }

    /// Whether an `If-None-Match` names these bytes, by the weak comparison that the standard asks for:
    /// lists, `W/` (a proxy that compresses adds it) and `*`.
    package func isNamed(by ifNoneMatch: String?) -> Bool {
        guard let ifNoneMatch else { return false }
        if ifNoneMatch == field { return true }
        var rest = HeaderText.trimmed(ifNoneMatch.utf8)
        if rest.elementsEqual([UInt8(ascii: "*")]) { return true }
        while !rest.isEmpty {
            rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ",") }
            if rest.starts(with: [UInt8(ascii: "W"), UInt8(ascii: "/")]) { rest = rest.dropFirst(2) }
            guard rest.first == UInt8(ascii: "\"") else { return false }
            guard let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "\"")) else { return false }
            if rest[...end].elementsEqual(field.utf8) { return true }
            rest = rest[rest.index(after: end)...]
        }
        return false
    }
}
