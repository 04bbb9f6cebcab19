import FoundationEssentials
import JWTKit
import Office

/// What a provider has signed of who somebody is (OpenID Connect Core 1.0, 2), while nothing of it is believed yet.
struct IDToken: Sendable {
    static let limitBytes = 64 << 10
    /// How far two clocks may be apart, in seconds.
    static let toleranceSeconds = 60.0

    /// What it has to say to be believed.
    struct Expectation: Sendable {
        let issuer: String
        let client: String
        let nonce: String
        /// Milliseconds since 1970.
        let now: Int64
    }

    private let text: String
    /// The key's name, as the token says it.
    let keyName: String?
    private let algorithm: JWK.Algorithm

    private struct Header: Decodable {
        let alg: String
        let kid: String?
        let crit: [String]?
    }

    private struct Claims: JWTPayload {
        let iss: String
        let sub: String
        let aud: Audience
        let azp: String?
        let exp: Double
        let iat: Double
        let nbf: Double?
        let nonce: String?

        /// The signature is all that is asked of JWTKit: what the claims say is compared below, with the Hall's own clock.
        func verify(using algorithm: some JWTAlgorithm) async throws {}
    }

    /// One, or several.
    private struct Audience: Codable {
        let names: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                names = [one]
            } else {
                names = try container.decode([String].self)
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(names)
        }
    }

    init(_ text: String) throws(ProviderProblem) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.limitBytes, parts.count == 3, let json = Self.bytes(parts[0]),
            let header = try? JSONDecoder().decode(Header.self, from: json)
        else { throw .untrusted("the token is none") }
        // Whatever is said there must be understood, and nothing is (RFC 7515, 4.1.11).
        guard header.crit == nil else { throw .untrusted("the token asks for what is not known") }
        guard let algorithm = JWK.Algorithm(rawValue: header.alg) else {
            throw .untrusted("the token is signed in a way that is not believed")
        }
        self.text = text
        self.algorithm = algorithm
        keyName = header.kid
    }

    /// The keys of a set that it may be signed with.
    func candidates(in keys: KeySet) -> [JWK] { keys.candidates(keyName, algorithm) }

    /// Who it speaks of, once the signature is that of one of the keys and every claim is as it has to be.
    func identity(_ keys: [JWK], _ expected: Expectation) async throws(ProviderProblem) -> Identity {
        guard let claims = await claims(keys) else {
            throw .untrusted("the token is signed by no key of the provider")
        }
        if let problem = Self.problem(of: claims, expected) { throw .untrusted(problem) }
        guard let identity = Identity(issuer: claims.iss, subject: claims.sub) else {
            throw .untrusted("the token names nobody")
        }
        return identity
    }

    private func claims(_ keys: [JWK]) async -> Claims? {
        for key in keys {
            // A collection of one: of several, JWTKit takes its first key for an unknown name.
            let collection = JWTKeyCollection()
            do {
                try await collection.add(jwk: key)
                return try await collection.verify(text, as: Claims.self)
            } catch {
                continue
            }
        }
        return nil
    }

    /// What is not as it has to be (OpenID Connect Core 1.0, 3.1.3.7).
    private static func problem(of claims: Claims, _ expected: Expectation) -> String? {
        let now = Double(expected.now) / 1_000
        // A token for others as well must say that it was given to the Hall.
        let isForUs =
            claims.aud.names.contains(expected.client)
            && (claims.azp == expected.client || claims.azp == nil && claims.aud.names.count == 1)
        if !claims.iss.utf8.elementsEqual(expected.issuer.utf8) { return "the token is another provider's" }
        if !isForUs { return "the token is for somebody else" }
        if claims.nonce != expected.nonce { return "the token was not made for this sign-in" }
        if claims.exp + toleranceSeconds <= now { return "the token is too old" }
        let begin = max(claims.iat, claims.nbf ?? claims.iat)
        if begin - toleranceSeconds > now { return "the token is of the future: compare the clocks" }
        let lifetime = Double(Errand.lifetime) / 1_000
        if claims.iat + lifetime + toleranceSeconds <= now { return "the token was made too long ago" }
        return nil
    }

    /// Reads base64url without padding.
    private static func bytes(_ part: Substring.UTF8View) -> Data? {
        var text = part.map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: byte
            }
        }
        while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return Data(base64Encoded: Data(text))
    }
}
