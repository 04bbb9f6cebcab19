import Foundation

/// The words and the order of a language's days and months, taken from ICU once.
///
/// Each pattern is what ICU writes for one day of that month with the day and the year cut out again, so that dates
/// outside the reach of calendars work, and a page pays no formatter.
struct MonthPatterns: Sendable {
    /// Standing alone: «июнь». Twelve of them.
    let standalone: [String]
    /// As part of a date: «июня». Twelve of them.
    let inDate: [String]
    /// «{day} июня {year} г.»
    let dayMonthYear: [String]
    /// «{day} июня»
    let dayMonth: [String]
    /// «июнь {year} г.»
    let monthYear: [String]
    /// Whether the year is written before the month and the day, so that the first end of a range carries it.
    let yearComesFirst: Bool

    init(_ locale: Locale) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.locale = locale
        calendar.timeZone = .gmt
        standalone = Self.twelve(calendar.standaloneMonthSymbols)
        inDate = Self.twelve(calendar.monthSymbols)
        let style = Date.FormatStyle(locale: locale, calendar: calendar, timeZone: .gmt)
        let days = (1...12).compactMap { month in
            calendar.date(from: DateComponents(year: Self.year, month: month, day: Self.day, hour: 12))
        }
        let fallback = inDate
        func patterns(_ style: Date.FormatStyle, day: Bool, year: Bool) -> [String] {
            (0..<12).map { index in
                let text = index < days.count ? style.format(days[index]) : ""
                return Self.pattern(text, day: day, year: year)
                    ?? (day ? "{day} " : "") + fallback[index] + (year ? " {year}" : "")
            }
        }
        dayMonthYear = patterns(style.day().month(.wide).year(), day: true, year: true)
        dayMonth = patterns(style.day().month(.wide), day: true, year: false)
        monthYear = patterns(style.month(.wide).year(), day: false, year: true)
        yearComesFirst = dayMonthYear[0].hasPrefix("{year}")
    }

    /// The month as a date has it behind its year, "7月", where the year comes first.
    func withoutYear(_ month: Int) -> String {
        let pattern = dayMonth[month - 1]
        guard let day = pattern.firstRange(of: "{day}") else { return inDate[month - 1] }
        return String(pattern[..<day.lowerBound]).trimmingCharacters(in: .whitespaces)
    }

    // A day and a year that share no digits with each other or with the number of a month.
    private static let day = 28
    private static let year = 3_400

    private static func pattern(_ text: String, day: Bool, year: Bool) -> String? {
        // ICU's narrow no-break space is missing from many fonts; the ordinary one does the same work.
        var pattern = text.replacing("\u{202F}", with: "\u{A0}")
        for (isWanted, number, name) in [(day, Self.day, "{day}"), (year, Self.year, "{year}")] where isWanted
        {
            guard let range = pattern.range(of: String(number)) else { return nil }
            pattern.replaceSubrange(range, with: name)
        }
        return pattern
    }

    private static func twelve(_ names: [String]) -> [String] {
        names.count == 12 ? names : (1...12).map(String.init)
    }
}
