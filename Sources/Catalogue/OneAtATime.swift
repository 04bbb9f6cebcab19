import Synchronization

/// Lets asynchronous work run one after another, in the order in which it was asked for.
package final class OneAtATime: Sendable {
    private struct Queue {
        var isTaken = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let queue = Mutex(Queue())

    package init() {}

    /// What the work returns; it begins when all that was asked for before is done.
    package func run<Value>(_ work: () async throws -> Value) async throws -> Value {
        await take()
        defer { give() }
        return try await work()
    }

    private func take() async {
        await withCheckedContinuation { continuation in
            let isFree = queue.withLock { queue in
                if queue.isTaken { queue.waiting.append(continuation) }
                defer { queue.isTaken = true }
                return !queue.isTaken
            }
            if isFree { continuation.resume() }
        }
    }

    private func give() {
        let next = queue.withLock { queue in
            queue.isTaken = !queue.waiting.isEmpty
            return queue.waiting.isEmpty ? nil : queue.waiting.removeFirst()
        }
        next?.resume()
    }
}
