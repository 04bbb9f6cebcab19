import Synchronization

/// Gives numbers in turn, from any thread.
final class Turn: Sendable {
    private let count = Atomic<Int>(0)

    /// The next place among `places`, which must be more than none.
    func next(of places: Int) -> Int {
        let number = count.wrappingAdd(1, ordering: .relaxed).oldValue
        return Int(UInt(bitPattern: number) % UInt(places))
    }
}
