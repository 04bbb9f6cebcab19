/// Reads a table as spreadsheets write it (RFC 4180): rows end in CRLF or LF, cells are divided by commas, or by semicolons
/// or tabs, as spreadsheets do in languages whose decimal sign is the comma.
package struct CSVReader: Sendable {
    /// Why a table cannot be read, and in which line.
    package struct Failure: Error, Hashable, Sendable {
        package let line: Int
        package let reason: String

        package init(line: Int, reason: String) { (self.line, self.reason) = (line, reason) }
    }

    /// A row with the line in which it begins; the first is 1.
    package struct Row: Hashable, Sendable {
        package let line: Int
        package let cells: [String]
    }

    /// The bytes by which spreadsheets know UTF-8.
    static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let quote = UInt8(ascii: "\"")
    /// How many cells one row may have.
    private static let cellLimit = 200

    private let bytes: [UInt8]
    private let divider: UInt8
    private var index = 0
    private var line = 1

    /// - Throws: `Failure` for bytes that are not UTF-8.
    package init(_ bytes: [UInt8]) throws(Failure) {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw Failure(line: 1, reason: "it is not UTF-8: save it as “CSV UTF-8”")
        }
        self.bytes = bytes.starts(with: Self.mark) ? Array(bytes.dropFirst(Self.mark.count)) : bytes
        divider = Self.divider(of: self.bytes)
    }

    /// The sign that stands most often in the first line, outside of quotes.
    private static func divider(of bytes: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in bytes {
            if byte == quote { isQuoted.toggle() }
            if !isQuoted, byte == 0x0A { break }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        let dividers = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
        return dividers.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? dividers[0]
    }

    /// The next row that is not empty; `nil` at the end.
    package mutating func next() throws(Failure) -> Row? {
        while index < bytes.count {
            let row = try row()
            if row.cells != [""] { return row }
        }
        return nil
    }

    private mutating func row() throws(Failure) -> Row {
        let start = line
        var cells: [String] = []
        while true {
            guard cells.count < Self.cellLimit else {
                throw Failure(line: start, reason: "the row has more than \(Self.cellLimit) cells")
            }
            cells.append(try cell())
            guard index < bytes.count else { break }
            let byte = bytes[index]
            index += 1
            if byte == divider { continue }
            if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
            line += 1
            break
        }
        return Row(line: start, cells: cells)
    }

    private mutating func cell() throws(Failure) -> String {
        guard index < bytes.count, bytes[index] == Self.quote else {
            let start = index
            while index < bytes.count, bytes[index] != divider, bytes[index] != 0x0A, bytes[index] != 0x0D {
                guard bytes[index] != Self.quote else {
                    throw Failure(line: line, reason: "a quotation mark stands in the middle of a cell")
                }
                index += 1
            }
            return Self.text(bytes[start..<index])
        }
        let start = line
        var text: [UInt8] = []
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == Self.quote {
                guard index < bytes.count, bytes[index] == Self.quote else {
                    guard index == bytes.count || [divider, 0x0A, 0x0D].contains(bytes[index]) else {
                        throw Failure(line: line, reason: "something stands behind the end of a cell")
                    }
                    return Self.text(text[...])
                }
                index += 1
            }
            if byte == 0x0A { line += 1 }
            text.append(byte)
        }
        throw Failure(line: start, reason: "a cell has no end: a quotation mark is missing")
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        let hasApostrophe = bytes.first == UInt8(ascii: "'") && CSVWriter.looksLikeFormula(text)
        return hasApostrophe ? String(decoding: bytes.dropFirst(), as: UTF8.self) : text
    }
}
