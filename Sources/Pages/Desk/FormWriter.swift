import Localisation
import Records

/// Writes the controls of a form from the shapes of its fields. Everything works without a script: rows come, go and
/// move by buttons that send the form.
struct FormWriter {
    let page: Page
    let form: DeskForm
    let mayEdit: Bool

    var t: Phrases { page.t }

    func fields(_ fields: [FormField], at path: String, isTop: Bool) {
        for field in fields {
            let place = path.isEmpty ? field.name : "\(path).\(field.name)"
            let isLocked = isTop && form.locked.contains(field.name)
            control(
                field.shape, at: place, label: t(field.name, context: "field"), isRequired: field.isRequired,
                isLocked: isLocked || !mayEdit)
        }
    }

    private func control(_ shape: FormShape, at path: String, label: String, isRequired: Bool, isLocked: Bool)
    {
        switch shape {
        case .group(let fields): group(label, path) { self.fields(fields, at: path, isTop: false) }
        case .rows(let element): rows(of: element, at: path, label: label, isLocked: isLocked)
        case .texts: texts(at: path, label: label, isRequired: isRequired, isLocked: isLocked)
        case .flag: flag(at: path, label: label, isLocked: isLocked)
        case .media: file(at: path, label: label, isRequired: isRequired, isLocked: isLocked)
        default:
            field(path, label, isRequired) { described in
                single(shape, at: path, isLocked: isLocked, described)
            }
        }
    }

    private func group(_ label: String, _ path: String, _ content: () -> Void) {
        page.fieldset(.class("desk-group"), .id("f-" + path)) {
            page.legend { page.text(label) }
            problems(at: path)
            content()
        }
    }

    // MARK: Rows

    private func rows(of element: FormShape, at path: String, label: String, isLocked: Bool) {
        let count = form.texts.rows(at: path)
        // An empty list is one button; a long form stays short.
        group(label, path) {
            for row in 0..<count {
                let place = "\(path).\(row)"
                let name = "\(label) \(row + 1)"
                page.div(.class("desk-row")) {
                    if case .group(let fields) = element {
                        page.fieldset(.class("desk-group"), .id("f-" + place)) {
                            page.legend { page.text(name) }
                            problems(at: place)
                            self.fields(fields, at: place, isTop: false)
                        }
                    } else {
                        control(element, at: place, label: name, isRequired: false, isLocked: isLocked)
                    }
                    if !isLocked { rowButtons(row, of: count, at: path, name) }
                }
            }
            if !isLocked, count < FormTexts.rowLimit {
                rowButton("add \(path)", t("Add: {what}", ["what": label]), nil)
            }
        }
    }

    private func rowButtons(_ row: Int, of count: Int, at path: String, _ name: String) {
        page.div(.class("desk-row-buttons")) {
            if row > 0 { rowButton("up \(path) \(row)", t("Up"), name) }
            if row + 1 < count { rowButton("down \(path) \(row)", t("Down"), name) }
            rowButton("remove \(path) \(row)", t("Remove"), name)
        }
    }

    private func rowButton(_ value: String, _ words: String, _ row: String?) {
        page.button(
            .class("button-quiet"), .type("submit"), .name("rows"), .value(value),
            row.map { .label("\(words): \($0)") } ?? Attribute("aria-label", .absent)
        ) { page.text(words) }
    }

    // MARK: Single controls

    /// A label, the control, what is wrong with it and how it is filled in.
    private func field(_ path: String, _ label: String, _ isRequired: Bool, _ control: (Bool) -> Void) {
        page.div(.class("field")) {
            page.element("label", [Attribute("for", .text("f-" + path))]) {
                page.text(label)
                if isRequired { page.span(.class("desk-required")) { page.text(" " + t("(needed)")) } }
            }
            problems(at: path)
            control(hasProblem(at: path))
        }
    }

    func hasProblem(at path: String) -> Bool { form.problems.contains { $0.path == path } }

    func problems(at path: String) {
        let problems = form.problems.filter { $0.path == path }
        guard !problems.isEmpty else { return }
        page.p(.class("desk-error"), .id("e-" + path)) {
            page.text(problems.map { page.sentence($0.reason) }.joined(separator: "; "))
        }
    }

    private func common(_ path: String, _ isLocked: Bool, _ isWrong: Bool) -> [Attribute] {
        [
            .id("f-" + path), Attribute("name", .text(path)), Attribute("readonly", .flag).if(isLocked),
            Attribute("aria-invalid", .literal("true")).if(isWrong),
            Attribute("aria-describedby", .text("e-" + path)).if(isWrong),
        ]
    }

    private func single(_ shape: FormShape, at path: String, isLocked: Bool, _ isWrong: Bool) {
        let common = common(path, isLocked, isWrong)
        let value = form.texts[path]
        switch shape {
        case .area: area(common, value)
        case .choice(let words):
            let known = words.contains(value) || value.isEmpty ? words : words + [value]
            select(path, isLocked, isWrong, [("", "–")] + known.map { ($0, t($0, context: "choice")) }, value)
        case .language:
            input(common + [Attribute("list", .literal("languages")).if(mayEdit)], value, type: "text")
        case .reference(let kind):
            // A link to any kind is written as a code: nobody would find a name among all records.
            let list = kind.map {
                Attribute("list", .text("kind-" + $0)).if(mayEdit && form.choices[$0] != nil)
            }
            input(common + [list, .directionOfItself].compactMap { $0 }, value, type: "text")
        case .number: input(common + [Attribute("inputmode", .literal("numeric"))], value, type: "text")
        case .time: input(common, value, type: "time")
        case .webAddress: input(common, value, type: "url")
        case .coordinates:
            let pair = [form.texts["\(path).0"], form.texts["\(path).1"]].filter { !$0.isEmpty }
            input(common, value.isEmpty ? pair.joined(separator: ", ") : value, type: "text")
            help("58.01, 56.25")
        case .date:
            input(common, value, type: "text")
            if let date = try? EDTF(value), !date.isEmpty {
                help(t("Reads: {date}", ["date": t.words(date)]))
            } else {
                help(t("Such as 2019-06-19, 2019-06, 2019, 1995~ (about), 1995/1998 (from … to)"))
            }
        default: input(common, value, type: "text")
        }
    }

    private func input(_ attributes: [Attribute], _ value: String, type: StaticString) {
        page.out.open(
            "input", attributes + [.type(type), .value(value), Attribute("autocomplete", .literal("off"))])
    }

    private func area(_ attributes: [Attribute], _ value: String) {
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

    func help(_ words: String) {
        page.p(.class("desk-help")) { page.text(words) }
    }

    private func select(
        _ path: String, _ isLocked: Bool, _ isWrong: Bool, _ options: [(String, String)], _ value: String
    ) {
        // A select cannot be read only: one that is locked is text, and its value is kept by the Desk.
        guard !isLocked else {
            page.p(.id("f-" + path)) { page.text(options.first { $0.0 == value }?.1 ?? value) }
            return
        }
        page.element("select", common(path, false, isWrong)) {
            for (word, name) in options {
                page.element("option", [.value(word), Attribute("selected", .flag).if(word == value)]) {
                    page.text(name)
                }
            }
        }
    }

    private func flag(at path: String, label: String, isLocked: Bool) {
        page.div(.class("field")) {
            page.label(.class("desk-flag")) {
                page.input(
                    .id("f-" + path), .type("checkbox"), Attribute("name", .text(path)), .value("true"),
                    Attribute("checked", .flag).if(!form.texts[path].isEmpty),
                    Attribute("disabled", .flag).if(isLocked))
                page.span { page.text(label) }
            }
        }
    }

    // MARK: Texts by language

    private func texts(at path: String, label: String, isRequired: Bool, isLocked: Bool) {
        let known = form.languages.map(\.tag)
        let others = form.texts.paths.compactMap { key -> String? in
            guard key.hasPrefix(path + ".") else { return nil }
            let tag = String(key.dropFirst(path.count + 1))
            return known.contains(tag) || tag.contains(".") ? nil : tag
        }
        page.fieldset(.class("desk-texts"), .id("f-" + path)) {
            page.legend {
                page.text(label)
                if isRequired { page.span(.class("desk-required")) { page.text(" " + t("(needed)")) } }
            }
            problems(at: path)
            for tag in known + others.sorted() {
                let place = "\(path).\(tag)"
                guard let language = Language(tag) else { continue }
                page.div(.class("field")) {
                    page.element("label", [Attribute("for", .text("f-" + place)), .lang(language)]) {
                        page.text(t.ownName(of: language))
                    }
                    problems(at: place)
                    area(
                        common(place, isLocked, hasProblem(at: place)) + [.lang(language)], form.texts[place])
                }
            }
        }
    }
}
