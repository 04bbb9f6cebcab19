/// The addresses and networks whose forwarded headers are believed.
package struct TrustedProxies: Sendable, Hashable {
    private var networks: [Network] = []

    /// Nobody is believed.
    package init() {}

    /// Reads `127.0.0.1`, `10.0.0.0/8`, `::1`, `fd00::/8`; `nil` where one of the texts is no such thing.
    package init?(_ texts: [String]) {
        for text in texts {
            guard let network = Network(text) else { return nil }
            networks.append(network)
        }
    }

    /// Whether a peer, as the system names it, is one of the proxies.
    package func trusts(_ peer: String?) -> Bool {
        guard !networks.isEmpty, let address = peer.flatMap({ IPAddress($0) }) else { return false }
        return networks.contains { $0.holds(address) }
    }
}

/// An address and the number of its leading bits that count.
private struct Network: Sendable, Hashable {
    let address: IPAddress
    let bits: Int

    init?(_ text: String) {
        let parts = text.utf8.split(
            separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(String(Substring(parts[0]))) else { return nil }
        let size = address.bytes.count * 8
        guard let bits = parts.count == 2 ? IPAddress.decimal(parts[1], upTo: size) : size else { return nil }
        self.address = address
        self.bits = bits
    }

    func holds(_ other: IPAddress) -> Bool {
        guard other.bytes.count == address.bytes.count else { return false }
        return zip(address.bytes, other.bytes).enumerated().allSatisfy { index, pair in
            let counting = min(max(bits - index * 8, 0), 8)
            return (pair.0 ^ pair.1) >> (8 - UInt8(counting)) == 0
        }
    }
}

/// An IPv4 or IPv6 address without zone; an IPv4 address inside IPv6 (`::ffff:10.0.0.1`) is the IPv4 address.
struct IPAddress: Sendable, Hashable {
    /// Four or sixteen bytes.
    let bytes: [UInt8]

    init?(_ text: String) {
        guard text.utf8.count <= 45 else { return nil }
        guard text.utf8.contains(UInt8(ascii: ":")) else {
            guard let bytes = Self.version4(text.utf8[...]) else { return nil }
            self.bytes = bytes
            return
        }
        guard let bytes = Self.version6(text) else { return nil }
        let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
        self.bytes = bytes.starts(with: mapped) ? Array(bytes.suffix(4)) : bytes
    }

    /// A whole number in decimal digits without a leading zero.
    static func decimal(_ digits: Substring.UTF8View, upTo limit: Int) -> Int? {
        guard (1...3).contains(digits.count), digits.count == 1 || digits.first != 0x30,
            digits.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return value <= limit ? value : nil
    }

    private static func version4(_ text: Substring.UTF8View) -> [UInt8]? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let bytes = parts.compactMap { decimal($0, upTo: 255).map { UInt8($0) } }
        return parts.count == 4 && bytes.count == 4 ? bytes : nil
    }

    private static func version6(_ text: String) -> [UInt8]? {
        let utf8 = Array(text.utf8)
        let colon = UInt8(ascii: ":")
        guard let gap = utf8.indices.dropLast().first(where: { utf8[$0] == colon && utf8[$0 + 1] == colon })
        else {
            let whole = groups(text.utf8[...])
            return whole?.count == 16 ? whole : nil
        }
        let start = text.utf8.index(text.utf8.startIndex, offsetBy: gap)
        guard let head = groups(text.utf8[..<start]),
            let tail = groups(text.utf8[text.utf8.index(start, offsetBy: 2)...]),
            head.count + tail.count <= 14
        else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    private static func groups(_ text: Substring.UTF8View) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard let last = version4(part) else { return nil }
                bytes += last
            } else {
                guard (1...4).contains(part.count), let group = UInt16(String(Substring(part)), radix: 16),
                    part.first != UInt8(ascii: "+")
                else { return nil }
                bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
            }
        }
        return bytes
    }
}
