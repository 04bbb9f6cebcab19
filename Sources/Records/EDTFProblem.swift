/// Why a text is not a date, and where.
package struct EDTFProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: Hashable, Sendable {
        /// Longer than `EDTF.longestText` bytes.
        case tooLong
        /// Something else was expected here; the text names it.
        case expected(Expectation)
        /// A month that is neither 01 to 12 nor a season 21 to 24.
        case noSuchMonth(Int)
        case noSuchDay(Int, month: Int)
        /// An interval or a range whose end lies before its beginning.
        case endBeforeBeginning
        /// An interval or a set without a single date.
        case nothingKnown
        /// Allowed by the standard, but not kept here.
        case unsupported(Unsupported)
    }

    /// What should have stood at the place.
    package enum Expectation: Hashable, Sendable {
        case fourDigitYear, twoDigits, end, member, closingBracket
    }

    /// What the standard has and the Hall has not.
    package enum Unsupported: Hashable, Sendable {
        case longYear, timeOfDay, partlyKnownMonthOrDay, knownDayOfUnknownMonth
    }

    package let reason: Reason
    /// The place, counted in bytes of the text from 0.
    package let offset: Int

    package init(reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// A sentence for the log and the importer, without the text itself.
    package var description: String { "\(sentence) (at character \(offset + 1))" }

    private var sentence: String {
        switch reason {
        case .tooLong: "The date is longer than \(EDTF.longestText) bytes"
        case .expected(.fourDigitYear): "A year of four digits was expected, such as 1995 or 199X"
        case .expected(.twoDigits): "Two digits (or XX) were expected"
        case .expected(.end): "The date should end here"
        case .expected(.member): "A set needs a date here"
        case .expected(.closingBracket): "The set is not closed"
        case .noSuchMonth(let month): "There is no month or season \(month)"
        case .noSuchDay(let day, let month): "Month \(month) of that year has no day \(day)"
        case .endBeforeBeginning: "The end lies before the beginning"
        case .nothingKnown: "At least one date must be known"
        case .unsupported(.longYear): "Years of more than four digits are not kept"
        case .unsupported(.timeOfDay): "The time of day is not part of a date here"
        case .unsupported(.partlyKnownMonthOrDay): "A month or day is known or XX, not half of it"
        case .unsupported(.knownDayOfUnknownMonth): "A day cannot be known when its month is not"
        }
    }
}
