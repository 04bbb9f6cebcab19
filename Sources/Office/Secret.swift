import Crypto
import FoundationEssentials

/// What a browser or a link shows to be let in: 32 random bytes. Only its hash is stored, so that the file and its
/// backups let nobody in; bytes that nobody can guess need no salt and no slow hash.
struct Secret: Sendable {
    static let byteCount = 32
    /// The bytes in base64url without padding (RFC 4648, 5).
    let text: String
    /// The SHA-256 of the text.
    var hash: [UInt8] { Secret.hash(of: text) }

    init() {
        var source = SystemRandomNumberGenerator()
        let bytes = (0..<Secret.byteCount).map { _ in UInt8.random(in: .min ... .max, using: &source) }
        text = Secret.text(of: bytes)
    }

    /// Bytes in base64url without padding.
    static func text(of bytes: [UInt8]) -> String {
        let encoded = Data(bytes).base64EncodedString().utf8.compactMap { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            case UInt8(ascii: "="): nil
            default: byte
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    static func hash(of text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
