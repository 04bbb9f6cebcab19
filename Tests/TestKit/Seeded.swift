/// A generator with a seed (SplitMix64, Steele et al. 2014), so that a failure comes again.
package struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    /// Seeds are mixed first: those that differ by one would give one stream, shifted by one place.
    package init(_ seed: Int) {
        state = Seeded.mixed(UInt64(bitPattern: Int64(seed)) ^ 0x5851_F42D_4C95_7F2D)
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Seeded.mixed(state)
    }

    private static func mixed(_ state: UInt64) -> UInt64 {
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// Whether something happens that happens `percent` times in a hundred.
    package mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    /// A number from 0 up to, and without, `limit`.
    package mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

    /// One of a list that is not empty.
    package mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    package mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }
}
