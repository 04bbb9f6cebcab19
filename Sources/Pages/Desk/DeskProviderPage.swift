import Localisation
import Records

/// The way to the city's own sign-in, and what may come of it.
extension Page {
    func deskProvider(_ provider: DeskProvider) {
        deskHead(title(of: provider))
        switch provider.state {
        case .onward(let address):
            p { text(t("Your browser goes there by itself. If it stays here, follow the link.")) }
            p {
                a(.class("button"), .href(address), .rel("noreferrer")) {
                    text(t("On to {name}", ["name": provider.name]))
                }
            }
        case .problem(let problem):
            p(.class("desk-problem"), .role("alert")) { text(words(of: problem, provider.name)) }
            p {
                a(.class("button"), .href(.desk(language, provider.back))) {
                    text(provider.back == .me() ? t("My account") : t("Back to signing in"))
                }
            }
        }
    }

    func title(of provider: DeskProvider) -> String {
        let name: KeyValuePairs = ["name": provider.name]
        return switch provider.state {
        case .onward: t("On to {name}", name)
        case .problem(.unreachable): t("{name} does not answer", name)
        case .problem(.unbound): t("The Hall does not know you yet")
        case .problem(.taken): t("Already bound to somebody else")
        case .problem: t("Nobody was signed in")
        }
    }

    private func words(of problem: DeskProvider.Problem, _ provider: String) -> String {
        let name: KeyValuePairs = ["name": provider]
        return switch problem {
        case .unreachable:
            t("Try again in a minute. Signing in with a password works as always.")
        case .misconfigured:
            t(
                "The Hall and {name} are not set up for each other. Tell the operator of the Hall: the log names the reason. Signing in with a password works as always.",
                name)
        case .denied: t("{name} did not let you in, or you turned back.", name)
        case .untrusted:
            t(
                "What came from {name} could not be believed. Begin again; if this comes back, tell the operator of the Hall.",
                name)
        case .stale:
            t(
                "This way was used already, took more than ten minutes, or began in another browser. Begin again."
            )
        case .unbound:
            t(
                "{name} knows you, but no account that may sign in is bound to you there. Sign in with your password and bind it under My account, or ask an administrator of the Hall for a link.",
                name)
        case .taken:
            t(
                "Another account of the Hall is bound to you at {name}. Unbind it there first, or ask an administrator.",
                name)
        case .linkVoid: t("This link was used already or is too old. Ask an administrator for a new one.")
        case .wait(let seconds): words(of: DeskModel.Refusal.wait(seconds: seconds))
        }
    }

    // MARK: Ways there

    /// The button beside the password at the door.
    func providerDoor(_ provider: String, next: String) {
        form(.class("desk-form desk-door desk-other"), .method("post"), .action(.desk(language, .signIn()))) {
            if !next.isEmpty { hidden("next", next) }
            providerButton(provider)
        }
    }

    /// The button beside the new password of an invitation.
    func providerWelcome(_ provider: String, token: String) {
        form(.class("desk-form desk-door desk-other"), .method("post"), .action(.desk(language, .welcome())))
        {
            hidden("token", token)
            p(.class("desk-help")) {
                text(
                    t(
                        "Or do without a password: from then on {name} says who you are. A password of before stops working.",
                        ["name": provider]))
            }
            providerButton(provider)
        }
    }

    private func providerButton(_ provider: String) {
        div(.class("buttons")) { action("provider", t("Sign in with {name}", ["name": provider])) }
    }

    /// What one may do at one's own account.
    func binding(_ me: DeskPeople.Me, _ provider: String?, _ person: DeskModel.Person?) {
        if let bound = me.row.provider {
            section(.class("desk-part"), .id("provider")) {
                h2 { text(t("Signing in with {name}", ["name": bound])) }
                p {
                    text(
                        t(
                            "{name} says who you are; no password and no code of the Hall is asked for then.",
                            ["name": bound]))
                }
                fieldProblem("unbind", me.problems)
                sending(.me(), person) {
                    p(.class("desk-help")) { text(t("All your other sessions end.")) }
                    div(.class("buttons")) { action("unbind", t("Unbind")) }
                }
            }
        } else if let provider, me.hasPassword {
            section(.class("desk-part"), .id("provider")) {
                h2 { text(t("Signing in with {name}", ["name": provider])) }
                p {
                    text(
                        t(
                            "Bind your account once, and sign in with {name} from then on. Your password goes on working.",
                            ["name": provider]))
                }
                sending(.me(), person) {
                    problemSummary(me.problems.filter { $0.key.hasPrefix("bind-") })
                    password(
                        "bind-password", t("The password of now"), "current-password", me.problems,
                        help: t("So that nobody who finds your browser open binds themselves."))
                    if me.row.hasSecondFactor {
                        codeField(me.problems["bind-code"], named: "bind-code")
                    }
                    div(.class("buttons")) {
                        action("bind", t("Bind to {name}", ["name": provider]), isQuiet: false)
                    }
                }
            }
        }
    }

    /// What an administrator may do at the account of somebody else.
    func binding(of row: DeskPeople.Row, at place: DeskPlace, _ person: DeskModel.Person?) {
        guard let bound = row.provider else { return }
        section(.class("desk-part")) {
            h2 { text(t("Signing in with {name}", ["name": bound])) }
            p {
                text(
                    t(
                        "{name} says who this person is. When that is not right any more, unbind it: they are signed out everywhere, and sign in with their password, or with a link from you.",
                        ["name": bound]))
            }
            sending(place, person) { div(.class("buttons")) { action("unbind", t("Unbind")) } }
        }
    }
}
