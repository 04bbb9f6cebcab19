import Localisation
import Records

extension Page {
    func deskForm(_ form: DeskForm, _ person: DeskModel.Person?) {
        deskTrail((t(form.kind, context: "kinds"), .desk(language, .list(kind: form.kind))))
        header(.class("page-head")) {
            p(.class("overline")) { text(t(form.kind, context: "kind")) }
            h1 {
                if let title = form.title { text(title) } else { text(t("A new record")) }
            }
            p(.class("desk-state")) {
                text(name(of: form.state))
                if let words = form.standing?.review, let words = name(of: words) { text(" · " + words) }
                if let place = form.publicPlace {
                    text(" · ")
                    a(.href(place)) { text(t("See the public page")) }
                }
                if let code = form.code {
                    text(" · ")
                    a(.href(.desk(language, .history(code)))) { text(t("History")) }
                    if form.state != .deleted, form.state != .officeOnly {
                        text(" · ")
                        a(.href(.desk(language, .preview(code)))) { text(t("Preview")) }
                    }
                    if form.state != .deleted, person?.mayDelete == true, person?.mayEdit(form.kind) == true {
                        text(" · ")
                        a(.href(.desk(language, .delete(code)))) { text(t("Delete")) }
                    }
                }
            }
        }
        if let notice = form.notice {
            p(
                .class(notice.isRefusal ? "desk-problem" : "desk-notice"),
                .role(notice.isRefusal ? "alert" : "status")
            ) {
                text(words(of: notice))
            }
        }
        let place: DeskPlace = form.code.map { .record($0) } ?? .new(kind: form.kind)
        unsaved(form, place, person)
        problemList(form)
        conflict(form)
        // What was kept is decided on first, so that nothing is typed over it.
        let mayEdit = person?.mayEdit(form.kind) == true && form.writing.offered == nil
        let takesFiles = !form.files.isEmpty || form.fields.contains { $0.shape.isFile }
        sending(place, person, (mayEdit ? scriptWords : []) + [.withFiles.if(takesFiles)]) {
            hidden("base", "\(form.base)")
            // Whoever sees that it was deleted may save it nevertheless, which brings it back.
            if form.state == .deleted { hidden("vanished", "seen") }
            // What Enter in a field does, before the buttons that move rows.
            if mayEdit {
                button(
                    .class("desk-default"), .type("submit"), .name("action"), .value("save"), .decoration,
                    .outOfTabs
                ) { text(t("Save")) }
            }
            let writer = FormWriter(page: self, form: form, mayEdit: mayEdit, place: place)
            onlyOneLanguage(form, writer)
            writer.fields(form.fields, at: "", isTop: true)
            if mayEdit { choices(form) }
            if mayEdit {
                labelledNote()
                div(.class("buttons desk-buttons")) {
                    button(.type("submit"), .name("action"), .value("save")) { text(t("Save")) }
                    button(.class("button-quiet"), .type("submit"), .name("action"), .value("keep")) {
                        text(t("Keep as my draft"))
                    }
                }
                keeping(form.writing.keeping)
            }
        }
        if let code = form.code, let standing = form.standing { review(form, standing, code, person) }
    }

    /// What a control offers while somebody types.
    private func choices(_ form: DeskForm) {
        for kind in form.choices.keys.sorted() {
            element("datalist", [.id("kind-" + kind)]) {
                for option in form.choices[kind] ?? [] {
                    element("option", [.value(option.text)]) {}
                }
            }
        }
        element("datalist", [.id("languages")]) {
            for language in form.languages { element("option", [.value(language.tag)]) {} }
        }
    }

    private func labelledNote() {
        div(.class("field")) {
            label(.for("note")) { text(t("Why this change was made (for the history)")) }
            input(.id("note"), .type("text"), .name("note"), .maxlength(500))
        }
    }

    /// A form of the Desk. Its token stands first: files behind it are taken only then.
    func sending(
        _ place: DeskPlace, _ person: DeskModel.Person?, _ attributes: [Attribute] = [],
        _ content: () -> Void
    ) {
        element(
            "form",
            [
                .class("desk-form"), .method("post"), .action(.desk(language, place)),
                Attribute("novalidate", .flag),
            ] + attributes
        ) {
            if let person { hidden("csrf", person.token) }
            content()
        }
    }

    private func problemList(_ form: DeskForm) {
        guard !form.problems.isEmpty else { return }
        div(.class("desk-problem"), .role("alert"), .id("problems"), Attribute("tabindex", .literal("-1"))) {
            h2 {
                let count = form.problems.count
                text(
                    form.notice == .gapped
                        ? t(
                            "{count} thing keeps this from the public",
                            "{count} things keep this from the public", count: count)
                        : t(
                            "{count} thing keeps this from being saved",
                            "{count} things keep this from being saved", count: count))
            }
            links(to: form.problems)
        }
    }

    /// Problems, each with the way to its field.
    func links(to problems: [Problem]) {
        ul {
            for problem in problems {
                li {
                    a(Attribute("href", .text("#f-" + problem.path))) { text(label(of: problem.path)) }
                    text(t.labelled("", sentence(problem.reason)))
                }
            }
        }
    }

    private func conflict(_ form: DeskForm) {
        guard !form.conflict.isEmpty else { return }
        div(.class("desk-problem"), .role("alert")) {
            h2 { text(t("Somebody else saved this record while you were writing")) }
            p {
                text(
                    t(
                        "Nothing of yours is lost: it stands in the form below. Look at what differs, put in what is missing, and save again."
                    ))
            }
            changes(
                form.conflict, old: t("Saved by the other"), new: t("In your form"), label: t("What differs"))
        }
    }

    func changes(_ changes: [DeskChange], old: String, new: String, label name: String) {
        scrolling(.class("desk-changes"), name) {
            thead {
                tr {
                    for heading in [t("Field"), old, new] {
                        th(Attribute("scope", .literal("col"))) { text(heading) }
                    }
                }
            }
            tbody {
                for change in changes {
                    tr {
                        th(Attribute("scope", .literal("row"))) { text(label(of: change.path)) }
                        for words in [change.old, change.new] {
                            td(.directionOfItself) { text(words.isEmpty ? "–" : words) }
                        }
                    }
                }
            }
        }
    }

    /// A path in the words of the form: "Acts 2 · Date · ru".
    func label(of path: String) -> String {
        guard !path.isEmpty else { return t("The record as a whole") }
        var words: [String] = []
        for step in path.split(separator: ".") {
            // What was typed under a name that no form has can be any number.
            if let row = Int(step), (0..<FormTexts.limit).contains(row), let last = words.popLast() {
                words.append("\(last) \(row + 1)")
            } else if !t.has(String(step), context: "field"), let language = Language(String(step)),
                !words.isEmpty, t.ownName(of: language) != language.tag
            {
                // Asked second: "to" and "url" are languages too.
                words.append(t.ownName(of: language))
            } else {
                words.append(t(String(step), context: "field"))
            }
        }
        return words.joined(separator: " · ")
    }

    func sentence(_ reason: Problem.Reason) -> String {
        switch reason {
        case .required: t("this must be filled in")
        case .shape(let expected): t("something else was expected ({what})", ["what": expected])
        case .unknownField, .repeatedField: t("this is not known here")
        case .unknownChoice(let text, _): t("“{text}” is none of the choices", ["text": text])
        case .date(let reason):
            t("this is no date ({why}); write 2019-06-19, 2019-06, 2019, 1995~ or 1995/1998", ["why": reason])
        case .code(let text):
            t("choose a record: “{text}” is the name of none, or of several", ["text": text])
        case .slug: t("only small letters, digits and single hyphens, and not four digits alone")
        case .language(let text): t("“{text}” is not a language", ["text": text])
        case .webAddress: t("a web address begins with https:// or http://")
        case .tooLong(let limit):
            t("this is longer than {count} byte", "this is longer than {count} bytes", count: limit)
        case .tooMany(let limit):
            t("there is more than {count} entry", "there are more than {count} entries", count: limit)
        case .control: t("there is a character in it that nobody can see")
        case .noFile(let name): t("the file “{name}” is not there", ["name": name])
        case .officeOnly: t("this is for the office alone and can never be public")
        case .consent(let gap): sentence(gap)
        case .notBlurred: t("the picture is not the one in which people were made unrecognisable")
        case .range(let words), .picture(let words), .rule(let words): words
        }
    }
}

extension Page {
    private func sentence(_ gap: Problem.ConsentGap) -> String {
        switch gap {
        case .missing: t("there is no such consent")
        case .notYet: t("this consent has not begun yet")
        case .ended: t("this consent has run out")
        case .withdrawn: t("this consent was withdrawn")
        case .notForTheSite: t("this consent is not for the Hall’s site")
        }
    }
}

extension FormShape {
    var isFile: Bool { if case .media = self { true } else { false } }
}

extension Attribute {
    static var outOfTabs: Attribute { Attribute("tabindex", .literal("-1")) }

    /// How a form is sent that holds files.
    static var withFiles: Attribute { Attribute("enctype", .literal("multipart/form-data")) }
}
