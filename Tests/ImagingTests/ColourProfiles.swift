/// ICC profiles (ICC.1:2010, matrix and one curve) made for the tests.
enum ColourProfiles {
    /// sRGB's primaries with red and blue changed over: pure red in this profile is sRGB's blue.
    static func redAndBlueExchanged() -> [UInt8] {
        let red = xyz(0.4361, 0.2225, 0.0139)
        let green = xyz(0.3851, 0.7169, 0.0971)
        let blue = xyz(0.1431, 0.0606, 0.7141)
        let white = xyz(0.9642, 1.0, 0.8249)
        let curve = Array("curv".utf8) + .big(0, 4) + .big(1, 4) + .big(0x0233, 2) + [0, 0]
        let words =
            Array("desc".utf8) + .big(0, 4) + .big(2, 4) + Array("x\0".utf8) + .init(repeating: 0, count: 78)
        return profile([
            ("desc", words), ("cprt", Array("text".utf8) + .big(0, 4) + Array("x\0".utf8)), ("wtpt", white),
            ("rXYZ", blue), ("gXYZ", green), ("bXYZ", red), ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ])
    }

    private static func xyz(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] {
        Array("XYZ ".utf8) + .big(0, 4) + [x, y, z].flatMap { [UInt8].big(Int(($0 * 65_536).rounded()), 4) }
    }

    private static func profile(_ tags: [(String, [UInt8])]) -> [UInt8] {
        var table: [UInt8] = .big(tags.count, 4)
        var data: [UInt8] = []
        let dataStart = 128 + 4 + tags.count * 12
        for (name, bytes) in tags {
            table += Array(name.utf8) + .big(dataStart + data.count, 4) + .big(bytes.count, 4)
            data += bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
        }
        var header: [UInt8] = .big(dataStart + data.count, 4) + .big(0, 4) + .big(0x0210_0000, 4)
        header += Array("mntrRGB XYZ ".utf8) + [UInt8](repeating: 0, count: 12) + Array("acsp".utf8)
        header += [UInt8](repeating: 0, count: 28)
        header += [0.9642, 1.0, 0.8249].flatMap { [UInt8].big(Int(($0 * 65_536).rounded()), 4) }
        header += [UInt8](repeating: 0, count: 128 - header.count)
        return header + table + data
    }
}
