/// The scalars of a UTF-8 text, each with the bytes it stands for, and escapes read as what they mean: `%D0%98` of an
/// address, `\u0418` of JSON, `&#1048;` of HTML.
struct TextScalars {
    private let bytes: [UInt8]
    private var index = 0
    /// What an escape of several scalars still has to give.
    private var pending: [(UInt32, Int, Int)] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> (value: UInt32, start: Int, end: Int)? {
        if let first = pending.popLast() { return first }
        guard index < bytes.count else { return nil }
        let start = index
        switch bytes[index] {
        case UInt8(ascii: "%"): if readPercents() { return pending.popLast() }
        case UInt8(ascii: "\\"):
            if let value = number(at: index + 2, count: 4), at(index + 1) == UInt8(ascii: "u") {
                index += 6
                return (value, start, index)
            }
        case UInt8(ascii: "&"): if let value = readEntity() { return (value, start, index) }
        default: break
        }
        let value = TextScalars.decode(bytes, &index)
        return (value, start, index)
    }

    private func at(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    /// Reads one scalar; a byte that is no UTF-8 is read as U+FFFD, which divides words.
    static func decode(_ bytes: [UInt8], _ index: inout Int) -> UInt32 {
        let first = bytes[index]
        index += 1
        let (count, start): (Int, UInt32) =
            switch first {
            case 0..<0x80: (0, UInt32(first))
            case 0xC2..<0xE0: (1, UInt32(first & 0x1F))
            case 0xE0..<0xF0: (2, UInt32(first & 0x0F))
            case 0xF0..<0xF5: (3, UInt32(first & 0x07))
            default: (0, 0xFFFD)
            }
        guard index + count <= bytes.count else { return 0xFFFD }
        var value = start
        for place in index..<(index + count) {
            guard bytes[place] & 0xC0 == 0x80 else { return 0xFFFD }
            value = value << 6 | UInt32(bytes[place] & 0x3F)
        }
        index += count
        return value
    }

    /// Reads a run of `%XX`: as UTF-8, or else as Windows-1251, in which old Russian addresses were written.
    private mutating func readPercents() -> Bool {
        var run: [UInt8] = []
        let start = index
        var place = index
        while at(place) == UInt8(ascii: "%"), let value = number(at: place + 1, count: 2) {
            run.append(UInt8(value))
            place += 3
        }
        guard !run.isEmpty else { return false }
        index = place
        var scalars: [(UInt32, Int, Int)] = []
        if String(validating: run, as: UTF8.self) != nil {
            var inner = 0
            while inner < run.count {
                let first = inner
                let value = TextScalars.decode(run, &inner)
                scalars.append((value, start + 3 * first, start + 3 * inner))
            }
        } else {
            for (position, byte) in run.enumerated() {
                scalars.append(
                    (ByteEncoding.windows1251(byte), start + 3 * position, start + 3 * position + 3))
            }
        }
        pending = scalars.reversed()
        return true
    }

    /// Reads `&#1048;`, `&#x418;`, `&nbsp;` and `&shy;`.
    private mutating func readEntity() -> UInt32? {
        let end = min(index + 10, bytes.count)
        guard let semicolon = bytes[index..<end].firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = bytes[(index + 1)..<semicolon]
        let value: UInt32?
        if name.elementsEqual("nbsp".utf8) {
            value = 0xA0
        } else if name.elementsEqual("shy".utf8) {
            value = 0xAD
        } else if name.first == UInt8(ascii: "#") {
            let digits = String(decoding: name.dropFirst(), as: UTF8.self)
            let isHex = digits.utf8.first.map { $0 | 0x20 } == UInt8(ascii: "x")
            value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        } else {
            value = nil
        }
        guard let value else { return nil }
        index = semicolon + 1
        return value
    }

    private func number(at start: Int, count: Int) -> UInt32? {
        guard start + count <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[start..<(start + count)] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x61 + 10)
            default: return nil
            }
        }
        return value
    }
}
