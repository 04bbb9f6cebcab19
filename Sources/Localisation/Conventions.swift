import Foundation
import Records
import Synchronization

/// How one language writes months, numbers and lists, asked of ICU once; and its names for languages and countries,
/// asked when first needed and kept.
final class Conventions: Sendable {
    let months: MonthPatterns
    let numbers: NumberPattern
    let and: ListPattern
    let or: ListPattern

    private let locale: Locale
    private let names = Mutex<[String: String]>([:])
    private static let mostNames = 2_000

    init(of language: Language) {
        locale = Locale(identifier: Self.localeIdentifier(of: language))
        months = MonthPatterns(locale)
        numbers = NumberPattern(locale)
        and = ListPattern(.and, locale)
        or = ListPattern(.or, locale)
    }

    /// The name of a language, `nil` when ICU knows none.
    func languageName(_ language: Language) -> String? {
        kept("language \(language.tag)") { locale.localizedString(forIdentifier: language.tag) }
    }

    /// The name of a country by its ISO 3166-1 code, `nil` when ICU knows none.
    func countryName(_ code: String) -> String? {
        kept("country \(code)") { locale.localizedString(forRegionCode: code) }
    }

    private func kept(_ key: String, _ find: () -> String?) -> String? {
        names.withLock { names in
            if let name = names[key] { return name.isEmpty ? nil : name }
            let name = find() ?? ""
            if names.count < Self.mostNames { names[key] = name }
            return name.isEmpty ? nil : name
        }
    }

    /// British order and words for plain English, as a European hall writes.
    private static func localeIdentifier(of language: Language) -> String {
        language == .english ? "en_GB" : language.tag
    }
}

/// How a language groups and points its numbers.
struct NumberPattern: Sendable {
    private let group: String
    private let point: String
    private let minus: String
    /// Some languages do not group four digits.
    private let groupsFourDigits: Bool

    init(_ locale: Locale) {
        let style = IntegerFormatStyle<Int>.number.locale(locale)
        let million = style.format(7_654_321)
        // ICU's narrow no-break space is missing from many fonts.
        group = (Self.between("7", "654", in: million) ?? "").replacing("\u{202F}", with: "\u{A0}")
        groupsFourDigits = style.format(7_654) != "7654"
        point =
            Self.between("1", "5", in: FloatingPointFormatStyle<Double>.number.locale(locale).format(1.5))
            ?? "."
        minus = Self.between("", "7", in: style.format(-7)) ?? "-"
    }

    func text(_ number: Int) -> String {
        let digits = Array(String(number.magnitude).utf8)
        var text = number < 0 ? minus : ""
        let isGrouped = digits.count > (groupsFourDigits ? 3 : 4)
        for (index, digit) in digits.enumerated() {
            if isGrouped, index > 0, (digits.count - index).isMultiple(of: 3) { text += group }
            text.unicodeScalars.append(Unicode.Scalar(digit))
        }
        return text
    }

    /// With at most so many digits after the point, nine at most, as many as are needed.
    func text(_ number: Double, decimals: Int) -> String {
        let scale = (0..<min(max(decimals, 0), 9)).reduce(1) { scale, _ in scale * 10 }
        let scaled = (number.magnitude * Double(scale)).rounded()
        guard scaled < 1e18 else { return "\(number)" }
        let parts = Int(scaled)
        var text = number < 0 && parts > 0 ? minus : ""
        text += self.text(parts / scale)
        guard parts % scale != 0 else { return text }
        var digits = String(parts % scale + scale).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return text + point + digits
    }

    private static func between(_ left: String, _ right: String, in text: String) -> String? {
        let start = left.isEmpty ? text.startIndex : text.range(of: left)?.upperBound
        guard let start, let end = text.range(of: right), start <= end.lowerBound else { return nil }
        return String(text[start..<end.lowerBound])
    }
}

/// How a language joins a list: "a, b and c".
struct ListPattern: Sendable {
    private let pair: String
    private let middle: String
    private let last: String

    init(_ type: ListFormatStyle<StringStyle, [String]>.ListType, _ locale: Locale) {
        let style = ListFormatStyle<StringStyle, [String]>.list(type: type).locale(locale)
        pair = Self.between("@1", "@2", in: style.format(["@1", "@2"]))
        let three = style.format(["@1", "@2", "@3"])
        middle = Self.between("@1", "@2", in: three)
        last = Self.between("@2", "@3", in: three)
    }

    func text(_ items: [String]) -> String {
        guard items.count > 2 else { return items.joined(separator: pair) }
        return items.dropLast().joined(separator: middle) + last + items[items.count - 1]
    }

    private static func between(_ left: String, _ right: String, in text: String) -> String {
        guard let start = text.range(of: left)?.upperBound, let end = text.range(of: right)?.lowerBound,
            start <= end
        else { return ", " }
        // Some languages wrap each member in isolates; pages have `<bdi>` for that.
        return String(
            String.UnicodeScalarView(
                text[start..<end].unicodeScalars.filter {
                    $0 != "\u{2068}" && $0 != "\u{2069}"
                }))
    }
}
