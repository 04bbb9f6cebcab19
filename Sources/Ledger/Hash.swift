import Crypto

/// A SHA-256 hash: 32 bytes, written as 64 small hexadecimal digits.
package struct Hash: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// How many bytes a hash has.
    package static let byteCount = 32

    /// Thirty-two zero bytes: the chain of an empty ledger.
    package static let zero = Hash(unchecked: [UInt8](repeating: 0, count: byteCount))

    /// The 32 bytes.
    package let bytes: [UInt8]

    private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    /// Takes exactly 32 bytes; `nil` for any other number.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Hash.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    /// Reads 64 hexadecimal digits in small letters; `nil` for anything else, also for capitals, so that one
    /// hash has one spelling.
    package init?(hex: some StringProtocol) {
        let digits = Array(hex.utf8)
        guard digits.count == 2 * Hash.byteCount else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Hash.byteCount)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Hash.value(ofDigit: digits[index]),
                let low = Hash.value(ofDigit: digits[index + 1])
            else { return nil }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }

    /// Hashes bytes that are in memory.
    package init(of bytes: [UInt8]) { self.init(SHA256.hash(data: bytes)) }

    /// Takes the result of a hasher that was fed elsewhere.
    init(_ digest: SHA256.Digest) { self.init(unchecked: digest.withUnsafeBytes { Array($0) }) }

    package var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * bytes.count)
        for byte in bytes {
            text.append(Hash.digits[Int(byte >> 4)])
            text.append(Hash.digits[Int(byte & 0x0F)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    package static func < (left: Hash, right: Hash) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func value(ofDigit digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }
}
