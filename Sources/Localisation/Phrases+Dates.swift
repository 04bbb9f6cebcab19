package import Records

extension Phrases {
    /// A date in words: "19 June 2019", "about 1995", «1990-е годы», "date unknown".
    ///
    /// Microseconds, no formatter: a page may call it for each of its dates.
    package func words(_ date: EDTF) -> String { DateWords(phrases: self).words(date.value) }
}
