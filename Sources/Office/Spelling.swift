import Foundation

/// One spelling for texts that look the same, however a keyboard has put them together.
enum Spelling {
    /// The canonical composition (NFC, Unicode Standard Annex 15): the same bytes for the same text, whatever the
    /// version of Unicode.
    static func composed(_ text: String) -> String { text.precomposedStringWithCanonicalMapping }

    /// For comparing without capitals. Up and down again, so that ß and ss, σ and ς are the same.
    static func folded(_ text: String) -> String { composed(composed(text).uppercased().lowercased()) }
}
