import Hall
import Synchronization

/// A clock that stands still until a test turns it.
final class TurnedClock: PublishingClock {
    private struct State {
        var now: Int64
        var sleepers: [Int: (until: Int64, CheckedContinuation<Void, Never>)] = [:]
        var count = 0
    }

    private let state: Mutex<State>
    private let sleeps: AsyncStream<Int64>
    private let told: AsyncStream<Int64>.Continuation

    init(_ milliseconds: Int64) {
        state = Mutex(State(now: milliseconds))
        (sleeps, told) = AsyncStream.makeStream()
    }

    /// Until when somebody begins to sleep, in order; waits for the next one.
    func nextSleep() async -> Int64? {
        for await milliseconds in sleeps { return milliseconds }
        return nil
    }

    func now() -> Int64 { state.withLock { $0.now } }

    func sleep(until milliseconds: Int64) async throws {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    guard state.now < milliseconds, !Task.isCancelled else { return true }
                    state.sleepers[number] = (milliseconds, continuation)
                    return false
                }
                if isOver { continuation.resume() }
                told.yield(milliseconds)
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: number) }?.1.resume()
        }
        try Task.checkCancellation()
    }

    func turn(to milliseconds: Int64) {
        let woken = state.withLock { state in
            state.now = milliseconds
            let due = state.sleepers.filter { $0.value.until <= milliseconds }
            for number in due.keys { state.sleepers[number] = nil }
            return due.values.map { $0.1 }
        }
        for continuation in woken { continuation.resume() }
    }
}
