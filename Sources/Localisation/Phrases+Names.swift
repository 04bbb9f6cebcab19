package import Records

extension Phrases {
    /// A whole number with the groups of this language: 1,041,884.
    package func number(_ number: Int) -> String { conventions.numbers.text(number) }

    /// A number with at most so many digits after the point: three, or up to nine.
    package func number(_ number: Double, decimals: Int = 3) -> String {
        conventions.numbers.text(number, decimals: decimals)
    }

    /// "a, b and c".
    package func list(_ items: [String]) -> String { conventions.and.text(items) }

    /// "a, b or c".
    package func choice(_ items: [String]) -> String { conventions.or.text(items) }

    /// A time of day, `14:05`; minutes outside a day are brought into it.
    package func time(minutes: Int) -> String {
        let minutes = min(max(minutes, 0), 24 * 60 - 1)
        func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return twoDigits(minutes / 60) + ":" + twoDigits(minutes % 60)
    }

    /// The name of a month, 1 to 12, standing alone: "June", «июнь»; empty for another number.
    package func month(_ month: Int) -> String {
        (1...12).contains(month) ? conventions.months.standalone[month - 1] : ""
    }

    /// The name of a language in this language, "Russian", «английский»; its tag when it has none.
    ///
    /// The catalogue's phrase in the context "language" goes before ICU's name.
    package func name(of language: Language) -> String {
        if has(language.tag, context: "language") { return self(language.tag, context: "language") }
        return conventions.languageName(language) ?? language.tag
    }

    /// The name of a language in that language, with a capital as on a switch: "Русский", "简体中文".
    package func ownName(of language: Language) -> String { OwnNames.name(of: language) }

    /// The name of a country by its ISO 3166-1 code of two letters; the code itself when it has none.
    ///
    /// The catalogue's phrase in the context "country" goes before ICU's name.
    package func country(_ code: String) -> String {
        let bytes = code.utf8
        guard bytes.count == 2, bytes.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) }) else { return code }
        let code = code.uppercased()
        if has(code, context: "country") { return self(code, context: "country") }
        return conventions.countryName(code) ?? code
    }
}
