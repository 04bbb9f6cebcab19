import Ledger
import Records

/// One text of a file of translations: where it belongs, what it was translated from, and what it became.
package struct TranslationEntry: Sendable, Hashable {
    /// The line of the file in which it begins; the first is 1.
    package var line: Int
    /// As it is written: a record's code, its kind where the file names it, and a path such as `acts.0.text`.
    package var code: String
    package var kind: String?
    package var field: String
    package var sourceLanguage: String
    package var source: String
    package var targetLanguage: String
    /// Empty where nobody has translated it.
    package var target: String
    /// That of the source text when the file was made, where the file has one.
    package var fingerprint: String?
}

/// What a text is recognised by: the first 16 digits of the SHA-256 of its UTF-8.
package enum Fingerprint {
    package static func of(_ text: String) -> String {
        String(Hash(of: Array(text.utf8)).description.prefix(16))
    }
}
