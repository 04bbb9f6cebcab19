import Crypto
import FoundationEssentials
import Office
import Testing

@testable import OpenID

/// Tokens that an attacker, or a provider for somebody else, might send.
@Suite("A token of the provider")
struct HostileTokenTests {
    struct Lie: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let claims: @Sendable (inout FakeClaims) -> Void
    }

    static let lies = [
        Lie(testDescription: "wrong issuer") { $0.iss = "https://evil.example" },
        Lie(testDescription: "issuer with a slash more") { $0.iss += "/" },
        Lie(testDescription: "wrong audience") { $0.aud = "\"another\"" },
        Lie(testDescription: "no audience") { $0.aud = "[]" },
        Lie(testDescription: "several audiences without azp") { $0.aud = "[\"hall\",\"another\"]" },
        Lie(testDescription: "azp of another") { $0.azp = "another" },
        Lie(testDescription: "several audiences, azp of another") {
            ($0.aud, $0.azp) = ("[\"hall\",\"another\"]", "another")
        },
        Lie(testDescription: "wrong nonce") { $0.nonce = "another" },
        Lie(testDescription: "no nonce") { $0.nonce = nil },
        Lie(testDescription: "expired") { $0.exp = moment / 1_000 - 60 },
        Lie(testDescription: "of the future") { $0.iat = moment / 1_000 + 61 },
        Lie(testDescription: "made too long ago") { $0.iat = moment / 1_000 - 660 },
        Lie(testDescription: "of nobody") { $0.sub = "" },
        Lie(testDescription: "of a name without end") { $0.sub = String(repeating: "a", count: 256) },
    ]

    @Test(arguments: lies) func `that lies is not believed, however well it is signed`(_ lie: Lie)
        async throws
    {
        let fake = try FakeProvider(.init(claims: lie.claims))
        try await fake.serve { provider in
            #expect(await problem(fake, provider)?.sort == "untrusted")
        }
    }

    @Test func `may be for others as well when it was given to the Hall, and clocks may differ a little`()
        async throws
    {
        let fake = try FakeProvider(
            .init(claims: {
                ($0.aud, $0.azp) = ("[\"another\",\"hall\"]", "hall")
                ($0.exp, $0.iat) = (moment / 1_000 - 59, moment / 1_000 + 60)
            }))
        try await fake.serve { provider in #expect(await problem(fake, provider) == nil) }
    }

    struct Forgery: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let token: @Sendable (FakeProvider, String) -> String
    }

    /// A token with a signature that anybody could make.
    private static func forged(_ header: String, _ claims: String, _ sign: ([UInt8]) -> [UInt8]) -> String {
        let text = base64url(Array(header.utf8)) + "." + base64url(Array(claims.utf8))
        return text + "." + base64url(sign(Array(text.utf8)))
    }

    private static func hmac(_ key: some DataProtocol, _ text: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: Array(key))))
    }

    static let forgeries =
        ["none", "None", "nOnE", ""].map { name in
            Forgery(testDescription: "alg \(name.isEmpty ? "empty" : name)") { _, claims in
                forged("{\"alg\":\"\(name)\"}", claims) { _ in [] }
            }
        } + [
            Forgery(testDescription: "HS256 with the client's secret") { _, claims in
                forged("{\"alg\":\"HS256\",\"kid\":\"one\"}", claims) {
                    hmac(Array("a secret of the Hall".utf8), $0)
                }
            },
            Forgery(testDescription: "HS256 with the public key as PEM") { fake, claims in
                forged("{\"alg\":\"HS256\",\"kid\":\"one\"}", claims) {
                    hmac(Array(fake.signing.publicKey.pemRepresentation.utf8), $0)
                }
            },
            Forgery(testDescription: "HS256 with the public key as bytes") { fake, claims in
                forged("{\"alg\":\"HS256\",\"kid\":\"one\"}", claims) {
                    hmac(fake.signing.publicKey.x963Representation, $0)
                }
            },
            Forgery(testDescription: "signed by another key") { fake, claims in
                fake.signed(claims, by: fake.other)
            },
            Forgery(testDescription: "signed by another key without a name") { fake, claims in
                fake.signed(claims, by: fake.other, header: "{\"alg\":\"ES256\"}")
            },
            Forgery(testDescription: "signed by a key that it brings along") { fake, claims in
                fake.signed(
                    claims, by: fake.other,
                    header:
                        "{\"alg\":\"ES256\",\"kid\":\"one\",\"jwk\":\(fake.key(named: "one", of: fake.other))}"
                )
            },
            Forgery(testDescription: "another algorithm than the key's") { fake, claims in
                fake.signed(claims, header: "{\"alg\":\"ES384\",\"kid\":\"one\"}")
            },
            Forgery(testDescription: "an algorithm for encryption") { fake, claims in
                fake.signed(claims, header: "{\"alg\":\"RSA-OAEP\",\"kid\":\"one\"}")
            },
            Forgery(testDescription: "something critical that nobody knows") { fake, claims in
                fake.signed(claims, header: "{\"alg\":\"ES256\",\"kid\":\"one\",\"crit\":[\"exp\"]}")
            },
            Forgery(testDescription: "no signature") { fake, claims in
                fake.signed(claims).split(separator: ".").prefix(2).joined(separator: ".") + "."
            },
            Forgery(testDescription: "a part more") { fake, claims in fake.signed(claims) + ".x" },
            Forgery(testDescription: "other claims under the signature") { fake, claims in
                let parts = fake.signed(claims).split(separator: ".")
                let other = base64url(Array(claims.replacing("248289761001", with: "1").utf8))
                return "\(parts[0]).\(other).\(parts[2])"
            },
            Forgery(testDescription: "a token without end") { fake, claims in
                fake.signed(
                    claims.replacing("}", with: ",\"x\":\"\(String(repeating: "x", count: 70_000))\"}"))
            },
        ]

    @Test(arguments: forgeries) func `that is forged is not believed`(_ forgery: Forgery) async throws {
        let fake = try FakeProvider(.init(token: forgery.token))
        try await fake.serve { provider in
            #expect(await problem(fake, provider)?.sort == "untrusted")
        }
    }

    // MARK: Keys

    @Test func `by a new key is believed: the keys are read once more`() async throws {
        let fake = try FakeProvider(.init())
        try await fake.serve { provider in
            _ = try await signIn(fake, provider)
            fake.behave { manners in
                manners.keys = { "{\"keys\":[\($0.key(named: "two", of: $0.other))]}" }
                manners.token = {
                    $0.signed($1, by: $0.other, header: "{\"alg\":\"ES256\",\"kid\":\"two\"}")
                }
            }
            _ = try await signIn(fake, provider)
            #expect(fake.reads("keys") == 2)
        }
    }

    @Test func `with an unknown kid is refused, after the keys were read once more and not again`()
        async throws
    {
        let fake = try FakeProvider(
            .init(token: { $0.signed($1, header: "{\"alg\":\"ES256\",\"kid\":\"nobody\"}") }))
        try await fake.serve { provider in
            #expect(await problem(fake, provider)?.sort == "untrusted")
            #expect(fake.reads("keys") == 2)
        }
    }

    @Test func `is checked with the right one of many keys, whatever else stands among them`() async throws {
        let fake = try FakeProvider(
            .init(keys: { fake in
                let keys = [
                    "{\"kty\":\"oct\",\"kid\":\"one\",\"k\":\"c2VjcmV0\"}", "{\"kty\":\"XX\",\"kid\":\"x\"}",
                    "{}",
                    fake.key(named: "one", of: fake.other, and: ",\"use\":\"enc\""),
                    fake.key(named: "one", of: fake.other, and: ",\"alg\":\"ECDH-ES\""),
                    fake.key(named: "two", of: fake.other),
                    fake.key(named: "one", and: ",\"use\":\"sig\",\"alg\":\"ES256\",\"d\":\"AAAA\""),
                ]
                return "{\"keys\":[\(keys.joined(separator: ","))]}"
            }))
        try await fake.serve { provider in #expect(await problem(fake, provider) == nil) }
    }

    @Test func `is not checked with a giant set of keys`() async throws {
        let fake = try FakeProvider(
            .init(keys: { fake in
                let keys = (0..<4_000).map { fake.key(named: "\($0)") } + [fake.key(named: "one")]
                return "{\"keys\":[\(keys.joined(separator: ","))]}"
            }))
        try await fake.serve { provider in
            #expect(await problem(fake, provider)?.sort == "misconfigured")
        }
    }
}
