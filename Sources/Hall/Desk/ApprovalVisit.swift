import Catalogue
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// One request of somebody who was asked by a link. It makes no session, and shows nothing but the one version.
struct ApprovalVisit {
    let desk: Desk
    let request: DeskRequest
    let token: String

    private var t: Phrases { desk.phrases(request.language) }
    private var chain: LanguageChain { LanguageChain(request.language, fallbacks: desk.languages) }

    func answer() async throws -> DeskAnswer {
        let token = request["token"] ?? token
        let client = Client(address: request.address, device: request.device)
        switch try await desk.office.approvalLink(token: token, from: client, at: desk.now()) {
        case .wait(let seconds):
            return say(
                t("Too many attempts"),
                t(
                    "Too many attempts. Try again in {count} second.",
                    "Too many attempts. Try again in {count} seconds.", count: seconds), status: 429)
        case .void: return void()
        case .link(let link): return try await answer(link, token)
        }
    }

    private func answer(_ link: ApprovalLink, _ token: String) async throws -> DeskAnswer {
        guard let (stored, kind) = try await asked(link) else {
            return say(
                t("The text is another one now"),
                t("It was changed after you were asked. The office will ask you anew if it needs to."),
                status: 410)
        }
        var question = ApprovalQuestion(token: token, person: link.person)
        guard request.posted != nil else { return try await ask(question, stored, kind, status: 200) }
        let words = request.text("words", limit: 2_000)
        let isEmpty = words.allSatisfy(\.isWhitespace)
        switch request["decision"] {
        case "approve":
            // Who was asked cannot fill it in, and the link goes on until the office has.
            guard try await desk.gaps(of: stored).isEmpty else {
                return say(
                    t("The text is not ready yet"),
                    t(
                        "Something that the public needs is missing. The office has to add it, and will ask you anew."
                    ), status: 409)
            }
            return try await decide(.approve(stored.saved), isEmpty ? nil : words, link, stored)
        case "refuse" where isEmpty:
            question.isWordless = true
            return try await ask(question, stored, kind, status: 422)
        case "refuse": return try await decide(.sendBack(stored.saved), words, link, stored)
        default: return .problem(.badRequest)
        }
    }

    /// The picture of the photo that somebody was asked about.
    func picture() async throws -> DeskAnswer {
        let client = Client(address: request.address, device: request.device)
        guard request.posted == nil,
            case .link(let link) = try await desk.office.approvalLink(
                token: token, from: client, at: desk.now()),
            let (stored, kind) = try await asked(link)
        else { return .problem(.notFound) }
        return try await desk.previewPicture(stored.body, kind)
    }

    /// What a link asks about; `nil` when it is another version now.
    private func asked(_ link: ApprovalLink) async throws -> (stored: StoredRecord, kind: any Kind.Type)? {
        guard let stored = try await desk.catalogue.read({ try $0.stored(link.record) }), !stored.isDeleted,
            stored.saved.value == link.version, let kind = KindRegistry.kind(named: stored.kind)
        else { return nil }
        return (stored, kind)
    }

    private func ask(
        _ question: ApprovalQuestion, _ stored: StoredRecord, _ kind: any Kind.Type, status: Int
    ) async throws -> DeskAnswer {
        let record = try? kind.init(json: stored.body)
        let title = record?.title.said(in: chain) ?? Said(t(kind.name, context: "kind"), in: request.language)
        let page = try await desk.preview(
            PreviewDraft(
                code: stored.code, kind: kind, body: stored.body,
                route: .desk(request.language, .approval(token: question.token)),
                picture: .desk(request.language, .approvalPicture(token: question.token)),
                notice: PreviewNotice(
                    code: stored.code.text, title: title, isPublic: false, changes: [], question: question)))
        return page.map { .page($0, status: status) } ?? .problem(.notFound)
    }

    private func decide(
        _ action: Action, _ words: String?, _ link: ApprovalLink, _ stored: StoredRecord
    ) async throws -> DeskAnswer {
        let draft = Draft(
            record: stored.code, kind: stored.kind, version: stored.version, action: action, note: words)
        for _ in 0..<10 {
            let head = try await desk.ledger.head()
            try await desk.catalogue.catchUp()
            let (cursor, now) = try await desk.catalogue.read {
                (try $0.cursor(), try $0.stored(stored.code))
            }
            guard cursor == head.number else { continue }
            guard now?.saved == stored.saved, now?.isDeleted == false else { return void() }
            // Ended first: of two answers at once only one is written down.
            let end: ApprovalLink.End = if case .approve = action { .approved } else { .refused }
            guard try await desk.office.end(approvalLink: link.id, as: end, at: desk.now()) else {
                return void()
            }
            return try await append(draft, link, onto: head)
        }
        throw LedgerProblem.storage("the journal moved too often while an approval was written down")
    }

    private func append(_ draft: Draft, _ link: ApprovalLink, onto head: Head) async throws -> DeskAnswer {
        // What was judged is one version, whatever else was written meanwhile.
        var base = head
        while let actual = try await moved(draft, link, base) { base = actual }
        try await desk.tellOfChange()
        return say(
            t("Thank you"),
            t("Your answer was written down. The link has done its work; you may close this page."))
    }

    /// - Returns: where the journal ends when that is not where it was thought to; `nil` when all is done.
    private func moved(_ draft: Draft, _ link: ApprovalLink, _ base: Head) async throws -> Head? {
        do throws(LedgerProblem) {
            _ = try await desk.ledger.append([draft], onto: base, author: link.id, at: desk.now())
            return nil
        } catch {
            guard case .stale(let actual) = error else { throw error }
            return actual
        }
    }

    private func void() -> DeskAnswer {
        say(
            t("This link does not work"),
            t("It was used, taken back or is too old. Ask the office for a new one."), status: 410)
    }

    private func say(_ title: String, _ text: String, status: Int = 200) -> DeskAnswer {
        desk.page(request, nil, .message(title: title, text: text), status: status)
    }
}
