/// One control of the reading settings: a closed list of values, the default first.
package protocol ReadingControl: CaseIterable, Hashable, Sendable, RawRepresentable<String>
where AllCases == [Self] {
    /// The name of the form field, and of the attribute of `<html>` after `data-`.
    static var field: String { get }
}

/// How a reader wants the pages to look: seven controls, kept in one cookie or carried as `?view=`.
package struct ReadingSettings: Hashable, Sendable {
    package enum Size: String, ReadingControl {
        case usual, large
        case veryLarge = "very-large"
        case huge, largest

        package static let field = "size"
    }

    package enum Scheme: String, ReadingControl {
        case device
        case blackOnWhite = "black-on-white"
        case whiteOnBlack = "white-on-black"
        case blueOnLightBlue = "blue-on-light-blue"
        case brownOnBeige = "brown-on-beige"
        case greenOnBrown = "green-on-brown"
        case yellowOnBlack = "yellow-on-black"

        package static let field = "scheme"
    }

    package enum Images: String, ReadingControl {
        case on, greyscale, off

        package static let field = "images"
    }

    /// Between letters: none, 0.12 em, 0.25 em.
    package enum Spacing: String, ReadingControl {
        case normal, wide, wider

        package static let field = "spacing"
    }

    /// The height of a line: 1.5, 2, 2.5.
    package enum Line: String, ReadingControl {
        case normal, double, widest

        package static let field = "line"
    }

    package enum Typeface: String, ReadingControl {
        case sans, serif

        package static let field = "typeface"
    }

    package enum Motion: String, ReadingControl {
        case on, off

        package static let field = "motion"
    }

    package var size: Size = .usual
    package var scheme: Scheme = .device
    package var images: Images = .on
    package var spacing: Spacing = .normal
    package var line: Line = .normal
    package var typeface: Typeface = .sans
    package var motion: Motion = .on

    /// The normal version.
    package init() {}
}

extension ReadingSettings {
    /// The controls in the order of the digits of `code`.
    package static let controls: [any ReadingControl.Type] = [
        Size.self, Scheme.self, Images.self, Spacing.self, Line.self, Typeface.self, Motion.self,
    ]

    /// The number of the chosen value of each control, in the order of `controls`.
    package var choices: [Int] {
        [
            Self.index(size), Self.index(scheme), Self.index(images), Self.index(spacing), Self.index(line),
            Self.index(typeface), Self.index(motion),
        ]
    }

    package var isDefault: Bool { self == ReadingSettings() }

    /// Seven digits, one for each control: `4200000`.
    package var code: String {
        String(decoding: choices.map { UInt8(ascii: "0") + UInt8($0) }, as: UTF8.self)
    }

    /// Reads exactly seven digits, each within its control; anything else is `nil`.
    package init?(code: some StringProtocol) {
        let digits = code.utf8.prefix(8).map { Int($0) - 48 }
        guard digits.count == 7,
            let size = Self.value(Size.self, digits[0]), let scheme = Self.value(Scheme.self, digits[1]),
            let images = Self.value(Images.self, digits[2]),
            let spacing = Self.value(Spacing.self, digits[3]),
            let line = Self.value(Line.self, digits[4]), let typeface = Self.value(Typeface.self, digits[5]),
            let motion = Self.value(Motion.self, digits[6])
        else { return nil }
        self.size = size
        self.scheme = scheme
        self.images = images
        self.spacing = spacing
        self.line = line
        self.typeface = typeface
        self.motion = motion
    }

    /// Reads the fields of the form; a field that is missing or has an unknown value gets its default.
    package init(form: (String) -> String?) {
        func read<Control: ReadingControl>(_ control: Control.Type, _ fallback: Control) -> Control {
            form(control.field).flatMap { Control(rawValue: $0) } ?? fallback
        }
        size = read(Size.self, .usual)
        scheme = read(Scheme.self, .device)
        images = read(Images.self, .on)
        spacing = read(Spacing.self, .normal)
        line = read(Line.self, .normal)
        typeface = read(Typeface.self, .sans)
        motion = read(Motion.self, .on)
    }

    /// The attributes of `<html>`, without a blank at either end: `data-size="usual" …`.
    package var attributes: String {
        """
        data-size="\(size.rawValue)" data-scheme="\(scheme.rawValue)" data-images="\(images.rawValue)" \
        data-spacing="\(spacing.rawValue)" data-line="\(line.rawValue)" data-typeface="\(typeface.rawValue)" \
        data-motion="\(motion.rawValue)"
        """
    }

    /// Every combination there is: 5 × 7 × 3 × 3 × 3 × 2 × 2.
    package static var all: some Sequence<ReadingSettings> {
        let counts = [5, 7, 3, 3, 3, 2, 2]
        return (0..<counts.reduce(1, *)).lazy.compactMap { number in
            var rest = number
            let digits = counts.map { count in
                defer { rest /= count }
                return UInt8(48 + rest % count)
            }
            return ReadingSettings(code: String(decoding: digits, as: UTF8.self))
        }
    }

    private static func index<Control: ReadingControl>(_ value: Control) -> Int {
        Control.allCases.firstIndex(of: value) ?? 0
    }

    private static func value<Control: ReadingControl>(_ control: Control.Type, _ index: Int) -> Control? {
        Control.allCases.indices.contains(index) ? Control.allCases[index] : nil
    }
}
