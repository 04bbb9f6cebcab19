import Kinds
import Localisation
import Office
import Pages
import Records

/// Who works here, for administrators.
extension DeskVisit {
    func people() async throws -> DeskAnswer {
        guard rights.mayManagePeople else { return .problem(.forbidden) }
        return page(.people(.list(try await desk.office.accounts().map { row(of: $0) })))
    }

    func newPerson() async throws -> DeskAnswer {
        guard rights.mayManagePeople else { return .problem(.forbidden) }
        guard request.posted != nil else { return page(.people(.new(form(role: .editor)))) }
        let (role, kinds, wrong) = choices()
        let new = NewAccount(
            name: request.text("name", limit: 300),
            login: request.text("login", limit: 300), role: role ?? .reader, kinds: kinds)
        var problems = desk.problems(of: new, request.language).merging(wrong) { first, _ in first }
        problems["mail"] = mailWish().problem
        if problems.isEmpty {
            do {
                let account = try await desk.office.add(new, at: desk.now())
                desk.tell("account made", of: account.id, by: signedIn.account.id)
                return try await link(for: account)
            } catch OfficeProblem.loginTaken {
                problems["login"] = desk.words(of: .loginTaken, request.language)
            }
        }
        var form = form(role: role, kinds: kinds)
        (form.name, form.login, form.problems) = (new.name, new.login, problems)
        form.mail = mailField(isKept: true)
        return page(.people(.new(form)), status: 422)
    }

    func person(_ text: String) async throws -> DeskAnswer {
        guard rights.mayManagePeople else { return .problem(.forbidden) }
        guard let id = AccountID(text), let account = try await desk.office.account(id: id) else {
            return .problem(.notFound)
        }
        guard request.posted != nil else { return try await show(account) }
        do { return try await act(on: account) } catch let problem as OfficeProblem {
            guard let words = desk.words(of: problem, request.language) else { throw problem }
            let field =
                switch problem {
                case .nameInvalid: "name"
                case .noOtherWayIn: "unbind"
                case .lastAdministrator where request["action"] == "change": "role"
                default: "access"
                }
            return try await show(account, [field: words])
        }
    }

    private func act(on account: Account) async throws -> DeskAnswer {
        let (office, id, me) = (desk.office, account.id, signedIn.account.id)
        func done(_ event: StaticString, _ notice: DeskPeople.Notice) -> DeskAnswer {
            desk.tell(event, of: id, by: me)
            return .redirect(.person(id.text, done: notice.rawValue))
        }
        switch request["action"] {
        case "change": return try await change(account)
        case "link":
            if let problem = mailWish().problem { return try await show(account, ["mail": problem]) }
            return try await link(for: account)
        case "disable":
            try await office.change(id, AccountChange(isDisabled: true))
            return done("kept out", .disabled)
        case "enable":
            try await office.change(id, AccountChange(isDisabled: false))
            return done("let in again", .enabled)
        case "end-session":
            guard try await end(request["session"], of: id) else { return .problem(.badRequest) }
            return done("session ended", .ended)
        case "end-sessions":
            try await office.endAll(of: id, keeping: id == me ? signedIn.session.id : nil)
            return done("sessions ended", .endedOthers)
        case "unbind":
            try await office.unbind(id, keeping: id == me ? signedIn.session.id : nil, lockingOut: id != me)
            return done("identity unbound", .unbound)
        case "remove-second-factor":
            try await office.removeSecondFactor(of: id)
            return done("second factor removed", .secondFactorOff)
        default: return .problem(.badRequest)
        }
    }

    private func change(_ account: Account) async throws -> DeskAnswer {
        let (role, kinds, wrong) = choices()
        guard let role, wrong.isEmpty else { return try await show(account, wrong) }
        let change = AccountChange(
            name: request.text("name", limit: 300), role: role, kinds: kinds)
        let changed = try await desk.office.change(account.id, change)
        desk.tell("account changed", of: account.id, by: signedIn.account.id)
        // Who gave the key away does not come back to this page.
        let isOut = account.id == signedIn.account.id && changed.role != .administrator
        return .redirect(
            isOut ? .home : .person(account.id.text, done: DeskPeople.Notice.changed.rawValue))
    }

    /// Ends a session if it is one of this account.
    func end(_ text: String?, of id: AccountID) async throws -> Bool {
        guard let text, let session = SessionID(text),
            try await desk.office.sessions(of: id, at: desk.now()).contains(where: { $0.id == session })
        else { return false }
        try await desk.office.end(session)
        return true
    }

    // MARK: Showing

    private func show(_ account: Account, _ problems: [String: String] = [:]) async throws -> DeskAnswer {
        var form = form(role: account.role, kinds: account.kinds)
        form.name = account.name
        form.problems = problems
        form.mail = mailField(isKept: request["action"] == "link")
        if !problems.isEmpty, request["action"] == "change" {
            let (role, kinds, _) = choices()
            form.name = request.text("name", limit: 300)
            form.role = role?.rawValue ?? form.role
            form.kinds = Set(kinds.names)
        }
        var notice: DeskPeople.Notice?
        if request.posted == nil, case .person(_, let done) = request.place { notice = .init(rawValue: done) }
        return page(
            .people(
                .person(
                    DeskPeople.Person(
                        row: row(of: account), form: form,
                        sessions: try await sessions(of: account.id), notice: notice))),
            status: problems.isEmpty ? 200 : 422)
    }

    func row(of account: Account) -> DeskPeople.Row {
        var row = DeskPeople.Row(account)
        row.provider = account.issuer.map { issuer in
            desk.provider.flatMap { $0.issuer == issuer ? $0.name : nil } ?? issuer
        }
        return row
    }

    func sessions(of id: AccountID) async throws -> [DeskPeople.Session] {
        try await desk.office.sessions(of: id, at: desk.now()).map {
            DeskPeople.Session(
                id: $0.id.text, isThis: $0.id == signedIn.session.id, openedAt: $0.createdAt.writtenTime,
                usedAt: $0.lastUsedAt.writtenTime, device: $0.device, network: $0.network)
        }
    }

    private func link(for account: Account) async throws -> DeskAnswer {
        let token = try await desk.office.invite(account.id, at: desk.now())
        desk.tell("link made", of: account.id, by: signedIn.account.id)
        let wish = mailWish()
        var shown = DeskPeople.Link(
            account: account.id.text, name: account.name,
            address: linkAddress(.welcome(token: token.token), wish),
            validUntil: token.validUntil.writtenTime)
        shown.outcome = await mail(
            shown.address, .password(isFirst: token.purpose == .invitation), until: token.validUntil, wish)
        return page(.people(.link(shown)))
    }

    // MARK: Choosing

    private func form(role: Role?, kinds: KindScope = .all) -> DeskPeople.Form {
        var form = DeskPeople.Form(
            role: role?.rawValue ?? "", kinds: Set(kinds.names),
            roles: Role.allCases.map { DeskPeople.Role($0) },
            allKinds: KindRegistry.all.map { $0.name })
        form.mail = mailField()
        return form
    }

    /// The role and the kinds that were chosen, and what is wrong with them.
    private func choices() -> (role: Role?, kinds: KindScope, problems: [String: String]) {
        var problems: [String: String] = [:]
        let role = request["role"].flatMap { Role(rawValue: $0) }
        if role == nil { problems["role"] = t("Choose one of the roles.") }
        let names = request.all("kinds")
        let areKnown = names.allSatisfy { KindRegistry.kind(named: $0) != nil }
        let kinds = areKnown ? KindScope(names) : nil
        if kinds == nil { problems["kinds"] = t("Choose from the kinds that there are.") }
        return (role, kinds ?? .all, problems)
    }
}

extension DeskPeople.Row {
    init(_ account: Account) {
        self.init(
            account: account.id.text, name: account.name, login: account.login, role: account.role.rawValue,
            kinds: account.kinds.names,
            state: account.isDisabled
                ? .disabled : account.hasPassword || account.issuer != nil ? .active : .invited,
            hasSecondFactor: account.hasSecondFactor, lastSignIn: account.lastSignInAt?.writtenTime)
    }
}

extension DeskPeople.Role {
    init(_ role: Role) { self.init(name: role.rawValue, duties: role.duties) }
}
