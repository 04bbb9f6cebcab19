import Localisation
import Records

/// The reader's own account, and what its pages share with those of others.
extension Page {
    func deskMe(_ me: DeskPeople.Me, _ provider: String?, _ person: DeskModel.Person?) {
        deskTrail()
        deskHead(t("My account"))
        notice(me.notice)
        dl(.class("desk-facts")) {
            fact(t("Name", context: "person")) { bdi { text(me.row.name) } }
            fact(t("Login")) { bdi { text(me.row.login) } }
            fact(t("Role")) { text(t(me.row.role, context: "role")) }
            fact(t("What I may do")) { text(sentence(of: me.role)) }
            if !me.row.kinds.isEmpty {
                fact(t("What I may change")) { text(kindNames(me.row.kinds)) }
            }
        }
        p(.class("desk-help")) { text(t("An administrator can change the name and the role.")) }
        if me.hasPassword { changePassword(me, person) }
        binding(me, provider, person)
        section(.class("desk-part")) {
            h2 { text(t("Second factor")) }
            if me.row.hasSecondFactor {
                secondFactorIsOn(me, person)
            } else {
                p {
                    text(
                        t(
                            "With a second factor, who finds out the password still cannot sign in: a code from an app on your telephone is asked for as well."
                        ))
                }
                p {
                    a(.class("button"), .href(.desk(language, .secondFactor))) {
                        text(t("Set up a second factor"))
                    }
                }
            }
        }
        sessions(me.sessions, of: nil, at: .me(), person)
    }

    private func fact(_ name: String, _ value: () -> Void) {
        dt { text(name) }
        dd { value() }
    }

    private func changePassword(_ me: DeskPeople.Me, _ person: DeskModel.Person?) {
        section(.class("desk-part")) {
            h2 { text(t("Change my password")) }
            sending(.me(), person) {
                problemSummary(me.problems.filter { ["old", "new"].contains($0.key) })
                // For the password manager, which otherwise does not know whose password it is.
                input(
                    Attribute("hidden", .flag), .type("text"), .value(me.row.login),
                    Attribute("autocomplete", .literal("username")), .label(t("Login")))
                password("old", t("The password of now"), "current-password", me.problems)
                password(
                    "new", t("New password"), "new-password", me.problems,
                    help: t("At least 12 characters. A sentence that only you know is better than signs."))
                p(.class("desk-help")) { text(t("All your other sessions end.")) }
                div(.class("buttons")) { action("password", t("Change the password"), isQuiet: false) }
            }
        }
    }

    private func secondFactorIsOn(_ me: DeskPeople.Me, _ person: DeskModel.Person?) {
        p {
            text(
                t("A code is asked for besides the password.") + " "
                    + t(
                        "{count} code on paper is left.", "{count} codes on paper are left.",
                        count: me.recoveryCodesLeft))
        }
        p(.class("desk-help")) {
            text(t("For another telephone or new codes on paper, remove it here and set it up again."))
        }
        sending(.me(), person) {
            codeField(me.problems["code"])
            div(.class("buttons")) { action("remove-second-factor", t("Remove the second factor")) }
        }
    }

    // MARK: Sessions

    /// The browsers that are signed in as somebody; `name` is `nil` for oneself.
    func sessions(
        _ sessions: [DeskPeople.Session], of name: String?, at place: DeskPlace, _ person: DeskModel.Person?
    ) {
        section(.class("desk-part"), .id("sessions")) {
            h2 { text(name == nil ? t("Where I am signed in") : t("Signed in at the moment")) }
            guard !sessions.isEmpty else {
                p(.class("empty")) { text(t("Nowhere at the moment.")) }
                return
            }
            ul(.class("desk-sessions")) {
                for session in sessions {
                    li { one(session, at: place, person) }
                }
            }
            let others = sessions.filter { !$0.isThis }
            if name != nil || !others.isEmpty {
                sending(place, person) {
                    div(.class("buttons")) {
                        action(
                            "end-sessions",
                            name == nil ? t("End all other sessions") : t("End all sessions"))
                    }
                }
            }
        }
    }

    private func one(
        _ session: DeskPeople.Session, at place: DeskPlace, _ person: DeskModel.Person?
    ) {
        let words = browser(session.device)
        p {
            strong { text(words) }
            if session.isThis { text(" · " + t("this is the one you are using now")) }
        }
        p(.class("desk-help")) {
            text(network(session.network) + " · " + t("since:") + " ")
            moment(session.openedAt)
            text(" · " + t("used last:") + " ")
            moment(session.usedAt)
        }
        if !session.isThis {
            sending(place, person) {
                hidden("session", session.id)
                button(
                    .class("button-quiet"), .type("submit"), .name("action"), .value("end-session"),
                    .label(t.labelled(t("End this session"), t.joined(words, session.openedAt)))
                ) { text(t("End this session")) }
            }
        }
    }

    private func browser(_ device: String) -> String {
        let name = BrowserName(device)
        switch (name.browser, name.system) {
        case (let browser?, let system?):
            return t("{browser} on {system}", ["browser": browser, "system": system])
        case (let only?, nil), (nil, let only?): return only
        case (nil, nil): return t("A browser that does not say its name")
        }
    }

    private func network(_ network: String) -> String {
        let own = ["10.", "192.168.", "fc", "fd"] + (16...31).map { "172.\($0)." }
        if network.isEmpty { return t("from somewhere unknown") }
        if network.hasPrefix("127.") || network == "0:0:0::/48" { return t("from the Hall's own machine") }
        if own.contains(where: network.hasPrefix) {
            return t("from a network of the house ({network})", ["network": network])
        }
        return t("from the network {network}", ["network": network])
    }

    // MARK: Parts of forms

    func notice(_ notice: DeskPeople.Notice?) {
        guard let notice else { return }
        p(.class("desk-notice"), .role("status")) {
            switch notice {
            case .changed: text(t("Saved. It holds from their next click on."))
            case .disabled: text(t("Kept out, and signed out everywhere."))
            case .enabled: text(t("Let in again."))
            case .ended: text(t("The session was ended."))
            case .endedOthers: text(t("The sessions were ended."))
            case .password: text(t("The password was changed, and all your other sessions were ended."))
            case .bound: text(t("Bound. From now on you can sign in with it."))
            case .unbound: text(t("Unbound, and the sessions were ended."))
            case .secondFactorOff:
                text(t("The second factor was removed. Only the password is asked for now."))
            }
        }
    }

    func action(_ value: String, _ words: String, isQuiet: Bool = true) {
        button(
            .class(isQuiet ? "button-quiet" : ""), .type("submit"), .name("action"), .value(value)
        ) { text(words) }
    }

    /// That something is wrong, before the fields that say what.
    func problemSummary(_ problems: [String: String]) {
        guard !problems.isEmpty else { return }
        p(.class("desk-problem"), .role("alert")) {
            text(
                t(
                    "{count} thing keeps this from being done", "{count} things keep this from being done",
                    count: problems.count))
        }
    }

    func fieldProblem(_ name: String, _ problems: [String: String]) {
        guard let problem = problems[name] else { return }
        p(.class("desk-error"), .id("e-" + name)) { text(problem) }
    }

    func line(
        _ name: StaticString, _ words: String, _ value: String, _ problems: [String: String],
        help: String? = nil
    ) {
        labelled(name, words, problems, help: help) { described in
            input(
                .id("\(name)"), .type("text"), .name(name), .value(value), Attribute("required", .flag),
                described, Attribute("aria-invalid", .literal("true")).if(problems["\(name)"] != nil),
                Attribute("autocomplete", .literal("off")), .directionOfItself)
        }
    }

    func password(
        _ name: StaticString, _ words: String, _ purpose: StaticString, _ problems: [String: String],
        help: String? = nil
    ) {
        labelled(name, words, problems, help: help) { described in
            input(
                .id("\(name)"), .type("password"), .name(name), Attribute("required", .flag), described,
                Attribute("aria-invalid", .literal("true")).if(problems["\(name)"] != nil),
                Attribute("autocomplete", .literal(purpose)))
        }
    }

    /// - Parameter help: what may be typed; by default a code of the app or one on paper.
    func codeField(_ problem: String?, named name: StaticString = "code", help: String? = nil) {
        labelled(
            name, t("Code"), problem.map { ["\(name)": $0] } ?? [:],
            help: help ?? t("The six digits that the app shows now, or one of the codes on paper.")
        ) { described in
            input(
                .id("\(name)"), .type("text"), .name(name), Attribute("required", .flag), described,
                Attribute("aria-invalid", .literal("true")).if(problem != nil), .maxlength(40),
                Attribute("autocomplete", .literal("one-time-code")),
                Attribute("autocapitalize", .literal("characters")),
                Attribute("spellcheck", .literal("false")))
        }
    }

    private func labelled(
        _ name: StaticString, _ words: String, _ problems: [String: String], help: String?,
        _ control: (Attribute) -> Void
    ) {
        let ids = (problems["\(name)"] == nil ? [] : ["e-\(name)"]) + (help == nil ? [] : ["h-\(name)"])
        div(.class("field desk-line")) {
            label(.for(name)) { text(words) }
            fieldProblem("\(name)", problems)
            control(Attribute("aria-describedby", .text(ids.joined(separator: " "))).if(!ids.isEmpty))
            if let help { p(.class("desk-help"), .id("h-\(name)")) { text(help) } }
        }
    }
}
