import Synchronization

/// The errands on which browsers are at this moment, in memory, by the hashes of their tokens. A restart forgets them:
/// who was on the way begins again.
final class Errands: Sendable {
    static let limit = 10_000
    /// A whole office may stand behind one address.
    static let limitOfPlace = 100

    private struct Entry {
        let errand: Errand
        let place: ClientNetwork
        let number: Int
        let validUntil: Int64
    }

    private struct State {
        var entries: [[UInt8]: Entry] = [:]
        var count = 0
    }

    private let state = Mutex(State())

    /// How many are on the way.
    var count: Int { state.withLock { $0.entries.count } }

    /// Sends somebody; gives the token, which goes to their browser and nowhere else.
    func begin(_ errand: Errand, from place: ClientNetwork, at milliseconds: Int64) -> String {
        let secret = Secret()
        state.withLock { state in
            makeRoom(&state, for: place, at: milliseconds)
            state.count += 1
            state.entries[secret.hash] = Entry(
                errand: errand, place: place, number: state.count,
                validUntil: milliseconds + Errand.lifetime)
        }
        return secret.text
    }

    /// The errand of a token, which goes on; `nil` when there is none.
    func errand(of token: String) -> Errand? {
        state.withLock { $0.entries[Secret.hash(of: token)]?.errand }
    }

    /// The errand of a token, once; `nil` when there is none or it took too long.
    func take(_ token: String, at milliseconds: Int64) -> Errand? {
        let entry = state.withLock { $0.entries.removeValue(forKey: Secret.hash(of: token)) }
        guard let entry, milliseconds < entry.validUntil else { return nil }
        return entry.errand
    }

    /// Drops what is too old; then the oldest of a place that has too many, which costs nobody elsewhere anything; then
    /// the oldest of all.
    private func makeRoom(_ state: inout State, for place: ClientNetwork, at milliseconds: Int64) {
        state.entries = state.entries.filter { milliseconds < $0.value.validUntil }
        drop(&state, over: Errands.limitOfPlace) { $0.place == place }
        drop(&state, over: Errands.limit) { _ in true }
    }

    private func drop(_ state: inout State, over limit: Int, _ isMeant: (Entry) -> Bool) {
        let meant = state.entries.filter { isMeant($0.value) }
        guard meant.count >= limit, let oldest = meant.min(by: { $0.value.number < $1.value.number }) else {
            return
        }
        state.entries[oldest.key] = nil
    }
}
