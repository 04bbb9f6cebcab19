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

    private static func parse(_ address: String, _ family: CInt, count: Int) -> [UInt8]? {
        // A link-local address may name its interface behind a percent sign.
        let plain = String(decoding: address.utf8.prefix { $0 != UInt8(ascii: "%") }, as: UTF8.self)
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, plain, &bytes) == 1 ? bytes : nil
    }
}
