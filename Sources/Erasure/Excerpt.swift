/// A hit with the words around it, for somebody who decides.
package struct Excerpt: Sendable, Hashable {
    package let before: String
    package let hit: String
    package let after: String
    /// What will stand there instead of the hit.
    package let instead: String

    private static let bytesAround = 90
}

extension ErasurePlan.Place {
    /// The hits with what stands around them, at most `limit` of them.
    package func excerpts(limit: Int = 3) -> [Excerpt] {
        let bytes = Array(text.utf8)
        // An address is replaced as a whole; so is a note, and all of a person.
        guard isReplacedInPlace else {
            guard let hit = hits.first else { return [] }
            return [Excerpt(bytes, hit, instead: after)]
        }
        return hits.prefix(limit).map { hit in
            Excerpt(bytes, hit, instead: Blanking.word(for: bytes[hit.start..<hit.end], at: field.name))
        }
    }

    /// Whether only the hits are replaced and the rest of the text stays.
    package var isReplacedInPlace: Bool {
        guard case .field(let path) = field else { return false }
        return path != "slug" && !path.hasSuffix(".slug") && !Blanking.isWebAddress(Array(text.utf8))
    }
}

extension Excerpt {
    fileprivate init(_ bytes: [UInt8], _ hit: NameHit, instead: String) {
        var start = max(hit.start - Self.bytesAround, 0)
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        var end = min(hit.end + Self.bytesAround, bytes.count)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        before = (start > 0 ? "…" : "") + String(decoding: bytes[start..<hit.start], as: UTF8.self)
        self.hit = String(decoding: bytes[hit.start..<hit.end], as: UTF8.self)
        after = String(decoding: bytes[hit.end..<end], as: UTF8.self) + (end < bytes.count ? "…" : "")
        self.instead = instead
    }
}
