import Localisation
import Records

extension Page {
    /// A record alone: a gift stands in its case beside its label, other kinds have the label and their pictures.
    func entry(_ model: EntryModel) {
        let isGift = frame.route.section == .gifts
        let stands = isGift || !model.pictures.isEmpty
        if let section = frame.route.section, section.hasList {
            trail((section.name(t), .list(language, section)))
        } else {
            trail()
        }
        article(.class(stands ? "entry entry-pictured" : "entry"), .accent(model.accent)) {
            header(.class("page-head")) {
                p(.class("overline")) { text(model.overline) }
                h1 { text(model.title) }
            }
            if stands {
                div(.class("entry-pictures")) {
                    if isGift, model.pictures.isEmpty {
                        div(.class("case case-large")) { emptyCase() }
                        p(.class("case-note")) {
                            text(t("The Hall has no picture of this object yet."))
                            if frame.takesLetters {
                                text(" ")
                                a(.href(.visit(language))) { text(t("Send one to the Hall")) }
                            }
                        }
                    }
                    for picture in model.pictures {
                        if isGift { exhibit(picture) } else { figure(picture, .half) }
                    }
                }
            }
            div(.class("entry-label")) {
                facts(model.facts)
                if let words = model.text { div(.class("prose")) { paragraphs(words) } }
                sources(model.sources)
            }
            for table in model.tables { self.table(table) }
        }
        related(model.related)
    }

    /// A picture of an object, on the calm ground of a case.
    private func exhibit(_ picture: PictureModel) {
        figure(.class("exhibit-figure")) {
            div(.class("case case-large")) { image(picture, .half) }
            figcaption { caption(picture, isLinked: picture.page != frame.route) }
        }
    }

    func article(_ model: ArticleModel) {
        trail((t("News"), .news(language)))
        article(.class(model.picture == nil ? "article" : "article article-pictured")) {
            header(.class("page-head")) {
                p(.class("overline")) { date(model.date, minutes: model.minutes) }
                h1 { text(model.title) }
            }
            if let picture = model.picture { figure(picture, .half) }
            div(.class("article-words")) {
                if let words = model.text { div(.class("prose")) { paragraphs(words) } }
                sources(model.sources)
            }
        }
        related(model.related)
    }
}
