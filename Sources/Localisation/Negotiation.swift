package import Records

/// Chooses the language of a reader from the `Accept-Language` header, after the lookup of RFC 4647, section 3.4.
///
/// Ranges are tried by falling weight, those of one weight as they stand; each is shortened from its end until an
/// offered language fits. A range whose language is offered only with another script or region gets that one
/// (`zh`, `zh-CN` and `zh-TW` get `zh-Hans`): a reader of the language is better served by it than by a stranger.
/// A weight of nought excludes; `*` takes the first language that is not excluded; what is not understood is
/// skipped. Only the first 1,000 bytes and 32 ranges are read.
///
/// - Returns: one of `offered`, else `fallback`.
package func negotiate(acceptLanguage: String?, offered: [Language], fallback: Language) -> Language {
    guard let acceptLanguage else { return fallback }
    let ranges = LanguageRange.ranges(of: acceptLanguage)
    let excluded = ranges.filter { $0.weight == 0 && !$0.isWildcard }
    let allowed = offered.filter { language in !excluded.contains { $0.covers(language) } }
    // `sorted` is stable only in practice, so the place breaks ties.
    let wanted = ranges.enumerated().filter { $0.element.weight > 0 }.sorted {
        ($0.element.weight, $1.offset) > ($1.element.weight, $0.offset)
    }
    for (_, range) in wanted {
        if range.isWildcard {
            let taken = allowed.contains(fallback) ? fallback : allowed.first
            if let taken { return taken }
        } else if let match = range.match(in: allowed) {
            return match
        }
    }
    return fallback
}

/// One element of `Accept-Language`.
private struct LanguageRange {
    /// In lower case; `["*"]` for the wildcard.
    let subtags: [String]
    /// In thousandths.
    let weight: Int

    private static let longestHeader = 1_000
    private static let mostRanges = 32

    var isWildcard: Bool { subtags == ["*"] }

    static func ranges(of header: String) -> [LanguageRange] {
        let bytes = Array(header.utf8.prefix(longestHeader))
        return bytes.split(separator: UInt8(ascii: ",")).prefix(mostRanges).compactMap(LanguageRange.init)
    }

    private init?(_ element: ArraySlice<UInt8>) {
        let fields = element.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { $0.filter { $0 != 0x20 && $0 != 0x09 } }
        guard let tag = fields.first, !tag.isEmpty, tag.count <= 35, fields.count <= 2 else { return nil }
        if tag != [UInt8(ascii: "*")] {
            let parts = tag.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            guard parts.allSatisfy({ (1...8).contains($0.count) && $0.allSatisfy(Self.isLetterOrDigit) })
            else {
                return nil
            }
            subtags = parts.map { String(decoding: $0, as: UTF8.self).lowercased() }
        } else {
            subtags = ["*"]
        }
        guard let weight = fields.count == 2 ? Self.weight(fields[1]) : 1_000 else { return nil }
        self.weight = weight
    }

    /// Reads `q=0.8`: a nought or a one, and at most three digits after the point.
    private static func weight(_ field: [UInt8]) -> Int? {
        guard field.count >= 3, field.count <= 7, field[0] | 0x20 == UInt8(ascii: "q"),
            field[1] == UInt8(ascii: "=")
        else { return nil }
        var weight = 0
        for place in 0..<4 {
            let index = place == 0 ? 2 : place + 3
            var digit = 0
            if index < field.count {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(field[index]) else { return nil }
                digit = Int(field[index] - UInt8(ascii: "0"))
            }
            weight = weight * 10 + digit
        }
        guard field.count == 3 || field[3] == UInt8(ascii: "."), weight <= 1_000 else { return nil }
        return weight
    }

    /// Whether a language lies within the range: `en` covers `en-GB`.
    func covers(_ language: Language) -> Bool {
        let tag = Self.subtags(of: language)
        return tag.count >= subtags.count && Array(tag.prefix(subtags.count)) == subtags
    }

    func match(in offered: [Language]) -> Language? {
        var wanted = subtags
        while let last = wanted.last {
            if let match = offered.first(where: { Self.subtags(of: $0) == wanted }) { return match }
            wanted.removeLast()
            // A single letter introduces what follows it, so it goes too.
            if last.utf8.count > 1, wanted.last?.utf8.count == 1 { wanted.removeLast() }
        }
        let script = likelyScript
        let relatives = offered.filter { Self.subtags(of: $0)[0] == subtags[0] }
        return relatives.first { Self.subtags(of: $0).dropFirst().first == script } ?? relatives.first
    }

    /// The script in which the range's region writes Chinese, the one language where it decides.
    private var likelyScript: String {
        let isTraditional = !Set(subtags).isDisjoint(with: ["hant", "tw", "hk", "mo"])
        return isTraditional ? "hant" : "hans"
    }

    private static func subtags(of language: Language) -> [String] {
        language.tag.lowercased().utf8.split(separator: UInt8(ascii: "-")).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
}
