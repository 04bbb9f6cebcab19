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
    /// `record/4K7Q2MZ`: the form of a record; `?done=saved` tells what was just done.
    case record(String, done: String = "")
    /// `history/4K7Q2MZ`.
    case history(String)

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
        case .record(let code, let done): "/record/\(encoded(code))" + query("done", done)
        case .history(let code): "/history/\(encoded(code))"
        }
    }

    private static func query(_ key: String, _ value: String) -> String {
        value.isEmpty ? "" : "?\(key)=" + encoded(value)
    }

    static func desk(_ rest: [String], _ query: [(String, String)]) -> DeskPlace? {
        /// The value of a key; `nil` for one that is too long.
        func value(_ key: String, upTo limit: Int) -> String? {
            let text = query.first { $0.0 == key }?.1 ?? ""
            return text.utf8.count <= limit ? text : nil
        }
        guard rest.count > 1 else {
            switch rest.first {
            case nil: return .home
            case "sign-in": return value("next", upTo: Limits.next).map { .signIn(next: $0) }
            case "sign-out": return .signOut
            case "search": return value("q", upTo: Limits.query).map { .search($0) }
            case "welcome": return value("token", upTo: Limits.token).map { .welcome(token: $0) }
            case "first": return value("token", upTo: Limits.token).map { .first(token: $0) }
            case "people": return .people
            case "me": return value("done", upTo: Limits.token).map { .me(done: $0) }
            default: return nil
            }
        }
        guard rest.count == 2 else { return nil }
        switch (rest[0], rest[1]) {
        case ("sign-in", "code"): return value("next", upTo: Limits.next).map { .code(next: $0) }
        case ("me", "second-factor"): return .secondFactor
        case ("people", "new"): return .newPerson
        case ("people", let account):
            guard isAccount(account) else { return nil }
            return value("done", upTo: Limits.token).map { .person(account, done: $0) }
        default: break
        }
        switch rest[0] {
        case "records": return page(query).map { .list(kind: rest[1], page: $0) }
        case "waiting": return DeskWork.List(name: rest[1]).map { .work($0.name) }
        case "new": return .new(kind: rest[1])
        case "record":
            guard isCode(rest[1]) else { return nil }
            return value("done", upTo: Limits.token).map { .record(rest[1], done: $0) }
        case "history": return isCode(rest[1]) ? .history(rest[1]) : nil
        default: return nil
        }
    }

    /// Ten characters, as the office names an account.
    private static func isAccount(_ text: String) -> Bool {
        text.utf8.count == 10 && text.utf8.allSatisfy(Code.alphabet.contains)
    }
}
