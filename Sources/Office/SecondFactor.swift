import FoundationEssentials
import Records

/// What somebody shows besides their password: the codes of an app, or one of the codes on paper.
package struct SecondFactor: Sendable, Hashable {
    /// How many codes on paper there are at first.
    package static let recoveryCodes = 10
    /// So long a sign-in waits for its code, in milliseconds.
    package static let pendingLifetime: Int64 = 10 * 60 * 1_000

    /// Since when it is asked for, in milliseconds since 1970; `nil` while it is being set up.
    package let confirmedAt: Int64?
    /// How many of the codes on paper are left.
    package let recoveryCodesLeft: Int

    /// A secret that an app is to keep.
    package struct Setup: Sendable, Hashable {
        /// In base32 (RFC 4648, 6), without padding.
        package let secret: String

        /// `otpauth://…`, as apps read it from a QR code (the Key URI Format of Google Authenticator).
        package func address(issuer: String, login: String) -> String {
            let issuer = Setup.escaped(issuer)
            return "otpauth://totp/\(issuer):\(Setup.escaped(login))?secret=\(secret)&issuer=\(issuer)"
        }

        init(secret bytes: [UInt8]) {
            let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
            var (text, rest, bits) = ([UInt8](), 0, 0)
            for byte in bytes {
                rest = rest << 8 | Int(byte)
                bits += 8
                while bits >= 5 {
                    bits -= 5
                    text.append(alphabet[rest >> bits & 31])
                }
                rest &= 31
            }
            if bits > 0 { text.append(alphabet[rest << (5 - bits) & 31]) }
            secret = String(decoding: text, as: UTF8.self)
        }

        private static func escaped(_ text: String) -> String {
            let digits = Array("0123456789ABCDEF".utf8)
            let bytes = text.utf8.flatMap { byte -> [UInt8] in
                let isPlain =
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte) || "-._~".utf8.contains(byte)
                return isPlain ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// What came of confirming that the app shows the right codes.
    package enum Confirmation: Sendable, Hashable {
        /// The codes on paper; they are shown only now.
        case done(recoveryCodes: [String])
        case wrong
        case wait(seconds: Int)
    }
}

/// A code that was typed.
enum TypedCode: Sendable, Hashable {
    case app(String)
    case paper([UInt8])
    case neither

    private static let paperCharacters = 16

    /// Blanks, hyphens and capitals do not count; letters that look like digits are digits, as in Crockford's base32.
    init(_ text: String) {
        guard text.utf8.count <= 100 else {
            self = .neither
            return
        }
        let plain = text.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "-"), 0x09, 0x0A, 0x0D: nil
            case UInt8(ascii: "o"), UInt8(ascii: "O"): UInt8(ascii: "0")
            case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "l"), UInt8(ascii: "L"): UInt8(ascii: "1")
            case 0x61...0x7A: byte & 0xDF
            default: byte
            }
        }
        if plain.count == TOTP.digits, plain.allSatisfy({ (0x30...0x39).contains($0) }) {
            self = .app(String(decoding: plain, as: UTF8.self))
        } else if plain.count == TypedCode.paperCharacters, plain.allSatisfy(Code.alphabet.contains) {
            self = .paper(Secret.hash(of: String(decoding: plain, as: UTF8.self)))
        } else {
            self = .neither
        }
    }

    /// A new code on paper, 80 bits in groups of four.
    static func makePaper() -> String {
        var source = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            String(
                decoding: (0..<4).map { _ in Code.alphabet[Int.random(in: 0..<32, using: &source)] },
                as: UTF8.self)
        }.joined(separator: "-")
    }
}
