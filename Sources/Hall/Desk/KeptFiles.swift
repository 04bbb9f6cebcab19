import Office
import Records
import Synchronization

/// Files that came in with a form which was not saved yet: the form comes back with a word for each, and nobody but who
/// sent it can use the word.
final class KeptFiles: Sendable {
    private struct Entry {
        let account: AccountID
        let media: Media
    }

    /// How many are remembered; the oldest are forgotten first, and all at a restart. The originals stay.
    private static let limit = 2_000

    private let entries = Mutex<(byWord: [String: Entry], words: [String])>(([:], []))

    /// Remembers a file.
    ///
    /// - Returns: the word that stands for it.
    func keep(_ media: Media, for account: AccountID) -> String {
        var dice = SystemRandomNumberGenerator()
        let word = String(dice.next(), radix: 36) + String(dice.next(), radix: 36)
        entries.withLock { entries in
            entries.byWord[word] = Entry(account: account, media: media)
            entries.words.append(word)
            while entries.words.count > Self.limit { entries.byWord[entries.words.removeFirst()] = nil }
        }
        return word
    }

    /// What a word stands for; `nil` where somebody else sent it, or was forgotten.
    func media(_ word: String, of account: AccountID) -> Media? {
        entries.withLock { entries in
            entries.byWord[word].flatMap { $0.account == account ? $0.media : nil }
        }
    }
}
