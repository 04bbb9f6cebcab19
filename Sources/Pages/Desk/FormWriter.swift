import Localisation
import Records

/// Writes the controls of a form from the shapes of its fields. Everything works without a script: rows come, go and
/// move, records are found and texts are previewed by buttons that send the form.
struct FormWriter {
    let page: Page
    let form: DeskForm
    let mayEdit: Bool
    /// Where the form goes.
    let place: DeskPlace

    var t: Phrases { page.t }

    /// A value in its place.
    struct Control {
        var path: String
        var label: String
        /// The name of its field, by which help is found.
        var name: String
        var isRequired = false
        var isProse = false
        var isLocked: Bool
    }

    func fields(_ fields: [FormField], at path: String, isTop: Bool) {
        for field in fields {
            if field.isFixed {
                writtenElsewhere(field)
                continue
            }
            let isLocked = !mayEdit || isTop && form.locked.contains(field.name)
            write(
                field.shape,
                Control(
                    path: path.isEmpty ? field.name : "\(path).\(field.name)",
                    label: t(field.name, context: "field"), name: field.name, isRequired: field.isRequired,
                    isProse: field.isProse, isLocked: isLocked))
        }
    }

    private func write(_ shape: FormShape, _ control: Control) {
        switch shape {
        case .group(let fields): group(control) { self.fields(fields, at: control.path, isTop: false) }
        case .rows(let element): rows(of: element, control)
        case .texts: texts(control)
        case .flag: flag(control)
        case .media: file(control)
        default: field(control) { single(shape, control) }
        }
    }

    private func group(_ control: Control, _ content: () -> Void) {
        page.fieldset(.class("desk-group"), .id("f-" + control.path)) {
            page.legend {
                page.text(control.label)
                mark(control)
            }
            past(of: control.path, control.label)
            problems(at: control.path)
            help(control)
            content()
        }
    }

    /// A way to who changed a field. Rows move, so only a list as a whole has one.
    func past(of path: String, _ label: String) {
        guard let code = form.code, !path.split(separator: ".").contains(where: { Int($0) != nil }) else {
            return
        }
        let words = page.t("Who changed this")
        page.p(.class("desk-past")) {
            page.a(
                .href(.desk(page.language, .history(code, field: path))), .label("\(words): \(label)")
            ) { page.text(words) }
        }
    }

    // MARK: Rows

    private func rows(of element: FormShape, _ control: Control) {
        let path = control.path
        let count = form.texts.rows(at: path)
        // An empty list is one button; a long form stays short.
        group(control) {
            for row in 0..<count {
                let place = "\(path).\(row)"
                var inner = control
                (inner.path, inner.label, inner.isRequired) = (place, "\(control.label) \(row + 1)", false)
                page.div(.class("desk-row")) {
                    if case .group(let fields) = element {
                        page.fieldset(.class("desk-group"), .id("f-" + place)) {
                            page.legend { page.text(inner.label) }
                            problems(at: place)
                            self.fields(fields, at: place, isTop: false)
                        }
                    } else {
                        // The help stands once, at the list.
                        inner.name = ""
                        write(element, inner)
                    }
                    if !control.isLocked { rowButtons(row, of: count, at: path, inner.label) }
                }
            }
            if !control.isLocked, count < FormTexts.rowLimit {
                rowButton("add \(path)", t("Add: {what}", ["what": control.label]), at: path, nil)
            }
        }
    }

    private func rowButtons(_ row: Int, of count: Int, at path: String, _ name: String) {
        page.div(.class("desk-row-buttons")) {
            if row > 0 { rowButton("up \(path) \(row)", t("Up"), at: path, name) }
            if row + 1 < count { rowButton("down \(path) \(row)", t("Down"), at: path, name) }
            rowButton("remove \(path) \(row)", t("Remove"), at: path, name)
        }
    }

    private func rowButton(_ value: String, _ words: String, at path: String, _ row: String?) {
        page.button(
            .class("button-quiet"), .type("submit"), .name("rows"), .value(value), back(to: path),
            row.map { .label(t.labelled(words, $0)) } ?? Attribute("aria-label", .absent)
        ) { page.text(words) }
    }

    /// Sends the form and comes back to a control instead of the top of the page.
    func back(to path: String) -> Attribute {
        Attribute("formaction", .text(Route.desk(page.language, place).path + "#f-" + path))
    }

    // MARK: Single controls

    /// A label, the control, what is wrong with it and how it is filled in.
    private func field(_ control: Control, _ content: () -> Void) {
        page.div(.class("field")) {
            page.div(.class("desk-label")) {
                page.element("label", [Attribute("for", .text("f-" + control.path))]) {
                    page.text(control.label)
                    mark(control)
                }
                past(of: control.path, control.label)
            }
            problems(at: control.path)
            content()
        }
    }

    func mark(_ control: Control) {
        guard control.isRequired else { return }
        page.span(.class("desk-required")) { page.text(" " + t("(needed)")) }
    }

    func hasProblem(at path: String) -> Bool { form.problems.contains { $0.path == path } }

    func problems(at path: String) {
        let problems = form.problems.filter { $0.path == path }
        guard !problems.isEmpty else { return }
        page.p(.class("desk-error"), .id("e-" + path)) {
            page.text(t.row(problems.map { page.sentence($0.reason) }))
        }
    }

    /// What every control carries.
    ///
    /// - Parameter isHelped: whether words of help stand at the control.
    func common(_ path: String, _ isLocked: Bool, isHelped: Bool = false) -> [Attribute] {
        let isWrong = hasProblem(at: path)
        let described = (isWrong ? ["e-" + path] : []) + (isHelped ? ["h-" + path] : [])
        return [
            .id("f-" + path), Attribute("name", .text(path)), Attribute("readonly", .flag).if(isLocked),
            Attribute("aria-invalid", .literal("true")).if(isWrong),
            Attribute("aria-describedby", .text(described.joined(separator: " "))).if(!described.isEmpty),
        ]
    }

    /// What a newcomer has to know of a field, from the catalogue of phrases; `nil` where the label says all.
    func words(ofHelp control: Control) -> String? {
        ["\(form.kind).\(control.name)", control.name].first { t.has($0, context: "help") }
            .map { t($0, context: "help") }
    }

    /// - Returns: whether there is any.
    @discardableResult func help(_ control: Control) -> Bool {
        guard let words = words(ofHelp: control) else { return false }
        help(words, at: control.path)
        return true
    }

    func help(_ words: String, at path: String, _ attributes: Attribute...) {
        page.element("p", [.class("desk-help"), .id("h-" + path)] + attributes) { page.text(words) }
    }

    private func single(_ shape: FormShape, _ control: Control) {
        let (path, value) = (control.path, form.texts[control.path])
        let attributes = common(path, control.isLocked, isHelped: words(ofHelp: control) != nil)
        switch shape {
        case .area: area(attributes, value)
        case .choice(let words):
            let known = words.contains(value) || value.isEmpty ? words : words + [value]
            select(control, attributes, [("", "–")] + known.map { ($0, t($0, context: "choice")) })
        case .language:
            input(attributes + [Attribute("list", .literal("languages")).if(mayEdit)], value, type: "text")
        case .reference(let kind): return link(control, kind, attributes)
        case .number: input(attributes + [Attribute("inputmode", .literal("numeric"))], value, type: "text")
        case .time: input(attributes, value, type: "time")
        case .webAddress: input(attributes, value, type: "url")
        case .coordinates:
            let pair = [form.texts["\(path).0"], form.texts["\(path).1"]].filter { !$0.isEmpty }
            input(
                common(path, control.isLocked, isHelped: true),
                value.isEmpty ? pair.joined(separator: ", ") : value, type: "text")
            return help("58.01, 56.25", at: path)
        case .pictureArea:
            input(
                attributes + [Attribute("data-part", .flag).if(!control.isLocked)],
                PictureArea.numbers(value), type: "text")
        case .date: return date(control, value)
        default: input(attributes, value, type: "text")
        }
        help(control)
    }

    private func date(_ control: Control, _ value: String) {
        input(
            common(control.path, control.isLocked, isHelped: true)
                + [Attribute("data-date", .flag).if(!control.isLocked)], value, type: "text")
        let date = try? EDTF(value)
        let words =
            date.flatMap { $0.isEmpty ? nil : t("Reads: {date}", ["date": t.words($0)]) }
            ?? t("Such as 2019-06-19, 2019-06, 2019, 1995~ (about), 1995/1998 (from … to)")
        help(words, at: control.path, Attribute("aria-live", .literal("polite")))
    }

    func input(_ attributes: [Attribute], _ value: String, type: StaticString) {
        page.out.open(
            "input", attributes + [.type(type), .value(value), Attribute("autocomplete", .literal("off"))])
    }

    func area(_ attributes: [Attribute], _ value: String) {
        page.element(
            "textarea", attributes + [Attribute("rows", .number(lines(in: value))), .directionOfItself]
        ) {
            // A browser drops the first line break of a text area.
            page.text("\n" + value)
        }
    }

    private func lines(in text: String) -> Int {
        min(max(text.utf8.count / 70 + text.utf8.count { $0 == 0x0A } + 1, 2), 14)
    }

    private func select(_ control: Control, _ attributes: [Attribute], _ options: [(String, String)]) {
        let value = form.texts[control.path]
        // A select cannot be read only: one that is locked is an output, which a label may name; the Desk keeps its value.
        guard !control.isLocked else {
            page.element("output", [.id("f-" + control.path)]) {
                page.text(options.first { $0.0 == value }?.1 ?? value)
            }
            return
        }
        page.element("select", attributes) {
            for (word, name) in options {
                page.element("option", [.value(word), Attribute("selected", .flag).if(word == value)]) {
                    page.text(name)
                }
            }
        }
    }

    private func flag(_ control: Control) {
        page.div(.class("field")) {
            page.label(.class("desk-flag")) {
                page.input(
                    .id("f-" + control.path), .type("checkbox"), Attribute("name", .text(control.path)),
                    .value("true"), Attribute("checked", .flag).if(!form.texts[control.path].isEmpty),
                    Attribute("disabled", .flag).if(control.isLocked))
                page.span { page.text(control.label) }
            }
            help(control)
        }
    }
}
