/// A choice among words; one that is not known (from a newer program) is kept as it was written.
package protocol Choice: RawRepresentable<String>, CaseIterable, Sendable, Hashable {}

/// The field value of a `Choice`.
package struct Chosen<C: Choice>: FieldValue {
    package var text: String

    package init() { text = "" }
    package init(_ choice: C) { text = choice.rawValue }
    package init(from reader: inout JSONReader) throws(JSONProblem) { text = try reader.string() }

    /// `nil` when empty or unknown.
    package var value: C? { C(rawValue: text) }
    package var isEmpty: Bool { text.isEmpty }
    package func write(to writer: inout JSONWriter) { writer.string(text) }

    package func check(at path: () -> String, into problems: inout [Problem]) {
        guard !text.isEmpty, value == nil else { return }
        problems.append(
            Problem(path: path(), reason: .unknownChoice(text, known: C.allCases.map(\.rawValue))))
    }
}

extension Bool: FieldValue {
    package init(from reader: inout JSONReader) throws(JSONProblem) { self = try reader.bool() }
    package var isEmpty: Bool { !self }
    package func write(to writer: inout JSONWriter) { writer.bool(self) }
}

/// A whole number, or none.
package struct Number: FieldValue, ExpressibleByIntegerLiteral {
    package var value: Int?

    package init() {}
    package init(_ value: Int) { self.value = value }
    package init(integerLiteral value: Int) { self.value = value }
    package init(from reader: inout JSONReader) throws(JSONProblem) { value = try reader.integer() }

    package var isEmpty: Bool { value == nil }
    package func write(to writer: inout JSONWriter) { writer.integer(value ?? 0) }
}

/// The time of day in minutes after midnight; written `"14:01"`.
package struct TimeOfDay: FieldValue {
    package var text: String

    package init() { text = "" }
    package init(from reader: inout JSONReader) throws(JSONProblem) { text = try reader.string() }

    package var minutes: Int? {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { (0x30...0x39).contains($0) } }),
            let hours = Int(Substring(parts[0])), let minutes = Int(Substring(parts[1])), hours < 24,
            minutes < 60
        else { return nil }
        return hours * 60 + minutes
    }

    package var isEmpty: Bool { text.isEmpty }
    package func write(to writer: inout JSONWriter) { writer.string(text) }

    package func check(at path: () -> String, into problems: inout [Problem]) {
        if !text.isEmpty, minutes == nil {
            problems.append(Problem(path: path(), reason: .shape(expected: "a time such as 14:01")))
        }
    }
}

/// A place on Earth in degrees (WGS 84), written `[58.01, 56.25]`: latitude, then longitude.
package struct Coordinates: FieldValue {
    package var latitude: Double?
    package var longitude: Double?

    package init() {}

    package init(from reader: inout JSONReader) throws(JSONProblem) {
        var numbers: [Double] = []
        try reader.array { (reader) throws(JSONProblem) in numbers.append(try reader.decimal()) }
        guard numbers.count == 2 else { throw reader.shape("latitude and longitude") }
        (latitude, longitude) = (numbers[0], numbers[1])
    }

    package var isEmpty: Bool { latitude == nil }

    package func write(to writer: inout JSONWriter) {
        writer.array { writer in
            writer.decimal(latitude ?? 0)
            writer.decimal(longitude ?? 0)
        }
    }

    package func check(at path: () -> String, into problems: inout [Problem]) {
        guard let latitude, let longitude else { return }
        if abs(latitude) > 90 || abs(longitude) > 180 {
            problems.append(
                Problem(path: path(), reason: .range("is not on Earth: latitude −90…90, longitude −180…180")))
        }
    }
}

/// An address on the web: `http` or `https`, nothing that could run.
package struct WebAddress: FieldValue, ExpressibleByStringLiteral {
    package var text: String

    package init() { text = "" }
    package init(_ text: String) { self.text = text }
    package init(stringLiteral text: String) { self.text = text }
    package init(from reader: inout JSONReader) throws(JSONProblem) { text = try reader.string() }

    package var isEmpty: Bool { text.isEmpty }
    package func write(to writer: inout JSONWriter) { writer.string(text) }

    package func check(at path: () -> String, into problems: inout [Problem]) {
        guard !text.isEmpty, !isSafe else { return }
        problems.append(Problem(path: path(), reason: .webAddress(String(text.prefix(200)))))
    }

    /// Whether it begins as a web address and holds neither blanks, controls, quotes nor what is not seen (a reader
    /// of the address must not be led to take it for another one).
    package var isSafe: Bool {
        let lower = text.utf8.prefix(8).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let start = lower.starts(with: "https://".utf8) ? 8 : lower.starts(with: "http://".utf8) ? 7 : 0
        guard start > 0, (start + 1...2_000).contains(text.utf8.count) else { return false }
        return text.unicodeScalars.allSatisfy(WebAddress.isAllowed)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value > 0x7F else {
            return scalar.value > 0x20 && scalar.value < 0x7F && !"\"'<>\\`".unicodeScalars.contains(scalar)
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: return false
        default: return true
        }
    }
}

/// A record's own address within its kind.
package struct Address: FieldValue, ExpressibleByStringLiteral {
    package var text: String

    package init() { text = "" }
    package init(_ slug: Slug) { text = slug.text }
    package init(stringLiteral text: String) { self.text = text }
    package init(from reader: inout JSONReader) throws(JSONProblem) { text = try reader.string() }

    package var slug: Slug? { Slug(text) }
    package var isEmpty: Bool { text.isEmpty }
    package func write(to writer: inout JSONWriter) { writer.string(text) }

    package func check(at path: () -> String, into problems: inout [Problem]) {
        guard !text.isEmpty, slug == nil else { return }
        problems.append(Problem(path: path(), reason: .slug(String(text.prefix(100)))))
    }
}

extension EDTF: FieldValue {
    /// A text that is no date is kept out by a problem at its place; the value stays empty.
    package init(from reader: inout JSONReader) throws(JSONProblem) {
        let text = try reader.string()
        do {
            self = try EDTF(text)
        } catch {
            reader.note(.date("\(error)"))
            self = EDTF()
        }
    }

    package func write(to writer: inout JSONWriter) { writer.string(text) }
}
