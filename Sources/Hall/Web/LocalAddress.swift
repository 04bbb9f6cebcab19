/// Where a form may send its reader back to: an address of this very site, and never another's.
package enum LocalAddress {
    /// The most bytes that are believed.
    package static let limit = 4096

    /// The address as it may stand in `Location`, with everything but printable ASCII escaped; `nil` unless it
    /// begins with exactly one slash and holds no backslash and no control character, which browsers read as
    /// slashes or leave out.
    package static func checked(_ text: String?) -> String? {
        guard let text, text.utf8.count <= limit else { return nil }
        let bytes = text.utf8
        guard bytes.first == UInt8(ascii: "/"), bytes.dropFirst().first != UInt8(ascii: "/") else {
            return nil
        }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) else { return nil }
        return PercentCoding.headerSafe(withoutFragment(text))
    }

    /// The address with every `view` taken out of its query, and `view` added where there is one to carry.
    package static func carrying(view: String?, _ address: String) -> String {
        let parts = address.utf8.split(
            separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        var query: [String] = []
        if parts.count == 2 {
            query = parts[1].split(separator: UInt8(ascii: "&")).map { String(Substring($0)) }
                .filter { $0 != "view" && !$0.utf8.starts(with: "view=".utf8) }
        }
        if let view { query.append("view=" + view) }
        return String(Substring(parts[0])) + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    private static func withoutFragment(_ text: String) -> String {
        String(Substring(text.utf8.prefix { $0 != UInt8(ascii: "#") }))
    }
}
