/// A date as historians know it, written in the Extended Date/Time Format (ISO 8601-2): levels 0 and 1, and of
/// level 2 what photographs need.
///
/// Accepted: `2019-06-19`, `2019-06`, `2019`, `-0052`; the qualifiers `~` (about), `?` (uncertain) and `%` (both);
/// unspecified digits `199X`, `19XX`, `2004-XX`, `2004-06-XX`; the seasons `2019-21` to `2019-24`; intervals
/// `1995/1998`, `1985/..` (goes on), `1985/` (its end is not known), `../1985`, `/1985`; one of several
/// `[1995,1997]`, `[1995..1997]`, `[..1985]`; each of several `{1995,1997}`. Not accepted, with a reason: times of
/// day, years of more than four digits, exponents. Source: https://www.loc.gov/standards/datetime/.
///
/// The text is the value: two dates are equal when they are written alike.
package struct EDTF: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The date as written, without blanks, with capital `X`; empty when nothing is known.
    package let text: String

    /// A number by which dates sort: by the first possible day, and of two that begin on the same day the one that
    /// lasts longer (is less precise) first.
    ///
    /// So `1995` comes before `1995-01`, and that before `1995-01-01`. A date without a beginning (`../1985`) sorts
    /// on the first day of its end. A date without either bound (unknown, `XXXX`) sorts after all others. It is a pure
    /// function of the text.
    package let sortKey: Int

    /// The longest text that is read, in bytes.
    package static let longestText = 100
    /// Stands for "no beginning known" in `earliest`.
    package static let farPast = -99_999_999
    /// Stands for "no end known" in `latest`.
    package static let farFuture = 99_999_999

    /// An unknown date.
    package init() {
        text = ""
        sortKey = .max
    }

    /// Reads a date; blanks around it and around the commas of a set are dropped, `x` is read as `X`.
    ///
    /// - Throws: `EDTFProblem`, which says what is wrong and where.
    package init(_ text: String) throws(EDTFProblem) {
        var reader = EDTFReader(try EDTFReader.canonicalBytes(of: text))
        let value = try reader.readWhole()
        self.text = String(decoding: reader.bytes, as: UTF8.self)
        sortKey = EDTF.sortKey(of: value)
    }

    /// Whether nothing is known.
    package var isEmpty: Bool { text.isEmpty }

    package var description: String { text }

    /// The date taken apart, for readers in words; parsed anew on each call (less than a microsecond).
    package var value: Value {
        var reader = EDTFReader(Array(text.utf8))
        // The text was read once already, so it cannot fail; the unknown date stands in rather than a trap.
        guard let value = try? reader.readWhole() else { return .unknown }
        return value
    }

    /// The first possible day as a number `yyyymmdd` (year × 10,000 + month × 100 + day, which also orders years
    /// before the common era); `farPast` when there is no beginning.
    package var earliest: Int { value.bounds.earliest }

    /// The last possible day as a number `yyyymmdd`; `farFuture` when there is no end.
    package var latest: Int { value.bounds.latest }

    /// The first and the last possible year; `nil` when either is not known.
    package var years: ClosedRange<Int>? {
        let bounds = value.bounds
        guard bounds.earliest != EDTF.farPast, bounds.latest != EDTF.farFuture else { return nil }
        return EDTF.year(ofDay: bounds.earliest)...EDTF.year(ofDay: bounds.latest)
    }

    package static func < (left: EDTF, right: EDTF) -> Bool {
        if left.sortKey != right.sortKey { return left.sortKey < right.sortKey }
        // Bytes, not `String`'s own order, so that the database's binary collation agrees.
        return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    /// The year of a day number, also before the common era.
    package static func year(ofDay day: Int) -> Int {
        day >= 0 ? day / 10_000 : -((-day + 9_999) / 10_000)
    }

    private static func sortKey(of value: Value) -> Int {
        let bounds = value.bounds
        let anchor = value.anchor
        guard anchor != farPast else { return .max }
        // At most 2 × 10⁸ either way: 32 bits hold the length, the rest the day.
        let length = bounds.latest - bounds.earliest
        return anchor << 32 | (0xFFFF_FFFF - length)
    }
}
