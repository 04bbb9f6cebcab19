#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Where a try comes from, as far as the throttle tells places apart: one IPv4 address, or the /64 of an IPv6 address,
/// in which one machine may take any address it likes (RFC 4941).
struct ClientNetwork: Hashable, Sendable {
    private let bytes: [UInt8]

    init(_ address: String) {
        if let four = ClientNetwork.parse(address, AF_INET, count: 4) {
            bytes = four
        } else if let sixteen = ClientNetwork.parse(address, AF_INET6, count: 16) {
            let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
            // An IPv4 address that came through a socket for both (RFC 4291, 2.5.5.2).
            bytes = sixteen.starts(with: mapped) ? Array(sixteen[12...]) : Array(sixteen[..<8])
        } else {
            // Not an address: a socket in the file system, a test. All of them are one place.
            bytes = []
        }
    }

    /// What is kept of an address with a session, so that its owner can tell it from a stranger's: `192.0.2.0/24`,
    /// `2001:db8:1::/48`; empty for what is no address.
    static func kept(_ address: String) -> String {
        let bytes = ClientNetwork(address).bytes
        switch bytes.count {
        case 4: return bytes.prefix(3).map { "\($0)." }.joined() + "0/24"
        case 8:
            // A site has a /48 (RFC 6177); which of its networks it was is nobody's business.
            let groups = stride(from: 0, to: 6, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
            return groups.map { String($0, radix: 16) }.joined(separator: ":") + "::/48"
        default: return ""
        }
    }

    private static func parse(_ address: String, _ family: CInt, count: Int) -> [UInt8]? {
        // A link-local address may name its interface behind a percent sign.
        let plain = String(decoding: address.utf8.prefix { $0 != UInt8(ascii: "%") }, as: UTF8.self)
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, plain, &bytes) == 1 ? bytes : nil
    }
}
