/// The words of a PDF document (ISO 32000-1) as far as they can be read without drawing it: every stream that is
/// compressed by Flate, the strings of each, and the glyphs that a font's own table translates.
struct PDFWords {
    private(set) var parts: [[UInt8]] = []
    private(set) var unread: ErasurePlan.UnreadFile.Why?

    private static let streamMark = Array("stream".utf8)
    private static let endMark = Array("endstream".utf8)

    init(_ bytes: [UInt8], inflatedLimit: Int) {
        var streams = [bytes]
        var total = 0
        var place = 0
        while total < inflatedLimit, let range = bytes[place...].firstRange(of: Self.streamMark) {
            place = range.upperBound
            // "endstream" ends with the same word.
            if range.lowerBound >= 3,
                bytes[(range.lowerBound - 3)..<range.lowerBound].elementsEqual("end".utf8)
            {
                continue
            }
            while place < bytes.count, bytes[place] == 0x0D || bytes[place] == 0x0A { place += 1 }
            let end = bytes[place...].firstRange(of: Self.endMark)?.lowerBound ?? bytes.count
            let text = Inflating.inflate(bytes[place..<end], limit: inflatedLimit - total)
            if !text.isEmpty {
                streams.append(text)
                total += text.count
            }
            place = end
        }
        let tables = streams.compactMap { GlyphTable($0) }
        parts = streams
        for stream in streams {
            let strings = PDFStrings(stream)
            parts.append(strings.shown)
            for table in tables { parts.append(table.translate(strings.glyphs)) }
        }
        if streams.contains(where: { $0.firstRange(of: Array("/Encrypt".utf8)) != nil }) {
            unread = .encrypted
        } else if tables.isEmpty,
            streams.contains(where: { $0.firstRange(of: Array("/Identity-H".utf8)) != nil })
        {
            unread = .lettersAreNumbers
        }
    }
}

/// The strings that a stream of a PDF document holds, one after the other.
struct PDFStrings {
    /// What is written, with kerning taken out and a blank where another piece begins.
    private(set) var shown: [UInt8] = []
    /// The codes of all strings, two bytes each, with 0xFFFF where another piece begins.
    private(set) var glyphs: [UInt16] = []

    private let bytes: [UInt8]
    private var place = 0
    private var isInArray = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        while place < bytes.count { step() }
    }

    private mutating func step() {
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "("): take(literal())
        case UInt8(ascii: "<") where place < bytes.count && bytes[place] != UInt8(ascii: "<"): take(hex())
        case UInt8(ascii: "<"): place += 1
        case UInt8(ascii: "["): isInArray = true
        case UInt8(ascii: "]"):
            isInArray = false
            divide()
        case UInt8(ascii: "-") where isInArray: kern()
        default: if !isInArray, byte > 0x20, shown.last != 0x20 { divide() }
        }
    }

    private mutating func divide() {
        if let last = shown.last, last != 0x20 { shown.append(0x20) }
        if let last = glyphs.last, last != 0xFFFF { glyphs.append(0xFFFF) }
    }

    /// A step to the right of a fifth of a letter's height and more is a blank.
    private mutating func kern() {
        var value = 0
        while place < bytes.count, (0x30...0x39).contains(bytes[place]), value < 100_000 {
            value = value * 10 + Int(bytes[place] - 0x30)
            place += 1
        }
        if value >= 200 { divide() }
    }

    private mutating func take(_ string: [UInt8]) {
        if string.starts(with: [0xFE, 0xFF]) {
            var units: [UInt16] = []
            for place in stride(from: 2, to: string.count - 1, by: 2) {
                units.append(UInt16(string[place]) << 8 | UInt16(string[place + 1]))
            }
            shown += String(decoding: units, as: UTF16.self).utf8
        } else {
            shown += string
        }
        for place in stride(from: 0, to: string.count - 1, by: 2) {
            glyphs.append(UInt16(string[place]) << 8 | UInt16(string[place + 1]))
        }
    }

    private mutating func literal() -> [UInt8] {
        var string: [UInt8] = []
        var depth = 1
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return string }
            case UInt8(ascii: "\\"):
                if let escaped = escape() { string.append(escaped) }
                continue
            default: break
            }
            string.append(byte)
        }
        return string
    }

    private mutating func escape() -> UInt8? {
        guard place < bytes.count else { return nil }
        let byte = bytes[place]
        place += 1
        switch byte {
        case 0x30...0x37:
            var value = Int(byte - 0x30)
            for _ in 0..<2 where place < bytes.count && (0x30...0x37).contains(bytes[place]) {
                value = value * 8 + Int(bytes[place] - 0x30)
                place += 1
            }
            return UInt8(truncatingIfNeeded: value)
        case 0x0A: return nil
        case 0x0D:
            if place < bytes.count, bytes[place] == 0x0A { place += 1 }
            return nil
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        default: return byte
        }
    }

    private mutating func hex() -> [UInt8] {
        var digits: [UInt8] = []
        while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
            switch bytes[place] {
            case 0x30...0x39: digits.append(bytes[place] - 0x30)
            case 0x41...0x46, 0x61...0x66: digits.append((bytes[place] | 0x20) - 0x61 + 10)
            case 0...0x20: break
            default: return []
            }
            place += 1
        }
        place += 1
        if digits.count % 2 == 1 { digits.append(0) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

/// A font's table from codes to letters (`ToUnicode`, ISO 32000-1, 9.10.3).
struct GlyphTable {
    private var letters: [UInt16: [UInt16]] = [:]

    /// - Returns: `nil` for a stream that is no such table.
    init?(_ bytes: [UInt8]) {
        guard bytes.firstRange(of: Array("begincmap".utf8)) != nil else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        for block in text.split(separator: "beginbfchar").dropFirst() {
            let codes = Self.codes(
                in: block.prefix(upTo: block.firstRange(of: "endbfchar")?.lowerBound ?? block.endIndex))
            for pair in stride(from: 0, to: codes.count - 1, by: 2) {
                if let code = codes[pair].first { letters[code] = codes[pair + 1] }
            }
        }
        for block in text.split(separator: "beginbfrange").dropFirst() {
            let codes = Self.codes(
                in: block.prefix(upTo: block.firstRange(of: "endbfrange")?.lowerBound ?? block.endIndex))
            for triple in stride(from: 0, to: codes.count - 2, by: 3) {
                guard let first = codes[triple].first, let last = codes[triple + 1].first,
                    let start = codes[triple + 2].first, first <= last
                else { continue }
                for code in first...last { letters[code] = [start &+ (code - first)] }
            }
        }
        guard !letters.isEmpty else { return nil }
    }

    /// The words of `<0041>`: what stands in angle brackets, as units of 16 bits.
    private static func codes(in text: Substring) -> [[UInt16]] {
        text.split(separator: "<").compactMap { piece in
            let digits = piece.prefix { $0 != ">" }
            guard digits.count < piece.count, !digits.isEmpty, digits.count <= 64 else { return nil }
            var units: [UInt16] = []
            var rest = digits[...]
            while !rest.isEmpty {
                guard let unit = UInt16(rest.prefix(4), radix: 16) else { return nil }
                units.append(unit)
                rest = rest.dropFirst(4)
            }
            return units
        }
    }

    func translate(_ glyphs: [UInt16]) -> [UInt8] {
        var units: [UInt16] = []
        for glyph in glyphs { units += glyph == 0xFFFF ? [0x20] : letters[glyph] ?? [0x20] }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}
