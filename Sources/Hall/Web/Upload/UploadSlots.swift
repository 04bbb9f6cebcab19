internal import Synchronization

/// How many forms with files come in at this moment.
final class UploadSlots: Sendable {
    private let free: Mutex<Int>

    init(_ count: Int) { free = Mutex(count) }

    /// Does the work in a slot of its own.
    ///
    /// - Throws: `WebProblem.unavailable` when there is none.
    func within<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        let isTaken = free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
        guard isTaken else { throw WebProblem.unavailable }
        defer { free.withLock { $0 += 1 } }
        return try await work()
    }
}
