import Localisation
import Records

/// Sending a link by mail: the field beside the button that makes it, and what became of the letter.
extension Page {
    func mailChoice(_ field: MailField?) {
        guard let field else { return }
        let ids = "h-mail" + (field.problem == nil ? "" : " e-mail")
        div(.class("field desk-line")) {
            label(.for("mail")) { text(t("Send it by mail to (may stay empty)")) }
            fieldProblem("mail", field.problem.map { ["mail": $0] } ?? [:])
            input(
                .id("mail"), .type("text"), .name("mail"), .value(field.address), .maxlength(254),
                // Not type="email": browsers take no letters but Latin ones before the @.
                Attribute("inputmode", .literal("email")), Attribute("autocomplete", .literal("off")),
                Attribute("autocapitalize", .literal("none")), Attribute("spellcheck", .literal("false")),
                Attribute("aria-describedby", .text(ids)),
                Attribute("aria-invalid", .literal("true")).if(field.problem != nil), .directionOfItself)
            p(.class("desk-help"), .id("h-mail")) {
                text(t("The address is used this once and kept nowhere. The link is shown here in any case."))
            }
        }
        guard field.languages.count > 1 else { return }
        div(.class("field")) {
            label(.for("mail-language")) { text(t("Language of the letter")) }
            element("select", [.id("mail-language"), .name("mail-language")]) {
                for language in field.languages {
                    element(
                        "option",
                        [
                            .value(language.tag), .lang(language),
                            Attribute("selected", .flag).if(language == field.language),
                        ]
                    ) { text(t.ownName(of: language)) }
                }
            }
        }
    }

    func mailOutcome(_ outcome: MailOutcome?) {
        switch outcome {
        case .taken(let words): p { text(words) }
        case .notTaken(let words):
            p {
                strong { text(t("The letter was not sent.")) }
                text(" " + words + " " + t("Hand the link over yourself."))
            }
        case nil: break
        }
    }
}
