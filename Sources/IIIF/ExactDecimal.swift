/// A number of decimal digits with at most ten behind the point, as it stands in an address; kept exactly.
package struct ExactDecimal: Hashable, Sendable {
    /// How many units make one.
    package static let one = 10_000_000_000
    private static let places = 10
    /// The highest number that is read: more than any percentage or angle that can be meant.
    private static let highest = 100_000

    /// In ten thousand millionths.
    package let units: Int

    package init(units: Int) {
        self.units = units
    }

    package init(_ whole: Int) {
        units = whole * Self.one
    }

    /// Reads digits, and perhaps a point with digits behind it (IIIF Image API 3.0, section 4.7); `.5` and `0.50` too.
    ///
    /// `nil` for signs, exponents, leading zeros, and for what is too long or too high.
    package init?(_ text: some Collection<UInt8>) {
        let parts = text.split(
            separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let whole = first.isEmpty ? 0 : Self.integer(first),
            whole <= Self.highest
        else { return nil }
        guard parts.count == 2 else {
            guard !first.isEmpty else { return nil }
            self.init(whole)
            return
        }
        guard (1...Self.places).contains(parts[1].count), parts[1].allSatisfy(Self.isDigit) else {
            return nil
        }
        let digits = parts[1].reduce(0) { $0 * 10 + Int($1 - 48) }
        let scale = (parts[1].count..<Self.places).reduce(1) { scale, _ in scale * 10 }
        self.init(units: whole * Self.one + digits * scale)
    }

    /// A whole number without sign or leading zero, of at most nine digits.
    static func integer(_ digits: some Collection<UInt8>) -> Int? {
        guard (1...9).contains(digits.count), digits.allSatisfy(isDigit),
            digits.count == 1 || digits.first != UInt8(ascii: "0")
        else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// So many percent of a length, to the nearest whole number, halves up.
    func percent(of length: Int) -> Int {
        let (product, whole) = (Int128(units) * Int128(length), Int128(Self.one) * 100)
        return Int((product * 2 + whole) / (whole * 2))
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// Without trailing zeros: `50`, `0.5`.
    package var description: String {
        let (whole, rest) = units.quotientAndRemainder(dividingBy: Self.one)
        guard rest > 0 else { return "\(whole)" }
        let digits = "\(rest + Self.one)".dropFirst()
        return "\(whole)." + digits[...(digits.lastIndex { $0 != "0" } ?? digits.startIndex)]
    }
}
