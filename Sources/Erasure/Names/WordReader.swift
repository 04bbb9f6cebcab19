/// A word of a text as a search compares it.
struct Word {
    /// A hash of the folded letters: two words of the same hash are the same word.
    var hash: UInt64 = WordReader.emptyHash
    /// The last four letters, the last one lowest.
    var tail: UInt64 = 0
    var count = 0
    var first: UInt32 = 0
    /// Where it stands, in bytes of the text.
    var start = 0
    var end = 0
    /// Whether a full stop follows at once.
    var isAbbreviated = false
    var isCapital = false
    /// Whether a sign that divides clauses or names stands between the word before and this one; and whether it is
    /// nothing but a comma.
    var isDivided = false
    var followsComma = false
    /// Whether exactly one sign stands between the word before and this one, and it is neither a blank nor a letter.
    var isTiedToPrevious = false
}

/// Cuts a text into words, one scalar after the other.
///
/// A word broken by a hyphen at the end of a line is one word.
struct WordReader {
    static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325

    private(set) var words: [Word] = []
    private var word = Word()
    private var gap = Gap()
    /// A hyphen and a line's end after a letter: the next letter goes on with the word.
    private var broken = Broken.no

    private enum Broken { case no, hyphen, line }

    /// What stands between two words.
    private struct Gap {
        var count = 0
        var sign: UInt32 = 0
        var commas = 0
        var dividers = 0

        mutating func take(_ value: UInt32) {
            count += 1
            sign = value
            switch value {
            case 0x2C: commas += 1
            case 0x21, 0x22, 0x28, 0x29, 0x3A, 0x3B, 0x3F, 0x5B, 0x5D, 0x7B, 0x7D, 0xAB, 0xBB,
                0x201C...0x201E:
                dividers += 1
            default: break
            }
        }

        var isTie: Bool { count == 1 && sign > 0x20 && sign != 0xA0 }
    }

    /// - Parameters:
    ///   - value: a scalar's value.
    ///   - start: the first of the bytes that it stands for.
    ///   - end: the byte after them.
    mutating func take(_ value: UInt32, _ start: Int, _ end: Int) {
        switch Folding.fold(value) {
        case .letter(let first, let second):
            if broken == .hyphen { closeWord() }
            let isFirst = word.count == 0
            add(first, start, end)
            if second != 0 { add(second, start, end) }
            if isFirst { word.isCapital = first != value }
            broken = .no
        case .sign(let sign):
            closeWord()
            add(sign, start, end)
            closeWord()
        case .nothing: break
        case .gap: divide(value)
        }
    }

    private mutating func divide(_ value: UInt32) {
        guard word.count > 0 else { return gap.take(value) }
        switch (broken, value) {
        case (.no, 0x2D), (.no, 0x2010), (.no, 0x2011):
            broken = .hyphen
            gap = Gap()
            gap.take(value)
        case (.hyphen, 0x0A), (.hyphen, 0x0D): broken = .line
        case (.hyphen, 0x20), (.hyphen, 0x09), (.line, 0x20), (.line, 0x09), (.line, 0x0A), (.line, 0x0D):
            gap.take(value)
        default:
            word.isAbbreviated = broken == .no && value == 0x2E
            closeWord()
            gap.take(value)
        }
    }

    private mutating func add(_ letter: UInt32, _ start: Int, _ end: Int) {
        if word.count == 0 {
            word.first = letter
            word.start = start
            word.isTiedToPrevious = gap.isTie
            word.isDivided = gap.commas + gap.dividers > 0
            word.followsComma = gap.commas == 1 && gap.dividers == 0
        }
        word.hash = (word.hash ^ UInt64(letter)) &* 0x0000_0100_0000_01B3
        word.tail = word.tail << 16 | UInt64(letter & 0xFFFF)
        word.count += 1
        word.end = end
    }

    private mutating func closeWord() {
        guard word.count > 0 else { return }
        words.append(word)
        word = Word()
        if broken == .no { gap = Gap() }
        broken = .no
    }

    /// The words after the last scalar.
    mutating func finish() -> [Word] {
        closeWord()
        return words
    }

    /// The words of a text.
    static func words(of text: String) -> [Word] {
        var reader = WordReader()
        var scalars = TextScalars(Array(text.utf8))
        while let (value, start, end) = scalars.next() { reader.take(value, start, end) }
        return reader.finish()
    }

    /// Starts anew, in the memory that is there.
    mutating func removeAll() {
        words.removeAll(keepingCapacity: true)
        word = Word()
        gap = Gap()
        broken = .no
    }
}
