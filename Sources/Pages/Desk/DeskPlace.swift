import Records

/// A place of the Desk, by what follows `/{lang}/desk`.
package enum DeskPlace: Hashable, Sendable {
    case home
    /// `waiting/review`: all that waits in one list.
    case work(String)
    /// `search?q=…`.
    case search(String = "")
    /// `sign-in?next=…`: the address of a page of the Desk to come back to.
    case signIn(next: String = "")
    /// `sign-in/code`: where a code of the second factor is asked for.
    case code(next: String = "")
    case signOut
    /// `welcome?token=…`: where an invited person chooses a password.
    case welcome(token: String = "")
    /// `first?token=…`: where the first administrator of a new Hall makes an account.
    case first(token: String = "")
    /// `people`: who may sign in.
    case people
    case newPerson
    /// `people/4K7Q2MZ0AB`: one of them, by the name of their account.
    case person(String, done: String = "")
    /// `me`: the reader's own account.
    case me(done: String = "")
    /// `me/second-factor`: where an app is told its secret.
    case secondFactor
    /// `records/gift`: all records of a kind.
    case list(kind: String, page: Int = 1)
    /// `new/gift`.
    case new(kind: String)
    /// `record/4K7Q2MZ`: the form of a record; `?done=saved` tells what was just done, `?only=de` shows its texts in one
    /// language.
    case record(String, done: String = "", only: String = "")
    /// `history/4K7Q2MZ?field=case.outcome&before=17`: the steps of a record, or those that changed one field, before a
    /// step of the journal (0 for the newest).
    case history(String, field: String = "", before: Int64 = 0)
    /// `compare/4K7Q2MZ?from=12&to=17`: two versions word by word; 0 stands for the newest, and the one before it.
    case compare(String, from: Int64 = 0, to: Int64 = 0)
    /// `delete/4K7Q2MZ`: what a deletion would leave pointing at nothing, and a word of why.
    case delete(String)
    /// `deleted`: what was deleted last.
    case deleted(page: Int = 1)
    /// `preview/4K7Q2MZ`: what the newest save will look like to visitors.
    case preview(String)
    /// `preview/4K7Q2MZ/picture`: the picture of a photo on its preview, which visitors may not have yet.
    case previewPicture(String)

    /// `journal?person=…&before=…`: every step of everybody.
    case journal(DeskJournalQuery = DeskJournalQuery())
    /// `translations?language=de&state=missing`: how far each record has come in each language.
    case translations(DeskTranslationsQuery = DeskTranslationsQuery())
    /// `translations/file`: where a file of translations comes back.
    case translationFile
    /// `messages`: what visitors wrote about accessibility.
    case messages
    /// `check`: whether anything was changed behind the journal's back.
    case check

    /// `approvals/4K7Q2MZ`: who outside the office was asked to approve it.
    case approvals(String)
    /// `approval?token=…`: where somebody who was asked says yes or no.
    case approval(token: String = "")
    /// `approval/picture?token=…`: the picture of a photo that they were asked about.
    case approvalPicture(token: String = "")
    /// `find?kind=city&q=…`: records by a name, for a script; without a kind, of any.
    case find(kind: String = "", String = "")
    /// `date?q=1995~`: what a date says, for a script.
    case date(String = "")
    /// `erase`: somebody asks to be forgotten.
    case erase
    /// `upload`: where many pictures come in at once.
    case upload
    /// `picture/4K7Q2MZ/image`: a small picture of a record's file, for who may see the record.
    case picture(String, field: String)
    /// `blur/4K7Q2MZ`: where people on a photo are made unrecognisable.
    case blur(String)
    /// `blur/4K7Q2MZ/picture`: what they are made unrecognisable in, for who may do it.
    case blurSource(String)
    /// `kept/…`: a small picture of a file that came in and stands in no record yet.
    case kept(String)

    /// The kinds of places, each with what follows `/{lang}/desk`.
    package enum Pattern: String, Hashable, Sendable, CaseIterable {
        case home = ""
        case work = "/waiting/{list}"
        case search = "/search"
        case signIn = "/sign-in"
        case code = "/sign-in/code"
        case signOut = "/sign-out"
        case welcome = "/welcome"
        case first = "/first"
        case people = "/people"
        case newPerson = "/people/new"
        case person = "/people/{account}"
        case me = "/me"
        case secondFactor = "/me/second-factor"
        case list = "/records/{kind}"
        case new = "/new/{kind}"
        case record = "/record/{code}"
        case history = "/history/{code}"
        case compare = "/compare/{code}"
        case delete = "/delete/{code}"
        case deleted = "/deleted"
        case preview = "/preview/{code}"
        case previewPicture = "/preview/{code}/picture"
        case journal = "/journal"
        case messages = "/messages"
        case check = "/check"
        case translations = "/translations"
        case translationFile = "/translations/file"
        case approvals = "/approvals/{code}"
        case approval = "/approval"
        case approvalPicture = "/approval/picture"
        case find = "/find"
        case date = "/date"
        case erase = "/erase"
        case upload = "/upload"
        case picture = "/picture/{code}/{field}"
        case blur = "/blur/{code}"
        case blurSource = "/blur/{code}/picture"
        case kept = "/kept/{file}"
    }

    /// Whether a form with files may be sent here.
    package var takesFiles: Bool {
        switch self {
        case .new, .record, .upload, .translationFile: true
        default: false
        }
    }

    package var pattern: Pattern {
        switch self {
        case .home: .home
        case .work: .work
        case .search: .search
        case .signIn: .signIn
        case .code: .code
        case .signOut: .signOut
        case .welcome: .welcome
        case .first: .first
        case .people: .people
        case .newPerson: .newPerson
        case .person: .person
        case .me: .me
        case .secondFactor: .secondFactor
        case .list: .list
        case .new: .new
        case .record: .record
        case .history: .history
        case .compare: .compare
        case .delete: .delete
        case .deleted: .deleted
        case .preview: .preview
        case .previewPicture: .previewPicture
        case .journal: .journal
        case .messages: .messages
        case .check: .check
        case .translations: .translations
        case .translationFile: .translationFile
        case .approvals: .approvals
        case .approval: .approval
        case .approvalPicture: .approvalPicture
        case .find: .find
        case .date: .date
        case .erase: .erase
        case .upload: .upload
        case .picture: .picture
        case .blur: .blur
        case .blurSource: .blurSource
        case .kept: .kept
        }
    }

    /// Whether it is a step on the way in or out, where nobody wants to come back to.
    package var isDoor: Bool {
        switch self {
        case .signIn, .code, .signOut, .welcome, .first: true
        default: false
        }
    }
}

extension Route {
    static func desk(_ place: DeskPlace) -> String {
        switch place {
        case .home: ""
        case .work(let list): "/waiting/\(encoded(list))"
        case .search(let words): "/search" + query("q", words)
        case .signIn(let next): "/sign-in" + query("next", next)
        case .code(let next): "/sign-in/code" + query("next", next)
        case .signOut: "/sign-out"
        case .welcome(let token): "/welcome" + query("token", token)
        case .first(let token): "/first" + query("token", token)
        case .people: "/people"
        case .newPerson: "/people/new"
        case .person(let account, let done): "/people/\(encoded(account))" + query("done", done)
        case .me(let done): "/me" + query("done", done)
        case .secondFactor: "/me/second-factor"
        case .list(let kind, let page): "/records/\(encoded(kind))" + (page == 1 ? "" : "?page=\(page)")
        case .new(let kind): "/new/\(encoded(kind))"
        case .record(let code, let done, let only):
            "/record/\(encoded(code))" + query([("done", done), ("only", only)])
        case .history(let code, let field, let before):
            "/history/\(encoded(code))"
                + query([("field", field), ("before", before == 0 ? "" : "\(before)")])
        case .compare(let code, let from, let to):
            "/compare/\(encoded(code))"
                + query([("from", from == 0 ? "" : "\(from)"), ("to", to == 0 ? "" : "\(to)")])
        case .delete(let code): "/delete/\(encoded(code))"
        case .deleted(let page): "/deleted" + (page == 1 ? "" : "?page=\(page)")
        case .preview(let code): "/preview/\(encoded(code))"
        case .previewPicture(let code): "/preview/\(encoded(code))/picture"
        case .journal(let asked): "/journal" + query(asked.fields)
        case .messages: "/messages"
        case .check: "/check"
        case .translations(let asked): "/translations" + query(asked.fields)
        case .translationFile: "/translations/file"
        case .approvals(let code): "/approvals/\(encoded(code))"
        case .approval(let token): "/approval" + query([("token", token)])
        case .approvalPicture(let token): "/approval/picture" + query([("token", token)])
        case .find(let kind, let words): "/find" + query([("kind", kind), ("q", words)])
        case .date(let words): "/date" + query("q", words)
        case .erase: "/erase"
        case .upload: "/upload"
        case .picture(let code, let field): "/picture/\(encoded(code))/\(encoded(field))"
        case .blur(let code): "/blur/\(encoded(code))"
        case .blurSource(let code): "/blur/\(encoded(code))/picture"
        case .kept(let file): "/kept/\(encoded(file))"
        }
    }

    static func query(_ pairs: [(name: String, value: String)]) -> String {
        let given = pairs.filter { !$0.value.isEmpty }.map { "\($0.name)=\(encoded($0.value))" }
        return given.isEmpty ? "" : "?" + given.joined(separator: "&")
    }

    private static func query(_ key: String, _ value: String) -> String { query([(key, value)]) }

    static func desk(_ rest: [String], _ query: [(String, String)]) -> DeskPlace? {
        func value(_ key: String, upTo limit: Int) -> String? { Self.value(key, query, upTo: limit) }
        guard rest.count > 1 else {
            switch rest.first {
            case nil: return .home
            case "sign-in": return value("next", upTo: Limits.next).map { .signIn(next: $0) }
            case "sign-out": return .signOut
            case "upload": return .upload
            case "search": return value("q", upTo: Limits.query).map { .search($0) }
            case "welcome": return value("token", upTo: Limits.token).map { .welcome(token: $0) }
            case "first": return value("token", upTo: Limits.token).map { .first(token: $0) }
            case "people": return .people
            case "me": return value("done", upTo: Limits.token).map { .me(done: $0) }
            case "journal": return DeskJournalQuery(query).map { .journal($0) }
            case "messages": return .messages
            case "check": return .check
            case "translations": return DeskTranslationsQuery(query).map { .translations($0) }
            case "approval": return value("token", upTo: Limits.token).map { .approval(token: $0) }
            case "deleted": return page(query).map { .deleted(page: $0) }
            case "find":
                guard let kind = value("kind", upTo: Limits.token), let words = value("q", upTo: Limits.query)
                else { return nil }
                return .find(kind: kind, words)
            case "date": return value("q", upTo: Limits.query).map { .date($0) }
            case "erase": return .erase
            default: return nil
            }
        }
        if rest.count == 3, isCode(rest[1]) {
            if rest[0] == "picture" { return .picture(rest[1], field: rest[2]) }
            if rest[0] == "blur", rest[2] == "picture" { return .blurSource(rest[1]) }
            if rest[0] == "preview", rest[2] == "picture" { return .previewPicture(rest[1]) }
        }
        guard rest.count == 2 else { return nil }
        switch (rest[0], rest[1]) {
        case ("sign-in", "code"): return value("next", upTo: Limits.next).map { .code(next: $0) }
        case ("me", "second-factor"): return .secondFactor
        case ("translations", "file"): return .translationFile
        case ("people", "new"): return .newPerson
        case ("approval", "picture"):
            return value("token", upTo: Limits.token).map { .approvalPicture(token: $0) }
        case ("people", let account):
            guard isOfficeName(account) else { return nil }
            return value("done", upTo: Limits.token).map { .person(account, done: $0) }
        default: break
        }
        return deskRecord(rest, query)
    }

    /// The value of a key, empty where there is none; `nil` for one that is too long.
    private static func value(_ key: String, _ query: [(String, String)], upTo limit: Int) -> String? {
        let text = query.first { $0.0 == key }?.1 ?? ""
        return text.utf8.count <= limit ? text : nil
    }

    private static func deskRecord(_ rest: [String], _ query: [(String, String)]) -> DeskPlace? {
        switch rest[0] {
        case "kept": return rest[1].utf8.count <= Limits.token ? .kept(rest[1]) : nil
        case "records": return page(query).map { .list(kind: rest[1], page: $0) }
        case "waiting": return DeskWork.List(name: rest[1]).map { .work($0.name) }
        case "new": return .new(kind: rest[1])
        case "record":
            guard isCode(rest[1]) else { return nil }
            guard let done = value("done", query, upTo: Limits.token),
                let only = value("only", query, upTo: Limits.token)
            else { return nil }
            return .record(rest[1], done: done, only: only)
        case "blur": return isCode(rest[1]) ? .blur(rest[1]) : nil
        case "history", "compare", "delete", "preview", "approvals":
            return isCode(rest[1]) ? ofRecord(rest[0], rest[1], query) : nil
        default: return nil
        }
    }

    private static func ofRecord(_ place: String, _ code: String, _ query: [(String, String)]) -> DeskPlace? {
        func text(_ name: String) -> String { query.first { $0.0 == name }?.1 ?? "" }
        func number(_ name: String) -> Int64? {
            text(name).isEmpty ? 0 : Int64(text(name)).flatMap { $0 >= 0 ? $0 : nil }
        }
        switch place {
        case "history":
            guard let before = number("before"), text("field").utf8.count <= Limits.query else { return nil }
            return .history(code, field: text("field"), before: before)
        case "compare":
            guard let from = number("from"), let to = number("to") else { return nil }
            return .compare(code, from: from, to: to)
        case "delete": return .delete(code)
        case "approvals": return .approvals(code)
        default: return .preview(code)
        }
    }

    /// Ten characters, as the office names an account or a message.
    static func isOfficeName(_ text: String) -> Bool {
        text.utf8.count == 10 && text.utf8.allSatisfy(Code.alphabet.contains)
    }
}
