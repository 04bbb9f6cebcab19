import Localisation
import Records

/// Links to records, found by any of their names.
extension FormWriter {
    /// - Parameter kind: `nil` for a link to a record of any kind.
    func link(_ control: Control, _ kind: String?, _ attributes: [Attribute]) {
        let path = control.path
        let list = kind.map {
            Attribute("list", .text("kind-" + $0)).if(mayEdit && form.choices[$0] != nil)
        }
        let own = [
            list, .directionOfItself, Attribute("data-find", .text(kind ?? "")).if(!control.isLocked),
        ]
        guard !control.isLocked else {
            input(attributes + own.compactMap { $0 }, form.texts[path], type: "text")
            help(control)
            return
        }
        page.div(.class("desk-link")) {
            input(attributes + own.compactMap { $0 }, form.texts[path], type: "text")
            page.button(
                .class("button-quiet"), .type("submit"), .name("find"), .value(path), back(to: path),
                .label(t.labelled(t("Find"), control.label))
            ) { page.text(t("Find")) }
        }
        help(control)
        if let finding = form.writing.found[path] { write(finding, control) }
    }

    private func write(_ finding: DeskFinding, _ control: Control) {
        if let made = finding.made {
            page.p(.class("desk-notice"), .role("status")) {
                page.text(t("“{name}” was made as a draft and is linked here.", ["name": made.title]))
                page.text(" ")
                page.a(.href(.desk(page.language, .record(made.code)))) { page.text(t("Write more of it")) }
            }
            return
        }
        page.fieldset(.class("desk-finding")) {
            page.legend { page.text(t("Called “{name}”", ["name": finding.question])) }
            if finding.matches.isEmpty {
                page.p { page.text(t("Nothing is called so.")) }
            } else {
                choice(control.path, "") { page.text(t("As it stands above")) }
            }
            for match in finding.matches {
                choice(control.path, match.option.text) { words(of: match) }
            }
            if finding.goesOn { page.p { page.text(t("There is more: another word makes it fewer.")) } }
            if let kind = finding.creates {
                page.button(
                    .class("button-quiet"), .type("submit"), .name("create"), .value(control.path),
                    back(to: control.path)
                ) {
                    page.text(
                        t(
                            "Create: {kind} “{name}”",
                            ["kind": t(kind, context: "kind"), "name": finding.question]))
                }
            }
        }
    }

    private func words(of match: DeskFinding.Match) {
        page.bdi { page.text(match.option.title) }
        if let name = match.otherName {
            page.text(" (")
            page.bdi { page.text(name) }
            page.text(")")
        }
        page.text(" · \(t(match.kind, context: "kind")) · \(match.option.code)")
    }

    /// One of several that a link may mean: it is sent under the name of the link itself, and the last value counts.
    private func choice(_ path: String, _ value: String, _ words: () -> Void) {
        page.label(.class("desk-flag")) {
            page.out.open(
                "input",
                [
                    .type("radio"), Attribute("name", .text(path)), .value(value),
                    Attribute("checked", .flag).if(value.isEmpty),
                ])
            page.element("span", [], words)
        }
    }
}
