/// The plural rule of one language, as the `Plural-Forms` header of a PO file states it: how many forms there are,
/// and a C expression of `n` that answers which form a whole number takes.
///
/// The expression is parsed once into a small tree and evaluated with unsigned arithmetic that wraps and never
/// traps; dividing by nought gives nought. Source: the manual of GNU gettext, "Additional functions for plural forms".
package struct PluralRule: Sendable, Hashable {
    /// How many forms there are, 1 to 6.
    package let count: Int
    /// The form of a number with a fraction, "1.5 gifts". PO files know only whole numbers, so ours say it in a
    /// header of their own, `X-Plural-Fraction`; without it the last form is taken.
    package let fractionForm: Int

    private let expression: PluralExpression

    /// English: one, and all others.
    package static let english = PluralRule(
        count: 2, fractionForm: 1, expression: .binary(.notEqual, .number, .constant(1)))

    private init(count: Int, fractionForm: Int, expression: PluralExpression) {
        self.count = count
        self.fractionForm = fractionForm
        self.expression = expression
    }

    /// Reads `nplurals=2; plural=(n != 1);`.
    ///
    /// - Parameter fraction: the value of `X-Plural-Fraction`, if the file has it.
    package init(header: String, fraction: String? = nil) throws(POProblem.Reason) {
        var count: Int?
        var expression: PluralExpression?
        for part in header.utf8.split(separator: UInt8(ascii: ";")) {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else {
                if part.allSatisfy({ $0 == UInt8(ascii: " ") }) { continue }
                throw .pluralForms
            }
            let value = part[part.index(after: equals)...]
            switch String(decoding: part[..<equals].filter { $0 != UInt8(ascii: " ") }, as: UTF8.self) {
            case "nplurals":
                count = Int(String(decoding: value.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self))
            case "plural": expression = try PluralExpression(Array(value))
            default: throw .pluralForms
            }
        }
        guard let count, (1...6).contains(count), let expression else { throw .pluralForms }
        let fractionForm = fraction.map { Int($0) } ?? count - 1
        guard let fractionForm, (0..<count).contains(fractionForm) else { throw .pluralForms }
        self.init(count: count, fractionForm: fractionForm, expression: expression)
    }

    /// The form of a whole number; a negative one takes the form of its opposite.
    package func form(of number: Int) -> Int {
        Int(clamping: min(expression.value(of: UInt(number.magnitude)), UInt(count - 1)))
    }

    /// The form of any number.
    package func form(of number: Double) -> Int {
        guard let whole = Int(exactly: number) else { return fractionForm }
        return form(of: whole)
    }
}
