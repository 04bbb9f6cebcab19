/// Writes JSON (RFC 8259) as UTF-8, members in the order they are given, nothing escaped that need not be.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false
    private let isIndented: Bool
    private var depth = 0
    /// What a medium is called in a package; `nil` writes the medium itself.
    package let mediaFile: (@Sendable (Media) -> String?)?

    /// - Parameter isIndented: two blanks a level and a line a member, for files that people read.
    package init(isIndented: Bool = false, mediaFile: (@Sendable (Media) -> String?)? = nil) {
        self.isIndented = isIndented
        self.mediaFile = mediaFile
    }

    package mutating func object(_ members: (inout JSONWriter) -> Void) {
        container(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
    }

    package mutating func array(_ elements: (inout JSONWriter) -> Void) {
        container(UInt8(ascii: "["), UInt8(ascii: "]"), elements)
    }

    /// Writes a member's name; the value must follow.
    package mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        if isIndented { bytes.append(UInt8(ascii: " ")) }
        needsComma = false
    }

    package mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            if utf8.contains(where: JSONWriter.isEscaped) {
                for byte in utf8 { escape(byte) }
            } else {
                // Nearly every text: it goes over as it is.
                bytes.append(contentsOf: utf8)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0x0A: bytes += Array("\\n".utf8)
        case 0x0D: bytes += Array("\\r".utf8)
        case 0x09: bytes += Array("\\t".utf8)
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        default: bytes.append(byte)
        }
    }

    package mutating func integer(_ value: Int) { literal("\(value)") }

    /// Writes the shortest decimal that reads back as the same number; a number that is not finite as `0`.
    package mutating func decimal(_ value: Double) { literal(value.isFinite ? "\(value)" : "0") }

    package mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

    /// Writes a number as it was read (`numberText`).
    package mutating func number(_ text: String) { literal(text) }

    package mutating func null() { literal("null") }

    private mutating func literal(_ text: String) {
        separate()
        bytes += Array(text.utf8)
        needsComma = true
    }

    private mutating func container(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(open)
        needsComma = false
        depth += 1
        body(&self)
        depth -= 1
        if needsComma { newLine() }
        bytes.append(close)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        if needsComma || bytes.last == UInt8(ascii: "{") || bytes.last == UInt8(ascii: "[") { newLine() }
        needsComma = false
    }

    private mutating func newLine() {
        guard isIndented else { return }
        bytes.append(0x0A)
        bytes += [UInt8](repeating: 0x20, count: depth * 2)
    }
}
