import FoundationEssentials
import Office

/// What a provider says of itself (OpenID Connect Discovery 1.0, 3; RFC 8414).
struct Discovery: Sendable {
    let authorization: ProviderAddress
    let token: ProviderAddress
    let keys: ProviderAddress
    /// How a client shows its secret.
    let takesBasic: Bool
    let takesPost: Bool
    /// Whether it names itself in every answer (RFC 9207).
    let namesItself: Bool

    private struct Metadata: Decodable {
        let issuer: String
        let authorizationEndpoint: String
        let tokenEndpoint: String
        let jwksUri: String
        let responseTypesSupported: [String]?
        let codeChallengeMethodsSupported: [String]?
        let tokenEndpointAuthMethodsSupported: [String]?
        let authorizationResponseIssParameterSupported: Bool?
    }

    /// Where it stands.
    static func address(of issuer: ProviderAddress) throws(ProviderProblem) -> ProviderAddress {
        let base = issuer.text.hasSuffix("/") ? String(issuer.text.dropLast()) : issuer.text
        guard let address = ProviderAddress(base + "/.well-known/openid-configuration") else {
            throw .misconfigured("the issuer is too long")
        }
        return address
    }

    init(_ json: Data, issuer: ProviderAddress) throws(ProviderProblem) {
        let metadata: Metadata
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            metadata = try decoder.decode(Metadata.self, from: json)
        } catch {
            throw .misconfigured("what the provider says of itself cannot be read")
        }
        // Compared as bytes: another spelling of the same address is another issuer (Discovery 1.0, 4.3).
        guard metadata.issuer.utf8.elementsEqual(issuer.text.utf8) else {
            throw .misconfigured("the provider calls itself otherwise than openid-issuer says")
        }
        authorization = try Self.address(metadata.authorizationEndpoint, "authorization_endpoint")
        token = try Self.address(metadata.tokenEndpoint, "token_endpoint")
        keys = try Self.address(metadata.jwksUri, "jwks_uri")
        if let types = metadata.responseTypesSupported, !types.contains("code") {
            throw .misconfigured("the provider does not give codes")
        }
        if let methods = metadata.codeChallengeMethodsSupported, !methods.contains("S256") {
            throw .misconfigured("the provider does not know S256")
        }
        let methods = metadata.tokenEndpointAuthMethodsSupported ?? ["client_secret_basic"]
        takesBasic = methods.contains("client_secret_basic")
        takesPost = methods.contains("client_secret_post")
        namesItself = metadata.authorizationResponseIssParameterSupported ?? false
    }

    private static func address(_ text: String, _ name: String) throws(ProviderProblem) -> ProviderAddress {
        guard let address = ProviderAddress(text) else {
            throw .misconfigured("the provider's \(name) is no https address")
        }
        return address
    }
}
