import Records

/// Says dates in one language.
///
/// Words that depend on the place in the sentence («июнь» but «около июня») come in two cases; the phrases are in
/// the contexts "date" and "date after a preposition".
struct DateWords {
    enum Case {
        /// Standing alone.
        case plain
        /// After a word such as "about", "since" or "until".
        case governed

        var context: String { self == .plain ? "date" : "date after a preposition" }
    }

    let phrases: Phrases

    var months: MonthPatterns { phrases.conventions.months }

    func words(_ value: EDTF.Value) -> String {
        switch value {
        case .unknown: say("date unknown")
        case .moment(let moment): words(moment)
        case .interval(let first, let last): interval(first, last)
        case .oneOf(let members):
            set(members, joined: phrases.choice, years: "date, one of several years") {
                say(
                    "between {first} and {last}",
                    ["first": words($0, .governed), "last": words($1, .governed)])
            }
        case .allOf(let members):
            set(members, joined: phrases.list, years: "date, several years", range: span)
        }
    }

    // MARK: One moment

    func words(_ moment: EDTF.Moment, _ grammar: Case = .plain) -> String {
        switch (moment.isApproximate, moment.isUncertain) {
        case (false, false): sure(moment, grammar)
        case (true, false): say("about {date}", ["date": sure(moment, .governed)], grammar)
        case (false, true): say("perhaps {date}", ["date": sure(moment, grammar)], grammar)
        case (true, true): say("perhaps about {date}", ["date": sure(moment, .governed)], grammar)
        }
    }

    /// The moment without its doubts.
    private func sure(_ moment: EDTF.Moment, _ grammar: Case) -> String {
        guard moment.unknownDigits == 0 else { return inUnknownYear(moment, grammar) }
        let year = moment.years.lowerBound
        // There is no year nought before the common era: 0 is 1 BC.
        let text = dated(moment.part, year: String(year > 0 ? year : 1 - year), grammar)
        return year > 0 ? text : say("{date} BC", ["date": text])
    }

    private func dated(_ part: EDTF.Moment.Part, year: String, _ grammar: Case) -> String {
        switch part {
        case .none: return say("{year}", ["year": year], grammar)
        case .season(let season): return say(season.phrase, ["year": year], grammar)
        case .month(let month): return monthAndYear(month, year, grammar)
        case .day(let month, let day):
            // «depuis le 12 juin»
            return say("{date}", ["date": dayMonthYear(number(day), month, year)], grammar)
        case .someMonth: return say("{date} (month unknown)", ["date": dated(.none, year: year, grammar)])
        case .someDay(let month):
            let date = dated(month.map { .month($0) } ?? .none, year: year, grammar)
            return say("{date} (day unknown)", ["date": date])
        }
    }

    private func inUnknownYear(_ moment: EDTF.Moment, _ grammar: Case) -> String {
        let years = moment.unknownDigits == 4 ? nil : decadeOrCentury(moment, grammar)
        let within: String
        switch moment.part {
        case .none, .someMonth, .someDay(month: nil): return years ?? say("year unknown")
        case .month(let month), .someDay(month: .some(let month)):
            within = grammar == .plain ? months.standalone[month - 1] : months.inDate[month - 1]
        case .day(let month, let day):
            within = Template.filled(months.dayMonth[month - 1], ["day": number(day)])
        case .season(let season): within = say(season.bare, grammar)
        }
        return say("{date}, {years}", ["date": within, "years": years ?? say("year unknown")], grammar)
    }

    private func decadeOrCentury(_ moment: EDTF.Moment, _ grammar: Case) -> String {
        let (first, last) = (moment.years.lowerBound, moment.years.upperBound)
        switch moment.unknownDigits {
        case 1 where first > 0: return say("{decade}s", ["decade": String(first)], grammar)
        case 2 where first >= 0:
            let century = first / 100 + 1
            return say(
                "{ordinal} century",
                [
                    "ordinal": Numerals.englishOrdinal(century), "number": String(century),
                    "roman": Numerals.roman(century),
                ],
                grammar)
        case _ where first >= 0: return yearSpan(String(max(first, 1)), String(last), grammar)
        default: return say("{date} BC", ["date": yearSpan(String(1 - first), String(1 - last), grammar)])
        }
    }

    // MARK: Intervals

    private func interval(_ first: EDTF.Bound, _ last: EDTF.Bound) -> String {
        switch (first, last) {
        case (.moment(let first), .moment(let last)): span(first, last)
        case (.moment(let first), .open) where first.isOnlyApproximate:
            say("since about {date}", ["date": sure(first, .governed)])
        case (.open, .moment(let last)) where last.isOnlyApproximate:
            say("until about {date}", ["date": sure(last, .governed)])
        case (.moment(let first), .open): say("since {date}", ["date": words(first, .governed)])
        case (.moment(let first), .unknown):
            say("from {date}, end unknown", ["date": words(first, .governed)])
        case (.open, .moment(let last)): say("until {date}", ["date": words(last, .governed)])
        case (.unknown, .moment(let last)):
            say("until {date}, beginning unknown", ["date": words(last, .governed)])
        default: say("date unknown")
        }
    }

    /// From one moment to another, with what they share said once.
    private func span(_ first: EDTF.Moment, _ last: EDTF.Moment) -> String {
        if first == last { return words(first) }
        let sharesDoubt = first.isApproximate == last.isApproximate && first.isUncertain == last.isUncertain
        guard sharesDoubt, let short = shortSpan(first, last) else {
            return say("{first} – {last}", ["first": words(first), "last": words(last)])
        }
        switch (first.isApproximate, first.isUncertain) {
        case (false, false): return short
        case (true, false): return say("about {date}", ["date": short])
        case (false, true): return say("perhaps {date}", ["date": short])
        case (true, true): return say("perhaps about {date}", ["date": short])
        }
    }

    private func shortSpan(_ first: EDTF.Moment, _ last: EDTF.Moment) -> String? {
        let (start, end) = (first.years.lowerBound, last.years.lowerBound)
        guard start > 0, end > 0, first.unknownDigits == last.unknownDigits else { return nil }
        let (from, to) = (String(start), String(end))
        if first.unknownDigits == 1, first.part == .none, last.part == .none {
            return say("{first}s–{last}s", ["first": from, "last": to])
        }
        guard first.unknownDigits == 0 else { return nil }
        let isDoubted = first.isApproximate || first.isUncertain
        switch (first.part, last.part) {
        case (.none, .none): return yearSpan(from, to, .plain)
        // After "about" the name of the month would need its other form.
        case (.month(let month), .month(let other)) where start == end && !isDoubted:
            return monthSpan(month, other, year: from)
        case (.day(let month, let day), .day(let other, let otherDay)) where start == end && month == other:
            let days = shortest(number(day), String(otherDay), "date, days of a month")
            return dayMonthYear(days, month, from)
        case (.day(let month, let day), .day(let other, let otherDay)) where start == end:
            let first = (number(day), month), last = (number(otherDay), other)
            return months.yearComesFirst
                ? say("{first} – {last}", ["first": dated(first, from), "last": dated(last, nil)])
                : say("{first} – {last}", ["first": dated(first, nil), "last": dated(last, from)])
        default: return nil
        }
    }

    private func yearSpan(_ first: String, _ last: String, _ grammar: Case) -> String {
        say("{first}–{last}", ["first": first, "last": last], grammar)
    }

    private func monthSpan(_ first: Int, _ last: Int, year: String) -> String? {
        let context = "date, months of a year"
        if months.yearComesFirst {
            return shortest(monthAndYear(first, year), months.withoutYear(last), context)
        }
        let (start, end) = (months.standalone[first - 1], months.standalone[last - 1])
        var pattern = months.monthYear[last - 1]
        guard let range = pattern.firstRange(of: end) else { return nil }
        pattern.replaceSubrange(range, with: shortest(start, end, context))
        return Template.filled(pattern, ["year": year])
    }

    /// Two ends of which each is one word or number.
    private func shortest(_ first: String, _ last: String, _ context: String) -> String {
        phrases("{first}–{last}", ["first": first, "last": last], context: context)
    }

    private func dated(_ date: (day: String, month: Int), _ year: String?) -> String {
        guard let year else { return Template.filled(months.dayMonth[date.month - 1], ["day": date.day]) }
        return dayMonthYear(date.day, date.month, year)
    }

    // MARK: Sets

    private func set(
        _ members: [EDTF.Member], joined: ([String]) -> String, years context: String,
        range: (EDTF.Moment, EDTF.Moment) -> String
    ) -> String {
        let years = members.compactMap { member in
            if case .moment(let moment) = member, moment.isPlainYear, moment.years.lowerBound > 0 {
                String(moment.years.lowerBound)
            } else {
                nil
            }
        }
        // A set of one is that one.
        if members.count > 1, years.count == members.count {
            return phrases("{years}", ["years": joined(years)], context: context)
        }
        return joined(
            members.map { member in
                switch member {
                case .moment(let moment): words(moment)
                case .range(let first, let last): range(first, last)
                case .upTo(let moment): say("{date} or earlier", ["date": words(moment, .governed)])
                case .from(let moment): say("{date} or later", ["date": words(moment, .governed)])
                }
            })
    }

    // MARK: Parts

    /// The number of a day; some languages say the first in another way than the rest, as «1er mars».
    private func number(_ day: Int) -> String {
        day == 1 ? phrases("1", context: "day of a month") : String(day)
    }

    private func dayMonthYear(_ day: String, _ month: Int, _ year: String) -> String {
        Template.filled(months.dayMonthYear[month - 1], ["day": day, "year": year])
    }

    func monthAndYear(_ month: Int, _ year: String, _ grammar: Case = .plain) -> String {
        var pattern = months.monthYear[month - 1]
        // «около июня 2019 г.»: the name stands as it does within a date.
        if grammar == .governed {
            pattern.replace(months.standalone[month - 1], with: months.inDate[month - 1])
        }
        return Template.filled(pattern, ["year": year])
    }

    private func say(
        _ phrase: String, _ values: KeyValuePairs<String, String> = [:], _ grammar: Case = .plain
    ) -> String {
        // A language without cases translates each phrase once.
        let isGoverned = grammar == .governed && phrases.has(phrase, context: grammar.context)
        return phrases(phrase, values, context: isGoverned ? grammar.context : Case.plain.context)
    }

    private func say(_ phrase: String, _ grammar: Case) -> String { say(phrase, [:], grammar) }
}

extension EDTF.Moment {
    fileprivate var isOnlyApproximate: Bool { isApproximate && !isUncertain }
}

extension EDTF.Season {
    fileprivate var phrase: String {
        switch self {
        case .spring: "spring {year}"
        case .summer: "summer {year}"
        case .autumn: "autumn {year}"
        case .winter: "winter {year}"
        }
    }

    fileprivate var bare: String {
        switch self {
        case .spring: "spring"
        case .summer: "summer"
        case .autumn: "autumn"
        case .winter: "winter"
        }
    }
}
