/// Says who somebody is: the city's own sign-in.
package protocol IdentityProvider: Sendable {
    /// Its own name, `https://…`, which is half of every identity.
    var issuer: String { get }
    /// What people call it.
    var name: String { get }

    /// The address at which a browser is asked who sits before it.
    ///
    /// - Parameter language: the tag of the language in which to ask.
    func address(
        for marks: ErrandMarks, language: String, at milliseconds: Int64
    ) async throws(ProviderProblem) -> String

    /// Who came back with an answer. The marks are those of the errand on which the browser was sent.
    func identity(
        of answer: ProviderAnswer, for marks: ErrandMarks, at milliseconds: Int64
    ) async throws(ProviderProblem) -> Identity
}

/// What a browser brings back (RFC 6749, 4.1.2; RFC 9207). Anybody may have written it.
package struct ProviderAnswer: Sendable, Hashable {
    /// Empty where there is none, as are the others.
    package let code: String
    package let state: String
    package let issuer: String
    package let error: String

    package init(code: String, state: String, issuer: String = "", error: String = "") {
        self.code = code
        self.state = state
        self.issuer = issuer
        self.error = error
    }
}

/// Why a provider did not say who somebody is. The reason is for the log: it holds no secret, and no words of strangers.
package enum ProviderProblem: Error, Sendable, Hashable {
    /// It does not answer, or not now.
    case unreachable(String)
    /// The Hall and the provider are not set up for each other.
    case misconfigured(String)
    /// It did not let somebody in, or they turned back.
    case denied(String)
    /// What came is not what the provider says of somebody who was sent by this Hall just now.
    case untrusted(String)

    package var reason: String {
        switch self {
        case .unreachable(let reason), .misconfigured(let reason), .denied(let reason),
            .untrusted(let reason):
            reason
        }
    }
}
