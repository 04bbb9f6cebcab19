import FoundationEssentials

@testable import Office

/// What a telephone does: it reads the secret and shows codes.
struct AuthenticatorApp {
    private let secret: [UInt8]

    /// - Parameter text: base32, as an app would read it.
    init(_ text: String) {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var (bytes, rest, bits) = ([UInt8](), 0, 0)
        for byte in text.utf8 {
            rest = rest << 5 | (alphabet.firstIndex(of: byte) ?? 0)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: rest >> bits))
            }
            rest &= 0xFF
        }
        secret = bytes
    }

    func code(at milliseconds: Int64) -> String { TOTP.code(secret, step: TOTP.step(at: milliseconds)) }
}
