import Localisation

/// Writing to the office about accessibility, and the thanks for it.
extension Page {
    func message(_ model: MessageForm) {
        trail((t("Accessibility"), .accessibility(language)))
        header(.class("page-head")) {
            h1 { text(t("Report a barrier")) }
            div(.class("lead")) {
                p {
                    text(
                        t(
                            "Tell us what you cannot read, hear or use. The office reads it, mends what it can, and answers if you say how."
                        ))
                }
            }
        }
        wrong(model)
        form(.class("desk-form message-form"), .method("post"), .action(.message(language))) {
            out.mark(.viewField)
            hidden("token", model.token)
            field(
                .words, t("What went wrong?"), model, isRequired: true,
                help: t("In any language. What you wanted to do, and with which device or program.")
            ) {
                shared in
                element(
                    "textarea",
                    shared + [
                        Attribute("rows", .number(6)), Attribute("required", .flag), .maxlength(3_000),
                    ]
                ) { text(model.words) }
            }
            field(.page, t("On which page? (may stay empty)"), model) { shared in
                out.open("input", shared + [.type("text"), .value(model.page), .maxlength(500)])
            }
            field(
                .answer, t("How can we answer you? (may stay empty)"), model,
                help: t(
                    "A mail address or a telephone number. It stays with your message for at most a year, is used for nothing else, and is deleted when you ask."
                )
            ) { shared in
                out.open("input", shared + [.type("text"), .value(model.answer), .maxlength(200)])
            }
            // Not seen and not reached by people; what comes back filled in came from a program.
            div(.class("trap")) {
                label(.for("website")) { text(t("Leave this empty")) }
                input(
                    .id("website"), .type("text"), .name("website"), .value(""),
                    Attribute("autocomplete", .literal("off")), Attribute("tabindex", .literal("-1")))
            }
            div(.class("buttons")) { button(.type("submit")) { text(t("Send the message")) } }
        }
    }

    /// What is wrong, with links to where it is.
    private func wrong(_ model: MessageForm) {
        guard model.refusal != nil || !model.problems.isEmpty else { return }
        div(.class("desk-problem"), .role("alert")) {
            p {
                strong { text(t("The message was not sent.")) }
                if let refusal = model.refusal { text(" " + words(of: refusal)) }
            }
            let fields = MessageForm.Field.allCases.filter { model.problems[$0] != nil }
            if !fields.isEmpty {
                ul(.class("plain-list")) {
                    for field in fields {
                        if let problem = model.problems[field] {
                            li { way(to: field, words(of: problem)) }
                        }
                    }
                }
            }
        }
    }

    private func way(to field: MessageForm.Field, _ words: String) {
        switch field {
        case .page: a(.href(fragment: "#page")) { text(words) }
        case .words: a(.href(fragment: "#words")) { text(words) }
        case .answer: a(.href(fragment: "#answer")) { text(words) }
        case .trap: text(words)
        }
    }

    private func field(
        _ field: MessageForm.Field, _ words: String, _ model: MessageForm, isRequired: Bool = false,
        help: String? = nil, control: ([Attribute]) -> Void
    ) {
        let id = field.rawValue
        let problem = model.problems[field]
        let ids = (problem == nil ? [] : ["e-" + id]) + (help == nil ? [] : ["h-" + id])
        div(.class("field")) {
            element("label", [Attribute("for", .text(id))]) {
                text(words)
                if isRequired { span(.class("desk-required")) { text(" " + t("(needed)")) } }
            }
            if let help { p(.class("desk-help"), .id("h-" + id)) { text(help) } }
            if let problem { p(.class("desk-error"), .id("e-" + id)) { text(self.words(of: problem)) } }
            control([
                .id(id), Attribute("name", .text(id)), .directionOfItself,
                Attribute("aria-describedby", .text(ids.joined(separator: " "))).if(!ids.isEmpty),
                Attribute("aria-invalid", .literal("true")).if(problem != nil),
                Attribute("autocomplete", .literal("off")),
            ])
        }
    }

    private func words(of problem: MessageForm.Problem) -> String {
        switch problem {
        case .missing: t("Say what went wrong: a few words are enough.")
        case .tooLong(let limit):
            t("At most {count} character.", "At most {count} characters.", count: limit)
        case .trapped:
            t(
                "A field that people do not see was filled in, perhaps by your browser. It is empty again: send the form once more."
            )
        }
    }

    private func words(of refusal: MessageForm.Refusal) -> String {
        switch refusal {
        case .stale:
            t(
                "The form was sent within a few seconds, or was open for more than a day. What you typed is still here: send it once more."
            )
        case .wait(let seconds):
            t(
                "Several messages came from your network. Send yours in {count} second.",
                "Several messages came from your network. Send yours in {count} seconds.", count: seconds)
        case .full:
            t("Too many messages wait to be read. Please write or call: “Visit us” says how.")
        }
    }

    func thanks(for number: String) {
        trail((t("Accessibility"), .accessibility(language)))
        header(.class("page-head")) {
            h1 { text(t("Thank you for the message")) }
            div(.class("lead")) {
                p {
                    let label = t("It lies before the office. If you ask about it, please give this number:")
                    text(label)
                    blank(after: label)
                    element("code", [.lang(.none)]) { text(number) }
                }
            }
        }
        p { a(.class("more-link"), .href(.accessibility(language))) { text(t("Accessibility")) } }
        p { a(.class("more-link"), .href(.home(language))) { text(t("Home")) } }
    }
}
