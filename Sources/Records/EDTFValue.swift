extension EDTF {
    /// A date taken apart.
    package enum Value: Hashable, Sendable {
        case unknown
        case moment(Moment)
        case interval(Bound, Bound)
        /// One of these, it is not known which.
        case oneOf([Member])
        /// Each of these.
        case allOf([Member])
    }

    /// One end of an interval.
    package enum Bound: Hashable, Sendable {
        case moment(Moment)
        /// `..`: it has no end, or none yet.
        case open
        /// Nothing written: it has an end that is not known.
        case unknown
    }

    /// A member of a set.
    package enum Member: Hashable, Sendable {
        case moment(Moment)
        /// `1995..1997`
        case range(Moment, Moment)
        /// `..1995`
        case upTo(Moment)
        /// `1995..`
        case from(Moment)
    }

    /// A day, a month, a season, a year, a decade or a century, perhaps with a doubt.
    package struct Moment: Hashable, Sendable {
        /// A finer division of the year.
        package enum Part: Hashable, Sendable {
            case none
            case season(Season)
            /// `2004-XX`: a month that is not known.
            case someMonth
            /// 1 to 12.
            case month(Int)
            /// `2004-06-XX`, or `2004-XX-XX` when the month is `nil`: a day that is not known.
            case someDay(month: Int?)
            case day(month: Int, day: Int)
        }

        /// The possible years: one, or ten in `199X`, a hundred in `19XX`, and so on.
        package var years: ClosedRange<Int>
        /// How many of the year's last digits are not known, 0 to 4.
        package var unknownDigits: Int
        package var part: Part
        /// `~` or `%` on any part.
        package var isApproximate: Bool
        /// `?` or `%` on any part.
        package var isUncertain: Bool

        /// Whether it is one plain year without any doubt.
        package var isPlainYear: Bool {
            unknownDigits == 0 && part == .none && !isApproximate && !isUncertain
        }
    }

    /// A season of the northern half of the earth, as its ISO 8601-2 number.
    package enum Season: Int, Hashable, Sendable, CaseIterable {
        case spring = 21, summer, autumn, winter
    }
}

extension EDTF.Moment {
    /// The first and last possible day, `yyyymmdd`.
    ///
    /// Doubts do not widen them; a year that is not known at all (`XXXX`) has none. Winter names both ends of its year, so its bounds are the whole year.
    package var bounds: (earliest: Int, latest: Int) {
        guard unknownDigits < 4 else { return (EDTF.farPast, EDTF.farFuture) }
        let (low, high) = (years.lowerBound, years.upperBound)
        switch part {
        case .none, .someMonth, .someDay(month: nil), .season(.winter):
            return (EDTF.dayNumber(low, 1, 1), EDTF.dayNumber(high, 12, 31))
        case .season(let season):
            let first = 3 * (season.rawValue - EDTF.Season.spring.rawValue) + 3
            return (
                EDTF.dayNumber(low, first, 1),
                EDTF.dayNumber(high, first + 2, EDTF.length(of: first + 2, in: high))
            )
        case .month(let month), .someDay(month: .some(let month)):
            return (
                EDTF.dayNumber(low, month, 1), EDTF.dayNumber(high, month, EDTF.length(of: month, in: high))
            )
        case .day(month: 2, day: 29):
            // The reader has made sure that one of the years is a leap year.
            let first = years.first(where: EDTF.isLeapYear) ?? low
            let last = years.last(where: EDTF.isLeapYear) ?? high
            return (EDTF.dayNumber(first, 2, 29), EDTF.dayNumber(last, 2, 29))
        case .day(let month, let day):
            return (EDTF.dayNumber(low, month, day), EDTF.dayNumber(high, month, day))
        }
    }
}

extension EDTF.Value {
    /// The first and last possible day, `yyyymmdd`.
    package var bounds: (earliest: Int, latest: Int) {
        switch self {
        case .unknown: return (EDTF.farPast, EDTF.farFuture)
        case .moment(let moment): return moment.bounds
        case .interval(let first, let last): return (first.bounds.earliest, last.bounds.latest)
        case .oneOf(let members), .allOf(let members):
            let all = members.map(\.bounds)
            return (all.map(\.earliest).min() ?? EDTF.farPast, all.map(\.latest).max() ?? EDTF.farFuture)
        }
    }

    /// The day by which the date sorts: its earliest, or that of its end where it has no beginning.
    var anchor: Int {
        let earliest = bounds.earliest
        guard earliest == EDTF.farPast else { return earliest }
        switch self {
        case .interval(_, .moment(let moment)): return moment.bounds.earliest
        case .oneOf(let members), .allOf(let members):
            let known = members.compactMap {
                if case .upTo(let moment) = $0 { moment.bounds.earliest } else { nil }
            }
            return known.min() ?? earliest
        default: return earliest
        }
    }
}

extension EDTF.Bound {
    var bounds: (earliest: Int, latest: Int) {
        guard case .moment(let moment) = self else { return (EDTF.farPast, EDTF.farFuture) }
        return moment.bounds
    }

}

extension EDTF.Member {
    var bounds: (earliest: Int, latest: Int) {
        switch self {
        case .moment(let moment): moment.bounds
        case .range(let first, let last): (first.bounds.earliest, last.bounds.latest)
        case .upTo(let moment): (EDTF.farPast, moment.bounds.latest)
        case .from(let moment): (moment.bounds.earliest, EDTF.farFuture)
        }
    }
}

extension EDTF {
    static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int { year * 10_000 + month * 100 + day }

    /// Whether a year of the proleptic Gregorian calendar has a 29 February.
    package static func isLeapYear(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    /// The number of days of a month, 1 to 12.
    package static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeapYear(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
