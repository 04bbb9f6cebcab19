import Synchronization

/// Gathers the names of media that a reader comes across.
final class NameCollector: Sendable {
    private let names = Mutex<Set<String>>([])

    func add(_ name: String) { names.withLock { _ = $0.insert(name) } }

    var sorted: [String] { names.withLock { $0.sorted() } }

    /// Whether the bytes hold `"file"` at all.
    static func mayName(_ bytes: [UInt8]) -> Bool {
        let word = Array("\"file\"".utf8)
        guard bytes.count >= word.count else { return false }
        var start = bytes.startIndex
        while let quote = bytes[start...].firstIndex(of: word[0]) {
            if bytes[quote...].starts(with: word) { return true }
            start = quote + 1
        }
        return false
    }
}
