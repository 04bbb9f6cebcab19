import Localisation
import Records

/// The controls of files.
extension FormWriter {
    /// What is there, and a way to put another file in its place.
    func file(_ control: Control) {
        let path = control.path
        page.div(.class("field desk-file")) {
            page.element("label", [Attribute("for", .text("f-" + path))]) {
                page.text(control.label)
                mark(control)
            }
            problems(at: path)
            let file = form.files[path]
            if let file { shown(file) } else { words(t("There is no file yet.")) }
            if control.isLocked {
                if file == nil { page.span(.id("f-" + path)) {} }
            } else {
                if let word = file?.word {
                    page.out.open(
                        "input",
                        [
                            .type("hidden"), Attribute("name", .text(path + ".kept")), .value(word),
                        ])
                }
                chooser(path)
                if !control.isRequired, file != nil { removal(path, control.label) }
            }
        }
    }

    /// A field with a page of its own: the way there.
    func writtenElsewhere(_ field: FormField) {
        guard let code = form.code, form.state != .deleted else { return }
        let label = t(field.name, context: "field")
        let count = form.texts.rows(at: field.name + ".areas")
        page.element("section", [.class("desk-group"), .id("f-" + field.name), .label(label)]) {
            page.p(.class("desk-label")) { page.text(label) }
            past(of: field.name, label)
            problems(at: field.name)
            words(
                count == 0
                    ? t("Nobody was made unrecognisable on this photo.")
                    : t(
                        "People were made unrecognisable in {count} area.",
                        "People were made unrecognisable in {count} areas.", count: count))
            if mayEdit {
                page.p {
                    page.a(.class("button button-quiet"), .href(.desk(page.language, .blur(code)))) {
                        page.text(t("Make people unrecognisable"))
                    }
                }
            }
        }
    }

    private func words(_ words: String) {
        page.p(.class("desk-help")) { page.text(words) }
    }

    private func shown(_ file: DeskForm.File) {
        page.p(.class("desk-file-shown")) {
            page.img(
                Attribute("src", .text(file.picture.path)),
                Attribute("alt", .text(t("A small picture of the file {name}", ["name": file.name]))),
                Attribute("loading", .literal("lazy")))
            page.span {
                page.text(
                    t(
                        "{name}, {width} × {height} pixels",
                        [
                            "name": file.name, "width": t.number(file.width),
                            "height": t.number(file.height),
                        ]))
            }
        }
        if file.word != nil { words(t("It came in. It stands in the record when this is saved.")) }
    }

    private func chooser(_ path: String) {
        let isWrong = hasProblem(at: path)
        page.out.open(
            "input",
            [
                .id("f-" + path), .type("file"), Attribute("name", .text(path)), .pictures,
                Attribute("aria-invalid", .literal("true")).if(isWrong),
                Attribute("aria-describedby", .text(isWrong ? "e-\(path) h-\(path)" : "h-" + path)),
            ])
        page.p(.class("desk-help"), .id("h-" + path)) {
            page.text(
                t(
                    "JPEG, PNG, TIFF, WebP, GIF, HEIC or AVIF. What the camera wrote into it is not shown to visitors."
                ))
        }
    }

    private func removal(_ path: String, _ label: String) {
        page.label(.class("desk-flag")) {
            page.input(.type("checkbox"), Attribute("name", .text(path + ".remove")), .value("true"))
            page.span { page.text(t.labelled(t("Take the file away"), label)) }
        }
    }
}

extension Attribute {
    /// What a browser offers to choose from; what a file really is, is looked at when it comes.
    static var pictures: Attribute { Attribute("accept", .literal(pictureTypes)) }

    /// The same, and documents of pages.
    static var picturesAndDocuments: Attribute {
        Attribute("accept", .text("\(pictureTypes),application/pdf"))
    }

    private static let pictureTypes: StaticString =
        "image/jpeg,image/png,image/tiff,image/webp,image/gif,image/heic,image/avif"
}
