import Office
import Synchronization

/// How often one session may ask while somebody types.
final class AskLimit: Sendable {
    /// So many times a minute.
    static let perMinute = 240
    /// The most sessions that are remembered; all are forgotten when there are more.
    private static let sessions = 1_000

    private struct Window {
        var minute: Int64
        var count = 0
    }

    private let windows = Mutex<[SessionID: Window]>([:])

    /// Counts one time; `false` when there were too many.
    func allows(_ session: SessionID, at milliseconds: Int64) -> Bool {
        let minute = milliseconds / 60_000
        return windows.withLock { windows in
            if windows.count > Self.sessions { windows = windows.filter { $0.value.minute == minute } }
            if windows.count > Self.sessions { windows = [:] }
            var window = windows[session] ?? Window(minute: minute)
            if window.minute != minute { window = Window(minute: minute) }
            window.count += 1
            windows[session] = window
            return window.count <= Self.perMinute
        }
    }
}
