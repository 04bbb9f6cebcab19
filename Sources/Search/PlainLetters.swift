import Foundation

/// Letters without what readers leave out when they ask: diacritics, ligatures, width.
enum PlainLetters {
    /// How a letter of a finished word is written plainly; `nil` for one that stays as it is. Latin and Greek only: й is no
    /// и with something on it.
    static func plain(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0xC0...0x24F: latin[Int(scalar.value) - 0xC0]
        case 0x370...0x3FF: greek[Int(scalar.value) - 0x370]
        case 0x1E00...0x1EFF: latinExtended[Int(scalar.value) - 0x1E00]
        case 0x1F00...0x1FFF: greekExtended[Int(scalar.value) - 0x1F00]
        case 0x300...0x36F: ""
        default: nil
        }
    }

    /// A word written plainly.
    static func fold(_ word: String) -> String {
        guard word.utf8.contains(where: { $0 >= 0x80 }) else { return word }
        var result = ""
        for scalar in word.unicodeScalars {
            if let plain = plain(scalar) { result += plain } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    private static let latin = table(0xC0...0x24F)
    private static let latinExtended = table(0x1E00...0x1EFF)
    private static let greek = table(0x370...0x3FF)
    private static let greekExtended = table(0x1F00...0x1FFF)

    private static func table(_ range: ClosedRange<UInt32>) -> [String?] {
        range.map { value in
            guard let scalar = Unicode.Scalar(value) else { return nil }
            if let known = undivided[scalar] { return known }
            let letters = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
            guard letters.count > 1 else { return nil }
            return String(String.UnicodeScalarView(letters.filter { !(0x300...0x36F).contains($0.value) }))
        }
    }

    /// Letters that Unicode does not divide into a letter and a mark.
    private static let undivided: [Unicode.Scalar: String] = [
        "ß": "ss", "ẞ": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ı": "i",
        "ħ": "h", "ς": "σ",
    ]
}
