import IIIF
import Localisation
import Records

extension Page {
    /// What stands in `<head>`: nothing here asks another origin.
    func head(_ content: PageContent) {
        meta(Attribute("charset", .literal("utf-8")))
        meta(.name("viewport"), Attribute("content", .literal("width=device-width, initial-scale=1")))
        meta(.name("color-scheme"), Attribute("content", .slot(.colourScheme)))
        documentTitle(content)
        link(.rel("stylesheet"), Attribute("href", .text(frame.assets.styleSheet)))
        link(.rel("icon"), .type("image/svg+xml"), Attribute("href", .text(frame.assets.icon)))
        if case .room = content {
            element("script", [Attribute("src", .text(frame.assets.walk)), Attribute("defer", .flag)]) {}
        }
        if case .photo(let model) = content { viewing(model) }
        if content.isReading { listening() }
        if case .desk = content {} else { searching() }
        if case .desk(let model) = content, case .form(let form) = model.content {
            element("script", [Attribute("src", .text(frame.assets.combobox)), Attribute("defer", .flag)]) {}
            element("script", [Attribute("src", .text(frame.assets.desk)), Attribute("defer", .flag)]) {}
            if form.fields.contains(where: \.takesPictureArea) { drawingParts() }
        }
        if case .desk(let model) = content, case .upload = model.content {
            element("script", [Attribute("src", .text(frame.assets.upload)), Attribute("defer", .flag)]) {}
        }
        if case .desk(let model) = content, case .blur = model.content {
            element("script", [Attribute("src", .text(frame.assets.area)), Attribute("defer", .flag)]) {}
            element("script", [Attribute("src", .text(frame.assets.blur)), Attribute("defer", .flag)]) {}
        }
        if content.isPlace {
            alternates()
            presentation(content)
            structuredData(content)
        } else {
            meta(.name("robots"), Attribute("content", .literal("noindex")))
        }
    }

    /// The same for viewers of pictures.
    private func presentation(_ content: PageContent) {
        guard let origin = frame.publicURL, let route = content.presentation else { return }
        link(
            .rel("alternate"),
            Attribute("type", .text("application/ld+json;profile=\"\(Presentation3.context)\"")),
            Attribute("href", .text(origin + route.path)))
    }

    /// The words of what the script makes stand beside its address: without the script they are nowhere.
    private func listening() {
        element(
            "script",
            [
                Attribute("src", .text(frame.assets.listen)), Attribute("defer", .flag),
                Attribute("data-voiced", .text(t("Listen"))), Attribute("data-pause", .text(t("Pause"))),
                Attribute("data-resume", .text(t("Go on", context: "reading aloud"))),
                Attribute("data-stop", .text(t("Stop"))),
                Attribute("data-reading", .text(t("Is being read aloud"))),
                Attribute("data-paused", .text(t("Paused"))),
            ]
        ) {}
    }

    private func searching() {
        element(
            "script",
            [
                Attribute("src", .text(frame.assets.combobox)), Attribute("defer", .flag),
                Attribute("data-search", .route(.suggestions(language, ""))),
                Attribute("data-label", .text(t("Suggestions"))),
                Attribute("data-found", .text(t.labelled(t("Suggestions"), "{number}"))),
            ]
        ) {}
    }

    /// The page's name at its foot, for who holds it on paper.
    func printedName(_ content: PageContent) {
        switch name(of: content) {
        case .none: break
        case .phrase(let phrase): text(phrase + " · ")
        case .said(let said):
            text(said, isMarked: false)
            text(" · ")
        }
    }

    private func documentTitle(_ content: PageContent) {
        let hall = frame.hallName
        switch name(of: content) {
        case .none: title(tongue(hall).language) { text(hall.text) }
        case .phrase(let phrase): title { text(phrase + " – " + hall.text) }
        case .said(let said):
            title(tongue(said).language) {
                text(said.text)
                // A project and the news of it may have one name.
                if case .entry = content, let section = frame.route.section { text(" – " + section.name(t)) }
                text(" – " + hall.text)
            }
        }
    }

    private enum Name {
        case none
        case phrase(String)
        case said(Said)
    }

    private func name(of content: PageContent) -> Name {
        switch content {
        case .home: .none
        case .list(let model): .phrase(model.title)
        case .city(let model): .said(model.name)
        case .entry(let model): .said(model.title)
        case .photos: .phrase(t("Photos"))
        case .photo(let model): .said(model.title)
        case .article(let model): .said(model.title)
        case .exhibition(let model): .said(model.title)
        case .room(let model): .said(model.title)
        case .map: .phrase(t("Partners on the map"))
        case .people: .phrase(t("People to people"))
        case .visit(let model), .text(let model): .said(model.title)
        case .statement: .phrase(t("Accessibility"))
        case .message: .phrase(t("Report a barrier"))
        case .messageTaken: .phrase(t("Thank you for the message"))
        // Without the words asked for: nobody knows their language, and a title can name only one.
        case .search: .phrase(t("Search"))
        case .settings: .phrase(t("Reading settings"))
        case .problem(let model): .phrase(title(of: model.reason))
        case .desk(let model): .phrase(deskTitle(model))
        case .preview(let model): .phrase(t("Preview") + " · " + model.notice.title.text)
        }
    }

    /// The address for search engines, and the languages in which the page really exists.
    private func alternates() {
        guard let origin = frame.publicURL else { return }
        for (feed, name) in [(Route.Feed.news, t("News")), (.new, t("All that is new"))] {
            link(
                .rel("alternate"), .type("application/atom+xml"), Attribute("title", .text(name)),
                Attribute("href", .text(origin + Route.feed(language, feed).path)))
        }
        link(.rel("canonical"), Attribute("href", .text(origin + frame.route.path)))
        // A page shown in a language it does not exist in is no alternate of the others.
        guard frame.languages.contains(language) else { return }
        for other in frame.languages {
            link(
                .rel("alternate"), .hreflang(other),
                Attribute("href", .text(origin + frame.route.inLanguage(other).path)))
        }
        let common: Route
        if case .home = frame.route {
            common = .entrance
        } else {
            common = frame.route.inLanguage(
                frame.languages.contains(.english) ? .english : frame.languages[0])
        }
        link(
            .rel("alternate"), Attribute("hreflang", .literal("x-default")),
            Attribute("href", .text(origin + common.path)))
    }
}
