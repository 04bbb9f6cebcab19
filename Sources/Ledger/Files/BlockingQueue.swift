import Dispatch

/// A thread of its own for calls that block, so that they never hold one of the few cooperative threads.
///
/// Work that was handed over runs to its end, whether or not the task that waits for it is cancelled.
struct BlockingQueue: Sendable {
    private let queue: DispatchQueue

    init(label: String) { queue = DispatchQueue(label: label) }

    func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws(LedgerProblem) -> Value
    ) async throws(LedgerProblem) -> Value {
        let result = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Result { () throws(LedgerProblem) in try work() }) }
        }
        return try result.get()
    }
}
