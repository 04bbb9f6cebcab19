import Dispatch
import Foundation
import Synchronization

/// One thread on which passwords are hashed, one after another.
///
/// A hash takes a few tenths of a second and 128 MiB: on the cooperative threads a few of them would stop the server,
/// and side by side they would take its memory. Work that was handed over runs to its end, whether or not the task
/// that waits for it is cancelled.
final class HashingThread: Sendable {
    /// How much may wait, that which is being done included.
    static let limit = 8

    private let line = Line()

    init() {
        // The thread holds the line and not this object, so that the last owner can end it.
        let line = line
        Thread.detachNewThread { line.serve() }
    }

    deinit { line.close() }

    /// How much is waiting or being done.
    var count: Int { line.count }

    /// Runs the work when its turn comes; `nil` at once when too much is waiting.
    func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value? {
        await withCheckedContinuation { continuation in
            let isTaken = line.append { continuation.resume(returning: work()) }
            if !isTaken { continuation.resume(returning: nil) }
        }
    }
}

/// Work that waits for the thread.
private final class Line: Sendable {
    private struct State {
        var waiting: [@Sendable () -> Void] = []
        var count = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let bell = DispatchSemaphore(value: 0)

    var count: Int { state.withLock { $0.count } }

    func append(_ work: @escaping @Sendable () -> Void) -> Bool {
        let isTaken = state.withLock { state in
            guard state.count < HashingThread.limit else { return false }
            state.count += 1
            state.waiting.append(work)
            return true
        }
        if isTaken { bell.signal() }
        return isTaken
    }

    func close() {
        state.withLock { $0.isClosed = true }
        bell.signal()
    }

    func serve() {
        while true {
            bell.wait()
            let (work, isClosed) = state.withLock { state in
                (state.waiting.isEmpty ? nil : state.waiting.removeFirst(), state.isClosed)
            }
            if let work {
                work()
                state.withLock { $0.count -= 1 }
            } else if isClosed {
                return
            }
        }
    }
}
