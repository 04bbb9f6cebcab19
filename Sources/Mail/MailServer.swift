/// The mail server that an operator named, and how to sign in there.
package struct MailServer: Sendable, Hashable {
    /// How the way to it is protected.
    package enum Protection: Sendable, Hashable {
        /// TLS from the first byte, `smtps://`.
        case tls
        /// STARTTLS, without which nothing is sent: `smtp://`.
        case startTLS
        /// Nothing: `smtp://` of this very machine.
        case none
    }

    /// A name, an IPv4 address, or an IPv6 address in brackets.
    package let host: String
    package let port: Int
    package let protection: Protection
    /// A file with the authorities that are believed instead of the machine's.
    package var authorities: String?
    package var login: String?
    package var password: String?

    package init(host: String, port: Int, protection: Protection) {
        self.host = host
        self.port = port
        self.protection = protection
    }

    /// Reads `smtps://host[:port]` or `smtp://host[:port]`. Without a port it is 465 and 587, on this machine 25.
    ///
    /// - Returns: `nil` for anything else, also for one with a login in it: that would be seen by everybody who can list
    ///   the machine's processes.
    package init?(_ text: String) {
        let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let (host, port) = Self.place(parts[1]) else { return nil }
        let isHere = Self.isLoopback(host)
        switch parts[0] {
        case "smtps": self.init(host: host, port: port ?? 465, protection: .tls)
        case "smtp":
            self.init(host: host, port: port ?? (isHere ? 25 : 587), protection: isHere ? .none : .startTLS)
        default: return nil
        }
    }

    /// The address as libcurl wants it.
    ///
    /// - Parameter name: by which the program greets.
    func url(greeting name: String) -> String {
        "\(protection == .tls ? "smtps" : "smtp")://\(host):\(port)/\(name)"
    }

    private static func place(_ text: Substring) -> (host: String, port: Int?)? {
        let end: Substring.Index
        if text.first == "[" {
            guard let close = text.firstIndex(of: "]") else { return nil }
            let inside = text[..<close].dropFirst().utf8
            guard inside.count >= 2, inside.contains(UInt8(ascii: ":")),
                inside.allSatisfy({ isHexDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") })
            else { return nil }
            end = text.index(after: close)
        } else {
            end = text.firstIndex(of: ":") ?? text.endIndex
            guard !text[..<end].isEmpty, text[..<end].utf8.allSatisfy(isOfName) else { return nil }
        }
        let host = text[..<end].lowercased()
        guard end < text.endIndex else { return (host, nil) }
        let digits = text[end...].dropFirst()
        guard text[end] == ":", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(digits),
            (1...65_535).contains(port)
        else { return nil }
        return (host, port)
    }

    /// Only what cannot lead anywhere else: other spellings are asked for STARTTLS.
    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && numbers.first == 127 && numbers.allSatisfy { $0 != nil }
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }
}
