import Pages
import Testing

private let palettes = ReadingSettings.Scheme.allCases.flatMap { scheme in
    scheme.palettes.enumerated().map { (name: "\(scheme.rawValue) \($0.offset)", palette: $0.element) }
}

struct ContrastTests {
    @Test(arguments: palettes.indices)
    func `gives every text seven to one`(index: Int) {
        let (name, palette) = palettes[index]
        for ground in [palette.ground, palette.raised] {
            let texts = [
                ("ink", palette.ink), ("quiet", palette.quiet), ("link", palette.link),
                ("visited", palette.visited),
                ("hover", palette.hover),
            ]
            for (use, text) in texts {
                #expect(text.contrast(to: ground) >= 7, "\(name): \(use) \(text.css) on \(ground.css)")
            }
        }
        #expect(palette.deepInk.contrast(to: palette.deep) >= 7, "\(name): text on the deep ground")
    }

    @Test(arguments: palettes.indices)
    func `gives every rule, ring and accent three to one`(index: Int) {
        let (name, palette) = palettes[index]
        let lines =
            [("rule", palette.rule), ("focus", palette.focus)]
            + Accent.allCases.map { ($0.rawValue, palette.colour(of: $0)) }
        for ground in [palette.ground, palette.raised] {
            for (use, line) in lines {
                #expect(line.contrast(to: ground) >= 3, "\(name): \(use) \(line.css) on \(ground.css)")
            }
        }
        // The button's inner border, the ring on the foot of the page.
        #expect(palette.deepInk.contrast(to: palette.deep) >= 3)
    }

    @Test(arguments: [
        (ReadingSettings.Scheme.blackOnWhite, "#000000", "#FFFFFF"), (.whiteOnBlack, "#FFFFFF", "#000000"),
        (.blueOnLightBlue, "#063462", "#9DD1FF"), (.brownOnBeige, "#4D4B43", "#F7F3D6"),
        (.greenOnBrown, "#A9E44D", "#3B2716"), (.yellowOnBlack, "#FFFF00", "#000000"),
    ])
    func `has the colours of each scheme exactly`(scheme: ReadingSettings.Scheme, ink: String, ground: String)
    {
        #expect(scheme.palettes.map(\.ink.css) == [ink])
        #expect(scheme.palettes.map(\.ground.css) == [ground])
        let css = StyleSheet.tokens
        #expect(css.contains(":root[data-scheme=\"\(scheme.rawValue)\"] {"))
        #expect(css.contains("--ground: \(ground);"))
        #expect(css.contains("--ink: \(ink);"))
    }

    @Test func `has the links of the coloured schemes exactly`() {
        #expect(Palette.blueOnLightBlue.link.css == "#00224D")
        #expect(Palette.brownOnBeige.link.css == "#1D2A6B")
        #expect(Palette.greenOnBrown.link.css == "#FFF3A3")
    }

    @Test func `prints black on white whatever the scheme`() throws {
        let css = StyleSheet.tokens
        let paper = try #require(css.firstRange(of: "@media print"))
        let last = try #require(css.ranges(of: ":root[data-scheme=").last)
        #expect(last.upperBound < paper.lowerBound)
        #expect(
            css[paper.lowerBound...].contains(
                ":root, :root[data-scheme] {\n  color-scheme: light;\n  --ground: #FFFFFF;"))
    }

    @Test func `is the tokens and then the rules`() {
        #expect(StyleSheet.text(base: "a { }") == StyleSheet.tokens + "\na { }")
    }

    @Test func `computes luminance as the guidelines do`() {
        #expect(abs((0xFFFFFF as Colour).contrast(to: 0x000000) - 21) < 0.001)
        #expect(abs((0x777777 as Colour).contrast(to: 0xFFFFFF) - 4.478) < 0.001)
        #expect(abs((0x063462 as Colour).contrast(to: 0x9DD1FF) - 7.7) < 0.2)
        #expect((0x010101 as Colour).luminance > 0)
    }
}
