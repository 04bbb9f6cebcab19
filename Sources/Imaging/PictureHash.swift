/// The SHA-256 of an original's bytes, in 64 lower-case hexadecimal digits: the only thing a pack is named
/// by.
package struct PictureHash: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Nothing but 64 digits of `0-9a-f` is accepted, so that a hash can stand in a path.
    package init?(_ text: String) {
        let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard text.utf8.count == 64, text.utf8.allSatisfy(isDigit) else { return nil }
        description = text
    }
}
