import FoundationEssentials

/// An address at which a provider may be asked: https, or plain http on this machine, where nobody listens in.
package struct ProviderAddress: Sendable, Hashable {
    package static let limitBytes = 1024

    package let text: String
    /// Whether something is asked for behind a question mark.
    package let hasQuery: Bool

    /// `nil` for another scheme, a host elsewhere without https, a name or password, a fragment, anything that is not plain
    /// ASCII, and more than `limitBytes`.
    package init?(_ text: String) {
        guard text.utf8.count <= ProviderAddress.limitBytes,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\"<>\\^`{|}".utf8.contains($0) }),
            let url = URL(string: text), let host = url.host(), !host.isEmpty, url.user() == nil,
            url.password() == nil, url.fragment() == nil
        else { return nil }
        switch url.scheme {
        case "https": break
        case "http" where ProviderAddress.isLoopback(host): break
        default: return nil
        }
        self.text = text
        hasQuery = text.utf8.contains(UInt8(ascii: "?"))
    }

    /// Whether a host can only be this machine.
    package static func isLoopback(_ host: String) -> Bool {
        ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
    }
}
