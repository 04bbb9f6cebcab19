import CryptoExtras
import FoundationEssentials
import Office
import Testing

@testable import OpenID

/// One way to the provider and back.
func signIn(
    _ fake: FakeProvider, _ provider: OpenIDProvider, at milliseconds: Int64 = moment,
    _ change: (ProviderAnswer) -> ProviderAnswer = { $0 }
) async throws(ProviderProblem) -> Identity {
    let marks = ErrandMarks(token: "a token")
    let address = try await provider.address(for: marks, language: "ru", at: milliseconds)
    return try await provider.identity(of: change(fake.visit(address)), for: marks, at: milliseconds)
}

/// The problem of one way there and back; `nil` when somebody was let in.
func problem(
    _ fake: FakeProvider, _ provider: OpenIDProvider, at milliseconds: Int64 = moment,
    _ change: (ProviderAnswer) -> ProviderAnswer = { $0 }
) async -> ProviderProblem? {
    do throws(ProviderProblem) {
        _ = try await signIn(fake, provider, at: milliseconds, change)
        return nil
    } catch { return error }
}

extension ProviderProblem {
    /// Its sort alone.
    var sort: String {
        switch self {
        case .unreachable: "unreachable"
        case .misconfigured: "misconfigured"
        case .denied: "denied"
        case .untrusted: "untrusted"
        }
    }
}

@Suite("The city's provider")
struct OpenIDProviderTests {
    @Test func `says who somebody is`() async throws {
        let fake = try FakeProvider(.init())
        try await fake.serve { provider in
            let marks = ErrandMarks(token: "a token")
            let address = try await provider.address(for: marks, language: "ru", at: moment)
            #expect(address.hasPrefix("\(fake.issuer)/authorize?response_type=code&client_id=hall&"))
            for part in [
                "scope=openid&", "state=\(marks.state)", "nonce=\(marks.nonce)",
                "code_challenge=\(marks.challenge)&code_challenge_method=S256", "ui_locales=ru",
                "redirect_uri=https%3A%2F%2Fhall.example%2Fdesk%2Freturn",
            ] { #expect(address.contains(part), "\(part)") }
            #expect(!address.contains(marks.verifier) && !address.contains("secret"))
            let identity = try await signIn(fake, provider)
            #expect(identity == Identity(issuer: fake.issuer, subject: "248289761001"))
            #expect(provider.issuer == fake.issuer && provider.name == "City of Perm")
        }
    }

    @Test func `is asked of itself and of its keys once for many, and again after an hour`() async throws {
        let fake = try FakeProvider(.init())
        try await fake.serve { provider in
            for _ in 0..<3 { _ = try await signIn(fake, provider) }
            #expect(fake.reads("metadata") == 1 && fake.reads("keys") == 1)
            let later = moment + OpenIDProvider.memory
            fake.behave { $0.claims = { ($0.iat, $0.exp) = (later / 1_000, later / 1_000 + 60) } }
            _ = try await signIn(fake, provider, at: later)
            #expect(fake.reads("metadata") == 2 && fake.reads("keys") == 2)
        }
    }

    @Test func `may sign with RSA, as most do`() async throws {
        let fake = try FakeProvider(.init(), withRSA: true)
        let rsa = try #require(fake.rsa)
        let numbers = try rsa.publicKey.getKeyPrimitives()
        fake.behave { manners in
            manners.keys = { _ in
                "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"r\",\"alg\":\"RS256\",\"n\":\"\(base64url(numbers.modulus))\","
                    + "\"e\":\"\(base64url(numbers.publicExponent))\"}]}"
            }
            manners.token = { _, claims in
                let text =
                    base64url(Array("{\"alg\":\"RS256\",\"kid\":\"r\"}".utf8)) + "."
                    + base64url(Array(claims.utf8))
                let signature = try? rsa.signature(for: Array(text.utf8), padding: .insecurePKCS1v1_5)
                return text + "." + base64url(signature?.rawRepresentation ?? Data())
            }
        }
        try await fake.serve { provider in
            let identity = try await signIn(fake, provider)
            #expect(identity.subject == "248289761001")
        }
    }

    // MARK: The client

    @Test func `is shown the secret in a header by default`() async throws {
        let fake = try FakeProvider(.init())
        try await fake.serve(secret: "a:b c%") { provider in
            _ = try await signIn(fake, provider)
            let asked = try #require(fake.asked.first)
            let pair = Data("hall:a%3Ab%20c%25".utf8).base64EncodedString()
            #expect(asked.authorization == "Basic \(pair)")
            #expect(asked.value("client_secret") == nil && asked.value("grant_type") == "authorization_code")
        }
    }

    @Test func `is shown the secret in the form where it takes no other`() async throws {
        let fake = try FakeProvider(.init())
        fake.behave {
            $0.metadata = {
                $0.replacing(
                    "\"response_types",
                    with:
                        "\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"],\"response_types")
            }
        }
        try await fake.serve { provider in
            _ = try await signIn(fake, provider)
            let asked = try #require(fake.asked.first)
            #expect(asked.authorization.isEmpty && asked.value("client_id") == "hall")
            #expect(asked.value("client_secret") == "a%20secret%20of%20the%20Hall")
        }
    }

    @Test func `takes a public client by the verifier alone`() async throws {
        let fake = try FakeProvider(.init())
        try await fake.serve(secret: nil) { provider in
            _ = try await signIn(fake, provider)
            let asked = try #require(fake.asked.first)
            #expect(asked.authorization.isEmpty && asked.value("client_secret") == nil)
            #expect(asked.value("client_id") == "hall")
            #expect(asked.value("code_verifier") == ErrandMarks(token: "a token").verifier)
        }
    }

    @Test func `that does not take the secret is told to the log, without the secret`() async throws {
        let fake = try FakeProvider(.init())
        fake.behave { $0.reply = (401, "{\"error\":\"invalid_client\",\"error_description\":\"<script>\"}") }
        try await fake.serve { provider in
            let problem = await problem(fake, provider)
            #expect(problem == .misconfigured("token_endpoint answers 401, invalid_client"))
        }
    }

    // MARK: What it says of itself

    @Test(arguments: [
        ("another name", "\"issuer\":\"", "\"issuer\":\"x"),
        ("a slash more", "\",\"authorization", "/\",\"authorization"),
        (
            "an endpoint without https", "\"token_endpoint\":\"http://127.0.0.1",
            "\"token_endpoint\":\"http://evil.example"
        ),
        ("keys that are a file", "\"jwks_uri\":\"http://127.0.0.1", "\"jwks_uri\":\"file:///etc"),
        (
            "a door that is a script", "\"authorization_endpoint\":\"http:",
            "\"authorization_endpoint\":\"javascript:"
        ),
        ("no S256", "[\"S256\"]", "[\"plain\"]"), ("no codes", "[\"code\"]", "[\"id_token\"]"),
        ("no JSON", "{", "<html>{"),
    ])
    func `with a wrong description of itself is not believed`(
        _ name: String, _ right: String, _ wrong: String
    ) async throws {
        let fake = try FakeProvider(.init())
        fake.behave { $0.metadata = { $0.replacing(right, with: wrong, maxReplacements: 1) } }
        try await fake.serve { provider in
            #expect(await problem(fake, provider)?.sort == "misconfigured", "\(name)")
            #expect(fake.asked.isEmpty)
        }
    }

    @Test func `that leads elsewhere is not followed`() async throws {
        let fake = try FakeProvider(.init())
        fake.behave { $0.redirect = "/elsewhere" }
        try await fake.serve { provider in
            #expect(await problem(fake, provider)?.sort == "misconfigured")
            fake.behave { $0.redirect = nil }
            let later = moment + OpenIDProvider.failureMemory
            let marks = ErrandMarks(token: "a token")
            let address = try await provider.address(for: marks, language: "en", at: later)
            fake.behave { $0.redirect = "/elsewhere" }
            let refused = await #expect(throws: ProviderProblem.self) {
                _ = try await provider.identity(of: fake.visit(address), for: marks, at: later)
            }
            #expect(refused?.sort == "misconfigured")
            #expect(fake.reads("elsewhere") == 0)
        }
    }

    @Test func `that cannot be reached is asked again after ten seconds`() async throws {
        let fake = try FakeProvider(.init())
        fake.behave { $0.metadata = { _ in String(repeating: "x", count: 2_000_000) } }
        try await fake.serve { provider in
            #expect(await problem(fake, provider)?.reason.contains("more than 262144 bytes") == true)
            fake.behave { $0.metadata = { $0 } }
            #expect(await problem(fake, provider) != nil)
            #expect(fake.reads("metadata") == 1)
            #expect(await problem(fake, provider, at: moment + OpenIDProvider.failureMemory) == nil)
        }
    }

    // MARK: Answers

    @Test func `gives a code for one use`() async throws {
        let fake = try FakeProvider(.init())
        try await fake.serve { provider in
            let marks = ErrandMarks(token: "a token")
            let answer = fake.visit(try await provider.address(for: marks, language: "en", at: moment))
            _ = try await provider.identity(of: answer, for: marks, at: moment)
            let refused = await #expect(throws: ProviderProblem.self) {
                _ = try await provider.identity(of: answer, for: marks, at: moment)
            }
            #expect(refused == .untrusted("the provider does not take the code"))
        }
    }

    @Test func `gives nothing for a code that was stolen from another browser`() async throws {
        let fake = try FakeProvider(.init())
        try await fake.serve { provider in
            let (victim, thief) = (ErrandMarks(token: "victim"), ErrandMarks(token: "thief"))
            let stolen = fake.visit(try await provider.address(for: victim, language: "en", at: moment))
            let refused = await #expect(throws: ProviderProblem.self) {
                _ = try await provider.identity(of: stolen, for: thief, at: moment)
            }
            #expect(refused?.sort == "untrusted")
        }
    }

    @Test func `names itself in its answer, and nobody else may`() async throws {
        let fake = try FakeProvider(.init())
        try await fake.serve { provider in
            let mixed = { @Sendable (answer: ProviderAnswer) in
                ProviderAnswer(code: answer.code, state: answer.state, issuer: "https://evil.example")
            }
            #expect(await problem(fake, provider, mixed) == .untrusted("the answer is another provider's"))
            let named = { @Sendable (answer: ProviderAnswer) in
                ProviderAnswer(code: answer.code, state: answer.state, issuer: fake.issuer)
            }
            #expect(await problem(fake, provider, named) == nil)
            #expect(fake.asked.count == 1, "a code of another provider is shown to nobody")
        }
    }

    @Test func `that says it names itself has to`() async throws {
        let fake = try FakeProvider(.init())
        fake.behave {
            $0.metadata = {
                $0.replacing(
                    "\"response_types",
                    with: "\"authorization_response_iss_parameter_supported\":true,\"response_types")
            }
        }
        try await fake.serve { provider in
            #expect(await problem(fake, provider)?.sort == "untrusted")
            let error = await problem(fake, provider) {
                ProviderAnswer(code: "", state: $0.state, error: "access_denied")
            }
            #expect(error?.sort == "untrusted", "an error is an answer too")
            #expect(fake.asked.isEmpty)
        }
    }

    @Test(arguments: [
        ("access_denied", "denied"), ("login_required", "denied"), ("temporarily_unavailable", "unreachable"),
        ("server_error", "unreachable"), ("unauthorized_client", "misconfigured"),
        ("<script>alert(1)</script>\n", "denied"),
    ])
    func `may answer with an error, of which only known words go on`(_ error: String, _ sort: String)
        async throws
    {
        let fake = try FakeProvider(.init())
        try await fake.serve { provider in
            let problem = await problem(fake, provider) {
                ProviderAnswer(code: $0.code, state: $0.state, error: error)
            }
            #expect(problem?.sort == sort && problem?.reason.contains("<") == false)
            #expect(fake.asked.isEmpty)
        }
    }

    @Test(arguments: [
        (200, "{}", "misconfigured"), (200, "nonsense", "misconfigured"),
        (200, "{\"id_token\":\"nonsense\"}", "untrusted"), (200, "{\"id_token\":\"a.b.c\"}", "untrusted"),
        (400, "{\"error\":\"<script>\"}", "misconfigured"), (500, "", "unreachable"),
        (429, "", "unreachable"),
    ])
    func `may answer nonsense for a code`(_ status: Int, _ body: String, _ sort: String) async throws {
        let fake = try FakeProvider(.init())
        fake.behave { $0.reply = (status, body) }
        try await fake.serve { provider in
            let problem = await problem(fake, provider)
            #expect(problem?.sort == sort && problem?.reason.contains("script") == false)
        }
    }
}
