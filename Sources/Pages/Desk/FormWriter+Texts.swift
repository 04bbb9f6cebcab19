import Localisation
import Records

/// Texts by language: which there are, which are missing or out of date, and how they will look.
extension FormWriter {
    private enum State {
        case written, missing, stale
    }

    func texts(_ control: Control) {
        let path = control.path
        let tags = tags(at: path)
        page.fieldset(.class("desk-texts"), .id("f-" + path)) {
            page.legend {
                page.text(control.label)
                mark(control)
            }
            problems(at: path)
            let isHelped = help(control)
            if control.isProse {
                if !control.isLocked { proseHelp(isHelped ? path + "-prose" : path) }
                if form.writing.only == nil { states(at: path, tags) }
            }
            for tag in tags {
                guard let language = Language(tag) else { continue }
                text(control, language)
            }
            if control.isProse, !control.isLocked { previewButton(control) }
            if form.writing.preview == path { preview(at: path, tags) }
        }
    }

    /// The languages of the Hall, and others that the record speaks.
    private func tags(at path: String) -> [String] {
        let known = form.languages.map(\.tag)
        let others = form.texts.paths.compactMap { key -> String? in
            guard key.hasPrefix(path + ".") else { return nil }
            let tag = String(key.dropFirst(path.count + 1))
            return known.contains(tag) || tag.contains(".") ? nil : tag
        }
        return known + others.sorted()
    }

    private func text(_ control: Control, _ language: Language) {
        let place = "\(control.path).\(language.tag)"
        if let only = form.writing.only, only != language, !hasProblem(at: place) {
            // What is not shown goes with the form all the same.
            page.out.open(
                "input", [.type("hidden"), Attribute("name", .text(place)), .value(form.texts[place])])
            return
        }
        page.div(.class("field")) {
            page.element("label", [Attribute("for", .text("f-" + place))]) {
                page.span(.lang(language)) { page.text(t.ownName(of: language)) }
                let state = state(at: place)
                if state != .written {
                    page.span(.class("desk-text-state")) { page.text(" · " + words(of: state)) }
                }
            }
            problems(at: place)
            area(common(place, control.isLocked) + [.lang(language)], form.texts[place])
        }
    }

    // MARK: States

    private func state(at place: String) -> State {
        if form.texts[place].isEmpty { return .missing }
        return form.writing.stale.contains(place) ? .stale : .written
    }

    private func words(of state: State) -> String {
        switch state {
        case .written: t("there")
        case .missing: t("missing")
        case .stale: t("older than its source")
        }
    }

    /// Ways to the languages of a long text, with the state of each.
    private func states(at path: String, _ tags: [String]) {
        page.ul(.class("desk-languages"), .label(t("Languages of this text"))) {
            for tag in tags {
                guard let language = Language(tag) else { continue }
                let place = "\(path).\(tag)"
                page.li {
                    page.a(Attribute("href", .text("#f-" + place))) {
                        page.span(.lang(language)) { page.text(t.ownName(of: language)) }
                    }
                    page.text(" " + words(of: state(at: place)))
                }
            }
        }
    }

    // MARK: Markdown

    private func proseHelp(_ path: String) {
        help(
            t(
                "An empty line begins a paragraph. *So* for emphasis, **so** for more of it, - at the beginning of a line for a list, > for a quotation, ### for a heading, [words](https://…) for a link."
            ), at: path)
    }

    private func previewButton(_ control: Control) {
        page.div(.class("desk-row-buttons")) {
            page.button(
                .class("button-quiet"), .type("submit"), .name("preview"), .value(control.path),
                back(to: control.path), .label(t.labelled(t("Preview"), control.label))
            ) { page.text(t("Preview")) }
        }
    }

    /// The texts as visitors will see them.
    private func preview(at path: String, _ tags: [String]) {
        page.div(.class("desk-preview"), .role("group"), .label(t("Preview"))) {
            page.h2(.class("overline")) { page.text(t("Preview")) }
            let languages = tags.compactMap { Language($0) }
                .filter { form.writing.only == nil || form.writing.only == $0 }
                .filter { !form.texts["\(path).\($0)"].isEmpty }
            if languages.isEmpty { page.p { page.text(t("There is nothing to show yet.")) } }
            for language in languages {
                page.div(.class("prose")) {
                    page.p(.class("overline"), .lang(language)) { page.text(t.ownName(of: language)) }
                    page.paragraphs(Said(form.texts["\(path).\(language)"], in: language))
                }
            }
        }
    }
}
