import CVips
import Imaging

/// libvips' words for its last failure, made fit to be shown.
enum LibraryReason {
    /// The first line of libvips' words, as a refusal. A lack of memory is told as such.
    static func refusal(_ kind: WorkerRefusal.Kind) -> WorkerRefusal {
        let words = firstLine()
        let lacksMemory = ["out of memory", "nsufficient memory", "annot allocate"].contains {
            words.contains($0)
        }
        return WorkerRefusal(lacksMemory ? .tooLarge : kind, words)
    }

    private static func firstLine() -> String {
        let all = unsafe String(cString: picture_reason())
        // The words may quote the file: only printable ASCII of one line is passed on, and not much of it.
        let line = all.utf8.prefix { $0 != UInt8(ascii: "\n") }.filter { (0x20...0x7E).contains($0) }.prefix(
            200)
        return line.isEmpty ? "libvips gave no reason" : String(decoding: line, as: UTF8.self)
    }
}
