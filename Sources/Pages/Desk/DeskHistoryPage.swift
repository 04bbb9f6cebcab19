import Localisation
import Records

extension Page {
    func deskHistory(_ history: DeskHistory, _ person: DeskModel.Person?) {
        nav(.class("trail"), .label(t("You are here"))) {
            ol {
                li { a(.href(.desk(language, .home))) { text(t("Desk")) } }
                li { a(.href(.desk(language, .record(history.code)))) { text(history.title) } }
            }
        }
        deskHead(t("History"))
        ol(.class("desk-history")) {
            for step in history.steps {
                li {
                    h2 {
                        text(name(of: step.action) + " · ")
                        time(.datetime(step.time.replacing(" ", with: "T") + "Z")) {
                            text(step.time + " UTC")
                        }
                        text(" · " + step.author)
                    }
                    p(.class("desk-help")) {
                        text(t("Step {number} of the journal", ["number": "\(step.number)"]))
                    }
                    if let note = step.note {
                        p(.directionOfItself) { text(note) }
                    }
                    if !step.changes.isEmpty {
                        changes(
                            step.changes, old: t("Before"), new: t("After"),
                            label: t("What differs") + ", \(step.number)")
                    }
                    if step.isRestorable, let person, person.mayEdit(history.kind) {
                        restore(step, history, person)
                    }
                }
            }
        }
        if history.older > 0 {
            p {
                text(
                    t(
                        "{count} older step is not shown.", "{count} older steps are not shown.",
                        count: history.older))
            }
        }
    }

    private func restore(_ step: DeskHistory.Step, _ history: DeskHistory, _ person: DeskModel.Person) {
        form(.method("post"), .action(.desk(language, .history(history.code)))) {
            hidden("csrf", person.token)
            hidden("restore", "\(step.number)")
            button(
                .class("button-quiet"), .type("submit"),
                .label(t("Put this version in place again") + ": \(step.time)")
            ) { text(t("Put this version in place again")) }
        }
    }

    private func name(of action: DeskHistory.Step.Action) -> String {
        switch action {
        case .saved: t("Saved", context: "step")
        case .published: t("Published", context: "step")
        case .withdrawn: t("Withdrawn", context: "step")
        case .deleted: t("Deleted", context: "step")
        case .redacted: t("Erased", context: "step")
        case .submitted: t("Given to review", context: "step")
        case .approved: t("Approved", context: "step")
        case .sentBack: t("Sent back", context: "step")
        case .remarked: t("Note", context: "step")
        }
    }
}
