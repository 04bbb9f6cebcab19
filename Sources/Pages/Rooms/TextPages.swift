import Localisation
import Records

extension Page {
    /// Where the Hall is and when it is open: the facts come first.
    func visit(_ model: TextModel) {
        trail()
        article(.class("visit")) {
            header(.class("page-head")) {
                h1 { text(model.title) }
            }
            div(.class("visit-label")) { facts(model.facts) }
            if let words = model.text { div(.class("prose")) { paragraphs(words) } }
            sources(model.sources)
            if let contact = model.contact {
                section(.class("contact")) {
                    h2 { text(t("Write to the Hall")) }
                    p {
                        text(
                            t(
                                "If you have a gift, a photo or a letter from the history of the partner cities, the Hall would like to show it."
                            ))
                    }
                    div(.class("prose contact-words")) { paragraphs(contact) }
                }
            }
            for picture in model.pictures { figure(picture, .large) }
        }
    }

    func plain(_ model: TextModel) {
        trail()
        article(.class("plain")) {
            header(.class("page-head")) {
                h1 { text(model.title) }
            }
            if let words = model.text { div(.class("prose")) { paragraphs(words) } }
            facts(model.facts)
            for picture in model.pictures { figure(picture, .large) }
            sources(model.sources)
        }
    }

    func settings() {
        trail()
        header(.class("page-head")) {
            h1 { text(t("Reading settings")) }
            div(.class("lead")) {
                p {
                    text(
                        t(
                            "Choose how the pages look. Your choice is kept for a year on this device, in one cookie that says nothing else about you."
                        ))
                }
            }
        }
        settingsForm()
    }
}
