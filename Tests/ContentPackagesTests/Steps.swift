import Synchronization

/// What a progress line would show, in order.
final class Steps: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ done: Int, of all: Int) { lines.withLock { $0.append("\(done) of \(all)") } }

    var all: [String] { lines.withLock { $0 } }
}
