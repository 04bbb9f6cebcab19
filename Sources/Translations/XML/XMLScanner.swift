/// The single pieces of XML, and the line in which each stands.
struct XMLScanner {
    private let bytes: [UInt8]
    private var index: Int
    private(set) var line = 1

    init(_ bytes: [UInt8]) throws(XMLProblem) {
        let isWide = bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
        guard !isWide, let text = String(validating: bytes, as: UTF8.self) else {
            throw XMLProblem(line: 1, reason: "it is not UTF-8")
        }
        // Two characters that no XML may hold, and that are not controls.
        let isForeign = text.unicodeScalars.contains { $0.value & 0xFFFE == 0xFFFE && $0.value < 0x10000 }
        guard !isForeign else { throw XMLProblem(line: 1, reason: "it holds U+FFFE or U+FFFF") }
        self.bytes = bytes
        index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    func problem(_ reason: String) -> XMLProblem { XMLProblem(line: line, reason: reason) }

    func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

    func starts(with text: String) -> Bool {
        let count = text.utf8.count
        guard index + count <= bytes.count else { return false }
        return text.utf8.elementsEqual(bytes[index..<index + count])
    }

    mutating func skip(_ count: Int) {
        for byte in bytes[index..<min(index + count, bytes.count)] where byte == 0x0A { line += 1 }
        index = min(index + count, bytes.count)
    }

    mutating func expect(_ text: String) throws(XMLProblem) {
        guard starts(with: text) else { throw problem("'\(text)' was expected") }
        skip(text.utf8.count)
    }

    @discardableResult
    mutating func skipBlanks() -> Bool {
        let start = index
        while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { skip(1) }
        return index > start
    }

    /// Passes over `<?xml … ?>`, which may say that the file is in UTF-8 and nothing else.
    mutating func skipDeclaration() throws(XMLProblem) {
        guard starts(with: "<?xml ") else { return }
        let start = index
        try skip(past: "?>")
        let words = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
        if words.contains("encoding"), !words.contains("utf-8") {
            throw XMLProblem(line: 1, reason: "it says that it is in another encoding than UTF-8")
        }
    }

    /// - Returns: whether there was one.
    mutating func skipComment() throws(XMLProblem) -> Bool {
        guard starts(with: "<!--") else { return false }
        try skip(past: "-->")
        return true
    }

    /// - Returns: whether there was one.
    mutating func skipInstruction() throws(XMLProblem) -> Bool {
        guard starts(with: "<?") else { return false }
        try skip(past: "?>")
        return true
    }

    /// The text of a CDATA section; `nil` where none begins.
    mutating func characterData() throws(XMLProblem) -> String? {
        guard starts(with: "<![CDATA[") else { return nil }
        skip(9)
        let start = index
        try skip(past: "]]>")
        return try plain(bytes[start..<index - 3])
    }

    private mutating func skip(past end: String) throws(XMLProblem) {
        let began = line
        while index < bytes.count {
            if starts(with: end) { return skip(end.utf8.count) }
            skip(1)
        }
        throw XMLProblem(line: began, reason: "something begins here and has no '\(end)' at its end")
    }

    mutating func name(upTo limit: Int) throws(XMLProblem) -> String {
        let start = index
        while let byte = peek(), Self.isOfName(byte), index - start <= limit { skip(1) }
        guard index > start, Self.beginsName(bytes[start]), index - start <= limit else {
            throw problem("a name was expected")
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private static func beginsName(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F || byte == 0x3A
            || byte >= 0x80
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        beginsName(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
    }

    /// The words up to the next tag. Line ends become LF, unless they were written as references.
    mutating func text() throws(XMLProblem) -> String {
        var text = ""
        while let byte = peek(), byte != UInt8(ascii: "<") {
            if byte == UInt8(ascii: "&") {
                text.unicodeScalars.append(try reference())
                continue
            }
            let start = index
            while let byte = peek(), byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&") {
                if byte == UInt8(ascii: "]"), starts(with: "]]>") {
                    throw problem("']]>' stands in a text: write ']]&gt;'")
                }
                skip(1)
            }
            text += try plain(bytes[start..<index])
        }
        return text
    }

    /// A value in quotes, with each blank of any sort as a space.
    mutating func attributeValue() throws(XMLProblem) -> String {
        guard let quote = peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw problem("a value in quotes was expected")
        }
        skip(1)
        var value = ""
        while let byte = peek(), byte != quote {
            switch byte {
            case UInt8(ascii: "<"): throw problem("'<' stands in a value: write '&lt;'")
            case UInt8(ascii: "&"): value.unicodeScalars.append(try reference())
            default:
                let start = index
                while let byte = peek(), byte != quote, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&") {
                    skip(1)
                }
                let words = try plain(bytes[start..<index])
                value += String(
                    String.UnicodeScalarView(words.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
            }
        }
        guard peek() == quote else { throw problem("a value has no end") }
        skip(1)
        return value
    }

    private mutating func reference() throws(XMLProblem) -> Unicode.Scalar {
        let rest = bytes[(index + 1)...].prefix(12)
        guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else {
            throw problem("'&' begins no character: write '&amp;'")
        }
        let words = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
        let known: [String: Unicode.Scalar] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
        var scalar = known[words]
        if words.hasPrefix("#x") {
            scalar = UInt32(words.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        } else if words.hasPrefix("#") {
            scalar = UInt32(words.dropFirst()).flatMap(Unicode.Scalar.init)
        }
        guard let scalar else { throw problem("the entity '&\(words);' is not known: no file declares any") }
        guard Self.isAllowed(scalar) else {
            throw problem("'&\(words);' is a character that no XML may hold")
        }
        skip(end + 1 - index)
        return scalar
    }

    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
            || [0x09, 0x0A, 0x0D].contains(scalar.value)
    }

    private func plain(_ raw: ArraySlice<UInt8>) throws(XMLProblem) -> String {
        var text: [UInt8] = []
        var previous: UInt8 = 0
        for byte in raw {
            guard byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else {
                throw problem(
                    "there is a character that no XML may hold (U+\(String(byte, radix: 16, uppercase: true)))"
                )
            }
            if byte == 0x0D {
                text.append(0x0A)
            } else if byte != 0x0A || previous != 0x0D {
                text.append(byte)
            }
            previous = byte
        }
        return String(decoding: text, as: UTF8.self)
    }
}
