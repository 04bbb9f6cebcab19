import Localisation
import Records

/// Asking somebody without an account.
extension Page {
    func deskApprovals(_ approvals: DeskApprovals, _ person: DeskModel.Person?) {
        recordTrail(approvals.code, approvals.title)
        deskHead(t("Ask somebody without an account"))
        p {
            text(
                t(
                    "Whoever has the link sees this version as visitors would, and says yes or no, once, within seven days. It opens nothing else. The journal names the person you write down."
                ))
        }
        if let fresh = approvals.fresh {
            div(.class("desk-notice"), .role("status")) {
                p { text(t("Send this link to them. It is shown this once.")) }
                p(.class("desk-hash")) { text(fresh) }
                mailOutcome(approvals.outcome)
            }
        }
        if approvals.mayAsk {
            asking(approvals, person)
        } else {
            p(.class("empty")) { text(t("Its newest version needs nobody's approval.")) }
        }
        if !approvals.links.isEmpty { asked(approvals, person) }
    }

    private func asking(_ approvals: DeskApprovals, _ person: DeskModel.Person?) {
        sending(.approvals(approvals.code), person) {
            hidden("base", "\(approvals.base)")
            div(.class("field")) {
                label(.for("person")) { text(t("Name and office of the person")) }
                if let words = words(of: approvals.problem) {
                    p(.class("desk-error"), .id("person-problem"), .role("alert")) { text(words) }
                }
                input(
                    .id("person"), .type("text"), .name("person"), .value(approvals.person), .maxlength(200),
                    Attribute("aria-describedby", .literal("person-problem"))
                        .if(words(of: approvals.problem) != nil))
            }
            mailChoice(approvals.mail)
            div(.class("buttons")) {
                button(.type("submit"), .name("action"), .value("make")) { text(t("Make a link")) }
            }
        }
    }

    /// What is wrong with the field of the person.
    private func words(of problem: DeskApprovals.Problem?) -> String? {
        switch problem {
        case .nameless: t("Write down who is asked, in one line.")
        case .tooMany: t("There are too many open links for this record: take some back first.")
        case .misdirected, nil: nil
        }
    }

    private func asked(_ approvals: DeskApprovals, _ person: DeskModel.Person?) {
        h2 { text(t("Who was asked")) }
        ul(.class("desk-asked")) {
            for link in approvals.links {
                li {
                    p {
                        strong { text(link.person) }
                        text(" · " + name(of: link.standing))
                    }
                    p(.class("desk-help")) {
                        text(
                            t(
                                "Step {number}, asked by {name}, {time} UTC; ends {end} UTC.",
                                [
                                    "number": "\(link.version)", "name": link.madeBy, "time": link.madeAt,
                                    "end": link.validUntil,
                                ]))
                    }
                    if link.standing == .open {
                        sending(.approvals(approvals.code), person) {
                            hidden("revoke", link.id)
                            button(
                                .class("button-quiet"), .type("submit"),
                                .label(t.labelled(t("Take the link back"), link.person))
                            ) { text(t("Take the link back")) }
                        }
                    }
                }
            }
        }
    }

    private func name(of standing: DeskApprovals.Standing) -> String {
        switch standing {
        case .open: t("Open", context: "link")
        case .expired: t("Ran out", context: "link")
        case .approved: t("Approved", context: "link")
        case .refused: t("Not approved", context: "link")
        case .revoked: t("Taken back", context: "link")
        }
    }

    /// What somebody who came by a link is asked.
    func approval(_ question: ApprovalQuestion) {
        p {
            strong { text(t("For {name}: may this become public?", ["name": question.person])) }
            text(" " + t("Below is the page as visitors would see it. It is not public yet."))
        }
        form(.class("desk-form"), .method("post"), .action(.desk(language, .approval()))) {
            hidden("token", question.token)
            div(.class("field")) {
                label(.for("words")) { text(t("A word to the office; needed if you say no")) }
                if question.isWordless {
                    p(.class("desk-error"), .role("alert"), .id("words-problem")) {
                        text(t("Write a word of why first."))
                    }
                }
                element(
                    "textarea",
                    [
                        .id("words"), .name("words"), Attribute("rows", .number(2)), .maxlength(2_000),
                        .directionOfItself,
                        Attribute("aria-describedby", .literal("words-problem")).if(question.isWordless),
                    ]
                ) { text("\n" + question.words) }
            }
            div(.class("buttons")) {
                button(.type("submit"), .name("decision"), .value("approve")) { text(t("I approve")) }
                button(.class("button-quiet"), .type("submit"), .name("decision"), .value("refuse")) {
                    text(t("I do not approve"))
                }
            }
        }
    }
}
