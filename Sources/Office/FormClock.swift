internal import Crypto
internal import FoundationEssentials

/// Says when a form was opened, in a way that nobody else can say: a form that comes back within seconds was filled in by
/// a program, and one that nobody opened was.
///
/// The key is new at each start; what was open then comes back once with all that was typed.
struct FormClock: Sendable {
    /// Nobody reads the page and writes a sentence faster.
    static let leastMilliseconds: Int64 = 3 * 1_000
    static let mostMilliseconds: Int64 = 24 * 60 * 60 * 1_000

    private let key = SymmetricKey(size: .bits256)

    /// The time and its signature: HMAC-SHA-256 (RFC 2104), in base64url.
    func token(at milliseconds: Int64) -> String {
        let time = "\(milliseconds)"
        let code = HMAC<SHA256>.authenticationCode(for: Array(time.utf8), using: key)
        return time + "." + Secret.text(of: Array(code))
    }

    /// Whether a form was opened here, not too short and not too long ago.
    func isTimely(_ token: String, at milliseconds: Int64) -> Bool {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1)
        // Hashes are compared, so that the time this takes says nothing about the signature.
        guard parts.count == 2, token.utf8.count <= 100, let opened = Int64(String(Substring(parts[0]))),
            Secret.hash(of: self.token(at: opened)) == Secret.hash(of: token)
        else { return false }
        return (Self.leastMilliseconds...Self.mostMilliseconds).contains(milliseconds - opened)
    }
}
