/// Reads JSON (RFC 8259) once, from front to back, straight into values.
///
/// Stricter than the standard asks: UTF-8 is checked, a lone surrogate and a NUL are refused, nesting ends at 64.
package struct JSONReader {
    private static let depthLimit = 64

    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0
    private var path: [PathStep] = []

    /// Problems that do not end the reading: values of another shape, unknown and repeated members.
    package private(set) var problems: [Problem] = []
    /// Whether a member that is not known is a problem (a package written by hand) or is skipped (the journal).
    package let reportsUnknown: Bool
    /// What a package's `{"file": …}` stands for; `nil` where files make no sense.
    package let media: (@Sendable (String) -> MediaLookup)?

    package init(
        _ bytes: [UInt8], reportsUnknown: Bool = false, media: (@Sendable (String) -> MediaLookup)? = nil
    ) {
        self.bytes = bytes
        self.reportsUnknown = reportsUnknown
        self.media = media
    }

    /// What the next value is, without reading it.
    package enum Token: Sendable { case object, array, string, number, bool, null, end, other }

    package mutating func peek() -> Token {
        skipBlanks()
        guard index < bytes.count else { return .end }
        switch bytes[index] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        default: return .other
        }
    }

    /// Reads an object; `member` is called with each name and must read or skip its value.
    package mutating func object(
        _ member: (inout JSONReader, String) throws(JSONProblem) -> Void
    ) throws(JSONProblem) {
        try open(UInt8(ascii: "{"), expected: "an object")
        defer { depth -= 1 }
        if try close(UInt8(ascii: "}")) { return }
        while true {
            guard peek() == .string else { throw syntax("a member's name was expected") }
            let name = try string()
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw syntax("a colon was expected") }
            path.append(.member(name))
            try member(&self, name)
            path.removeLast()
            if try closeOrComma(UInt8(ascii: "}")) { return }
        }
    }

    /// Reads an array; `element` is called before each element and must read or skip it.
    package mutating func array(_ element: (inout JSONReader) throws(JSONProblem) -> Void) throws(JSONProblem)
    {
        try open(UInt8(ascii: "["), expected: "a list")
        defer { depth -= 1 }
        if try close(UInt8(ascii: "]")) { return }
        var position = 0
        while true {
            path.append(.element(position))
            try element(&self)
            path.removeLast()
            position += 1
            if try closeOrComma(UInt8(ascii: "]")) { return }
        }
    }

    /// Reads a value; one of another shape is noted as a problem, skipped, and `nil` is returned.
    package mutating func value<Value: FieldValue>(_ type: Value.Type) throws(JSONProblem) -> Value? {
        let start = (index, depth, path.count)
        do {
            return try type.init(from: &self)
        } catch {
            guard case .shape(let expected) = error.reason else { throw error }
            note(.shape(expected: expected))
            (index, depth) = (start.0, start.1)
            path.removeLast(path.count - start.2)
            try skip()
            return nil
        }
    }

    /// Notes a problem at the place that is being read.
    package mutating func note(_ reason: Problem.Reason) {
        guard problems.count < Problem.limit else { return }
        problems.append(Problem(path: PathStep.text(path), reason: reason))
    }

    package mutating func string() throws(JSONProblem) -> String {
        guard peek() == .string else { throw shape("a text") }
        index += 1
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                let text = try text(bytes[start..<index], at: start)
                index += 1
                return text
            }
            if byte == UInt8(ascii: "\\") { return try stringWithEscapes(from: start) }
            guard byte >= 0x20 else { throw syntax("a control character must be escaped") }
            index += 1
        }
        throw syntax("the text has no end", at: start)
    }

    package mutating func integer() throws(JSONProblem) -> Int {
        guard peek() == .number else { throw shape("a whole number") }
        let start = index
        let literal = try numberLiteral()
        guard let value = Int(literal) else { throw shape("a whole number", at: start) }
        return value
    }

    package mutating func decimal() throws(JSONProblem) -> Double {
        guard peek() == .number else { throw shape("a number") }
        let start = index
        guard let value = Double(try numberLiteral()), value.isFinite else {
            throw shape("a number", at: start)
        }
        return value
    }

    /// A number as it stands there.
    package mutating func numberText() throws(JSONProblem) -> String {
        guard peek() == .number else { throw shape("a number") }
        return try numberLiteral()
    }

    package mutating func bool() throws(JSONProblem) -> Bool {
        guard peek() == .bool else { throw shape("true or false") }
        if takeWord("true") { return true }
        if takeWord("false") { return false }
        throw syntax("an unknown word")
    }

    /// Reads past any one value.
    package mutating func skip() throws(JSONProblem) {
        switch peek() {
        case .object: try object { (reader, _) throws(JSONProblem) in try reader.skip() }
        case .array: try array { (reader) throws(JSONProblem) in try reader.skip() }
        case .string: _ = try string()
        // A number too large for this program may stand where it does not look.
        case .number: _ = try numberLiteral()
        case .bool: _ = try bool()
        case .null: guard takeWord("null") else { throw syntax("an unknown word") }
        case .end, .other: throw syntax("a value was expected")
        }
    }

    /// Reads past the value of a member that is not known, and tells of it where that is a problem.
    package mutating func skipUnknown() throws(JSONProblem) {
        if reportsUnknown { note(.unknownField) }
        try skip()
    }

    /// Checks that nothing but blanks follows.
    package mutating func end() throws(JSONProblem) {
        guard peek() == .end else { throw syntax("more text follows the value") }
    }

    package func shape(_ expected: String, at offset: Int? = nil) -> JSONProblem {
        JSONProblem(offset: offset ?? index, reason: .shape(expected: expected))
    }

    private func syntax(_ reason: String, at offset: Int? = nil) -> JSONProblem {
        JSONProblem(offset: offset ?? index, reason: .syntax(reason))
    }
}

extension JSONReader {
    private mutating func skipBlanks() {
        while index < bytes.count, JSONReader.isBlank(bytes[index]) { index += 1 }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func takeWord(_ word: StaticString) -> Bool {
        let end = index + word.utf8CodeUnitCount
        let expected = word.withUTF8Buffer { Array($0) }
        guard end <= bytes.count, bytes[index..<end].elementsEqual(expected) else { return false }
        index = end
        return true
    }

    private mutating func open(_ byte: UInt8, expected: String) throws(JSONProblem) {
        skipBlanks()
        guard take(byte) else {
            throw peek() == .other || peek() == .end ? syntax("a value was expected") : shape(expected)
        }
        depth += 1
        guard depth <= JSONReader.depthLimit else { throw syntax("nested too deeply") }
    }

    private mutating func close(_ byte: UInt8) throws(JSONProblem) -> Bool {
        skipBlanks()
        return take(byte)
    }

    private mutating func closeOrComma(_ byte: UInt8) throws(JSONProblem) -> Bool {
        skipBlanks()
        if take(byte) { return true }
        guard take(UInt8(ascii: ",")) else { throw syntax("a comma was expected") }
        return false
    }

    /// The characters of a number: `Int` and `Double` read more than JSON allows (`+1`, `01`, `1.`).
    private mutating func numberLiteral() throws(JSONProblem) -> String {
        let start = index
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func digits() throws(JSONProblem) {
        let start = index
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
        guard index > start else { throw syntax("a digit was expected") }
    }

    private mutating func stringWithEscapes(from start: Int) throws(JSONProblem) -> String {
        var text = Array(bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                return try self.text(text[...], at: start)
            case UInt8(ascii: "\\"): try appendEscape(to: &text)
            case 0..<0x20: throw syntax("a control character must be escaped", at: index - 1)
            default: text.append(byte)
            }
        }
        throw syntax("the text has no end", at: start)
    }

    private func text(_ utf8: ArraySlice<UInt8>, at start: Int) throws(JSONProblem) -> String {
        guard let valid = try? UTF8Span(validating: utf8.span) else {
            throw syntax("the text is not UTF-8", at: start)
        }
        return String(copying: valid)
    }

    private mutating func appendEscape(to text: inout [UInt8]) throws(JSONProblem) {
        guard index < bytes.count else { throw syntax("the text has no end") }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: Array(String(try unicodeEscape()).utf8))
        default: throw syntax("an unknown escape", at: index - 1)
        }
    }

    private mutating func unicodeEscape() throws(JSONProblem) -> Character {
        let high = try fourHexDigits()
        if high == 0 { throw syntax("a NUL is not allowed in a text") }
        if let scalar = Unicode.Scalar(high) { return Character(scalar) }
        guard (0xD800..<0xDC00).contains(high), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw syntax("a lone surrogate")
        }
        let low = try fourHexDigits()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw syntax("a lone surrogate") }
        return Character(scalar)
    }

    private mutating func fourHexDigits() throws(JSONProblem) -> UInt32 {
        guard index + 4 <= bytes.count else { throw syntax("four hexadecimal digits were expected") }
        var value: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = JSONReader.hexDigit(byte) else {
                throw syntax("four hexadecimal digits were expected")
            }
            value = value << 4 | digit
        }
        index += 4
        return value
    }

    private static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46, 0x61...0x66: UInt32((byte | 0x20) - 0x61 + 10)
        default: nil
        }
    }
}
