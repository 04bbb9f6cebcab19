/// All the colours of one scheme, by what they are for.
package struct Palette: Hashable, Sendable {
    /// Where text stands.
    package let ground: Colour
    /// The ground of a case, a label, a form.
    package let raised: Colour
    /// Text.
    package let ink: Colour
    /// Text that steps back: dates, captions, sources.
    package let quiet: Colour
    package let link: Colour
    package let visited: Colour
    /// A link under the pointer.
    package let hover: Colour
    /// Borders, rules, icons.
    package let rule: Colour
    /// The ring of focus.
    package let focus: Colour
    /// The ground of buttons and of the foot of the page.
    package let deep: Colour
    /// Text and links on `deep`.
    package let deepInk: Colour
    /// The accents of the partners; in the schemes of the reading settings all are ink.
    package let accents: [Accent: Colour]

    init(
        ground: Colour, raised: Colour, ink: Colour, quiet: Colour, link: Colour, visited: Colour,
        hover: Colour,
        rule: Colour, focus: Colour, deep: Colour, deepInk: Colour, accents: [Accent: Colour] = [:]
    ) {
        self.ground = ground
        self.raised = raised
        self.ink = ink
        self.quiet = quiet
        self.link = link
        self.visited = visited
        self.hover = hover
        self.rule = rule
        self.focus = focus
        self.deep = deep
        self.deepInk = deepInk
        self.accents = accents
    }

    package var isDark: Bool { ground.luminance < 0.18 }

    /// The colour of an accent in this scheme.
    package func colour(of accent: Accent) -> Colour { accents[accent] ?? ink }

    /// The custom properties, one a line.
    var properties: String {
        let colours: [(String, Colour)] = [
            ("ground", ground), ("raised", raised), ("ink", ink), ("quiet", quiet), ("link", link),
            ("visited", visited), ("hover", hover), ("rule", rule), ("focus", focus), ("deep", deep),
            ("deep-ink", deepInk),
        ]
        let accents = Accent.allCases.map { ("accent-\($0.rawValue)", colour(of: $0)) }
        let lines = (colours + accents).map { "  --\($0.0): \($0.1.css);\n" }
        return "  color-scheme: \(isDark ? "dark" : "light");\n" + lines.joined()
    }
}

extension ReadingSettings.Scheme {
    /// The palettes a reader of this scheme may see; `device` has those of the device, light first.
    package var palettes: [Palette] {
        switch self {
        case .device: [.deviceLight, .deviceDark, .contrastLight, .contrastDark]
        case .blackOnWhite: [.blackOnWhite]
        case .whiteOnBlack: [.whiteOnBlack]
        case .blueOnLightBlue: [.blueOnLightBlue]
        case .brownOnBeige: [.brownOnBeige]
        case .greenOnBrown: [.greenOnBrown]
        case .yellowOnBlack: [.yellowOnBlack]
        }
    }

    /// The value of the `color-scheme` meta element: what the browser paints before the style has come.
    var colourScheme: String {
        self == .device ? "light dark" : palettes[0].isDark ? "dark" : "light"
    }
}
