import Catalogue
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// Asking somebody without an account to approve a version.
extension DeskVisit {
    private static var shownLinks: Int { 50 }

    func approvals(_ text: String) async throws -> DeskAnswer {
        guard rights.role.edits else { return .problem(.forbidden) }
        guard let (stored, kind) = try await found(text), !stored.isDeleted, stored.state != .officeOnly
        else { return .problem(.notFound) }
        guard rights.mayEdit(stored.kind) else { return .problem(.forbidden) }
        guard request.posted != nil else { return try await approvals(stored, kind) }
        if let id = request["revoke"] { return try await revoke(id, stored) }
        guard request["base"] == "\(stored.saved.value)", mayAsk(stored) else {
            return .redirect(.record(stored.code.text, done: DeskForm.Notice.moved.rawValue))
        }
        let (wish, person) = (mailWish(), request["person"] ?? "")
        guard wish.problem == nil else {
            return try await approvals(
                stored, kind, problem: ApprovalLink.isName(person) ? .misdirected : .nameless)
        }
        do {
            let made = try await desk.office.makeApprovalLink(
                for: person, to: stored.code, version: stored.saved.value,
                by: signedIn.account.id, at: desk.now())
            let address = linkAddress(.approval(token: made.token), wish)
            let title = speaking(wish.language).title(of: stored, kind).text
            let outcome = await mail(address, .approval(title: title), until: made.link.validUntil, wish)
            return try await approvals(stored, kind, fresh: address, outcome: outcome)
        } catch OfficeProblem.nameInvalid {
            return try await approvals(stored, kind, problem: .nameless)
        } catch OfficeProblem.tooManyLinks {
            return try await approvals(stored, kind, problem: .tooMany)
        }
    }

    private func mayAsk(_ stored: StoredRecord) -> Bool {
        stored.saved != stored.published && stored.review != .approved
    }

    private func revoke(_ id: String, _ stored: StoredRecord) async throws -> DeskAnswer {
        let links = try await desk.office.approvalLinks(of: stored.code, limit: Self.shownLinks)
        guard links.contains(where: { $0.id == id }) else { return .problem(.badRequest) }
        try await desk.office.end(approvalLink: id, as: .revoked, at: desk.now())
        return .redirect(.approvals(stored.code.text))
    }

    private func approvals(
        _ stored: StoredRecord, _ kind: any Kind.Type, fresh: String? = nil,
        outcome: MailOutcome? = nil, problem: DeskApprovals.Problem? = nil
    ) async throws -> DeskAnswer {
        let names = try await names()
        let now = desk.now()
        let links = try await desk.office.approvalLinks(of: stored.code, limit: Self.shownLinks).map { link in
            DeskApprovals.Link(
                id: link.id, person: link.person, madeBy: names[link.madeBy.text] ?? link.madeBy.text,
                madeAt: link.createdAt.writtenTime, validUntil: link.validUntil.writtenTime,
                version: link.version,
                standing: link.isOpen(at: now) ? .open : DeskApprovals.Standing(link.end))
        }
        var shown = DeskApprovals(
            code: stored.code.text, title: title(of: stored, kind), base: stored.saved.value,
            mayAsk: mayAsk(stored), links: links, fresh: fresh,
            person: problem == nil ? "" : request.text("person", limit: 300), problem: problem)
        (shown.mail, shown.outcome) = (mailField(isKept: problem != nil), outcome)
        return page(.approvals(shown), status: problem == nil ? 200 : 422)
    }
}

extension DeskApprovals.Standing {
    init(_ end: ApprovalLink.End?) {
        self =
            switch end {
            case nil: .expired
            case .approved: .approved
            case .refused: .refused
            case .revoked: .revoked
            }
    }
}
