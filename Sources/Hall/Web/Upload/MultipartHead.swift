/// The head of one part of a form: which control it is of, and for a file what its sender calls it.
package struct MultipartHead: Hashable, Sendable {
    /// The longest head, in bytes.
    package static let limitBytes = 4_096
    private static let nameLimitBytes = 400
    private static let fileNameLimitBytes = 200

    package let name: String
    /// `nil` for a part that is no file; a name to show, never a path.
    package let fileName: String?

    package init(name: String, fileName: String?) {
        self.name = name
        self.fileName = fileName
    }

    /// Reads the lines of a head; `nil` unless one of them, and only one, says the part's name.
    init?(_ lines: some Collection<UInt8>) {
        var found: [String: [UInt8]]?
        var rest = Array(lines)[...]
        while !rest.isEmpty {
            let line = rest.prefix { $0 != 0x0D && $0 != 0x0A }
            rest = rest.dropFirst(line.count)
            if !rest.isEmpty {
                guard rest.starts(with: [0x0D, 0x0A]) else { return nil }
                rest = rest.dropFirst(2)
            }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            // What else a head says, such as the type of a file, is not believed and not read.
            guard HeaderText.lowercased(line[..<colon]) == "content-disposition" else { continue }
            guard found == nil, let parameters = Self.parameters(line[(colon + 1)...]) else { return nil }
            found = parameters
        }
        guard let found, let name = found["name"], (1...Self.nameLimitBytes).contains(name.count) else {
            return nil
        }
        self.name = Self.text(name)
        fileName = found["filename"].map(Self.fileName)
    }

    /// The parameters of `form-data; name="…"; filename="…"`; `nil` for another disposition, or one that is cut off.
    private static func parameters(_ value: ArraySlice<UInt8>) -> [String: [UInt8]]? {
        var rest = value
        let type = rest.prefix { $0 != UInt8(ascii: ";") }
        guard HeaderText.lowercased(type) == "form-data" else { return nil }
        rest = rest.dropFirst(type.count)
        var found: [String: [UInt8]] = [:]
        while rest.popFirst() != nil {
            let key = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
            rest = rest.dropFirst(key.count)
            guard rest.popFirst() == UInt8(ascii: "="), let value = taken(from: &rest),
                found.updateValue(value, forKey: HeaderText.lowercased(key)) == nil
            else { return nil }
            rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
            guard rest.isEmpty || rest.first == UInt8(ascii: ";") else { return nil }
        }
        return found
    }

    /// A quoted value or a plain one. Browsers write quotes and line ends within quotes as `%22`, `%0D` and `%0A` and
    /// leave a backslash as it is; others put a backslash before a quote.
    private static func taken(from rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
        guard rest.first == UInt8(ascii: "\"") else {
            let value = rest.prefix { $0 != UInt8(ascii: ";") }
            rest = rest.dropFirst(value.count)
            return Array(HeaderText.trimmed(value))
        }
        rest.removeFirst()
        var value: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return unescaped(value) }
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "\"") {
                rest.removeFirst()
                value.append(UInt8(ascii: "\""))
            } else {
                value.append(byte)
            }
        }
        return nil
    }

    private static func unescaped(_ value: [UInt8]) -> [UInt8] {
        var (text, rest) = ([UInt8](), value[...])
        while let byte = rest.popFirst() {
            let escape = byte == UInt8(ascii: "%") ? String(decoding: rest.prefix(2), as: UTF8.self) : ""
            guard let plain = ["22": "\"", "0D": "\r", "0A": "\n"][escape.uppercased()] else {
                text.append(byte)
                continue
            }
            text += Array(plain.utf8)
            rest = rest.dropFirst(2)
        }
        return text
    }

    private static func text(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? "\u{FFFD}" : $0 }))
    }

    /// The last part of a path, without what cannot be seen or turns the writing round, and not too long.
    private static func fileName(_ bytes: [UInt8]) -> String {
        let last =
            bytes.split(omittingEmptySubsequences: false) {
                $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\")
            }.last ?? []
        var (name, count) = (String.UnicodeScalarView(), 0)
        for scalar in String(decoding: last, as: UTF8.self).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: continue
            default: break
            }
            count += UTF8.width(scalar)
            guard count <= fileNameLimitBytes else { break }
            name.append(scalar)
        }
        let text = String(name)
        return text.unicodeScalars.allSatisfy { $0 == "." || $0 == " " } ? "" : text
    }
}
