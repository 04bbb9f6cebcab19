/// The permanent name of a record: seven characters of Crockford's base32 in capitals
/// (https://www.crockford.com/base32.html), chosen at random, so that it says nothing about what it names.
///
/// It stands on labels (`/o/4K7Q2MZ`) and in the journal's chain, which is never erased: hence no words in it.
package struct Code: Hashable, Sendable, Comparable, CustomStringConvertible {
    package static let length = 7
    package static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The characters as one number of 35 bits: small, and sorted as the text is.
    private let bits: UInt64

    /// Reads a code in capitals or small letters; `nil` when it is not seven characters of the alphabet.
    package init?(_ text: some StringProtocol) {
        var bits: UInt64 = 0
        var count = 0
        for byte in text.utf8 {
            count += 1
            guard count <= Code.length, let digit = Code.digit(byte) else { return nil }
            bits = bits << 5 | UInt64(digit)
        }
        guard count == Code.length else { return nil }
        self.bits = bits
    }

    /// A new code; 35 random bits, so the catalogue still has to be asked whether it is free.
    package static func random(using source: inout some RandomNumberGenerator) -> Code {
        Code(bits: UInt64.random(in: 0..<(1 << 35), using: &source))
    }

    private init(bits: UInt64) { self.bits = bits }

    package var text: String {
        let characters = (0..<Code.length).map {
            Code.alphabet[Int(bits >> (5 * UInt64(Code.length - 1 - $0)) & 31)]
        }
        return String(decoding: characters, as: UTF8.self)
    }

    package var description: String { text }

    package static func < (left: Code, right: Code) -> Bool { left.bits < right.bits }

    private static func digit(_ byte: UInt8) -> Int? {
        let capital = (0x61...0x7A).contains(byte) ? byte & 0xDF : byte
        return alphabet.firstIndex(of: capital)
    }
}

/// The readable part of a record's address: small Latin letters, digits and single hyphens, 1 to 80 of them.
///
/// Four digits alone are refused: `/{lang}/news/2019` is a year.
package struct Slug: Hashable, Sendable, CustomStringConvertible {
    package static let limit = 80
    package let text: String

    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (1...Slug.limit).contains(bytes.count), bytes.first != Slug.hyphen, bytes.last != Slug.hyphen
        else {
            return nil
        }
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0x61...0x7A, 0x30...0x39: continue
            case Slug.hyphen where bytes[index - 1] != Slug.hyphen: continue
            default: return nil
            }
        }
        guard bytes.count != 4 || bytes.contains(where: { !(0x30...0x39).contains($0) }) else { return nil }
        self.text = text
    }

    package var description: String { text }

    private static let hyphen = UInt8(ascii: "-")
}
