/// The clock by which planned versions become public; tests put one in its place that they turn themselves.
package protocol PublishingClock: Sendable {
    /// Milliseconds since 1970.
    func now() -> Int64

    /// Waits until a moment; returns earlier only by throwing `CancellationError`.
    func sleep(until milliseconds: Int64) async throws
}

/// The machine's clock.
package struct MachineClock: PublishingClock {
    private let time: @Sendable () -> Int64

    /// The clock may be set while somebody waits, so nobody waits longer than this without looking again.
    private static let longestWait: Int64 = 60_000

    package init(now: @escaping @Sendable () -> Int64) { time = now }

    package func now() -> Int64 { time() }

    package func sleep(until milliseconds: Int64) async throws {
        while case let rest = milliseconds - time(), rest > 0 {
            try await Task.sleep(for: .milliseconds(min(rest, Self.longestWait)))
        }
    }
}
