import Synchronization

/// Keeps one network from filling the list of messages.
final class MessageThrottle: Sendable {
    static let freeMessages = 5
    private static let limit = 10_000

    // Each message counts as what failures are elsewhere: a few are free, then each has to wait longer.
    private let messages = Mutex(
        FailureTable<ClientNetwork>(
            freeFailures: MessageThrottle.freeMessages, limit: MessageThrottle.limit))

    /// Counts a message, or says for how many seconds it must wait.
    func begin(_ network: ClientNetwork, at milliseconds: Int64) -> Int? {
        messages.withLock { messages in
            if let until = messages.waitUntil(network, at: milliseconds) {
                return Int((until - milliseconds + 999) / 1_000)
            }
            messages.count(network, at: milliseconds)
            return nil
        }
    }

    /// The message was not taken.
    func takeBack(_ network: ClientNetwork) { messages.withLock { $0.takeBack(network) } }
}
