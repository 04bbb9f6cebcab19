/// Writes a table for a spreadsheet (RFC 4180): UTF-8 with the mark by which spreadsheets know it, every cell in quotes.
///
/// What a spreadsheet would take for a formula gets an apostrophe in front of it (OWASP, "CSV injection"), and so does
/// what would look like that; `CSVReader` takes it away again, so that every text comes back as it went.
package struct CSVWriter: Sendable {
    package private(set) var bytes: [UInt8]

    /// - Parameter isContinued: whether rows go on where others were written before.
    package init(isContinued: Bool = false) { bytes = isContinued ? [] : CSVReader.mark }

    package mutating func row(_ cells: [String]) {
        for (position, cell) in cells.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            self.cell(cell)
        }
        bytes += [0x0D, 0x0A]
    }

    private mutating func cell(_ text: String) {
        let quote = UInt8(ascii: "\"")
        bytes.append(quote)
        if Self.looksLikeFormula(text) { bytes.append(UInt8(ascii: "'")) }
        for byte in text.utf8 {
            bytes.append(byte)
            if byte == quote { bytes.append(byte) }
        }
        bytes.append(quote)
    }

    /// Whether a text, or what is behind its apostrophes, would be taken for a formula.
    static func looksLikeFormula(_ text: String) -> Bool {
        let rest = text.unicodeScalars.drop { $0 == "'" }
        if let first = rest.first, first.value < 0x20 { return true }
        guard let first = rest.first(where: { $0.value > 0x20 && $0 != "\u{A0}" }) else { return false }
        return starts.contains(first)
    }

    private static let starts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%"]
}
