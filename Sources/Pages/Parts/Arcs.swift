extension Markup {
    /// A path of a drawing; what it looks like is the style sheet's work.
    private func path(_ name: StaticString, _ data: String, accent: Accent? = nil) {
        element("path", [.class(name), .accent(accent), Attribute("d", .text(data))]) {}
    }

    private func drawing(_ name: StaticString, width: Int, height: Int, _ content: () -> Void) {
        element(
            "svg",
            [
                .class(name), .decoration, Attribute("focusable", .literal("false")),
                Attribute("viewBox", .text("0 0 \(width) \(height)")),
                Attribute("preserveAspectRatio", .literal("none")),
            ], content)
    }

    /// The sign of the house: two places and an arc.
    func sign() {
        drawing("sign", width: 48, height: 28) {
            path("sign-arc", "M6 23C10 2 38 2 42 23")
            path("dot", "M6 23h.01")
            path("dot", "M42 23h.01")
        }
    }

    /// One arc from one end to the other; it fills whatever width it gets.
    func arc(_ name: StaticString = "arc") {
        drawing(name, width: 400, height: 100) {
            path("horizon", "M0 92H400")
            path("bow", "M12 92C100 -22 300 -22 388 92")
            path("dot dot-home", "M12 92h.01")
            path("dot", "M388 92h.01")
        }
    }

    /// The arc between the two rails of a partnership, over an act of both sides.
    func join() {
        drawing("join", width: 100, height: 60) {
            path("bow", "M0 56C16 -8 84 -8 100 56")
            path("dot", "M0 56h.01")
            path("dot", "M100 56h.01")
        }
    }

    /// Arcs from the home city to each partner over one horizon; the ends stand `100` apart, the first at `50`.
    func fan(_ accents: [Accent?]) {
        let count = accents.count
        drawing("fan", width: (count + 1) * 100, height: 100) {
            path("horizon", "M0 94H\((count + 1) * 100)")
            for (index, accent) in accents.enumerated().reversed() {
                let end = 50 + (index + 1) * 100
                // The control points of a cubic lie a third higher than its top.
                let top = 94 - 88 * (index + 2) / (count + 1)
                let control = (4 * top - 94) / 3
                path("bow", "M50 94C50 \(control) \(end) \(control) \(end) 94", accent: accent)
                path("dot", "M\(end) 94h.01", accent: accent)
            }
            path("dot dot-home", "M50 94h.01")
        }
    }

    /// An empty case: its outline on a plinth.
    func emptyCase() {
        drawing("empty-case", width: 200, height: 160) {
            path("outline", "M40 12H160V120H40Z")
            path("outline", "M40 12L56 26H144L160 12M56 26V108H144V26M40 120L56 108M160 120L144 108")
            path("outline", "M30 120H170V134H30Z")
            path("bow", "M76 100C80 52 120 52 124 100")
        }
    }
}
