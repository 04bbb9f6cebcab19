/// A colour of the sRGB space, eight bits a channel.
package struct Colour: Hashable, Sendable, ExpressibleByIntegerLiteral {
    /// `0xRRGGBB`.
    package let value: UInt32

    package init(integerLiteral value: UInt32) { self.value = value & 0xFFFFFF }

    /// As CSS writes it: `#FBF8F1`.
    package var css: String {
        let digits = Array("0123456789ABCDEF")
        return "#" + String((0..<6).map { digits[Int(value >> (20 - 4 * UInt32($0))) & 15] })
    }

    /// The relative luminance of WCAG 2.2, from 0 (black) to 1 (white).
    package var luminance: Double {
        func channel(_ shift: UInt32) -> Double {
            let share = Double((value >> shift) & 0xFF) / 255
            return share <= 0.04045 ? share / 12.92 : Self.toTheTwelveFifths((share + 0.055) / 1.055)
        }
        return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    /// The contrast of WCAG 2.2, from 1 (none) to 21.
    package func contrast(to other: Colour) -> Double {
        let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
        return (light + 0.05) / (dark + 0.05)
    }

    /// x to the power 2.4, as the twelfth power of the fifth root; Newton's steps from above only go down.
    private static func toTheTwelveFifths(_ x: Double) -> Double {
        var root = 1.0
        for _ in 0..<60 {
            let next = (4 * root + x / (root * root * root * root)) / 5
            if next >= root { break }
            root = next
        }
        return (0..<12).reduce(1.0) { power, _ in power * root }
    }
}
