package import Catalogue
import FoundationEssentials
import Kinds
package import Ledger
package import Localisation
package import Office
package import Pages
package import Records

/// Where the office keeps the Hall: who is here, what they may see, and what they do with records.
package struct Desk: DeskSite {
    let office: OfficeStore
    let ledger: any RevisionLog
    let catalogue: Catalogue
    let files: DeskFiles
    /// The longest file that comes in, in bytes.
    let fileLimitBytes: Int
    private let phrases: Catalogues
    private let frame: @Sendable (Route) -> Frame
    private let languagesOfHall: @Sendable () -> [Language]
    /// Whether a text becomes public only after somebody else has looked at it.
    let needsReview: Bool
    private let changed: @Sendable () async throws -> Void
    let now: @Sendable () -> Int64

    /// - Parameters:
    ///   - files: where files come in and are kept.
    ///   - frame: the frame of a page at an address, with the Hall's name.
    ///   - languages: those in which the Hall speaks.
    ///   - needsReview: whether a text becomes public only after somebody else has looked at it.
    ///   - changed: called after something public changed.
    ///   - now: milliseconds since 1970.
    package init(
        office: OfficeStore, ledger: any RevisionLog, catalogue: Catalogue, files: DeskFiles,
        fileLimitBytes: Int = UploadLimits().fileBytes, phrases: Catalogues,
        frame: @escaping @Sendable (Route) -> Frame, languages: @escaping @Sendable () -> [Language],
        needsReview: Bool = true,
        changed: @escaping @Sendable () async throws -> Void, now: @escaping @Sendable () -> Int64
    ) {
        self.office = office
        self.ledger = ledger
        self.catalogue = catalogue
        self.files = files
        self.fileLimitBytes = fileLimitBytes
        self.phrases = phrases
        self.frame = frame
        languagesOfHall = languages
        self.needsReview = needsReview
        self.changed = changed
        self.now = now
    }

    package func isSignedIn(_ token: String) async throws -> Bool {
        try await office.session(token: token, at: now()) != nil
    }

    package func intake(session: String, token: String) async throws -> (any DeskIntake)? {
        guard let signedIn = try await office.session(token: session, at: now()),
            token == signedIn.session.csrf, signedIn.account.role.mayEdit
        else { return nil }
        return files
    }

    package func answer(_ request: DeskRequest) async throws -> DeskAnswer {
        switch request.place {
        case .signIn: return try await signIn(request)
        case .welcome(let token): return try await welcome(request, token)
        default: break
        }
        guard let token = request.session, let signedIn = try await office.session(token: token, at: now())
        else { return request.posted == nil ? .redirect(.signIn) : .leave }
        let visit = DeskVisit(desk: self, request: request, signedIn: signedIn)
        if request.posted != nil, request["csrf"] != signedIn.session.csrf { return .problem(.forbidden) }
        return try await visit.answer()
    }

    func page(
        _ request: DeskRequest, _ person: DeskModel.Person?, _ content: DeskModel.Content, status: Int = 200
    ) -> DeskAnswer {
        let frame = frame(.desk(request.language, request.place))
        return .page(render(frame, .desk(DeskModel(person: person, content: content))), status: status)
    }

    func phrases(_ language: Language) -> Phrases { phrases.phrases(for: language) ?? .source }

    var languages: [Language] { languagesOfHall() }

    /// What everybody sees may be another now.
    func tellOfChange() async throws {
        try await catalogue.catchUp()
        try await changed()
    }

    /// Today as a number, `yyyymmdd`.
    var today: Int { PublishingRule.day(atMilliseconds: now()) }

    // MARK: Coming in

    private func signIn(_ request: DeskRequest) async throws -> DeskAnswer {
        guard request.posted != nil else {
            return page(request, nil, .signIn(login: "", problem: nil))
        }
        let login = String((request["login"] ?? "").prefix(300))
        let client = Client(address: request.address, device: request.device)
        let outcome = try await office.signIn(
            login: login, password: request["password"] ?? "", from: client, at: now())
        func refuse(_ refusal: DeskModel.Refusal, _ status: Int) -> DeskAnswer {
            page(request, nil, .signIn(login: login, problem: refusal), status: status)
        }
        switch outcome {
        case .session(_, let token):
            // The session that was there ends: nobody comes to stand in one that somebody else prepared.
            if let old = request.session, let signedIn = try await office.session(token: old, at: now()) {
                try await office.end(signedIn.session.id)
            }
            return .enter(session: token)
        case .refused: return refuse(.wrong, 422)
        case .wait(let seconds): return refuse(.wait(seconds: seconds), 429)
        case .busy: return refuse(.busy, 503)
        }
    }

    private func welcome(_ request: DeskRequest, _ token: String) async throws -> DeskAnswer {
        guard request.posted != nil else {
            return page(request, nil, .welcome(token: token, problem: nil))
        }
        let token = request["token"] ?? ""
        let t = phrases(request.language)
        do {
            _ = try await office.redeem(token, password: request["password"] ?? "", at: now())
            return .redirect(.signIn)
        } catch let problem {
            let words =
                switch problem {
                case .passwordRefused(.tooShort):
                    t("The password is too short: it needs at least 12 characters.")
                case .passwordRefused(.tooLong): t("The password is too long.")
                case .passwordRefused(.containsLogin): t("The password must not contain the login.")
                case .passwordRefused(.oneCharacter):
                    t("The password must not be one character again and again.")
                case .tokenInvalid:
                    t("This link was used already or is too old. Ask an administrator for a new one.")
                case .busy: t("Many people are signing in at this moment. Try again in a few seconds.")
                default: throw problem
                }
            return page(request, nil, .welcome(token: token, problem: words), status: 422)
        }
    }
}
