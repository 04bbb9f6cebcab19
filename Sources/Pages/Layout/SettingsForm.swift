import Localisation
import Records

extension Page {
    /// The seven controls. They work without anything but a form: chosen, sent, and back on the page.
    func settingsForm() {
        form(.class("settings"), .method("post"), .action(.settings(language))) {
            var own: [UInt8] = []
            own.escape(frame.route.path)
            out.append("<input type=\"hidden\" name=\"back\" value=\"")
            out.mark(.back(own: own))
            out.append("\">")
            div(.class("controls")) {
                control(0, t("Font size"), ReadingSettings.Size.self) { name(of: $0) }
                control(1, t("Site colours"), ReadingSettings.Scheme.self) { name(of: $0) }
                control(2, t("Images"), ReadingSettings.Images.self) { name(of: $0) }
                control(3, t("Letter spacing"), ReadingSettings.Spacing.self) { name(of: $0) }
                control(4, t("Line height"), ReadingSettings.Line.self) { name(of: $0) }
                control(5, t("Typeface"), ReadingSettings.Typeface.self) { name(of: $0) }
                control(6, t("Moving and embedded parts"), ReadingSettings.Motion.self) { name(of: $0) }
            }
            div(.class("buttons")) {
                button(.type("submit"), .name("action"), .value("apply")) { text(t("Apply")) }
                button(.class("button-quiet"), .type("submit"), .name("action"), .value("reset")) {
                    text(t("Reset the settings"))
                }
                button(.class("button-quiet"), .type("submit"), .name("action"), .value("normal")) {
                    text(t("Back to the normal version"))
                }
            }
        }
    }

    /// What can be set, each with its values: read from the form itself, so that none is forgotten.
    func readingControls() {
        section {
            h2 { text(t("How you can set the pages")) }
            p {
                text(
                    t(
                        "On every page, without an account and without a script; your choice stays on your device for a year:"
                    ))
            }
            dl(.class("facts")) {
                values(t("Font size"), ReadingSettings.Size.allCases.map { name(of: $0) })
                values(t("Site colours"), ReadingSettings.Scheme.allCases.map { name(of: $0) })
                values(t("Images"), ReadingSettings.Images.allCases.map { name(of: $0) })
                values(t("Letter spacing"), ReadingSettings.Spacing.allCases.map { name(of: $0) })
                values(t("Line height"), ReadingSettings.Line.allCases.map { name(of: $0) })
                values(t("Typeface"), ReadingSettings.Typeface.allCases.map { name(of: $0) })
                values(t("Moving and embedded parts"), ReadingSettings.Motion.allCases.map { name(of: $0) })
            }
            p { a(.class("more-link"), .href(.settings(language))) { text(t("Reading settings")) } }
        }
    }

    private func values(_ heading: String, _ names: [String]) {
        div {
            dt { text(heading) }
            dd { text(names.joined(separator: " · ")) }
        }
    }

    private func control<Control: ReadingControl>(
        _ number: Int, _ heading: String, _ control: Control.Type, name: (Control) -> String
    ) {
        fieldset {
            legend { text(heading) }
            div(.class("choices")) {
                for (choice, value) in Control.allCases.enumerated() {
                    label(.class("choice")) {
                        input(
                            .type("radio"), .name(of: control), .value(value.rawValue),
                            Attribute("checked", .slot(.checked(control: number, choice: choice))))
                        span(.class("choice-mark"), .decoration) {}
                        if let scheme = value as? ReadingSettings.Scheme { sample(scheme) }
                        span(.class("choice-word")) { text(name(value)) }
                    }
                }
            }
        }
    }

    /// Two colours as they will be, beside their names.
    private func sample(_ scheme: ReadingSettings.Scheme) {
        span(Attribute("class", .text("sample sample-" + scheme.rawValue)), .decoration) {}
    }

    private func name(of size: ReadingSettings.Size) -> String {
        switch size {
        case .usual: t("Usual")
        case .large: t("Large")
        case .veryLarge: t("Very large")
        case .huge: t("Huge")
        case .largest: t("The largest")
        }
    }

    private func name(of scheme: ReadingSettings.Scheme) -> String {
        switch scheme {
        case .device: t("As my device")
        case .blackOnWhite: t("Black on white")
        case .whiteOnBlack: t("White on black")
        case .blueOnLightBlue: t("Dark blue on light blue")
        case .brownOnBeige: t("Brown on beige")
        case .greenOnBrown: t("Green on dark brown")
        case .yellowOnBlack: t("Yellow on black")
        }
    }

    private func name(of images: ReadingSettings.Images) -> String {
        switch images {
        case .on: t("On", context: "images")
        case .greyscale: t("Greyscale", context: "images")
        case .off: t("Off", context: "images")
        }
    }

    private func name(of spacing: ReadingSettings.Spacing) -> String {
        switch spacing {
        case .normal: t("Normal", context: "letter spacing")
        case .wide: t("Wide", context: "letter spacing")
        case .wider: t("Wider", context: "letter spacing")
        }
    }

    private func name(of line: ReadingSettings.Line) -> String {
        switch line {
        case .normal: t("Normal", context: "line height")
        case .double: t("Double", context: "line height")
        case .widest: t("Two and a half", context: "line height")
        }
    }

    private func name(of typeface: ReadingSettings.Typeface) -> String {
        switch typeface {
        case .sans: t("Without serifs", context: "typeface")
        case .serif: t("With serifs", context: "typeface")
        }
    }

    private func name(of motion: ReadingSettings.Motion) -> String {
        switch motion {
        case .on: t("On", context: "moving parts")
        case .off: t("Off", context: "moving parts")
        }
    }
}
