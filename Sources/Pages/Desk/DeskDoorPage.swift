import Localisation
import Records

/// Steps on the way in that are no password: codes, and the first account of a Hall.
extension Page {
    func askForCode(_ next: String, _ problem: DeskPeople.CodeProblem?) {
        deskHead(t("One more step"))
        form(.class("desk-form desk-door"), .method("post"), .action(.desk(language, .code()))) {
            if !next.isEmpty { hidden("next", next) }
            codeField(words(of: problem))
            div(.class("buttons")) { button(.type("submit")) { text(t("Sign in")) } }
            p(.class("desk-help")) {
                text(
                    t(
                        "Telephone and paper lost? An administrator of the Hall can remove the second factor, so that the password is enough."
                    ))
            }
        }
    }

    func words(of problem: DeskPeople.CodeProblem?) -> String? {
        switch problem {
        case nil: nil
        case .wrong:
            t("This code is not right, was used before, or is too old. Take the one that the app shows now.")
        case .wait(let seconds): words(of: DeskModel.Refusal.wait(seconds: seconds))
        }
    }

    // MARK: Setting up

    func secondFactor(_ setup: DeskPeople.Setup, _ person: DeskModel.Person?) {
        deskTrail((t("My account"), .desk(language, .me())))
        deskHead(t("Set up a second factor"))
        if setup.isRequired {
            p(.class("desk-problem"), .role("status")) {
                text(t("The Hall asks people of your role for a second factor. Set it up to go on."))
            }
        }
        ol(.class("desk-steps")) {
            li {
                p { text(t("Open an app for codes on your telephone: any that knows TOTP will do.")) }
            }
            li {
                p { text(t("Let it read this picture, or type the letters below it.")) }
                if let square = setup.square { drawing(of: square) }
                p(.class("desk-secret")) {
                    for group in groups(of: setup.secret) { span { text(group + " ") } }
                }
            }
            li {
                p { text(t("Type the six digits that it shows.")) }
                sending(.secondFactor, person) {
                    codeField(
                        words(of: setup.problem), help: t("They change every half minute."))
                    div(.class("buttons")) {
                        button(.type("submit")) { text(t("Turn the second factor on")) }
                    }
                }
            }
        }
    }

    private func groups(of secret: String) -> [String] {
        stride(from: 0, to: secret.utf8.count, by: 4).map {
            String(decoding: secret.utf8.dropFirst($0).prefix(4), as: UTF8.self)
        }
    }

    /// Dark on light in every scheme: that is what cameras look for.
    private func drawing(of square: DeskPeople.Square) {
        let border = 4
        let size = square.size + 2 * border
        var data = ""
        for (index, isDark) in square.dark.enumerated() where isDark {
            data += "M\(index % square.size + border) \(index / square.size + border)h1v1h-1z"
        }
        element(
            "svg",
            [
                .class("desk-square"), .role("img"), .label(t("The secret as a QR code")),
                Attribute("focusable", .literal("false")), Attribute("viewBox", .text("0 0 \(size) \(size)")),
                Attribute("shape-rendering", .literal("crispEdges")),
            ]
        ) {
            element(
                "path",
                [Attribute("fill", .literal("#fff")), Attribute("d", .text("M0 0h\(size)v\(size)H0z"))]
            ) {}
            element("path", [Attribute("fill", .literal("#000")), Attribute("d", .text(data))]) {}
        }
    }

    func recoveryCodes(_ codes: [String]) {
        deskTrail((t("My account"), .desk(language, .me())))
        deskHead(t("Codes on paper"))
        p(.class("desk-notice"), .role("status")) {
            text(
                t(
                    "The second factor is on. Print these codes or write them down now: they are shown only once."
                ))
        }
        p { text(t("Each works once, in place of the app, when the telephone is lost.")) }
        ol(.class("desk-codes")) { for code in codes { li { text(code) } } }
        p {
            a(.class("button"), .href(.desk(language, .me()))) { text(t("I have kept them")) }
        }
    }

    // MARK: The first of all

    func firstAdministrator(_ first: DeskPeople.First) {
        deskHead(t("The first administrator"))
        p {
            text(
                t(
                    "Nobody has an account in this Hall yet. Yours is the first: with it you let the others in."
                ))
        }
        form(.class("desk-form desk-door"), .method("post"), .action(.desk(language, .first()))) {
            problemSummary(first.problems)
            fieldProblem("token", first.problems)
            hidden("token", first.token)
            line(
                "name", t("Name", context: "person"), first.name, first.problems,
                help: t("As the others call you."))
            line(
                "login", t("Login"), first.login, first.problems,
                help: t("A mail address or a word of at least three letters, without spaces."))
            password(
                "password", t("Password"), "new-password", first.problems,
                help: t("At least 12 characters. A sentence that only you know is better than signs."))
            div(.class("buttons")) { button(.type("submit")) { text(t("Make the account")) } }
        }
    }
}
