import Synchronization

/// Lets asynchronous work run one after another, in the order in which it was asked for.
final class OneAtATime: Sendable {
    private struct Queue {
        var isTaken = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let queue = Mutex(Queue())

    func run(_ work: () async throws -> Void) async throws {
        await take()
        defer { give() }
        try await work()
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
