import Synchronization

/// Makes guessing codes slow.
///
/// Unlike with passwords, the place does not count: who is asked for a code has shown the password, so nobody else can be
/// kept out by guessing for them, and guessing from many places must not help.
final class CodeThrottle: Sendable {
    static let freeFailures = 5
    private static let limit = 10_000

    private let failures = Mutex(
        FailureTable<AccountID>(freeFailures: CodeThrottle.freeFailures, limit: CodeThrottle.limit))

    /// Lets a try begin, which counts as a failure until `succeeded`, or says for how many seconds it must wait.
    func begin(_ id: AccountID, at milliseconds: Int64) -> Int? {
        failures.withLock { failures in
            if let until = failures.waitUntil(id, at: milliseconds) {
                return Int((until - milliseconds + 999) / 1_000)
            }
            failures.count(id, at: milliseconds)
            return nil
        }
    }

    /// The code was right: all is forgotten.
    func succeeded(_ id: AccountID) { failures.withLock { $0.forget(id) } }

    /// The try did not happen.
    func takeBack(_ id: AccountID) { failures.withLock { $0.takeBack(id) } }
}
