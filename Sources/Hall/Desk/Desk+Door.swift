import Localisation
import Office
import Pages
import Records

/// Coming in: by a password, a code, or a link that works once.
extension Desk {
    /// The door, which knows where somebody wanted to go.
    func door(to request: DeskRequest) -> DeskPlace {
        guard request.place != .home, !request.place.isDoor else { return .signIn() }
        let next = Route.desk(request.language, request.place).path
        return .signIn(next: next.utf8.count <= Route.Limits.next ? next : "")
    }

    /// Where somebody wanted to go, read as one of our own addresses and printed anew by us: nothing else can become a
    /// redirection.
    func place(after next: String) -> DeskPlace {
        guard case .desk(_, let place) = Route(target: next, languages: languages), !place.isDoor else {
            return .home
        }
        return place
    }

    func client(_ request: DeskRequest) -> Client {
        Client(address: request.address, device: request.device)
    }

    func signIn(_ request: DeskRequest, _ next: String) async throws -> DeskAnswer {
        guard request.posted != nil else {
            return page(request, nil, .signIn(login: "", next: next, problem: nil))
        }
        if request["action"] == "provider" {
            let next = nextPosted(request)
            return try await depart(request, .signIn(next: next), back: .signIn(next: next))
        }
        let login = request.text("login", limit: 300)
        let next = nextPosted(request)
        let outcome = try await office.signIn(
            login: login, password: request["password"] ?? "", from: client(request), at: now())
        func refuse(_ refusal: DeskModel.Refusal, _ status: Int) -> DeskAnswer {
            page(request, nil, .signIn(login: login, next: next, problem: refusal), status: status)
        }
        switch outcome {
        case .session(let session, let token): return try await enter(request, session, token, next)
        case .codeNeeded(let token):
            return .pend(token, at: .code(next: next))
        case .refused: return refuse(.wrong, 422)
        case .wait(let seconds): return refuse(.wait(seconds: seconds), 429)
        case .busy: return refuse(.busy, 503)
        }
    }

    /// What a form carried on, if it is of any use.
    private func nextPosted(_ request: DeskRequest) -> String {
        let next = request["next"] ?? ""
        let place = place(after: String(next.prefix(Route.Limits.next)))
        return place == .home ? "" : Route.desk(request.language, place).path
    }

    private func enter(
        _ request: DeskRequest, _ session: Session, _ token: String, _ next: String
    ) async throws -> DeskAnswer {
        try await replaceSession(of: request)
        tell("signed in", of: session.accountID, by: session.accountID)
        return .enter(session: token, at: place(after: next))
    }

    /// Ends the session that was there: nobody comes to stand in one that somebody else prepared.
    func replaceSession(of request: DeskRequest) async throws(OfficeProblem) {
        guard let old = request.session, let signedIn = try await office.session(token: old, at: now())
        else { return }
        try await office.end(signedIn.session.id)
    }

    func code(_ request: DeskRequest, _ next: String) async throws -> DeskAnswer {
        guard let token = request.pending, try await office.isPending(token, at: now()) else {
            return .redirect(.signIn(next: request.posted == nil ? next : nextPosted(request)))
        }
        guard request.posted != nil else {
            return page(request, nil, .people(.code(next: next, problem: nil)))
        }
        let next = nextPosted(request)
        func refuse(_ problem: DeskPeople.CodeProblem, _ status: Int) -> DeskAnswer {
            page(request, nil, .people(.code(next: next, problem: problem)), status: status)
        }
        do {
            switch try await office.signIn(
                pending: token, code: request["code"] ?? "", from: client(request), at: now())
            {
            case .session(let session, let token): return try await enter(request, session, token, next)
            case .wait(let seconds): return refuse(.wait(seconds: seconds), 429)
            case .refused, .busy, .codeNeeded: return refuse(.wrong, 422)
            }
        } catch OfficeProblem.tokenInvalid {
            return .redirect(.signIn(next: next))
        }
    }

    // MARK: Links that work once

    func welcome(_ request: DeskRequest, _ token: String) async throws -> DeskAnswer {
        guard request.posted != nil else {
            return try await showWelcome(request, token, nil)
        }
        let token = request["token"] ?? ""
        if request["action"] == "provider" {
            guard try await mayAskProvider(token) else { return .problem(.badRequest) }
            return try await depart(request, .redeem(token), back: .welcome(token: token))
        }
        do {
            let account = try await office.redeem(token, password: request["password"] ?? "", at: now())
            tell("password set by a link", of: account.id, by: account.id)
            return .redirect(.signIn())
        } catch let problem {
            guard let words = words(of: problem, request.language) else { throw problem }
            return try await showWelcome(request, token, words, status: 422)
        }
    }

    private func showWelcome(
        _ request: DeskRequest, _ token: String, _ problem: String?, status: Int = 200
    ) async throws -> DeskAnswer {
        let asksProvider = try await mayAskProvider(token)
        return page(
            request, nil, .welcome(token: token, problem: problem, asksProvider: asksProvider), status: status
        )
    }

    /// Whether a link may bind its holder to the provider. It must not lead around a second factor.
    private func mayAskProvider(_ token: String) async throws -> Bool {
        guard provider != nil, let holder = try await office.holder(of: token, at: now()) else {
            return false
        }
        return !holder.hasSecondFactor
    }

    func first(_ request: DeskRequest, _ token: String) async throws -> DeskAnswer {
        guard request.posted != nil else {
            guard try await office.isEmpty() else { return .redirect(.signIn()) }
            return page(request, nil, .people(.first(DeskPeople.First(token: token))))
        }
        var first = DeskPeople.First(
            token: request["token"] ?? "", name: request.text("name", limit: 300),
            login: request.text("login", limit: 300))
        let new = NewAccount(name: first.name, login: first.login, role: .administrator)
        let password = request["password"] ?? ""
        // All problems at once, each at its field.
        first.problems = problems(of: new, request.language)
        if let refusal = Password.refusal(of: password, login: first.login) {
            first.problems["password"] = words(of: .passwordRefused(refusal), request.language)
        }
        if first.problems.isEmpty {
            do {
                let account = try await office.redeemFirst(first.token, new, password: password, at: now())
                tell("first administrator", of: account.id, by: account.id)
                return .redirect(.signIn())
            } catch let problem {
                guard let words = words(of: problem, request.language) else { throw problem }
                first.problems["token"] = words
            }
        }
        return page(request, nil, .people(.first(first)), status: 422)
    }

    /// What is wrong with an account that is to be made, by field.
    func problems(of new: NewAccount, _ language: Language) -> [String: String] {
        var problems: [String: String] = [:]
        for problem in new.problems {
            problems[problem == .nameInvalid ? "name" : "login"] = words(of: problem, language)
        }
        return problems
    }

    /// A sentence for whoever did it; `nil` for what is nobody's doing.
    func words(of problem: OfficeProblem, _ language: Language) -> String? {
        let t = phrases(language)
        switch problem {
        case .passwordRefused(.tooShort):
            return t("The password is too short: it needs at least 12 characters.")
        case .passwordRefused(.tooLong): return t("The password is too long.")
        case .passwordRefused(.containsLogin): return t("The password must not contain the login.")
        case .passwordRefused(.oneCharacter):
            return t("The password must not be one character again and again.")
        case .tokenInvalid:
            return t("This link was used already or is too old. Ask an administrator for a new one.")
        case .busy: return t("Many people are signing in at this moment. Try again in a few seconds.")
        case .nameInvalid: return t("Write a name of one line.")
        case .loginInvalid: return t("A login has at least three letters and no spaces.")
        case .loginTaken: return t("Somebody else has this login already.")
        case .lastAdministrator:
            return t(
                "This is the last administrator who may sign in. Make somebody else an administrator first, so that the Hall does not lose its key."
            )
        case .accountDisabled: return t("Who is kept out gets no link.")
        case .noOtherWayIn:
            return t(
                "There is no password to sign in with then. Ask an administrator for a link, and choose one.")
        default: return nil
        }
    }
}
