import Synchronization

/// Makes guessing slow without letting anybody lock somebody else out.
///
/// Failures are counted for a login *from one place*, so who guesses from elsewhere costs the owner of the login
/// nothing; and for a place with all its logins, so one place cannot try one password at many logins. Everything is in
/// memory: a restart forgets it.
final class Throttle: Sendable {
    static let freeFailuresOfPair = 5
    /// Larger: a whole office may stand behind one address.
    static let freeFailuresOfPlace = 50
    static let limit = 10_000

    /// A login, as a hash (people type passwords into the wrong field), and a place.
    struct Pair: Hashable, Sendable {
        let login: [UInt8]
        let place: ClientNetwork
    }

    private struct State {
        var pairs: FailureTable<Pair>
        var places: FailureTable<ClientNetwork>
    }

    private let state: Mutex<State>

    init(limit: Int = Throttle.limit) {
        state = Mutex(
            State(
                pairs: FailureTable(freeFailures: Throttle.freeFailuresOfPair, limit: limit),
                places: FailureTable(freeFailures: Throttle.freeFailuresOfPlace, limit: limit)))
    }

    /// How many pairs are remembered.
    var pairCount: Int { state.withLock { $0.pairs.entries.count } }

    /// Lets a try begin, or says for how many seconds it must wait.
    ///
    /// A try counts as a failure as soon as it begins; `succeeded` and `takeBack` undo that. Otherwise many tries at once
    /// would all find the count of before.
    func begin(_ pair: Pair, at milliseconds: Int64) -> Int? {
        state.withLock { state in
            let waits = [
                state.pairs.waitUntil(pair, at: milliseconds),
                state.places.waitUntil(pair.place, at: milliseconds),
            ]
            if let until = waits.compactMap({ $0 }).max() {
                return Int((until - milliseconds + 999) / 1_000)
            }
            state.pairs.count(pair, at: milliseconds)
            state.places.count(pair.place, at: milliseconds)
            return nil
        }
    }

    /// The password was right: the pair is forgotten, the place has one failure less.
    func succeeded(_ pair: Pair) {
        state.withLock { state in
            state.pairs.forget(pair)
            state.places.takeBack(pair.place)
        }
    }

    /// The try did not happen.
    func takeBack(_ pair: Pair) {
        state.withLock { state in
            state.pairs.takeBack(pair)
            state.places.takeBack(pair.place)
        }
    }
}
