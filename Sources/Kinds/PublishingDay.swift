package import Records

/// Days as numbers that order, without a calendar of the system's.
extension PublishingRule {
    /// The day of a moment in universal time, `yyyymmdd`.
    ///
    /// Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`: years begin in March there, so
    /// that the leap day is their last.
    package static func day(atMilliseconds milliseconds: Int64) -> Int {
        let days = Int((milliseconds - (milliseconds < 0 ? 86_399_999 : 0)) / 86_400_000) + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let ofEra = days - era * 146_097
        let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let month = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * month + 2) / 5 + 1
        let shown = month < 10 ? month + 3 : month - 9
        return (year + era * 400 + (shown <= 2 ? 1 : 0)) * 10_000 + shown * 100 + day
    }

    /// The rule for one record on a day.
    ///
    /// - Parameter consent: looks a consent up; `nil` where there is none.
    package init(
        for record: any Kind, languages: [Language], day: Int, consent: (Code) throws -> Consent?
    ) rethrows {
        var consents: [Code: ConsentStanding] = [:]
        for code in Self.consents(of: record) { consents[code] = try consent(code)?.standing(on: day) }
        self.init(languages: languages, consents: consents)
    }
}
