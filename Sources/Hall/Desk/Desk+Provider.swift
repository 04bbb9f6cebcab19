import Localisation
import Office
import Pages
import Records

/// Coming in, and binding an account, by the word of the city's provider.
extension Desk {
    /// Sends a browser to the provider.
    ///
    /// By a page and not by a redirection: browsers hold the redirections after a form to `form-action`, which names
    /// nobody but the Hall (Content Security Policy Level 3, 6.4.1), and a provider may lead on to others.
    func depart(
        _ request: DeskRequest, _ purpose: Errand.Purpose, back: DeskPlace
    ) async throws -> DeskAnswer {
        guard let provider else { return .problem(.badRequest) }
        let language = request.language.tag
        let token = office.send(Errand(purpose, language: language), from: client(request), at: now())
        do throws(ProviderProblem) {
            let text = try await provider.address(
                for: ErrandMarks(token: token), language: language, at: now())
            guard let address = Pages.WebAddress(text) else {
                throw .misconfigured("the address is too long")
            }
            let page = page(of: .onward(address), request, provider, back: back)
            return .depart(token, to: address, page)
        } catch { return tell(of: error, request, provider, back: back) }
    }

    /// Takes in who comes back from the provider.
    func arrive(_ request: DeskRequest, _ back: SignInReturn) async throws -> DeskAnswer {
        guard let provider else { return .problem(.notFound) }
        let request = inLanguageOfErrand(request)
        func stop(_ problem: DeskProvider.Problem, _ status: Int) -> DeskAnswer {
            self.problem(problem, request, provider, back: .signIn(), status: status)
        }
        guard let token = request.errand else { return stop(.stale, 410) }
        let answer = ProviderAnswer(
            code: back.code, state: back.state, issuer: back.issuer, error: back.error)
        let outcome: ErrandOutcome
        do throws(ProviderProblem) {
            outcome = try await office.arrive(
                with: answer, token: token, provider: provider, from: client(request), at: now())
        } catch { return tell(of: error, request, provider, back: .signIn()) }
        switch outcome {
        case .stale: return stop(.stale, 410)
        case .wait(let seconds): return stop(.wait(seconds: seconds), 429)
        case .identity(let identity, let errand):
            return try await finish(errand.purpose, identity, request, provider)
        }
    }

    /// The way back has no language: people read on in the one in which they left.
    private func inLanguageOfErrand(_ request: DeskRequest) -> DeskRequest {
        guard let token = request.errand, let tag = office.language(ofErrand: token),
            let language = Language(tag), languages.contains(language)
        else { return request }
        var request = request
        request.language = language
        return request
    }

    private func finish(
        _ purpose: Errand.Purpose, _ identity: Identity, _ request: DeskRequest,
        _ provider: any IdentityProvider
    ) async throws -> DeskAnswer {
        func stop(_ problem: DeskProvider.Problem, _ status: Int, back: DeskPlace = .signIn()) -> DeskAnswer {
            self.problem(problem, request, provider, back: back, status: status)
        }
        do throws(OfficeProblem) {
            switch purpose {
            case .signIn(let next):
                let outcome = try await office.signIn(as: identity, from: client(request), at: now())
                guard case .session(let session, let token) = outcome else { return stop(.unbound, 403) }
                return try await enter(request, session, token, next)
            case .redeem(let hash):
                let outcome = try await office.redeem(hash, as: identity, from: client(request), at: now())
                guard case .session(let session, let token) = outcome else { return stop(.unbound, 403) }
                tell("identity bound by a link", of: session.accountID, by: session.accountID)
                return try await enter(request, session, token, "")
            case .bind(let id):
                // Whoever is signed in now must be who asked for it.
                guard let token = request.session,
                    let signedIn = try await office.session(token: token, at: now()),
                    signedIn.session.id == id
                else { return stop(.stale, 410) }
                let account = signedIn.account.id
                try await office.bind(identity, to: account, at: now())
                tell("identity bound", of: account, by: account)
                let place = DeskPlace.me(done: DeskPeople.Notice.bound.rawValue)
                return .arrive(at: .desk(request.language, place), session: nil)
            }
        } catch {
            switch error {
            case .identityTaken:
                let isHere = if case .bind = purpose { true } else { false }
                return stop(.taken, 409, back: isHere ? .me() : .signIn())
            case .tokenInvalid: return stop(.linkVoid, 410)
            default: throw error
            }
        }
    }

    private func enter(
        _ request: DeskRequest, _ session: Session, _ token: String, _ next: String
    ) async throws(OfficeProblem) -> DeskAnswer {
        try await replaceSession(of: request)
        tell("signed in by the provider", of: session.accountID, by: session.accountID)
        return .arrive(at: .desk(request.language, place(after: next)), session: token)
    }

    // MARK: Telling

    /// Tells the visitor what is wrong, and the log why.
    private func tell(
        of problem: ProviderProblem, _ request: DeskRequest, _ provider: any IdentityProvider,
        back: DeskPlace
    ) -> DeskAnswer {
        tell(of: problem)
        let (shown, status): (DeskProvider.Problem, Int) =
            switch problem {
            case .unreachable: (.unreachable, 503)
            case .misconfigured: (.misconfigured, 503)
            case .denied: (.denied, 403)
            case .untrusted: (.untrusted, 403)
            }
        return self.problem(shown, request, provider, back: back, status: status)
    }

    private func problem(
        _ problem: DeskProvider.Problem, _ request: DeskRequest, _ provider: any IdentityProvider,
        back: DeskPlace, status: Int
    ) -> DeskAnswer {
        .page(page(of: .problem(problem), request, provider, back: back), status: status)
    }

    /// The page stands at the door: an address with a code in it is nothing to come back to.
    private func page(
        of state: DeskProvider.State, _ request: DeskRequest, _ provider: any IdentityProvider,
        back: DeskPlace
    ) -> Rendered {
        let model = DeskModel(
            person: nil, content: .provider(DeskProvider(name: provider.name, state: state, back: back)))
        return rendered(model, at: .desk(request.language, .signIn()))
    }
}
