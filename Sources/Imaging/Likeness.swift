import Glibc

/// What a picture looks like, in 64 bits: of pictures that look alike nearly all are the same, in whatever size, format and
/// packing they come.
///
/// Each bit says whether one of the coarsest frequencies of the light, eight each way, is stronger than the middle one of
/// them; the mean light counts for nothing. It is the hash by discrete cosine transform of C. Zauner, Implementation and Benchmarking of Perceptual
/// Image Hash Functions, 2010.
package struct Likeness: Hashable, Sendable {
    /// Pictures look alike when at most so many bits differ. Of two that have nothing in common about 31 differ in the mean, and 7
    /// or fewer once in some billions.
    package static let nearBits = 7
    /// Light is looked at in so many cells each way.
    package static let side = 32
    /// How many frequencies count, each way.
    private static let frequencies = 8
    /// Below this, of 255, the strongest frequency tells of packing and not of a picture.
    private static let faintest: Float = 1

    package let bits: UInt64

    package init(bits: UInt64) { self.bits = bits }

    /// - Parameter light: the mean light of `side` by `side` cells, row by row, from 0 to 255.
    /// - Returns: `nil` where there is nothing to see, as on an empty page.
    package init?(light: [Float]) {
        let side = Self.side
        guard light.count == side * side else { return nil }
        let waves = (0..<Self.frequencies).map { Self.wave($0) }
        // First along the rows, then along the columns of what came of it.
        let rows = (0..<side).map { row in
            waves.map { Self.strength(of: $0, in: light[row * side..<(row + 1) * side]) }
        }
        let columns = waves.indices.map { column in rows.map { $0[column] } }
        var strengths = waves.flatMap { wave in columns.map { Self.strength(of: wave, in: $0[...]) } }
        strengths[0] = 0
        // A wave of one frequency has a quarter of the cells for its strength.
        let scale = Float(side * side) / 4
        guard let strongest = strengths.map(abs).max(), strongest / scale >= Self.faintest else { return nil }
        let sorted = strengths.sorted()
        let middle = (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
        bits = strengths.reduce(0) { $0 << 1 | ($1 > middle ? 1 : 0) }
    }

    /// A wave of a frequency over all cells of a side; the mean for 0.
    private static func wave(_ frequency: Int) -> [Float] {
        let step = Float.pi * Float(frequency) / Float(2 * side)
        let height: Float = frequency == 0 ? Float(0.5).squareRoot() : 1
        return (0..<side).map { height * cosf(Float(2 * $0 + 1) * step) }
    }

    private static func strength(of wave: [Float], in light: ArraySlice<Float>) -> Float {
        zip(wave, light).reduce(0) { sum, pair in sum + pair.0 * pair.1 }
    }

    /// How many bits differ.
    package func distance(from other: Likeness) -> Int { (bits ^ other.bits).nonzeroBitCount }
}

extension Likeness: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let bits = UInt64(text, radix: 16) else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "no likeness"))
        }
        self.bits = bits
    }

    /// In hexadecimal: numbers of JSON hold fewer bits.
    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(String(bits, radix: 16))
    }
}
