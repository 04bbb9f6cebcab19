import Localisation
import Office
import Pages
import Records

/// The reader's own account.
extension DeskVisit {
    func me() async throws -> DeskAnswer {
        guard request.posted != nil else { return try await showMe([:]) }
        let (office, account) = (desk.office, signedIn.account)
        func done(_ event: StaticString, _ notice: DeskPeople.Notice) -> DeskAnswer {
            desk.tell(event, of: account.id, by: account.id)
            return .redirect(.me(done: notice.rawValue))
        }
        switch request["action"] {
        case "password": return try await changePassword()
        case "bind": return try await bind()
        case "unbind":
            guard account.hasPassword else {
                return try await showMe(["unbind": desk.words(of: .noOtherWayIn, request.language) ?? ""])
            }
            try await office.unbind(account.id, keeping: signedIn.session.id, lockingOut: false)
            return done("identity unbound", .unbound)
        case "end-session":
            guard try await end(request["session"], of: account.id) else { return .problem(.badRequest) }
            return done("session ended", .ended)
        case "end-sessions":
            try await office.endAll(of: account.id, keeping: signedIn.session.id)
            return done("sessions ended", .endedOthers)
        case "remove-second-factor":
            let outcome = try await office.removeSecondFactor(
                of: account.id, showing: request["code"] ?? "", at: desk.now())
            switch outcome {
            case .done: return done("second factor removed", .secondFactorOff)
            case .wrong:
                return try await showMe([
                    "code": t(
                        "This code is not right, was used before, or is too old. Take the one that the app shows now."
                    )
                ])
            case .wait(let seconds): return try await showMe(["code": wait(seconds)], status: 429)
            }
        default: return .problem(.badRequest)
        }
    }

    private func changePassword() async throws -> DeskAnswer {
        let change = PasswordChange(old: request["old"] ?? "", new: request["new"] ?? "")
        do {
            switch try await desk.office.changePassword(
                of: signedIn, change, from: desk.client(request), at: desk.now())
            {
            case .done:
                desk.tell("password changed", of: signedIn.account.id, by: signedIn.account.id)
                return .redirect(.me(done: DeskPeople.Notice.password.rawValue))
            case .wrong: return try await showMe(["old": t("This is not the password of now.")])
            case .wait(let seconds): return try await showMe(["old": wait(seconds)], status: 429)
            case .busy:
                return try await showMe(["old": desk.words(of: .busy, request.language) ?? ""], status: 503)
            }
        } catch let problem as OfficeProblem {
            guard let words = desk.words(of: problem, request.language) else { throw problem }
            return try await showMe(["new": words])
        }
    }

    private func bind() async throws -> DeskAnswer {
        guard desk.provider != nil else { return .problem(.badRequest) }
        let confirmation = try await desk.office.confirm(
            signedIn.account, password: request["bind-password"] ?? "", code: request["bind-code"] ?? "",
            from: desk.client(request), at: desk.now())
        switch confirmation {
        case .done: return try await desk.depart(request, .bind(signedIn.session.id), back: .me())
        case .wrongPassword: return try await showMe(["bind-password": t("This is not the password of now.")])
        case .wrongCode:
            return try await showMe([
                "bind-code": t(
                    "This code is not right, was used before, or is too old. Take the one that the app shows now."
                )
            ])
        case .wait(let seconds): return try await showMe(["bind-password": wait(seconds)], status: 429)
        case .busy:
            return try await showMe(
                ["bind-password": desk.words(of: .busy, request.language) ?? ""], status: 503)
        }
    }

    private func wait(_ seconds: Int) -> String {
        t(
            "Too many attempts. Try again in {count} second.",
            "Too many attempts. Try again in {count} seconds.", count: seconds)
    }

    private func showMe(_ problems: [String: String], status: Int? = nil) async throws -> DeskAnswer {
        let account = signedIn.account
        var notice: DeskPeople.Notice?
        if request.posted == nil, case .me(let done) = request.place { notice = .init(rawValue: done) }
        let factor = try await desk.office.secondFactor(of: account.id)
        return page(
            .people(
                .me(
                    DeskPeople.Me(
                        row: row(of: account), role: DeskPeople.Role(account.role),
                        hasPassword: account.hasPassword, sessions: try await sessions(of: account.id),
                        recoveryCodesLeft: factor?.recoveryCodesLeft ?? 0, problems: problems,
                        notice: notice))),
            status: status ?? (problems.isEmpty ? 200 : 422))
    }

    // MARK: Second factor

    func secondFactor() async throws -> DeskAnswer {
        let account = signedIn.account
        guard !account.hasSecondFactor else { return .redirect(.me()) }
        guard request.posted != nil else { return try await showSetup(nil) }
        let outcome = try await desk.office.confirmSecondFactor(
            of: account.id, request["code"] ?? "", at: desk.now())
        switch outcome {
        case .done(let codes):
            desk.tell("second factor on", of: account.id, by: account.id)
            return page(.people(.recoveryCodes(codes)))
        case .wrong: return try await showSetup(.wrong)
        case .wait(let seconds): return try await showSetup(.wait(seconds: seconds), status: 429)
        }
    }

    private func showSetup(
        _ problem: DeskPeople.CodeProblem?, status: Int? = nil
    ) async throws -> DeskAnswer {
        guard let setup = try await desk.office.setUpSecondFactor(of: signedIn.account.id) else {
            return .redirect(.me())
        }
        let address = setup.address(issuer: desk.hallName(request.language), login: signedIn.account.login)
        return page(
            .people(
                .secondFactor(
                    DeskPeople.Setup(
                        secret: setup.secret, square: QRSquare.of(address),
                        isRequired: desk.secondFactor.isMissing(from: signedIn), problem: problem))),
            status: status ?? (problem == nil ? 200 : 422))
    }
}
