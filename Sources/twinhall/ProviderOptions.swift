import ArgumentParser
import FoundationEssentials
import OpenID

/// The settings of the city's own sign-in. There is no flag for the secret: the arguments of a process can be read by
/// everybody on its machine.
struct ProviderOptions: ParsableArguments {
    private static let nameCharacters = 60

    @Option(help: "The city's provider of OpenID Connect, https://…, as it calls itself.")
    var openidIssuer: String?

    @Option(help: "What the provider calls the Hall (client_id).")
    var openidClient: String?

    @Option(help: "What people call the provider, such as 'City of Perm' (default: the host of the issuer).")
    var openidName: String?

    /// What was set; `nil` where nothing was.
    ///
    /// - Parameter publicURL: the address that visitors know, to which they come back.
    func settings(_ source: SettingsSource, publicURL: String?) throws -> OpenIDSettings? {
        let client = source.text(.openIDClient, flag: openidClient)
        let name = source.text(.openIDName, flag: openidName)
        let secret = source.text(.openIDSecret, flag: nil)
        guard let text = source.text(.openIDIssuer, flag: openidIssuer) else {
            for (other, value) in [("client", client), ("name", name), ("secret", secret)] where value != nil
            {
                throw Failure("openid-\(other) is set, and openid-issuer is not")
            }
            return nil
        }
        guard let issuer = ProviderAddress(text), !issuer.hasQuery else {
            throw Failure(
                "openid-issuer must be an address such as https://id.city.example, not '\(text)'; "
                    + "plain http only on this machine")
        }
        guard let client, !client.isEmpty else {
            throw Failure("openid-client is missing beside openid-issuer")
        }
        if let secret, secret.isEmpty || !secret.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
            throw Failure(
                "openid-secret must be in plain ASCII and not empty; leave it out where there is none")
        }
        guard let publicURL else {
            throw Failure("public-url is missing: openid-issuer needs an address to which people come back")
        }
        guard let back = ProviderAddress(publicURL + "/desk/return") else {
            throw Failure(
                "public-url must be https where openid-issuer is set; plain http only on this machine")
        }
        return OpenIDSettings(
            issuer: issuer, client: client, secret: secret, name: try Self.name(name, of: text),
            returnAddress: back.text)
    }

    private static func name(_ name: String?, of issuer: String) throws -> String {
        let name = name ?? URL(string: issuer)?.host() ?? issuer
        guard (1...nameCharacters).contains(name.count),
            !name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
        else { throw Failure("openid-name must have 1 to \(nameCharacters) characters in one line") }
        return name
    }
}
