/// A place of the Desk, by what follows `/{lang}/desk`.
package enum DeskPlace: Hashable, Sendable {
    case home
    /// `waiting/review`: all that waits in one list.
    case work(String)
    /// `search?q=…`.
    case search(String = "")
    case signIn
    case signOut
    /// `welcome?token=…`: where an invited person chooses a password.
    case welcome(token: String = "")
    /// `records/gift`: all records of a kind.
    case list(kind: String, page: Int = 1)
    /// `new/gift`.
    case new(kind: String)
    /// `record/4K7Q2MZ`: the form of a record; `?done=saved` tells what was just done.
    case record(String, done: String = "")
    /// `history/4K7Q2MZ`.
    case history(String)
    /// `upload`: where many pictures come in at once.
    case upload
    /// `picture/4K7Q2MZ/image`: a small picture of a record's file, for who may see the record.
    case picture(String, field: String)
    /// `kept/…`: a small picture of a file that came in and stands in no record yet.
    case kept(String)

    /// The kinds of places, each with what follows `/{lang}/desk`.
    package enum Pattern: String, Hashable, Sendable, CaseIterable {
        case home = ""
        case work = "/waiting/{list}"
        case search = "/search"
        case signIn = "/sign-in"
        case signOut = "/sign-out"
        case welcome = "/welcome"
        case list = "/records/{kind}"
        case new = "/new/{kind}"
        case record = "/record/{code}"
        case history = "/history/{code}"
        case upload = "/upload"
        case picture = "/picture/{code}/{field}"
        case kept = "/kept/{file}"
    }

    /// Whether a form with files may be sent here.
    package var takesFiles: Bool {
        switch self {
        case .new, .record, .upload: true
        case .home, .work, .search, .signIn, .signOut, .welcome, .list, .history, .picture, .kept: false
        }
    }

    package var pattern: Pattern {
        switch self {
        case .home: .home
        case .work: .work
        case .search: .search
        case .signIn: .signIn
        case .signOut: .signOut
        case .welcome: .welcome
        case .list: .list
        case .new: .new
        case .record: .record
        case .history: .history
        case .upload: .upload
        case .picture: .picture
        case .kept: .kept
        }
    }
}

extension Route {
    static func desk(_ place: DeskPlace) -> String {
        switch place {
        case .home: ""
        case .work(let list): "/waiting/\(encoded(list))"
        case .search(let words): words.isEmpty ? "/search" : "/search?q=" + encoded(words)
        case .signIn: "/sign-in"
        case .signOut: "/sign-out"
        case .welcome(let token): token.isEmpty ? "/welcome" : "/welcome?token=" + encoded(token)
        case .list(let kind, let page): "/records/\(encoded(kind))" + (page == 1 ? "" : "?page=\(page)")
        case .new(let kind): "/new/\(encoded(kind))"
        case .record(let code, let done):
            "/record/\(encoded(code))" + (done.isEmpty ? "" : "?done=\(encoded(done))")
        case .history(let code): "/history/\(encoded(code))"
        case .upload: "/upload"
        case .picture(let code, let field): "/picture/\(encoded(code))/\(encoded(field))"
        case .kept(let file): "/kept/\(encoded(file))"
        }
    }

    static func desk(_ rest: [String], _ query: [(String, String)]) -> DeskPlace? {
        guard rest.count > 1 else {
            switch rest.first {
            case nil: return .home
            case "sign-in": return .signIn
            case "sign-out": return .signOut
            case "upload": return .upload
            case "search":
                let words = query.first { $0.0 == "q" }?.1 ?? ""
                return words.utf8.count <= Limits.query ? .search(words) : nil
            case "welcome":
                let token = query.first { $0.0 == "token" }?.1 ?? ""
                return token.utf8.count <= Limits.token ? .welcome(token: token) : nil
            default: return nil
            }
        }
        if rest.count == 3, rest[0] == "picture", isCode(rest[1]) { return .picture(rest[1], field: rest[2]) }
        guard rest.count == 2 else { return nil }
        switch rest[0] {
        case "kept": return rest[1].utf8.count <= Limits.token ? .kept(rest[1]) : nil
        case "records": return page(query).map { .list(kind: rest[1], page: $0) }
        case "waiting": return DeskWork.List(name: rest[1]).map { .work($0.name) }
        case "new": return .new(kind: rest[1])
        case "record":
            let done = query.first { $0.0 == "done" }?.1 ?? ""
            return isCode(rest[1]) && done.utf8.count <= Limits.token ? .record(rest[1], done: done) : nil
        case "history": return isCode(rest[1]) ? .history(rest[1]) : nil
        default: return nil
        }
    }
}
