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
    /// `erase`: somebody asks to be forgotten.
    case erase

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
        case erase = "/erase"
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
        case .erase: .erase
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
        case .erase: "/erase"
        }
    }

    static func desk(_ rest: [String], _ query: [(String, String)]) -> DeskPlace? {
        guard rest.count > 1 else {
            switch rest.first {
            case nil: return .home
            case "sign-in": return .signIn
            case "sign-out": return .signOut
            case "erase": return .erase
            case "search":
                let words = query.first { $0.0 == "q" }?.1 ?? ""
                return words.utf8.count <= Limits.query ? .search(words) : nil
            case "welcome":
                let token = query.first { $0.0 == "token" }?.1 ?? ""
                return token.utf8.count <= Limits.token ? .welcome(token: token) : nil
            default: return nil
            }
        }
        guard rest.count == 2 else { return nil }
        switch rest[0] {
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
