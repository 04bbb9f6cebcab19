internal import FoundationEssentials
internal import Synchronization

/// The time of day for the `Date` header, written out once a second.
package final class WallClock: Sendable {
    private let written = Mutex<(second: Int64, text: String)>((-1, ""))

    /// Now, as RFC 9110 (section 5.6.7) wants it: `Sun, 06 Nov 1994 08:49:37 GMT`.
    var date: String {
        let second = Int64(Date().timeIntervalSince1970)
        return written.withLock { written in
            if written.second != second { written = (second, Self.text(second)) }
            return written.text
        }
    }

    /// - Parameter second: seconds since 1970, not negative.
    package static func text(_ second: Int64) -> String {
        let days = second / 86400
        let time = second % 86400
        // Civil date from days, counted from the first of March in the year 0 (Howard Hinnant's algorithm).
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * march + 2) / 5 + 1
        let month = march < 10 ? march + 2 : march - 10
        let year = yearOfEra + era * 400 + (month < 2 ? 1 : 0)
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int(days % 7)]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = [time / 3600, time / 60 % 60, time % 60].map(twoDigits).joined(separator: ":")
        return "\(weekday), \(twoDigits(day)) \(months[Int(month)]) \(year) \(clock) GMT"
    }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
