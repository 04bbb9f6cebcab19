import Synchronization

/// How often one of many may do something: counted in windows of time, in memory, with a bound.
final class RateLimit<Key: Hashable & Sendable>: Sendable {
    /// So many times in each window.
    let count: Int
    private let windowMilliseconds: Int64

    private struct Window {
        var number: Int64
        var count = 0
    }

    private let windows = Mutex<[Key: Window]>([:])

    init(_ count: Int, each windowMilliseconds: Int64) {
        self.count = count
        self.windowMilliseconds = windowMilliseconds
    }

    /// Counts one time; `false` when there were too many.
    func allows(_ key: Key, at milliseconds: Int64) -> Bool {
        let number = milliseconds / windowMilliseconds
        return windows.withLock { windows in
            if windows.count > Self.keyLimit { windows = windows.filter { $0.value.number == number } }
            if windows.count > Self.keyLimit { windows = [:] }
            var window = windows[key] ?? Window(number: number)
            if window.number != number { window = Window(number: number) }
            window.count += 1
            windows[key] = window
            return window.count <= count
        }
    }

    /// The most that are remembered; all are forgotten when there are more.
    private static var keyLimit: Int { 1_000 }
}
