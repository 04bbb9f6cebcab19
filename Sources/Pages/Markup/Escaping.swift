extension [UInt8] {
    /// Appends text as it may stand between tags and in quoted attributes, and nowhere else.
    ///
    /// Works on bytes: `"` followed by a combining mark is one `Character` and would pass a walk over characters.
    /// - `" & ' < >` become references.
    /// - C0 controls but tab and newline, DEL, C1 controls and noncharacters of plane 0 become U+FFFD;
    ///   CR LF and a lone CR become LF.
    /// - The bidirectional embeddings and overrides U+202A to U+202E are left out: they would turn round what
    ///   follows them. Isolates stay; they end with the element, as every text of another direction gets one.
    mutating func escape(_ text: String) {
        var text = text
        text.withUTF8 { escape($0) }
    }

    private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            // Letters, digits and blanks are nearly all there is.
            if byte > 0x3E && byte < 0x7F || byte == 0x20 {
                index += 1
                continue
            }
            guard let (length, replacement) = Self.exception(byte, bytes, index) else {
                index += 1
                continue
            }
            append(contentsOf: bytes[start..<index])
            replacement.withUTF8Buffer { append(contentsOf: $0) }
            index += length
            start = index
        }
        append(contentsOf: bytes[start..<bytes.count])
    }

    /// How many bytes at `index` are replaced and by what, `nil` for all that may stand as it is.
    private static func exception(
        _ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int
    ) -> (length: Int, replacement: StaticString)? {
        switch byte {
        case 0x20, 0x21, 0x23...0x25, 0x28...0x3B, 0x3D, 0x3F...0x7E, 0x09, 0x0A: return nil
        case UInt8(ascii: "\""): return (1, "&quot;")
        case UInt8(ascii: "&"): return (1, "&amp;")
        case UInt8(ascii: "'"): return (1, "&#39;")
        case UInt8(ascii: "<"): return (1, "&lt;")
        case UInt8(ascii: ">"): return (1, "&gt;")
        case 0x0D: return (index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1, "\n")
        case 0x00...0x1F, 0x7F: return (1, "\u{FFFD}")
        case 0xC2:
            // U+0080 to U+009F.
            return index + 1 < bytes.count && bytes[index + 1] < 0xA0 ? (2, "\u{FFFD}") : nil
        case 0xE2:
            guard index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return nil }
            return (0xAA...0xAE).contains(bytes[index + 2]) ? (3, "") : nil
        case 0xEF:
            guard index + 2 < bytes.count else { return nil }
            let second = bytes[index + 1]
            let third = bytes[index + 2]
            let isNoncharacter =
                second == 0xB7 ? (0x90...0xAF).contains(third) : second == 0xBF && third >= 0xBE
            return isNoncharacter ? (3, "\u{FFFD}") : nil
        default: return nil
        }
    }

    /// Appends a literal of the program.
    mutating func append(_ literal: StaticString) {
        // A literal of one scalar has no pointer.
        if literal.hasPointerRepresentation {
            literal.withUTF8Buffer { append(contentsOf: $0) }
        } else {
            append(contentsOf: String(literal.unicodeScalar).utf8)
        }
    }
}
