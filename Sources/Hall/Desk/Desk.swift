package import Catalogue
package import Erasure
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
    let preview: @Sendable (PreviewDraft) async throws -> Rendered?
    let zone: HallZone
    let planned: @Sendable () -> Void
    let examination: Examination
    /// Whom a second factor is asked of.
    let secondFactor: SecondFactorRule
    private let changed: @Sendable () async throws -> Void
    let now: @Sendable () -> Int64
    /// How often one session may ask while somebody types: 240 times a minute.
    let asking = RateLimit<SessionID>(240, each: 60_000)
    /// What erases people; without it nobody can.
    package var eraser: Eraser?
    /// What sends links by mail; without it they are handed over by hand alone.
    package var mail: DeskMail?
    /// The city's own sign-in; without it there are passwords alone.
    package var provider: (any IdentityProvider)?
    /// Lets those who save take their turns.
    let appending = OneAtATime()

    /// - Parameters:
    ///   - files: where files come in and are kept.
    ///   - frame: the frame of a page at an address, with the Hall's name.
    ///   - languages: those in which the Hall speaks.
    ///   - needsReview: whether a text becomes public only after somebody else has looked at it.
    ///   - preview: a version of a record as visitors would see it; `nil` for one that cannot be read.
    ///   - zone: what a time means at which something is to become public.
    ///   - planned: called after such a time was set or taken back.
    ///   - examine: the check of everything that must never change; `nil` checks the journal alone.
    ///   - secondFactor: whom a second factor is asked of.
    ///   - changed: called after something public changed.
    ///   - now: milliseconds since 1970.
    package init(
        office: OfficeStore, ledger: any RevisionLog, catalogue: Catalogue, files: DeskFiles,
        fileLimitBytes: Int = UploadLimits().fileBytes, phrases: Catalogues,
        frame: @escaping @Sendable (Route) -> Frame, languages: @escaping @Sendable () -> [Language],
        needsReview: Bool = true, secondFactor: SecondFactorRule = .none,
        preview: @escaping @Sendable (PreviewDraft) async throws -> Rendered?, zone: HallZone = .universal,
        planned: @escaping @Sendable () -> Void = {}, examine: Examination.Work? = nil,
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
        self.preview = preview
        self.zone = zone
        self.planned = planned
        examination = Examination(now: now, work: examine ?? { _ in try await ledger.inspect() })
        self.secondFactor = secondFactor
        self.changed = changed
        self.now = now
    }

    package func isSignedIn(_ token: String) async throws -> Bool {
        try await office.session(token: token, at: now()) != nil
    }

    package func intake(session: String, token: String) async throws -> (any DeskIntake)? {
        guard let signedIn = try await office.session(token: session, at: now()),
            token == signedIn.session.csrf, Rights(signedIn.account).role.edits,
            !secondFactor.isMissing(from: signedIn)
        else { return nil }
        return files
    }

    package func answer(_ request: DeskRequest) async throws -> DeskAnswer {
        if let back = request.back { return try await arrive(request, back) }
        switch request.place {
        case .signIn(let next): return try await signIn(request, next)
        case .code(let next): return try await code(request, next)
        case .welcome(let token): return try await welcome(request, token)
        case .approval(let token):
            return try await ApprovalVisit(desk: self, request: request, token: token).answer()
        case .approvalPicture(let token):
            return try await ApprovalVisit(desk: self, request: request, token: token).picture()
        case .first(let token): return try await first(request, token)
        default: break
        }
        guard let token = request.session, let signedIn = try await office.session(token: token, at: now())
        else { return request.posted == nil ? .redirect(door(to: request)) : .leave }
        let visit = DeskVisit(desk: self, request: request, signedIn: signedIn)
        if request.posted != nil, request["csrf"] != signedIn.session.csrf { return .problem(.forbidden) }
        if secondFactor.isMissing(from: signedIn), !request.place.isOpenWithoutSecondFactor {
            return request.posted == nil ? .redirect(.secondFactor) : .problem(.forbidden)
        }
        return try await visit.answer()
    }

    func page(
        _ request: DeskRequest, _ person: DeskModel.Person?, _ content: DeskModel.Content, status: Int = 200
    ) -> DeskAnswer {
        let model = DeskModel(person: person, content: content)
        return .page(rendered(model, at: .desk(request.language, request.place)), status: status)
    }

    func rendered(_ model: DeskModel, at route: Route) -> Rendered {
        var model = model
        model.provider = provider?.name
        return render(frame(route), .desk(model))
    }

    /// The frame of a page that is not the Desk's own.
    func frame(at route: Route) -> Frame { frame(route) }

    func phrases(_ language: Language) -> Phrases { phrases.phrases(for: language) ?? .source }

    /// A whole address of the Hall, where its public one is known; otherwise what follows the host.
    func address(_ route: Route) -> String { (frame(route).publicURL ?? "") + route.path }

    var languages: [Language] { languagesOfHall() }

    func hallName(_ language: Language) -> String { frame(.desk(language, .home)).hallName.text }

    /// Where the Hall stands, as its own record says.
    func hallAddress(_ language: Language) -> String? { frame(.desk(language, .home)).address?.text }

    /// What everybody sees may be another now.
    func tellOfChange() async throws {
        try await catalogue.catchUp()
        try await changed()
    }

    /// Today as a number, `yyyymmdd`.
    var today: Int { PublishingRule.day(atMilliseconds: now()) }

    /// Half a year on, `yyyymmdd`: renewing an agreement takes two councils and their calendars.
    var inHalfAYear: Int { PublishingRule.day(atMilliseconds: now() + 183 * 86_400_000) }
}
