package import Office

/// The city's provider of OpenID Connect: the code flow with PKCE (OpenID Connect Core 1.0, 3.1; RFC 7636; RFC 9700).
///
/// What the provider says of itself, and its keys, are read when they are first needed and kept for an hour, so a provider
/// that cannot be reached keeps nothing from starting.
package actor OpenIDProvider: IdentityProvider {
    /// What was read is kept so long, and a failure so long, in milliseconds.
    static let memory: Int64 = 60 * 60 * 1_000
    static let failureMemory: Int64 = 10 * 1_000

    package nonisolated var issuer: String { settings.issuer.text }
    package nonisolated var name: String { settings.name }

    private let settings: OpenIDSettings
    private let line: ProviderLine

    private var known: (discovery: Discovery, until: Int64)?
    private var failure: (problem: ProviderProblem, until: Int64)?
    /// Who asks while it is being read waits for the same answer.
    private var reading: Task<Result<Discovery, ProviderProblem>, Never>?
    private var keys: (known: KeySet, until: Int64)?

    package init(_ settings: OpenIDSettings) {
        self.settings = settings
        line = ProviderLine(limit: settings.limit)
    }

    /// Hangs up. Nothing can be asked afterwards; it has to be called once.
    package func close() async throws { try await line.close() }

    package func address(
        for marks: ErrandMarks, language: String, at milliseconds: Int64
    ) async throws(ProviderProblem) -> String {
        let place = try await discovery(at: milliseconds).authorization
        // Nothing but who somebody is: neither a name nor a mail address is asked for.
        let question = FormText.of([
            ("response_type", "code"), ("client_id", settings.client),
            ("redirect_uri", settings.returnAddress), ("scope", "openid"), ("state", marks.state),
            ("nonce", marks.nonce), ("code_challenge", marks.challenge), ("code_challenge_method", "S256"),
            ("ui_locales", language),
        ])
        return place.text + (place.hasQuery ? "&" : "?") + question
    }

    package func identity(
        of answer: ProviderAnswer, for marks: ErrandMarks, at milliseconds: Int64
    ) async throws(ProviderProblem) -> Identity {
        let discovery = try await discovery(at: milliseconds)
        // Before anything else: another provider's answer must not be taken for this one's (RFC 9207).
        guard answer.issuer.isEmpty ? !discovery.namesItself : answer.issuer == issuer else {
            throw .untrusted("the answer is another provider's")
        }
        if !answer.error.isEmpty { throw Self.problem(of: answer.error) }
        guard !answer.code.isEmpty else { throw .untrusted("the answer holds no code") }
        let exchange = CodeExchange(settings: settings, discovery: discovery)
        let (form, headers) = try exchange.request(answer.code, marks)
        let token = try exchange.token(
            in: try await line.post(discovery.token, form, headers: headers))
        let expected = IDToken.Expectation(
            issuer: issuer, client: settings.client, nonce: marks.nonce, now: milliseconds)
        var candidates = token.candidates(in: try await keys(discovery, at: milliseconds))
        if candidates.isEmpty {
            // The provider may have new keys: they are read once more.
            keys = nil
            candidates = token.candidates(in: try await keys(discovery, at: milliseconds))
        }
        return try await token.identity(candidates, expected)
    }

    /// What an error in an answer means (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6). Anybody may have written it,
    /// so only words that are known go on.
    private static func problem(of error: String) -> ProviderProblem {
        switch error {
        case "temporarily_unavailable", "server_error": .unreachable("the provider answers \(error)")
        case "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope":
            .misconfigured("the provider answers \(error)")
        case "access_denied", "login_required", "interaction_required", "consent_required",
            "account_selection_required":
            .denied("the provider answers \(error)")
        default: .denied("the provider answers an error without a known name")
        }
    }

    private func discovery(at milliseconds: Int64) async throws(ProviderProblem) -> Discovery {
        if let known, milliseconds < known.until { return known.discovery }
        if let failure, milliseconds < failure.until { throw failure.problem }
        switch await read() {
        case .success(let discovery):
            known = (discovery, milliseconds + Self.memory)
            return discovery
        case .failure(let problem):
            failure = (problem, milliseconds + Self.failureMemory)
            throw problem
        }
    }

    private func read() async -> Result<Discovery, ProviderProblem> {
        let (line, issuer) = (line, settings.issuer)
        let task =
            reading
            ?? Task {
                do throws(ProviderProblem) {
                    let json = try await line.get(try Discovery.address(of: issuer))
                    return .success(try Discovery(json, issuer: issuer))
                } catch { return .failure(error) }
            }
        reading = task
        let result = await task.value
        reading = nil
        return result
    }

    private func keys(_ discovery: Discovery, at milliseconds: Int64) async throws(ProviderProblem) -> KeySet
    {
        if let keys, milliseconds < keys.until { return keys.known }
        let read = try KeySet(try await line.get(discovery.keys))
        keys = (read, milliseconds + Self.memory)
        return read
    }
}
