/// Bounds how long a request may be worked on.
enum TimeLimit {
    /// The work was not done in time.
    struct Exceeded: Error {}

    /// What `work` returns, unless `duration` passes first or the caller is cancelled: then `work` is cancelled
    /// and left to itself, so that work which does not listen holds up nobody.
    static func within<Value: Sendable>(
        _ duration: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let (results, continuation) = AsyncThrowingStream<Value, any Error>.makeStream()
        let worker = Task {
            do {
                continuation.yield(try await work())
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        let alarm = Task {
            // Cancelled: the work was done in time.
            guard (try? await Task.sleep(for: duration)) != nil else { return }
            continuation.finish(throwing: Exceeded())
        }
        defer {
            alarm.cancel()
            worker.cancel()
        }
        for try await value in results { return value }
        throw CancellationError()
    }
}
