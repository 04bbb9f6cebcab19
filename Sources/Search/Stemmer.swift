import CStemmer
import Records
import Synchronization

/// Cuts words down to what their forms have in common, with the Snowball algorithm of their language.
///
/// The library's stemmers hold a word while they work on it, so each is used by one thread at a time.
/// Source: Snowball, https://snowballstem.org.
enum Stemmer {
    /// The algorithms of libstemmer by the primary subtag of the language they are for.
    private static let algorithms = [
        "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
        "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian",
        "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
        "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
        "ru": "russian", "sr": "serbian", "sv": "swedish", "tr": "turkish",
    ]

    /// Words that an algorithm takes apart from their own forms, with the stem of those.
    private static let exceptions: [String: [String: String]] = [
        "ru": ["побратим": "побратим"]
    ]

    /// The longest word that is looked at, in bytes: longer ones are no words of a language.
    private static let longest = 64

    private static let idle = Mutex<[String: [Handle]]>([:])

    /// The stem of a word in small letters, composed; the word itself where nothing is known of its language.
    static func stem(_ word: String, in language: Language) -> String {
        let primary = language.primary
        guard let algorithm = algorithms[primary], (3...longest).contains(word.utf8.count) else {
            return word
        }
        if let stem = exceptions[primary]?[word] { return stem }
        guard let handle = idle.withLock({ $0[algorithm]?.popLast() }) ?? Handle(algorithm) else {
            return word
        }
        defer { idle.withLock { $0[algorithm, default: []].append(handle) } }
        let stem = handle.stem(word)
        return primary == "ru" ? withoutFleetingVowel(stem) : stem
    }

    /// A Russian stem as in the cases in which its last vowel is left out: подарок as in подарки, рисунок as in рисунки.
    /// Snowball leaves the two apart.
    private static func withoutFleetingVowel(_ stem: String) -> String {
        guard stem.unicodeScalars.count > 4, ["ок", "ек", "ец"].contains(where: stem.hasSuffix) else {
            return stem
        }
        return String(stem.dropLast(2)) + String(stem.suffix(1))
    }

    /// One stemmer of the library, owned until the program ends.
    // SAFETY: made by `sb_stemmer_new` and never freed; whoever took the handle out of `idle` is alone with it.
    @safe private struct Handle: @unchecked Sendable {
        private let stemmer: OpaquePointer

        init?(_ algorithm: String) {
            guard let made = unsafe sb_stemmer_new(algorithm, "UTF_8") else { return nil }
            unsafe stemmer = made
        }

        func stem(_ word: String) -> String {
            var word = word
            // SAFETY: the library reads as many bytes as it is told, and what it gives back is its own until the next word.
            return word.withUTF8 { bytes in
                guard let stem = unsafe sb_stemmer_stem(stemmer, bytes.baseAddress, CInt(bytes.count)) else {
                    return unsafe String(decoding: bytes, as: UTF8.self)
                }
                let count = unsafe Int(sb_stemmer_length(stemmer))
                return unsafe String(decoding: UnsafeBufferPointer(start: stem, count: count), as: UTF8.self)
            }
        }
    }
}
