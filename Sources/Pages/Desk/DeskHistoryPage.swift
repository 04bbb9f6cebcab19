import Localisation
import Records

extension Page {
    func deskHistory(_ history: DeskHistory, _ person: DeskModel.Person?) {
        recordTrail(history.code, history.title)
        deskHead(t("History"))
        if let notice = history.notice {
            p(.class("desk-problem"), .role("alert")) { text(words(of: notice)) }
        }
        if !history.field.isEmpty {
            p { text(t("Only what changed in: {field}", ["field": label(of: history.field)])) }
            p { a(.href(.desk(language, .history(history.code)))) { text(t("The whole history")) } }
        }
        let versions = history.steps.filter { $0.previous != nil }
        if versions.count > 1 { comparison(of: versions, history.code) }
        if history.steps.isEmpty {
            p(.class("empty")) { text(t("Nobody changed this in the steps looked through.")) }
        }
        ol(.class("desk-history")) {
            for step in history.steps {
                li { deskStep(step, history, versions, person) }
            }
        }
        turning(previous: history.newest, next: history.older)
    }

    func recordTrail(_ code: String, _ title: Said) {
        nav(.class("trail"), .label(t("You are here"))) {
            ol {
                li { a(.href(.desk(language, .home))) { text(t("Desk")) } }
                li { a(.href(.desk(language, .record(code)))) { text(title) } }
            }
        }
    }

    func stamp(_ stamp: DeskStamp) {
        time(.datetime(stamp.time.replacing(" ", with: "T") + "Z")) { text(stamp.time + " UTC") }
        text(" · " + stamp.author)
    }

    private func deskStep(
        _ step: DeskHistory.Step, _ history: DeskHistory, _ versions: [DeskHistory.Step],
        _ person: DeskModel.Person?
    ) {
        let number = step.stamp.number
        h2 {
            text(name(of: step.action) + " · ")
            stamp(step.stamp)
        }
        p(.class("desk-help")) { text(t("Step {number} of the journal", ["number": "\(number)"])) }
        if let time = step.stamp.planned {
            p { text(t("Becomes public on {time}.", ["time": time])) }
        }
        if let note = step.stamp.note {
            p(.directionOfItself) { text(note) }
        }
        if !step.changes.isEmpty {
            changes(
                step.changes, old: t("Before"), new: t("After"),
                label: t.labelled(t("What differs"), "\(number)"))
        }
        guard let previous = step.previous else { return }
        div(.class("buttons")) {
            let place = DeskPlace.compare(history.code, from: previous, to: number)
            a(
                .class("button button-quiet"), .href(.desk(language, place)),
                .label(t.labelled(t("Word by word, with all that stood there then"), "\(number)"))
            ) { text(t("Word by word, with all that stood there then")) }
            if step.isRestorable, let person, person.mayEdit(history.kind) { restore(step, history, person) }
        }
        if versions.count > 1 { choice(of: step, versions) }
    }

    // MARK: Choosing two versions

    private func comparison(of versions: [DeskHistory.Step], _ code: String) {
        form(.id("compare"), .class("desk-chosen"), .method("get"), .action(.desk(language, .compare(code))))
        {
            out.mark(.viewField)
            p { text(t("Choose two versions below, then compare them.")) }
            button(.type("submit")) { text(t("Compare the two")) }
        }
    }

    private func choice(of step: DeskHistory.Step, _ versions: [DeskHistory.Step]) {
        fieldset(.class("desk-pair")) {
            legend { text(t("Compare step {number}", ["number": "\(step.stamp.number)"])) }
            for (name, words, chosen) in [
                ("from", t("as the older one"), versions[1]), ("to", t("as the newer one"), versions[0]),
            ] {
                label(.class("desk-flag")) {
                    input(
                        .type("radio"), Attribute("name", .text(name)), .value("\(step.stamp.number)"),
                        Attribute("form", .literal("compare")),
                        Attribute("checked", .flag).if(step.stamp.number == chosen.stamp.number))
                    span { text(words) }
                }
            }
        }
    }

    private func restore(_ step: DeskHistory.Step, _ history: DeskHistory, _ person: DeskModel.Person) {
        form(.method("post"), .action(.desk(language, .history(history.code)))) {
            hidden("csrf", person.token)
            hidden("base", "\(history.base)")
            hidden("restore", "\(step.stamp.number)")
            button(
                .class("button-quiet"), .type("submit"),
                .label(t.labelled(t("Put this version in place again"), step.stamp.time))
            ) { text(t("Put this version in place again")) }
        }
    }

    func name(of action: DeskHistory.Step.Action) -> String {
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
        case .scheduled: t("Planned", context: "step")
        case .unscheduled: t("Plan taken back", context: "step")
        }
    }
}
