import Localisation
import Records

/// Where people on a photo are made unrecognisable. Without a script areas are numbers; with `desk-blur.js` they are drawn
/// on the picture, by mouse, finger or keys, and the numbers follow.
extension Page {
    func deskBlurring(_ blurring: DeskBlurring, _ person: DeskModel.Person?) {
        recordTrail(blurring.code, blurring.title)
        header(.class("page-head")) {
            p(.class("overline")) { text(blurring.title) }
            h1 { text(t("Make people unrecognisable")) }
        }
        if let notice = blurring.notice {
            p(.class("desk-problem"), .role("alert")) { text(words(of: notice)) }
        }
        problems(of: blurring)
        explanation(blurring)
        sending(.blur(blurring.code), person, [.id("blur")] + drawingWords(blurring)) {
            hidden("base", "\(blurring.base)")
            // What Enter in a field does.
            button(
                .class("desk-default"), .type("submit"), .name("action"), .value("show"), .decoration,
                .outOfTabs
            ) { text(t("Show how it will look")) }
            stage(blurring)
            areas(blurring)
            result(blurring)
            div(.class("buttons")) {
                button(.type("submit"), .name("action"), .value("make")) {
                    text(t("Make this picture and save it"))
                }
                a(.class("button button-quiet"), .href(.desk(language, .record(blurring.code)))) {
                    text(t("Back to the photo"))
                }
            }
        }
    }

    private func problems(of blurring: DeskBlurring) {
        guard !blurring.problems.isEmpty else { return }
        div(.class("desk-problem"), .role("alert"), .id("problems")) {
            h2 {
                text(
                    t(
                        "{count} thing keeps this from being made",
                        "{count} things keep this from being made", count: blurring.problems.count))
            }
            links(to: blurring.problems)
        }
    }

    private func explanation(_ blurring: DeskBlurring) {
        div(.class("blur-words")) {
            p {
                text(
                    t(
                        "Mark every face, and whatever else tells who somebody is: a badge with a name, a number plate. Of each area only a few mean colours are left, and nobody can undo that."
                    ))
            }
            p {
                text(
                    t(
                        "The original stays with the office: visitors never get it, and everything can be made anew from it. The photo’s history leads back to how it was."
                    ))
            }
            if blurring.isMade {
                p {
                    text(
                        t(
                            "The picture that stands there now was made here. Change the areas to make it anew."
                        ))
                }
            }
            if blurring.isPublic {
                p(.class("desk-problem")) {
                    text(
                        t(
                            "This photo is public: visitors see it as it was published until the new picture is published too. If that is too long, withdraw it first. Copies that were taken meanwhile, by visitors, search engines or in print, stay where they are."
                        ))
                }
            }
        }
    }

    // MARK: The picture

    /// The picture, with what is marked on it.
    private func stage(_ blurring: DeskBlurring) {
        p(.class("desk-help"), .id("blur-help"), Attribute("hidden", .flag)) {
            text(
                t(
                    "Draw an area with the mouse or a finger. The arrow keys move the area that has the focus, with Shift they change its size, Delete takes it away."
                ))
        }
        div(.class("blur-stage"), .id("blur-stage")) {
            img(
                Attribute("src", .text(Route.desk(language, .blurSource(blurring.code)).path)),
                Attribute("width", .number(blurring.width)), Attribute("height", .number(blurring.height)),
                Attribute("alt", .text(t("The picture on which areas are marked"))))
            element("svg", [.id("blur-marks"), .decoration]) {
                for row in 0..<min(blurring.areas.rows(at: "areas"), blurring.areaLimit) {
                    mark(row, blurring)
                }
            }
        }
        p(.role("status"), .class("desk-help"), .id("blur-status")) {}
    }

    private func mark(_ row: Int, _ blurring: DeskBlurring) {
        let numbers = Self.sides.map { PictureArea.hundredths(blurring.areas["areas.\(row).\($0)"]) }
        guard let left = numbers[0], let top = numbers[1], let width = numbers[2], let height = numbers[3]
        else { return }
        func percent(_ number: Int) -> Attribute.Value { .text(PictureArea.percent(number) + "%") }
        element(
            "rect",
            [
                Attribute("x", percent(left)), Attribute("y", percent(top)),
                Attribute("width", percent(width)), Attribute("height", percent(height)),
            ]
        ) {}
        // The number is written by the style sheet: no text of the page lies on the picture.
        element(
            "foreignObject",
            [
                Attribute("x", percent(left)), Attribute("y", percent(top)),
                Attribute("width", .literal("1")), Attribute("height", .literal("1")),
            ]
        ) {
            span(.class("blur-number"), Attribute("data-number", .number(row + 1))) {}
        }
    }

    // MARK: The areas as numbers

    private static var sides: [String] { ["left", "top", "width", "height"] }

    private func areas(_ blurring: DeskBlurring) {
        let isWrong = blurring.problems.contains { $0.path == "areas" }
        section(.labelled(by: "areas-heading"), .id("f-areas")) {
            h2(.id("areas-heading"), .outOfTabs) { text(t("Areas, in percent of the picture’s sides")) }
            if isWrong { error(at: "areas", blurring.problems) }
            div(.id("blur-rows")) {
                for row in 0..<min(blurring.areas.rows(at: "areas"), blurring.areaLimit) {
                    areaRow("\(row)", "\(row + 1)", blurring)
                }
            }
            element("template", [.id("blur-row")]) { areaRow("{row}", "{number}", blurring) }
            div(.class("buttons")) {
                button(
                    .class("button-quiet"), .id("blur-add"), .type("submit"), .name("rows"),
                    .value("add areas"), comingBack(to: "areas-heading")
                ) { text(t("Add an area")) }
                button(
                    .class("button-quiet"), .type("submit"), .name("action"), .value("show"),
                    comingBack(to: "blur-result")
                ) { text(t("Show how it will look")) }
            }
        }
    }

    private func comingBack(to id: String) -> Attribute {
        Attribute("formaction", .text(frame.route.path + "#" + id))
    }

    private func areaRow(_ row: String, _ number: String, _ blurring: DeskBlurring) {
        let name = t("Area {number}", ["number": number])
        fieldset(.class("desk-group blur-row")) {
            legend { text(name) }
            for side in Self.sides {
                let path = "areas.\(row).\(side)"
                let isWrong = blurring.problems.contains { $0.path == path }
                div(.class("field")) {
                    element("label", [Attribute("for", .text("f-" + path))]) {
                        text(t(side, context: "field"))
                    }
                    if isWrong { error(at: path, blurring.problems) }
                    out.open(
                        "input",
                        [
                            .id("f-" + path), .type("text"), Attribute("name", .text(path)),
                            .value(blurring.areas[path]), Attribute("inputmode", .literal("decimal")),
                            .maxlength(20), Attribute("autocomplete", .literal("off")),
                            Attribute("aria-invalid", .literal("true")).if(isWrong),
                            Attribute("aria-describedby", .text("e-" + path)).if(isWrong),
                        ])
                }
            }
            button(
                .class("button-quiet"), .type("submit"), .name("rows"), .value("remove areas \(row)"),
                .label(t.labelled(t("Remove"), name)), comingBack(to: "areas-heading")
            ) { text(t("Remove")) }
        }
    }

    private func error(at path: String, _ problems: [Problem]) {
        p(.class("desk-error"), .id("e-" + path)) {
            text(t.row(problems.filter { $0.path == path }.map { sentence($0.reason) }))
        }
    }

    // MARK: The result

    private func result(_ blurring: DeskBlurring) {
        section(.labelled(by: "blur-result"), .class("blur-result")) {
            h2(.id("blur-result"), .outOfTabs) { text(t("How it will look")) }
            if let result = blurring.result {
                p {
                    img(
                        Attribute("src", .text(result.path)), Attribute("width", .number(blurring.width)),
                        Attribute("height", .number(blurring.height)),
                        Attribute("alt", .text(t("The picture with the areas made unrecognisable"))))
                }
            } else {
                p(.class("desk-help")) {
                    text(t("“Show how it will look” makes it here. Nothing is saved by that."))
                }
            }
        }
    }

    /// The phrases that the script needs.
    private func drawingWords(_ blurring: DeskBlurring) -> [Attribute] {
        [
            Attribute("data-limit", .number(blurring.areaLimit)),
            Attribute("data-area", .text(t("Area {number}"))),
            Attribute(
                "data-place",
                .text(t("Area {number}: {left} % from the left, {top} % from the top, {width} by {height} %"))
            ),
            Attribute("data-removed", .text(t("Area {number} was removed"))),
            Attribute("data-full", .text(t("There can be no more areas"))),
        ]
    }
}
