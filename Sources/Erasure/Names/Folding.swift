/// What a scalar is to a search for names.
enum Folded {
    /// A letter without case and marks; some are written with two (ß, æ).
    case letter(UInt32, UInt32 = 0)
    /// A sign that is a word by itself: an ideograph, a syllable of kana or Hangul.
    case sign(UInt32)
    /// Does not divide a word: an accent, a soft hyphen, an apostrophe.
    case nothing
    /// Divides words.
    case gap
}

/// Takes case, diacritics and the spelling of ё from letters, so that a name is found however it is written.
enum Folding {
    static func fold(_ value: UInt32) -> Folded {
        switch value {
        case 0x61...0x7A: .letter(value)
        case 0x41...0x5A: .letter(value | 0x20)
        case 0x27, 0x60: .nothing
        case 0..<0x80: .gap
        case 0x430...0x44F: .letter(cyrillic(value))
        case 0x410...0x42F: .letter(cyrillic(value + 0x20))
        case 0x400...0x40F: .letter(cyrillic(value + 0x50))
        case 0x450...0x45F: .letter(cyrillic(value))
        case 0x80..<0x250: Folding.table[Int(value) - 0x80]
        default: slowly(value)
        }
    }

    /// й is и with a breve and may stand there as two characters, as ё may: both are found in either spelling.
    private static func cyrillic(_ small: UInt32) -> UInt32 {
        switch small {
        case 0x451, 0x450: 0x435
        case 0x439, 0x45D: 0x438
        case 0x457: 0x456
        default: small
        }
    }

    private static let table: [Folded] = (0x80..<0x250).map { slowly($0) }

    private static func slowly(_ value: UInt32) -> Folded {
        switch value {
        case 0xDF, 0x1E9E: return .letter(0x73, 0x73)
        case 0xC6, 0xE6: return .letter(0x61, 0x65)
        case 0x152, 0x153: return .letter(0x6F, 0x65)
        case 0xDE, 0xFE: return .letter(0x74, 0x68)
        case 0x386, 0x3AC: return .letter(0x3B1)
        case 0x388, 0x3AD: return .letter(0x3B5)
        case 0x389, 0x3AE: return .letter(0x3B7)
        case 0x38A, 0x390, 0x3AA, 0x3AF, 0x3CA: return .letter(0x3B9)
        case 0x38C, 0x3CC: return .letter(0x3BF)
        case 0x38E, 0x3AB, 0x3B0, 0x3CB, 0x3CD: return .letter(0x3C5)
        case 0x38F, 0x3CE: return .letter(0x3C9)
        case 0x3C2: return .letter(0x3C3)
        case 0xAD, 0x2B9, 0x2BB, 0x2BC, 0x2018, 0x2019, 0x2032: return .nothing
        case 0xFF21...0xFF3A: return .letter(value - 0xFF21 + 0x61)
        case 0xFF41...0xFF5A: return .letter(value - 0xFF41 + 0x61)
        case 0x3040...0x30FA, 0x30FC...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0x20000...0x323AF:
            return .sign(value)
        default: break
        }
        guard let scalar = Unicode.Scalar(value) else { return .gap }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .nonspacingMark, .format, .enclosingMark: return .nothing
        default: break
        }
        guard properties.isAlphabetic else { return .gap }
        let small = properties.lowercaseMapping.unicodeScalars.first ?? scalar
        return .letter(base(of: small))
    }

    /// The plain letter of one with a mark, from the name that Unicode gives it: `LATIN SMALL LETTER L WITH STROKE`.
    private static func base(of small: Unicode.Scalar) -> UInt32 {
        let start = "LATIN SMALL LETTER "
        guard let name = small.properties.name, name.hasPrefix(start) else { return small.value }
        let letter = Array(name.utf8.dropFirst(start.utf8.count))
        if letter.elementsEqual("DOTLESS I".utf8) { return 0x69 }
        guard letter.count > 6, letter[1] == 0x20, letter[2...].starts(with: "WITH ".utf8) else {
            return small.value
        }
        return UInt32(letter[0] | 0x20)
    }
}
