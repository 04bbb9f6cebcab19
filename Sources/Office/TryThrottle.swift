import Synchronization

/// Makes trying slow: a few tries are free, then each has to wait longer than the one before.
///
/// `Key` is whom it counts against. For codes it is the account: who is asked for one has shown the password, so nobody
/// else can be kept out by guessing for them, and guessing from many places must not help. For messages it is the network.
final class TryThrottle<Key: Hashable & Sendable>: Sendable {
    private let tries: Mutex<FailureTable<Key>>

    /// - Parameters:
    ///   - freeTries: how many need not wait.
    ///   - limit: how many keys are remembered.
    init(freeTries: Int, limit: Int = 10_000) {
        tries = Mutex(FailureTable(freeFailures: freeTries, limit: limit))
    }

    /// Lets a try begin, which counts as a failure until `succeeded`, or says for how many seconds it must wait.
    func begin(_ key: Key, at milliseconds: Int64) -> Int? {
        tries.withLock { tries in
            if let until = tries.waitUntil(key, at: milliseconds) {
                return Int((until - milliseconds + 999) / 1_000)
            }
            tries.count(key, at: milliseconds)
            return nil
        }
    }

    /// The try was right: all is forgotten.
    func succeeded(_ key: Key) { tries.withLock { $0.forget(key) } }

    /// The try did not happen.
    func takeBack(_ key: Key) { tries.withLock { $0.takeBack(key) } }
}
