/// A text in the pieces by which it is compared: words, single letters of scripts without blanks, blanks, signs.
struct TextTokens {
    /// In UTF-8; together they are the text.
    let all: [ArraySlice<UInt8>]

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var all: [ArraySlice<UInt8>] = []
        var (start, end) = (0, 0)
        var last = Sort.sign
        for scalar in text.unicodeScalars {
            let sort = Sort(scalar)
            if end > start, !last.goesOn(with: sort) {
                all.append(bytes[start..<end])
                start = end
            }
            // A mark belongs to whatever stands before it.
            last = sort == .mark && end > start ? last : sort
            end += UTF8.width(scalar)
        }
        if end > start { all.append(bytes[start..<end]) }
        self.all = all
    }

    private enum Sort {
        case word, letter, blank, sign, mark

        init(_ scalar: Unicode.Scalar) {
            if Self.isAlone(scalar) {
                self = .letter
                return
            }
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark, .format: self = .mark
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                .decimalNumber, .letterNumber, .otherNumber:
                self = .word
            case .spaceSeparator: self = .blank
            default: self = .sign
            }
        }

        func goesOn(with next: Sort) -> Bool {
            switch (self, next) {
            case (_, .mark), (.word, .word), (.blank, .blank): true
            default: false
            }
        }

        /// Han, kana, and the scripts of South-East Asia that put no blank between words.
        private static func isAlone(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            case 0x0E01...0x0E30, 0x0E40...0x0E46, 0x0E81...0x0EB0, 0x0EC0...0x0EC6, 0x1000...0x102A,
                0x1780...0x17B3, 0x3040...0x3098, 0x309B...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
                0xF900...0xFAFF, 0x20000...0x323AF:
                true
            default: false
            }
        }
    }
}
