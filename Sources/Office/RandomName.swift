import Records

/// Ten random characters of the alphabet of codes: 50 bits.
enum RandomName {
    static let length = 10

    static func make() -> String {
        let bits = UInt64.random(in: 0..<(1 << (5 * UInt64(length))))
        let characters = (0..<length).map { Code.alphabet[Int(bits >> (5 * UInt64($0)) & 31)] }
        return String(decoding: characters, as: UTF8.self)
    }

    static func isOne(_ text: String) -> Bool {
        text.utf8.count == length && text.utf8.allSatisfy { Code.alphabet.contains($0) }
    }
}
