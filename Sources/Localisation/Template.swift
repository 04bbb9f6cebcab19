/// Puts named values into a phrase: `{name}` becomes the value of that name; an unknown name stays as it stands.
///
/// One pass over the bytes: what a value holds is never looked at again, so a value such as `{count}` is harmless.
enum Template {
    static func filled(_ phrase: String, _ value: (Substring) -> String?) -> String {
        let bytes = phrase.utf8
        guard var open = bytes.firstIndex(of: UInt8(ascii: "{")) else { return phrase }
        var result = ""
        result.reserveCapacity(bytes.count + 32)
        var start = bytes.startIndex
        while let close = bytes[open...].firstIndex(of: UInt8(ascii: "}")) {
            // The innermost opening brace before the closing one.
            let inner = bytes[open..<close].lastIndex(of: UInt8(ascii: "{")) ?? open
            if let text = value(phrase[bytes.index(after: inner)..<close]) {
                result += phrase[start..<inner]
                result += text
                start = bytes.index(after: close)
            }
            guard let next = bytes[bytes.index(after: close)...].firstIndex(of: UInt8(ascii: "{")) else {
                break
            }
            open = next
        }
        result += phrase[start...]
        return result
    }

    static func filled(_ phrase: String, _ values: KeyValuePairs<String, String>) -> String {
        guard !values.isEmpty else { return phrase }
        return filled(phrase) { name in values.first { $0.key == name }?.value }
    }

    /// The names that stand in a phrase, in order.
    static func names(in phrase: String) -> [String] {
        var names: [String] = []
        _ = filled(phrase) { name in
            names.append(String(name))
            return nil
        }
        return names
    }
}
