import Localisation
import Records

extension Page {
    func desk(_ model: DeskModel) {
        switch model.content {
        case .signIn(let login, let next, let problem):
            signIn(login, next, problem)
            if let provider = model.provider { providerDoor(provider, next: next) }
        case .people(let people): deskPeople(people, model)
        case .welcome(let token, let problem, let asksProvider):
            welcome(token, problem)
            if asksProvider, let provider = model.provider { providerWelcome(provider, token: token) }
        case .provider(let provider): deskProvider(provider)
        case .home(let counts, let work, let unsaved, let messages):
            deskHome(counts, work, unsaved, messages, model.person)
        case .work(let work): deskWork(work)
        case .found(let found): deskFound(found)
        case .list(let list): deskList(list, model.person)
        case .form(let form): deskForm(form, model.person)
        case .upload(let uploads): deskUpload(uploads, model.person)
        case .history(let history): deskHistory(history, model.person)
        case .comparison(let comparison): deskComparison(comparison)
        case .deletion(let deletion): deskDeletion(deletion, model.person)
        case .deleted(let deleted): deskDeleted(deleted)
        case .journal(let journal): deskJournal(journal, model.person)
        case .check(let check): deskCheck(check, model.person)
        case .translations(let translations): deskTranslations(translations, model.person)
        case .translationFile(let file): deskTranslationFile(file, model.person)
        case .messages(let messages): deskMessages(messages, model.person)
        case .approvals(let approvals): deskApprovals(approvals, model.person)
        case .erase(let erasure): deskErase(erasure, model.person)
        case .blur(let blurring): deskBlurring(blurring, model.person)
        case .message(let title, let words):
            deskHead(title)
            p { text(words) }
        }
    }

    /// The places of the Desk, instead of the rooms of the Hall.
    func deskNavigation(_ person: DeskModel.Person) {
        nav(.class("rooms desk-rooms"), .label(t("Desk"))) {
            ul {
                li { a(.href(.desk(language, .home)), .currentPage.if(isAt(.home))) { text(t("Desk")) } }
                li {
                    a(.href(.desk(language, .translations())), .currentPage.if(isAt(.translations()))) {
                        text(t("Translations"))
                    }
                }
                if person.mayAudit {
                    li {
                        a(.href(.desk(language, .journal())), .currentPage.if(isAt(.journal()))) {
                            text(t("Journal"))
                        }
                    }
                }
                if person.managesPeople {
                    li {
                        a(.href(.desk(language, .people)), .currentPage.if(isAt(.people))) {
                            text(t("Who works here"))
                        }
                    }
                }
                if person.mayErase {
                    li {
                        a(.href(.desk(language, .erase)), .currentPage.if(isAt(.erase))) {
                            text(t("Erase a person"))
                        }
                    }
                }
                li { a(.href(.home(language))) { text(t("What visitors see")) } }
            }
            form(.class("desk-person"), .method("post"), .action(.desk(language, .signOut))) {
                hidden("csrf", person.token)
                a(.href(.desk(language, .me())), .currentPage.if(isAt(.me()))) {
                    text(t("My account: {name}", ["name": person.name]))
                }
                button(.class("button-quiet"), .type("submit")) { text(t("Sign out")) }
            }
        }
    }

    private func isAt(_ place: DeskPlace) -> Bool { frame.route == .desk(language, place) }

    func hidden(_ name: StaticString, _ value: String) {
        input(.type("hidden"), .name(name), .value(value))
    }

    func deskHead(_ title: String) {
        header(.class("page-head")) { h1 { text(title) } }
    }

    func deskTitle(_ model: DeskModel) -> String {
        let place =
            switch model.content {
            case .signIn: t("Sign in to the Desk")
            case .welcome: t("Choose a password")
            case .provider(let provider): title(of: provider)
            case .home: ""
            case .people(let people): title(of: people)
            case .work(let work): heading(of: work.list)
            case .found: t("Search")
            case .list(let list): t(list.kind, context: "kinds")
            case .upload: t("Bring in photos")
            case .form(let form): form.title?.text ?? t("A new record")
            case .history(let history): t("History") + " · " + history.title.text
            case .comparison(let comparison): t("Two versions compared") + " · " + comparison.title.text
            case .deletion(let deletion): t("Delete") + " · " + deletion.title.text
            case .deleted: t("Deleted records")
            case .journal: t("Journal")
            case .check: t("Check of the journal")
            case .translations: t("Translations")
            case .translationFile: t("A file of translations")
            case .messages: t("Messages about accessibility")
            case .approvals(let approvals):
                t("Ask somebody without an account") + " · " + approvals.title.text
            case .erase: t("Erase a person")
            case .blur(let blurring): t("Make people unrecognisable") + " · " + blurring.title.text
            case .message(let title, _): title
            }
        return (place.isEmpty ? "" : place + " – ") + t("Desk")
    }

    // MARK: Coming in

    private func signIn(_ login: String, _ next: String, _ problem: DeskModel.Refusal?) {
        deskHead(t("Sign in to the Desk"))
        form(.class("desk-form desk-door"), .method("post"), .action(.desk(language, .signIn()))) {
            if !next.isEmpty { hidden("next", next) }
            if let problem {
                p(.class("desk-problem"), .role("alert")) { text(words(of: problem)) }
            }
            labelled("login", t("Login")) {
                input(
                    .id("login"), .type("text"), .name("login"), .value(login),
                    Attribute("autocomplete", .literal("username")), Attribute("required", .flag),
                    Attribute("autocapitalize", .literal("none")), Attribute("spellcheck", .literal("false")))
            }
            labelled("password", t("Password")) {
                input(
                    .id("password"), .type("password"), .name("password"),
                    Attribute("autocomplete", .literal("current-password")), Attribute("required", .flag))
            }
            div(.class("buttons")) { button(.type("submit")) { text(t("Sign in")) } }
            p(.class("desk-help")) {
                text(
                    t("Forgot the password? An administrator of the Hall can give you a link for a new one."))
            }
        }
    }

    func words(of problem: DeskModel.Refusal) -> String {
        switch problem {
        case .wrong: t("Login and password do not fit together.")
        case .wait(let seconds):
            t(
                "Too many attempts. Try again in {count} second.",
                "Too many attempts. Try again in {count} seconds.", count: seconds)
        case .busy: t("Many people are signing in at this moment. Try again in a few seconds.")
        }
    }

    private func welcome(_ token: String, _ problem: String?) {
        deskHead(t("Choose a password"))
        form(.class("desk-form desk-door"), .method("post"), .action(.desk(language, .welcome()))) {
            if let problem {
                p(.class("desk-problem"), .role("alert")) { text(problem) }
            }
            hidden("token", token)
            labelled("password", t("New password")) {
                input(
                    .id("password"), .type("password"), .name("password"),
                    Attribute("autocomplete", .literal("new-password")), Attribute("required", .flag),
                    Attribute("aria-describedby", .literal("password-help")))
            }
            p(.class("desk-help"), .id("password-help")) {
                text(t("At least 12 characters. A sentence that only you know is better than signs."))
            }
            div(.class("buttons")) { button(.type("submit")) { text(t("Keep the password")) } }
        }
    }

    private func labelled(_ id: StaticString, _ words: String, control: () -> Void) {
        div(.class("field")) {
            label(.for(id)) { text(words) }
            control()
        }
    }

    // MARK: Finding

    private func deskList(_ list: DeskList, _ person: DeskModel.Person?) {
        deskTrail()
        deskHead(t(list.kind, context: "kinds"))
        if person?.mayEdit(list.kind) == true {
            p {
                a(.class("button"), .href(.desk(language, .new(kind: list.kind)))) {
                    text(t("Write a new one"))
                }
                if list.takesManyPictures {
                    text(" ")
                    a(.class("button button-quiet"), .href(.desk(language, .upload))) {
                        text(t("Bring in photos"))
                    }
                }
            }
        }
        guard !list.rows.isEmpty else {
            p(.class("empty")) { text(t("There is none yet.")) }
            return
        }
        let count = t("{count} record", "{count} records", count: list.total)
        p(.class("table-caption"), .decoration) { text(count) }
        scrolling(.class("desk-list"), count) {
            thead {
                tr {
                    th(Attribute("scope", .literal("col"))) { text(t("Name")) }
                    th(Attribute("scope", .literal("col"))) { text(t("State")) }
                }
            }
            tbody {
                for row in list.rows {
                    tr {
                        th(Attribute("scope", .literal("row"))) {
                            a(.href(.desk(language, .record(row.code)))) { text(row.title) }
                        }
                        td { text(name(of: row.state)) }
                    }
                }
            }
        }
        turning(previous: list.previous, next: list.next)
    }

    /// A table in a frame of its own, which moves where the page is narrow.
    func scrolling(_ name: Attribute, _ label: String, _ content: () -> Void) {
        div(.class("table-frame"), .role("region"), .label(label), Attribute("tabindex", .literal("0"))) {
            table(name, .label(label)) { content() }
        }
    }

    func name(of state: RecordState) -> String {
        switch state {
        case .draft: t("Draft, not public")
        case .published: t("Public")
        case .changed: t("Public, changed since")
        case .deleted: t("Deleted")
        case .officeOnly: t("For the office only")
        }
    }

    func deskTrail(_ steps: (name: String, route: Route)...) {
        nav(.class("trail"), .label(t("You are here"))) {
            ol {
                li { a(.href(.desk(language, .home))) { text(t("Desk")) } }
                for step in steps {
                    li { a(.href(step.route)) { text(step.name) } }
                }
            }
        }
    }
}
