import Crypto
import CryptoExtras
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Office
import Synchronization

@testable import OpenID

/// What a token of the fake provider says.
struct FakeClaims: Sendable {
    var iss: String
    var sub = "248289761001"
    /// JSON.
    var aud = "\"hall\""
    var azp: String?
    var exp = moment / 1_000 + 300
    var iat = moment / 1_000
    var nonce: String?

    var json: String {
        let optional = [("azp", azp), ("nonce", nonce)].compactMap { name, value in
            value.map { ",\"\(name)\":\"\($0)\"" }
        }
        return "{\"iss\":\"\(iss)\",\"sub\":\"\(sub)\",\"aud\":\(aud),\"exp\":\(exp),\"iat\":\(iat)"
            + optional.joined() + "}"
    }
}

/// A provider of OpenID Connect on this machine, with keys of its own. It keeps the rules, unless it is told not to.
final class FakeProvider: Sendable {
    /// Where it leaves the rules.
    struct Manners: Sendable {
        /// Changes what it says of itself.
        var metadata: @Sendable (String) -> String = { $0 }
        /// Its keys, as JSON.
        var keys: @Sendable (FakeProvider) -> String = { "{\"keys\":[\($0.key(named: "one"))]}" }
        var claims: @Sendable (inout FakeClaims) -> Void = { _ in }
        /// Signs what it says.
        var token: @Sendable (FakeProvider, String) -> String = { $0.signed($1) }
        /// What the token endpoint answers instead, with its status.
        var reply: (status: Int, body: String)?
        /// Where every address leads on to.
        var redirect: String?
    }

    /// A form that came to the token endpoint.
    struct Asked: Sendable {
        let authorization: String
        let form: String

        func value(_ name: String) -> String? {
            let start = name + "="
            let field = form.split(separator: "&").first { $0.hasPrefix(start) }
            return field.map { String($0.dropFirst(start.count)) }
        }
    }

    private struct Grant {
        let challenge: String
        let nonce: String
    }

    private struct State {
        var port = 0
        var manners: Manners
        var grants: [String: Grant] = [:]
        var asked: [Asked] = []
        var reads: [String: Int] = [:]
    }

    let signing = P256.Signing.PrivateKey()
    let other = P256.Signing.PrivateKey()
    let rsa: _RSA.Signing.PrivateKey?
    private let state: Mutex<State>

    init(_ manners: Manners, withRSA: Bool = false) throws {
        rsa = withRSA ? try _RSA.Signing.PrivateKey(keySize: .bits2048) : nil
        state = Mutex(State(manners: manners))
    }

    var issuer: String { "http://127.0.0.1:\(state.withLock { $0.port })" }
    var asked: [Asked] { state.withLock { $0.asked } }

    /// How often something was read.
    func reads(_ path: String) -> Int { state.withLock { $0.reads[path] ?? 0 } }

    func behave(_ change: @Sendable (inout Manners) -> Void) { state.withLock { change(&$0.manners) } }

    /// Opens it, and a Hall's side of it.
    func serve(
        secret: String? = "a secret of the Hall", limit: Duration = .seconds(30),
        _ work: @escaping @Sendable (OpenIDProvider) async throws -> Void
    ) async throws {
        let application = Application(router: router())
        try await application.test(.live) { client in
            let port = client.port ?? 0
            self.state.withLock { $0.port = port }
            guard let issuer = ProviderAddress(self.issuer) else { throw Failure.noAddress }
            var settings = OpenIDSettings(
                issuer: issuer, client: "hall", secret: secret, name: "City of Perm",
                returnAddress: returnAddress)
            settings.limit = limit
            let provider = OpenIDProvider(settings)
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await work(provider)) } catch { outcome = .failure(error) }
            try await provider.close()
            try outcome.get()
        }
    }

    enum Failure: Error { case noAddress }

    /// What a browser does: it goes to the address and comes back with a code.
    func visit(_ address: String) -> ProviderAnswer {
        let query = Asked(
            authorization: "", form: String(address.split(separator: "?", maxSplits: 1).last ?? ""))
        let code = "code-\(UInt64.random(in: 0 ... .max))"
        let grant = Grant(
            challenge: query.value("code_challenge") ?? "", nonce: query.value("nonce") ?? "")
        state.withLock { $0.grants[code] = grant }
        return ProviderAnswer(code: code, state: query.value("state") ?? "")
    }

    // MARK: Keys and tokens

    /// A key of its set, as JSON.
    func key(named name: String, of key: P256.Signing.PrivateKey? = nil, and more: String = "") -> String {
        let point = Array((key ?? signing).publicKey.x963Representation)
        return
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"\(name)\"\(more),\"x\":\"\(base64url(point[1...32]))\","
            + "\"y\":\"\(base64url(point[33...]))\"}"
    }

    func signed(
        _ claims: String, by key: P256.Signing.PrivateKey? = nil,
        header: String = "{\"alg\":\"ES256\",\"kid\":\"one\"}"
    ) -> String {
        let text = base64url(Array(header.utf8)) + "." + base64url(Array(claims.utf8))
        // A key of this sort signs everything.
        let signature = try? (key ?? signing).signature(for: Array(text.utf8)).rawRepresentation
        return text + "." + base64url(Array(signature ?? Data()))
    }

    // MARK: HTTP

    private func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/.well-known/openid-configuration") { _, _ in
            self.answer("metadata") { $0.metadata(self.metadata) }
        }
        router.get("/keys") { _, _ in self.answer("keys") { $0.keys(self) } }
        router.get("/elsewhere") { _, _ in self.answer("elsewhere") { _ in "{}" } }
        router.post("/elsewhere") { _, _ in self.answer("elsewhere") { _ in "{}" } }
        router.post("/token") { request, _ in
            let form = String(buffer: try await request.body.collect(upTo: 1 << 16))
            let asked = Asked(authorization: request.headers[.authorization] ?? "", form: form)
            self.state.withLock { $0.asked.append(asked) }
            return self.token(for: asked)
        }
        return router
    }

    private var metadata: String {
        """
        {"issuer":"\(issuer)","authorization_endpoint":"\(issuer)/authorize","token_endpoint":"\(issuer)/token",\
        "jwks_uri":"\(issuer)/keys","response_types_supported":["code"],"code_challenge_methods_supported":["S256"]}
        """
    }

    private func answer(_ name: String, _ body: (Manners) -> String) -> Response {
        let manners = state.withLock { state in
            state.reads[name, default: 0] += 1
            return state.manners
        }
        return respond(name == "elsewhere" ? nil : manners.redirect, 200, body(manners))
    }

    private func respond(_ redirect: String?, _ status: Int, _ body: String) -> Response {
        let headers: HTTPFields = redirect.map { [.location: $0] } ?? [.contentType: "application/json"]
        return Response(
            status: HTTPResponse.Status(code: redirect == nil ? status : 307), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }

    private func token(for asked: Asked) -> Response {
        let (manners, grant) = state.withLock { state in
            // A code is good for one try.
            (state.manners, state.grants.removeValue(forKey: asked.value("code") ?? ""))
        }
        if let reply = manners.reply { return respond(manners.redirect, reply.status, reply.body) }
        let verifier = base64url(Array(SHA256.hash(data: Array((asked.value("code_verifier") ?? "").utf8))))
        guard let grant, grant.challenge == verifier,
            asked.value("redirect_uri") == "https%3A%2F%2Fhall.example%2Fdesk%2Freturn"
        else { return respond(nil, 400, "{\"error\":\"invalid_grant\"}") }
        var claims = FakeClaims(iss: issuer)
        claims.nonce = grant.nonce
        manners.claims(&claims)
        let token = manners.token(self, claims.json)
        return respond(
            manners.redirect, 200,
            "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"\(token)\"}")
    }
}

/// A time to begin with, in milliseconds since 1970.
let moment: Int64 = 1_790_000_000_000
let returnAddress = "https://hall.example/desk/return"

func base64url(_ bytes: some Sequence<UInt8>) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
        "=", with: "")
}
