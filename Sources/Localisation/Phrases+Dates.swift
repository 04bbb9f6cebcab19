package import Records

extension Phrases {
    /// A date in words: "19 June 2019", "about 1995", «1990-е годы», "date unknown".
    ///
    /// Microseconds, no formatter: a page may call it for each of its dates.
    package func words(_ date: EDTF) -> String { DateWords(phrases: self).words(date.value) }

    /// A month of a year, "June 2019", «июнь 2019 г.», "2019年6月"; empty for a month that there is not.
    package func month(_ month: Int, of year: Int) -> String {
        (1...12).contains(month) ? DateWords(phrases: self).monthAndYear(month, String(year)) : ""
    }
}
