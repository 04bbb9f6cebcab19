import Office
import Synchronization

/// Files of a form which was not saved yet: the form comes back with a word for each, and nobody but who sent it can use
/// the word.
final class KeptFiles<File: Sendable>: Sendable {
    private struct Entry {
        let account: AccountID
        let file: File
    }

    /// How many are remembered; the oldest are forgotten first, and all at a restart.
    private let limit: Int

    private let entries = Mutex<(byWord: [String: Entry], words: [String])>(([:], []))

    init(limit: Int) { self.limit = limit }

    /// Remembers a file.
    ///
    /// - Returns: the word that stands for it.
    func keep(_ file: File, for account: AccountID) -> String {
        var dice = SystemRandomNumberGenerator()
        let word = String(dice.next(), radix: 36) + String(dice.next(), radix: 36)
        entries.withLock { entries in
            entries.byWord[word] = Entry(account: account, file: file)
            entries.words.append(word)
            while entries.words.count > limit { entries.byWord[entries.words.removeFirst()] = nil }
        }
        return word
    }

    /// What a word stands for; `nil` where somebody else sent it, or was forgotten.
    func file(_ word: String, of account: AccountID) -> File? {
        entries.withLock { entries in
            entries.byWord[word].flatMap { $0.account == account ? $0.file : nil }
        }
    }
}
