import Localisation
import Records

/// Who works here, for administrators.
extension Page {
    func deskPeople(_ people: DeskPeople, _ model: DeskModel) {
        let person = model.person
        switch people {
        case .list(let rows): peopleList(rows)
        case .new(let form): newPerson(form, person)
        case .person(let one): onePerson(one, person)
        case .link(let link): oneTimeLink(link)
        case .me(let me): deskMe(me, model.provider, person)
        case .secondFactor(let setup): secondFactor(setup, person)
        case .recoveryCodes(let codes): recoveryCodes(codes)
        case .code(let next, let problem): askForCode(next, problem)
        case .first(let first): firstAdministrator(first)
        }
    }

    func title(of people: DeskPeople) -> String {
        switch people {
        case .list: t("Who works here")
        case .new: t("Add a person")
        case .person(let one): one.row.name
        case .link: t("A link that works once")
        case .me: t("My account")
        case .secondFactor: t("Set up a second factor")
        case .recoveryCodes: t("Codes on paper")
        case .code: t("One more step")
        case .first: t("The first administrator")
        }
    }

    private func peopleTrail() {
        deskTrail((t("Who works here"), .desk(language, .people)))
    }

    // MARK: All of them

    private func peopleList(_ rows: [DeskPeople.Row]) {
        deskTrail()
        deskHead(t("Who works here"))
        p { a(.class("button"), .href(.desk(language, .newPerson))) { text(t("Add a person")) } }
        scrolling(.class("desk-list"), t("Who works here")) {
            thead {
                tr {
                    for heading in [
                        t("Name", context: "person"), t("Login"), t("Role"), t("State"), t("Signed in last"),
                    ] {
                        th(Attribute("scope", .literal("col"))) { text(heading) }
                    }
                }
            }
            tbody { for row in rows { personRow(row) } }
        }
    }

    private func personRow(_ row: DeskPeople.Row) {
        tr {
            th(Attribute("scope", .literal("row"))) {
                a(.href(.desk(language, .person(row.account))), .directionOfItself) { text(row.name) }
            }
            td { bdi { text(row.login) } }
            td {
                text(t(row.role, context: "role"))
                if !row.kinds.isEmpty { text(" · " + kindNames(row.kinds)) }
            }
            td { text(state(of: row)) }
            td { moment(row.lastSignIn) }
        }
    }

    func kindNames(_ kinds: [String]) -> String {
        t("only {kinds}", ["kinds": kinds.map { t($0, context: "kinds") }.joined(separator: ", ")])
    }

    private func state(of row: DeskPeople.Row) -> String {
        let state =
            switch row.state {
            case .active: row.provider.map { t("Signs in with {name}", ["name": $0]) } ?? t("May sign in")
            case .invited: t("Has no password yet")
            case .disabled: t("Kept out")
            }
        return state + (row.hasSecondFactor ? " · " + t("with a second factor") : "")
    }

    /// A time in words, or that there was none.
    func moment(_ written: String?) {
        guard let written else { return text(t("never")) }
        time(.datetime(written.replacing(" ", with: "T") + "Z")) { text(written + " UTC") }
    }

    // MARK: A new one

    private func newPerson(_ form: DeskPeople.Form, _ person: DeskModel.Person?) {
        peopleTrail()
        deskHead(t("Add a person"))
        sending(.newPerson, person) {
            problemSummary(form.problems)
            line("name", t("Name", context: "person"), form.name, form.problems)
            line(
                "login", t("Login"), form.login, form.problems,
                help: t("A mail address or a word of at least three letters, without spaces."))
            roleChoice(form)
            kindChoice(form)
            mailChoice(form.mail)
            div(.class("buttons")) {
                button(.type("submit")) { text(t("Add the person and make a link")) }
            }
        }
    }

    private func roleChoice(_ form: DeskPeople.Form) {
        fieldset(.class("desk-group")) {
            legend { text(t("Role")) }
            fieldProblem("role", form.problems)
            for role in form.roles {
                element("label", [.class("desk-flag"), Attribute("for", .text("role-" + role.name))]) {
                    input(
                        .id("role-" + role.name), .type("radio"), .name("role"), .value(role.name),
                        Attribute("checked", .flag).if(role.name == form.role),
                        Attribute("aria-describedby", .text("help-" + role.name)))
                    text(t(role.name, context: "role"))
                }
                p(.class("desk-help"), .id("help-" + role.name)) { text(sentence(of: role)) }
            }
        }
    }

    private func kindChoice(_ form: DeskPeople.Form) {
        details(.class("desk-group"), .open.if(!form.kinds.isEmpty || form.problems["kinds"] != nil)) {
            summary { text(t("Only some kinds of records")) }
            p(.class("desk-help")) {
                text(
                    t(
                        "Nothing chosen: every kind may be changed, as far as the role goes. Everything can be read in any case."
                    ))
            }
            fieldProblem("kinds", form.problems)
            div(.class("desk-choices")) {
                for kind in form.allKinds {
                    element("label", [.class("desk-flag"), Attribute("for", .text("kind-" + kind))]) {
                        input(
                            .id("kind-" + kind), .type("checkbox"), .name("kinds"), .value(kind),
                            Attribute("checked", .flag).if(form.kinds.contains(kind)))
                        text(t(kind, context: "kinds"))
                    }
                }
            }
        }
    }

    /// What a role may do, as one sentence.
    func sentence(of role: DeskPeople.Role) -> String {
        role.duties.map { duty in
            switch duty {
            case .read: t("Reads everything of the office.")
            case .readLegal: t("Sees what a gift is worth and what the law asks of it.")
            case .write: t("Writes and changes records.")
            case .approve: t("Approves what others wrote.")
            case .publish: t("Publishes and withdraws.")
            case .people: t("Says who may sign in.")
            }
        }.joined(separator: " ")
    }

    // MARK: One of them

    private func onePerson(_ one: DeskPeople.Person, _ person: DeskModel.Person?) {
        let row = one.row
        peopleTrail()
        header(.class("page-head")) {
            h1(.directionOfItself) { text(row.name) }
            p(.class("desk-state")) {
                bdi { text(row.login) }
                text(" · " + t(row.role, context: "role") + " · " + state(of: row) + " · ")
                text(t("signed in last:") + " ")
                moment(row.lastSignIn)
            }
        }
        notice(one.notice)
        let place = DeskPlace.person(row.account)
        sending(place, person) {
            problemSummary(one.form.problems)
            line("name", t("Name", context: "person"), one.form.name, one.form.problems)
            roleChoice(one.form)
            kindChoice(one.form)
            div(.class("buttons")) { action("change", t("Save"), isQuiet: false) }
        }
        section(.class("desk-part")) {
            h2 { text(t("A link for a new password")) }
            p(.class("desk-help")) {
                text(
                    t(
                        "The link works once, for three days, and is shown only once; older links stop working. The old password works until the new one is set."
                    ))
            }
            if row.state == .disabled {
                p { text(t("Who is kept out gets no link.")) }
            } else {
                sending(place, person) {
                    mailChoice(one.form.mail)
                    div(.class("buttons")) { action("link", t("Make a link")) }
                }
            }
        }
        fieldProblem("unbind", one.form.problems)
        binding(of: row, at: place, person)
        sessions(one.sessions, of: row.name, at: place, person)
        section(.class("desk-part")) {
            h2 { text(t("Second factor")) }
            if row.hasSecondFactor {
                p {
                    text(
                        t("A code is asked for besides the password. Remove this when the telephone is lost.")
                    )
                }
                sending(place, person) {
                    div(.class("buttons")) {
                        action("remove-second-factor", t("Remove the second factor"))
                    }
                }
            } else {
                p { text(t("Only the password is asked for.")) }
            }
        }
        section(.class("desk-part")) {
            h2 { text(t("Access")) }
            if row.state == .disabled {
                p {
                    text(
                        t("This person cannot sign in. What they did stays in the history under their name."))
                }
            } else {
                p(.class("desk-help")) {
                    text(t("Who is kept out is signed out at once everywhere. It can be undone."))
                }
            }
            fieldProblem("access", one.form.problems)
            sending(place, person) {
                div(.class("buttons")) {
                    if row.state == .disabled {
                        action("enable", t("Let in again"))
                    } else {
                        action("disable", t("Keep out"))
                    }
                }
            }
        }
    }

    private func oneTimeLink(_ link: DeskPeople.Link) {
        peopleTrail()
        deskHead(t("A link that works once"))
        div(.class("desk-notice"), .role("status")) {
            p {
                text(
                    t(
                        "Give this link to {name}, and to nobody else. It is shown only now.",
                        ["name": link.name]))
            }
            mailOutcome(link.outcome)
        }
        div(.class("desk-form")) {
            div(.class("field")) {
                label(.for("link")) { text(t("The link")) }
                input(.id("link"), .type("text"), .value(link.address), Attribute("readonly", .flag))
            }
        }
        p {
            text(t("It works until:") + " ")
            moment(link.validUntil)
        }
        p { a(.href(.desk(language, .person(link.account)))) { text(link.name) } }
    }
}
