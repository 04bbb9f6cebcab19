import Localisation
import Records

/// What visitors wrote about accessibility: to read, to answer, and to be done with.
extension Page {
    func messagesWaiting(_ count: Int?) {
        guard let count else { return }
        p {
            a(.class("more-link"), .href(.desk(language, .messages))) {
                text(t("Messages about accessibility"))
            }
            text(" " + t.number(count))
        }
    }

    func deskMessages(_ messages: DeskMessages, _ person: DeskModel.Person?) {
        deskTrail()
        deskHead(t("Messages about accessibility"))
        p {
            text(
                t(
                    "Written by visitors on the page “Report a barrier”. Each is deleted by itself after a year, or here at once."
                ))
        }
        if messages.rows.isEmpty { p(.class("empty")) { text(t("There is none yet.")) } }
        for row in messages.rows {
            section(.class("desk-message"), .id("m-" + row.number)) {
                h2 {
                    text(row.doneAt == nil ? t("Message") : t("Message, done"))
                    text(" ")
                    span(.class("desk-code"), .lang(.none)) { text(row.number) }
                }
                dl(.class("desk-facts")) {
                    told(t("Received")) { text(row.receivedAt) }
                    if let done = row.doneAt { told(t("Done")) { text(done) } }
                    if !row.page.isEmpty {
                        told(t("Page")) {
                            if let route = row.route {
                                a(.href(route)) { bdi(.lang(.undetermined)) { text(row.page) } }
                            } else {
                                bdi(.lang(.undetermined)) { text(row.page) }
                            }
                        }
                    }
                    told(t("Language of the page")) { text(t.ownName(of: row.language), .lang(row.language)) }
                    if !row.answer.isEmpty {
                        told(t("Answer to")) { bdi(.lang(.undetermined)) { text(row.answer) } }
                    }
                }
                p(.class("desk-message-words"), .lang(.undetermined), .directionOfItself) { text(row.words) }
                sending(.messages, person) {
                    hidden("number", row.number)
                    div(.class("buttons")) {
                        if row.doneAt == nil {
                            act("done", t("Done"), row)
                        } else {
                            act("open", t("Not done yet"), row)
                        }
                        act("delete", t("Delete"), row, isQuiet: true)
                    }
                }
            }
        }
        if messages.goesOn { p { text(t("There are more; they come when these are done.")) } }
    }

    private func told(_ label: String, _ value: () -> Void) {
        dt { text(label) }
        dd { value() }
    }

    private func text(_ words: String, _ tongue: Attribute) { span(tongue) { text(words) } }

    private func act(_ action: String, _ words: String, _ row: DeskMessages.Row, isQuiet: Bool = false) {
        button(
            .class(isQuiet ? "button-quiet" : ""), .type("submit"), .name("action"), .value(action),
            .label("\(words): \(row.number)")
        ) { text(words) }
    }
}
