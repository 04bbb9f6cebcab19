import Catalogue
import Kinds
import Ledger
import Localisation
import Office
import Pages
import Records

/// One request of somebody who is signed in.
struct DeskVisit {
    static let pageSize = 50

    let desk: Desk
    let request: DeskRequest
    let signedIn: SignedIn

    var rights: Rights { Rights(signedIn.account) }
    var t: Phrases { desk.phrases(request.language) }

    /// The language of the reader first, then those of the Hall.
    var chain: LanguageChain { LanguageChain(request.language, fallbacks: desk.languages) }

    var person: DeskModel.Person {
        var person = DeskModel.Person(
            name: signedIn.account.name, editedKinds: rights.editedKinds,
            managesPeople: rights.mayManagePeople, mayDelete: rights.role.deletes,
            mayAudit: rights.mayAudit, token: signedIn.session.csrf)
        person.mayErase = rights.mayErase && desk.eraser != nil
        return person
    }

    func answer() async throws -> DeskAnswer {
        switch request.place {
        case .home: return try await home()
        case .work(let list): return try await work(list)
        case .search(let question): return try await search(question)
        case .signOut:
            guard request.posted != nil else { return .redirect(.home) }
            try await desk.office.end(signedIn.session.id)
            return .leave
        case .list(let kind, let page): return try await list(kind, page)
        case .new(let kind): return try await new(kind)
        case .record(let code, _, _): return try await record(code)
        case .history(let code, let field, let before):
            return try await history(code, field: field, before: before)
        case .compare(let code, let from, let to): return try await compare(code, from: from, to: to)
        case .delete(let code): return try await delete(code)
        case .deleted(let page): return try await deleted(page)
        case .preview(let code): return try await preview(code)
        case .previewPicture(let code): return try await previewPicture(code)
        case .journal(let query): return try await journal(query)
        case .check: return try await check()
        case .translations(let query): return try await translations(query)
        case .translationFile: return try await translationFile()
        case .messages: return try await messages()
        case .approvals(let code): return try await approvals(code)
        case .people: return try await people()
        case .newPerson: return try await newPerson()
        case .person(let account, _): return try await person(account)
        case .me: return try await me()
        case .secondFactor: return try await secondFactor()
        case .find(let kind, let question): return try await find(kind, question)
        case .date(let text): return try date(text)
        case .erase: return try await erase()
        case .upload: return try await upload()
        case .picture(let code, let field): return try await picture(code, field)
        case .blur(let code): return try await blur(code)
        case .blurSource(let code): return try await blurSource(code)
        case .kept(let word): return try await kept(word)
        case .signIn, .code, .welcome, .first, .approval, .approvalPicture: return .problem(.notFound)
        }
    }

    func page(_ content: DeskModel.Content, status: Int = 200) -> DeskAnswer {
        desk.page(request, person, content, status: status)
    }

    // MARK: Finding

    private func list(_ kind: String, _ number: Int) async throws -> DeskAnswer {
        guard let type = KindRegistry.kind(named: kind) else { return .problem(.notFound) }
        let (offset, limit) = ((number - 1) * Self.pageSize, Self.pageSize)
        let (rows, total) = try await desk.catalogue.read { view in
            (
                try view.office(kind, offset: offset, limit: limit),
                try view.officeCount(of: kind)
            )
        }
        let place = { (page: Int) in Route.desk(request.language, .list(kind: kind, page: page)) }
        var shown = DeskList(
            kind: kind, rows: rows.map { listed($0, type) }, total: total,
            previous: number > 1 ? place(number - 1) : nil,
            next: number * limit < total ? place(number + 1) : nil)
        shown.takesManyPictures = kind == Photo.name && rights.mayEdit(kind)
        return page(.list(shown))
    }

    private func listed(_ stored: StoredRecord, _ kind: any Kind.Type) -> DeskList.Row {
        DeskList.Row(code: stored.code.text, title: title(of: stored, kind), state: stored.state)
    }

    func title(of stored: StoredRecord, _ kind: any Kind.Type) -> Said {
        let record = try? kind.init(json: stored.body)
        return record?.title.said(in: chain)
            ?? Said(t(kind.name, context: "kind") + " " + stored.code.text, in: request.language)
    }
}

extension StoredRecord {
    var state: RecordState {
        if isDeleted { return .deleted }
        if KindRegistry.kind(named: kind)?.isOfficeOnly ?? false { return .officeOnly }
        return published == .zero ? .draft : published == saved ? .published : .changed
    }
}
