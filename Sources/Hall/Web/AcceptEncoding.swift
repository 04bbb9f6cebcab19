/// What a request says about compression (RFC 9110, section 12.5.3).
package enum AcceptEncoding {
    /// Whether gzip may be sent and is wanted at least as much as plain bytes.
    package static func allowsGzip(_ field: String?) -> Bool {
        guard let field else { return false }
        var gzip: Int?
        var anything: Int?
        var identity: Int?
        for item in field.utf8.split(separator: UInt8(ascii: ","), maxSplits: 32) {
            let parts = item.split(separator: UInt8(ascii: ";"), maxSplits: 4)
            guard let name = parts.first.map({ HeaderText.lowercased($0) }) else { continue }
            let weight = weight(of: parts.dropFirst())
            switch name {
            case "gzip", "x-gzip": gzip = max(gzip ?? 0, weight)
            case "*": anything = weight
            case "identity": identity = weight
            default: continue
            }
        }
        let wanted = gzip ?? anything ?? 0
        return wanted > 0 && wanted >= identity ?? 0
    }

    /// Thousandths; what is no number counts as nothing.
    private static func weight(of parameters: ArraySlice<Substring.UTF8View.SubSequence>) -> Int {
        for parameter in parameters {
            let text = HeaderText.lowercased(parameter)
            guard text.hasPrefix("q=") else { continue }
            return thousandths(text.dropFirst(2)) ?? 0
        }
        return 1000
    }

    private static func thousandths(_ text: Substring) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = Int(parts[0]), (0...1).contains(whole) else { return nil }
        guard parts.count == 2 else { return whole * 1000 }
        let digits = parts[1].utf8
        guard digits.count <= 3, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let fraction = Int(parts[1] + String(repeating: "0", count: 3 - digits.count)) ?? 0
        return min(whole * 1000 + fraction, 1000)
    }
}
