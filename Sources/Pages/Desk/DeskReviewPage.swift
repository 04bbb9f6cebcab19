import Localisation
import Records

/// Below the form of a record: its way to the public, and what the colleagues wrote about it.
extension Page {
    func review(_ form: DeskForm, _ standing: DeskStanding, _ code: String, _ person: DeskModel.Person?) {
        section(.class("desk-publishing"), .id("review")) {
            h2 {
                text(form.state == .officeOnly ? t("Notes to each other") : t("The way to the public"))
            }
            remarks(standing.remarks)
            gaps(standing.gaps)
            if standing.review == .waiting, standing.isOwn {
                p { text(t("Somebody who wrote nothing of it must look at it now.")) }
            }
            guard !standing.steps.isEmpty else { return }
            sending(.record(code), person) {
                hidden("base", "\(form.base)")
                div(.class("field")) {
                    label(.for("words")) { text(t("A word to the colleagues")) }
                    element(
                        "textarea",
                        [
                            .id("words"), .name("words"), Attribute("rows", .number(2)), .maxlength(2_000),
                            .directionOfItself,
                        ]
                    ) { text("\n" + standing.words) }
                }
                div(.class("buttons")) {
                    for step in DeskStanding.Step.allCases where standing.steps.contains(step) {
                        button(
                            .class(step.isQuiet ? "button-quiet" : ""), .type("submit"), .name("action"),
                            .value(step.rawValue)
                        ) { text(words(of: step, standing)) }
                    }
                }
            }
        }
    }

    private func gaps(_ gaps: [Problem]) {
        guard !gaps.isEmpty else { return }
        p { text(t("Before it can be public, this is needed:")) }
        links(to: gaps)
    }

    private func remarks(_ remarks: [DeskStanding.Remark]) {
        guard !remarks.isEmpty else { return }
        ol(.class("desk-remarks"), .label(t("What the colleagues wrote"))) {
            for remark in remarks {
                li {
                    p(.class("desk-help")) {
                        text(remark.author + " · ")
                        time(.datetime(remark.time.replacing(" ", with: "T") + "Z")) {
                            text(remark.time + " UTC")
                        }
                    }
                    p(.directionOfItself) { text(remark.words) }
                }
            }
        }
    }

    private func words(of step: DeskStanding.Step, _ standing: DeskStanding) -> String {
        switch step {
        case .submit: t("Give to review")
        case .approve: t("Approve")
        case .sendBack: standing.isOwn ? t("Take back from review") : t("Send back")
        case .publish where standing.review == .approved || standing.isOwn:
            t("Publish the version saved last")
        case .publish: t("Approve and publish")
        case .withdraw: t("Withdraw from the public")
        case .remark: t("Leave a note")
        }
    }

    func name(of review: DeskStanding.Review) -> String? {
        switch review {
        case .none: nil
        case .waiting: t("In review")
        case .sentBack: t("Sent back")
        case .approved: t("Approved")
        }
    }

    func words(of notice: DeskForm.Notice) -> String {
        switch notice {
        case .saved: t("Saved. It is not public before it is published.")
        case .unchanged: t("Nothing was changed, so nothing was saved.")
        case .published: t("Published: visitors see this version now.")
        case .withdrawn: t("Withdrawn: visitors do not see the record any more.")
        case .restored: t("The older version is in place again. It is not public before it is published.")
        case .submitted: t("Given to review: somebody else looks at it now.")
        case .approved: t("Approved: it may be published.")
        case .sentBack: t("Sent back: it can be worked on again.")
        case .remarked: t("The note was kept.")
        case .moved: t("Somebody else was faster: look at what is there now, then decide again.")
        case .wordless: t("Write a word of why first.")
        case .incomplete: t("Nothing was published or approved: something that the public needs is missing.")
        case .kept: t("Saved. Only the office sees it.")
        }
    }
}

extension DeskStanding.Step {
    fileprivate var isQuiet: Bool { self != .submit && self != .approve && self != .publish }
}

extension DeskForm.Notice {
    /// Whether nothing was done.
    var isRefusal: Bool {
        switch self {
        case .moved, .wordless, .incomplete: true
        default: false
        }
    }
}
