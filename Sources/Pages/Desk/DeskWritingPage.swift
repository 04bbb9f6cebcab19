import Localisation
import Records

/// What stands round a form for whoever writes: what was kept and not saved, and the choice of a language.
extension Page {
    /// The phrases and the addresses that the script needs; it knows no language.
    var scriptWords: [Attribute] {
        [
            Attribute("data-writing", .flag),
            Attribute("data-find-at", .text(Route.desk(language, .find()).path)),
            Attribute("data-date-at", .text(Route.desk(language, .date()).path)),
            Attribute("data-kept", .text(t("Kept as your draft at {time}"))),
            Attribute("data-not-kept", .text(t("Not kept. Save it, or copy it to a safe place."))),
            Attribute("data-open", .text(t("Write more of it"))),
        ]
    }

    /// What was kept before: offered, or shown.
    func unsaved(_ form: DeskForm, _ place: DeskPlace, _ person: DeskModel.Person?) {
        let time: String
        if let offered = form.writing.offered {
            time = offered
        } else if form.writing.isContinued, case .kept(let kept) = form.writing.keeping {
            time = kept
        } else {
            return
        }
        section(.class("desk-problem desk-unsaved"), .label(t("Your draft"))) {
            p {
                text(
                    form.writing.isContinued
                        ? t("This is your draft of {time} UTC. It is not saved.", ["time": time])
                        : t("You have a draft of {time} UTC that was not saved.", ["time": time]))
            }
            if !form.writing.isContinued {
                p(.class("desk-help")) { text(t("What stands below is what was saved.")) }
            }
            sending(place, person) {
                hidden("base", "\(form.base)")
                div(.class("buttons")) {
                    if !form.writing.isContinued {
                        button(.type("submit"), .name("action"), .value("continue")) {
                            text(t("Continue with my draft"))
                        }
                    }
                    button(.class("button-quiet"), .type("submit"), .name("action"), .value("discard")) {
                        text(t("Discard my draft"))
                    }
                }
            }
        }
    }

    /// Says quietly whether what was typed is kept; the script goes on saying it here.
    func keeping(_ keeping: DeskWriting.Keeping) {
        p(.class("desk-help"), .id("keeping"), .role("status")) {
            switch keeping {
            case .no: break
            case .kept(let time): text(t("Kept as your draft at {time}", ["time": time + " UTC"]) + ".")
            case .refused:
                text(
                    t(
                        "This was not kept: you have too many drafts, or it is too long. Save it, or discard another draft."
                    ))
            }
        }
    }

    /// Lets the texts of one language stand alone.
    func onlyOneLanguage(_ form: DeskForm, _ writer: FormWriter) {
        guard form.languages.count > 1, writer.mayEdit else { return }
        div(.class("field desk-only")) {
            label(.for("only")) { text(t("Show the texts in")) }
            div(.class("desk-link")) {
                element("select", [.id("only"), .name("only")]) {
                    element("option", [.value("")]) { text(t("all languages")) }
                    for language in form.languages {
                        element(
                            "option",
                            [
                                .value(language.tag), .lang(language),
                                Attribute("selected", .flag).if(form.writing.only == language),
                            ]
                        ) { text(t.ownName(of: language)) }
                    }
                }
                button(.class("button-quiet"), .type("submit"), .name("action"), .value("show")) {
                    text(t("Show"))
                }
            }
        }
    }

    /// What the reader has not saved, on the first page.
    func unsavedTexts(_ unsaved: [DeskUnsaved]) {
        guard !unsaved.isEmpty else { return }
        section(.class("desk-work"), .label(t("What I have not saved"))) {
            h2 { text(t("What I have not saved")) }
            ul(.class("desk-unsaved-list")) {
                for draft in unsaved {
                    li {
                        let place: DeskPlace = draft.code.map { .record($0) } ?? .new(kind: draft.kind)
                        a(.href(.desk(language, place))) { text(draft.title) }
                        text(" · " + t(draft.kind, context: "kind") + " · ")
                        time(.datetime(draft.time.replacing(" ", with: "T") + "Z")) {
                            text(draft.time + " UTC")
                        }
                    }
                }
            }
        }
    }
}
