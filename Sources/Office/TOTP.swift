import Crypto
import FoundationEssentials

/// Codes that follow from a secret and the time (RFC 6238, with SHA-1, six digits and thirty seconds: what every
/// authenticator app knows).
enum TOTP {
    static let secretBytes = 20
    static let digits = 6
    static let stepSeconds: Int64 = 30
    /// How many steps a clock may be off, before and after.
    static let tolerance: Int64 = 1

    /// The number of the step at a time.
    static func step(at milliseconds: Int64) -> Int64 { milliseconds / (stepSeconds * 1_000) }

    /// The code of a step (RFC 4226, 5.3).
    static func code(_ secret: [UInt8], step: Int64, digits: Int = digits) -> String {
        let message = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Array($0) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: secret)))
        let offset = Int(mac[19] & 15)
        let number = mac[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let code = String(number % (0..<digits).reduce(1) { power, _ in power * 10 })
        return String(repeating: "0", count: digits - code.utf8.count) + code
    }

    /// The step that a code belongs to, if it is near and younger than the last that was used.
    static func matchingStep(
        _ code: String, _ secret: [UInt8], at milliseconds: Int64, after last: Int64
    ) -> Int64? {
        let now = step(at: milliseconds)
        let typed = SHA256.hash(data: Array(code.utf8))
        return (now - tolerance...now + tolerance).first {
            // Digests are compared in constant time.
            $0 > last && SHA256.hash(data: Array(TOTP.code(secret, step: $0).utf8)) == typed
        }
    }
}
