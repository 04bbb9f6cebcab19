import Foundation

/// A letter as a mail program reads it: headers unfolded and decoded (RFC 2047), the text decoded (RFC 2045).
struct ReadLetter {
    let lines: [String]
    private(set) var headers: [(name: String, raw: String)] = []
    private(set) var text = ""

    init(_ bytes: [UInt8]) {
        let whole = String(decoding: bytes, as: UTF8.self)
        lines = whole.components(separatedBy: "\r\n")
        let end = lines.firstIndex(of: "") ?? lines.endIndex
        for line in lines[..<end] {
            if line.hasPrefix(" ") || line.hasPrefix("\t") {
                headers[headers.count - 1].raw += line
            } else {
                let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                headers.append((String(parts[0]), parts.count > 1 ? String(parts[1].dropFirst()) : ""))
            }
        }
        text = Self.text(lines[end...].dropFirst())
    }

    subscript(name: String) -> String { Self.decoded(headers.first { $0.name == name }?.raw ?? "") }

    var encodedWords: [String] { headers.flatMap { Self.words(in: $0.raw) } }

    /// The bytes of one encoded word, which must be whole characters.
    static func content(of word: String) -> String? {
        let parts = word.components(separatedBy: "?")
        guard parts.count == 5, parts[1] == "UTF-8", parts[2] == "B" else { return nil }
        return Data(base64Encoded: parts[3]).flatMap { String(bytes: $0, encoding: .utf8) }
    }

    private static func words(in raw: String) -> [String] {
        raw.split(separator: " ").map(String.init).filter { $0.hasPrefix("=?") && $0.hasSuffix("?=") }
    }

    /// Encoded words beside one another are one; other words stay.
    private static func decoded(_ raw: String) -> String {
        var (text, wasEncoded) = ("", false)
        for word in raw.split(separator: " ", omittingEmptySubsequences: false) {
            let content = content(of: String(word))
            if !text.isEmpty, !(wasEncoded && content != nil) { text += " " }
            text += content ?? String(word)
            wasEncoded = content != nil
        }
        return text
    }

    private static func text(_ lines: ArraySlice<String>) -> String {
        var bytes: [UInt8] = []
        for line in lines {
            var rest = Array(line.utf8)[...]
            var goesOn = false
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "=") else {
                    bytes.append(byte)
                    continue
                }
                goesOn = rest.isEmpty
                if !goesOn {
                    bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                    rest = rest.dropFirst(2)
                }
            }
            if !goesOn { bytes.append(UInt8(ascii: "\n")) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
