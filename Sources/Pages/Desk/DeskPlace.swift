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

    /// `journal?person=…&before=…`: every step of everybody.
    case journal(DeskJournalQuery = DeskJournalQuery())
    /// `check`: whether anything was changed behind the journal's back.
    case check

    /// `approvals/4K7Q2MZ`: who outside the office was asked to approve it.
    case approvals(String)
    /// `approval?token=…`: where somebody who was asked says yes or no.
    case approval(token: String = "")

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
        case compare = "/compare/{code}"
        case delete = "/delete/{code}"
        case deleted = "/deleted"
        case preview = "/preview/{code}"
        case journal = "/journal"
        case check = "/check"
        case approvals = "/approvals/{code}"
        case approval = "/approval"
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
        case .compare: .compare
        case .delete: .delete
        case .deleted: .deleted
        case .preview: .preview
        case .journal: .journal
        case .check: .check
        case .approvals: .approvals
        case .approval: .approval
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
        case .history(let code, let field, let before):
            "/history/\(encoded(code))"
                + query([("field", field), ("before", before == 0 ? "" : "\(before)")])
        case .compare(let code, let from, let to):
            "/compare/\(encoded(code))"
                + query([("from", from == 0 ? "" : "\(from)"), ("to", to == 0 ? "" : "\(to)")])
        case .delete(let code): "/delete/\(encoded(code))"
        case .deleted(let page): "/deleted" + (page == 1 ? "" : "?page=\(page)")
        case .preview(let code): "/preview/\(encoded(code))"
        case .journal(let asked): "/journal" + query(asked.fields)
        case .check: "/check"
        case .approvals(let code): "/approvals/\(encoded(code))"
        case .approval(let token): "/approval" + query([("token", token)])
        }
    }

    private static func query(_ pairs: [(name: String, value: String)]) -> String {
        let given = pairs.filter { !$0.value.isEmpty }.map { "\($0.name)=\(encoded($0.value))" }
        return given.isEmpty ? "" : "?" + given.joined(separator: "&")
    }

    static func desk(_ rest: [String], _ query: [(String, String)]) -> DeskPlace? {
        guard rest.count > 1 else {
            switch rest.first {
            case nil: return .home
            case "sign-in": return .signIn
            case "sign-out": return .signOut
            case "search":
                let words = query.first { $0.0 == "q" }?.1 ?? ""
                return words.utf8.count <= Limits.query ? .search(words) : nil
            case "welcome":
                let token = query.first { $0.0 == "token" }?.1 ?? ""
                return token.utf8.count <= Limits.token ? .welcome(token: token) : nil
            case "journal": return DeskJournalQuery(query).map { .journal($0) }
            case "check": return .check
            case "approval":
                let token = query.first { $0.0 == "token" }?.1 ?? ""
                return token.utf8.count <= Limits.token ? .approval(token: token) : nil
            case "deleted": return page(query).map { .deleted(page: $0) }
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
}
