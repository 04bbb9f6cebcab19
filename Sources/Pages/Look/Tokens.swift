/// The colours themselves. Those of the seven site colours are set by the reading settings; the others are chosen
/// so that text has 7:1 and rules, accents and rings of focus 3:1 on both grounds, which a test computes.
extension Palette {
    /// The normal version: paper, ink and one deep accent.
    package static let deviceLight = Palette(
        ground: 0xFBF8F1, raised: 0xF1ECE0, ink: 0x1D1B17, quiet: 0x4B463C, link: 0x0E4168,
        visited: 0x55306B, hover: 0x7A1E2B, rule: 0x857B67, focus: 0x0E4168, deep: 0x12324A,
        deepInk: 0xF6F1E6,
        accents: [
            .kama: 0x1F6FA8, .amber: 0xA8650A, .moss: 0x5B7A1F, .plum: 0x8A3F7D,
            .brick: 0xB2432F, .teal: 0x0F7F78, .slate: 0x5C6B80,
        ])

    /// The normal version on a device that prefers dark.
    package static let deviceDark = Palette(
        ground: 0x14171A, raised: 0x1F2428, ink: 0xEFEAE0, quiet: 0xC4BDAF, link: 0xA8D0F0,
        visited: 0xD9BCEB, hover: 0xFFC9B8, rule: 0x84898C, focus: 0xFFD88A, deep: 0x0B1A26,
        deepInk: 0xE9F1F7,
        accents: [
            .kama: 0x5FB0E8, .amber: 0xE3A33F, .moss: 0xA3C25B, .plum: 0xD490C8,
            .brick: 0xEE8B74, .teal: 0x4FC4B8, .slate: 0xA3B2C7,
        ])

    /// The normal version where more contrast is asked for.
    package static let contrastLight = Palette(
        ground: 0xFFFFFF, raised: 0xFFFFFF, ink: 0x000000, quiet: 0x000000, link: 0x00006E,
        visited: 0x4A0060, hover: 0x6B0000, rule: 0x000000, focus: 0x00006E, deep: 0x000000, deepInk: 0xFFFFFF
    )

    /// The same on a device that prefers dark.
    package static let contrastDark = Palette(
        ground: 0x000000, raised: 0x000000, ink: 0xFFFFFF, quiet: 0xFFFFFF, link: 0xB9DCFF,
        visited: 0xE9CCFF, hover: 0xFFD9A8, rule: 0xFFFFFF, focus: 0xFFFF00, deep: 0x000000, deepInk: 0xFFFFFF
    )

    package static let blackOnWhite = Palette(
        ground: 0xFFFFFF, raised: 0xFFFFFF, ink: 0x000000, quiet: 0x000000, link: 0x00006E,
        visited: 0x4A0060, hover: 0x6B0000, rule: 0x000000, focus: 0x00006E, deep: 0xFFFFFF, deepInk: 0x000000
    )

    package static let whiteOnBlack = Palette(
        ground: 0x000000, raised: 0x000000, ink: 0xFFFFFF, quiet: 0xFFFFFF, link: 0xCDE7FF,
        visited: 0xEBD2FF, hover: 0xFFE0B3, rule: 0xFFFFFF, focus: 0xFFFF00, deep: 0x000000, deepInk: 0xFFFFFF
    )

    package static let blueOnLightBlue = Palette(
        ground: 0x9DD1FF, raised: 0x9DD1FF, ink: 0x063462, quiet: 0x063462, link: 0x00224D,
        visited: 0x3A0A4A, hover: 0x4D0013, rule: 0x063462, focus: 0x00224D, deep: 0x9DD1FF, deepInk: 0x063462
    )

    package static let brownOnBeige = Palette(
        ground: 0xF7F3D6, raised: 0xF7F3D6, ink: 0x4D4B43, quiet: 0x4D4B43, link: 0x1D2A6B,
        visited: 0x5A1458, hover: 0x6E1414, rule: 0x4D4B43, focus: 0x1D2A6B, deep: 0xF7F3D6, deepInk: 0x4D4B43
    )

    package static let greenOnBrown = Palette(
        ground: 0x3B2716, raised: 0x3B2716, ink: 0xA9E44D, quiet: 0xA9E44D, link: 0xFFF3A3,
        visited: 0xFFD6B0, hover: 0xFFFFFF, rule: 0xA9E44D, focus: 0xFFF3A3, deep: 0x3B2716, deepInk: 0xA9E44D
    )

    package static let yellowOnBlack = Palette(
        ground: 0x000000, raised: 0x000000, ink: 0xFFFF00, quiet: 0xFFFF00, link: 0xFFFFB8,
        visited: 0xFFD08A, hover: 0xFFFFFF, rule: 0xFFFF00, focus: 0xFFFFFF, deep: 0x000000, deepInk: 0xFFFF00
    )
}
