/// The style sheet as it is served: the tokens, made from the palettes, and the rules written by hand.
package enum StyleSheet {
    /// - Parameter base: the rules written by hand, `assets/site.css`.
    package static func text(base: String) -> String {
        tokens + "\n" + base
    }

    /// The custom properties of every scheme, and what the settings of size, spacing and line set.
    package static var tokens: String {
        let device = ReadingSettings.Scheme.device.palettes
        var css = rule(":root", device[0])
        css += "@media (prefers-color-scheme: dark) {\n\(rule(deviceRoot, device[1]))}\n"
        css += "@media (prefers-contrast: more) {\n\(rule(deviceRoot, device[2]))}\n"
        css +=
            "@media (prefers-contrast: more) and (prefers-color-scheme: dark) {\n\(rule(deviceRoot, device[3]))}\n"
        for scheme in ReadingSettings.Scheme.allCases where scheme != .device {
            css += rule(":root[data-scheme=\"\(scheme.rawValue)\"]", scheme.palettes[0])
            css += sample(scheme)
        }
        // On paper every scheme is black on white; it stands last to win over all of them.
        css += "@media print {\n\(rule(":root, :root[data-scheme]", .blackOnWhite))}\n"
        css += accents + sizes
        return css
    }

    private static let deviceRoot = ":root[data-scheme=\"device\"]"

    private static func rule(_ selector: String, _ palette: Palette) -> String {
        "\(selector) {\n\(palette.properties)}\n"
    }

    /// The two colours of a scheme beside its name in the form, whatever scheme the page has.
    private static func sample(_ scheme: ReadingSettings.Scheme) -> String {
        let palette = scheme.palettes[0]
        return """
            .sample-\(scheme.rawValue) { background: \(palette.ground.css); color: \(palette.ink.css); \
            border-color: \(palette.ink.css); }

            """
    }

    private static var accents: String {
        Accent.allCases.map {
            "[data-accent=\"\($0.rawValue)\"] { --accent: var(--accent-\($0.rawValue)); }\n"
        }
        .joined()
    }

    /// 18 px at the usual size of a device, and 1.25 to 2.5 times as much.
    private static var sizes: String {
        zip(ReadingSettings.Size.allCases, ["112.5", "140.625", "168.75", "225", "281.25"])
            .map { "[data-size=\"\($0.rawValue)\"] { font-size: \($1)%; }\n" }.joined()
    }
}
