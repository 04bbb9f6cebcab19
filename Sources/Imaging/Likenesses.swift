import Synchronization

/// The likenesses of many originals: which of them look like one.
///
/// Two that differ in at most seven of 64 bits share one of eight bytes, so only those that share one are compared: some
/// hundreds among tens of thousands.
package final class Likenesses: Sendable {
    private struct State {
        var known: [PictureHash: Likeness] = [:]
        /// Those that have a byte at a place, by `place << 8 | byte`.
        var sharing: [UInt16: Set<PictureHash>] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// - Parameter likeness: `nil` of an original on which there is nothing to see.
    package func add(_ hash: PictureHash, _ likeness: Likeness?) {
        state.withLock { state in
            Self.remove(hash, &state)
            guard let likeness else { return }
            state.known[hash] = likeness
            for key in Self.keys(of: likeness) { state.sharing[key, default: []].insert(hash) }
        }
    }

    package func remove(_ hash: PictureHash) { state.withLock { Self.remove(hash, &$0) } }

    private static func remove(_ hash: PictureHash, _ state: inout State) {
        guard let old = state.known.removeValue(forKey: hash) else { return }
        for key in keys(of: old) { state.sharing[key]?.remove(hash) }
    }

    /// The other originals that look like one, the most alike first.
    package func near(_ hash: PictureHash) -> [PictureHash] {
        state.withLock { state in
            guard let likeness = state.known[hash] else { return [] }
            var distances: [PictureHash: Int] = [:]
            for key in Self.keys(of: likeness) {
                for other in state.sharing[key] ?? [] where other != hash && distances[other] == nil {
                    distances[other] = state.known[other]?.distance(from: likeness)
                }
            }
            return distances.filter { $0.value <= Likeness.nearBits }
                .sorted { ($0.value, $0.key.description) < ($1.value, $1.key.description) }.map(\.key)
        }
    }

    private static func keys(of likeness: Likeness) -> [UInt16] {
        (0..<8).map { UInt16($0) << 8 | UInt16(likeness.bits >> UInt64($0 * 8) & 0xFF) }
    }
}
