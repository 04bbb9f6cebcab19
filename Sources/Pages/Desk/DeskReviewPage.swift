import Localisation
import Records

/// Below the form of a record: its way to the public, and what the colleagues wrote about it.
extension Page {
    func review(_ form: DeskForm, _ standing: DeskStanding, _ code: String, _ person: DeskModel.Person?) {
        section(.class("desk-publishing"), .id("review")) {
            h2 { text(heading(of: form.state)) }
            remarks(standing.remarks)
            gaps(standing.gaps)
            if standing.review == .waiting, standing.isOwn {
                p { text(t("Somebody who wrote nothing of it must look at it now.")) }
            }
            plan(standing)
            if standing.steps.contains(.submit) || standing.review == .waiting {
                p {
                    a(.href(.desk(language, .approvals(code)))) { text(t("Ask somebody without an account")) }
                }
            }
            guard !standing.steps.isEmpty else { return }
            sending(.record(code), person) {
                hidden("base", "\(form.base)")
                if standing.steps != [.bringBack] { wordsToColleagues(standing) }
                div(.class("buttons")) {
                    for step in DeskStanding.Step.allCases
                    where standing.steps.contains(step) && step != .schedule {
                        button(
                            .class(step.isQuiet ? "button-quiet" : ""), .type("submit"), .name("action"),
                            .value(step.rawValue)
                        ) { text(words(of: step, standing)) }
                    }
                }
                if standing.steps.contains(.schedule) { timeToPublish(standing) }
            }
        }
    }

    private func heading(of state: RecordState) -> String {
        switch state {
        case .deleted: t("Deleted")
        case .officeOnly: t("Notes to each other")
        case .draft, .published, .changed: t("The way to the public")
        }
    }

    private func plan(_ standing: DeskStanding) {
        guard let plan = standing.plan else { return }
        p(.class("desk-notice")) {
            let values: KeyValuePairs = ["time": plan.time, "zone": standing.zone]
            text(
                plan.olderVersion == nil
                    ? t("Becomes public by itself on {time} ({zone}).", values)
                    : t("An older version becomes public by itself on {time} ({zone}).", values))
            if let older = plan.olderVersion {
                text(" " + t("Step {number} of the journal", ["number": "\(older)"]))
            }
        }
    }

    private func timeToPublish(_ standing: DeskStanding) {
        div(.class("desk-time")) {
            div(.class("field")) {
                label(.for("when")) {
                    text(t("Day and time, by the clocks of the Hall ({zone})", ["zone": standing.zone]))
                }
                input(
                    .id("when"), .type("datetime-local"), .name("when"), .value(standing.when),
                    Attribute("min", .text(standing.now)))
            }
            button(
                .class("button-quiet"), .type("submit"), .name("action"),
                .value(DeskStanding.Step.schedule.rawValue)
            ) { text(words(of: .schedule, standing)) }
        }
    }

    private func wordsToColleagues(_ standing: DeskStanding) {
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
        case .bringBack: t("Bring it back")
        case .schedule: t("Publish at this time")
        case .unschedule: t("Do not publish it then")
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
        case .deleted: t("Deleted. It stays here and can be brought back.")
        case .broughtBack: t("The record is back. It is not public before it is published.")
        case .addressTaken:
            t("Another record has its address now: give it another one below, then save.")
        case .scheduled: t("Planned: it becomes public by itself at that time.")
        case .unscheduled: t("The time was taken back: it does not become public by itself.")
        case .timeless: t("Give a day and a time that are still to come, within ten years.")
        case .vanished:
            t("Somebody deleted this record while you were writing. Saving once more brings it back.")
        case .incomplete: t("Something that is needed is missing: fill it in and save it first.")
        case .discarded: t("Your draft was discarded: this is what was saved.")
        case .gapped: t("Nothing was published or approved: something that the public needs is missing.")
        case .kept: t("Saved. Only the office sees it.")
        case .blurred:
            t(
                "A picture with unrecognisable people stands here now; the original stays with the office. Visitors see it once it is published."
            )
        }
    }
}

extension DeskStanding.Step {
    fileprivate var isQuiet: Bool { ![.submit, .approve, .publish, .bringBack].contains(self) }
}

extension DeskForm.Notice {
    /// Whether nothing was done.
    var isRefusal: Bool {
        [.moved, .wordless, .incomplete, .gapped, .addressTaken, .vanished, .timeless].contains(self)
    }
}
