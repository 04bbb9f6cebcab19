package import Localisation
import Records

/// The events as a calendar (RFC 5545) that others can subscribe to. Only days are told: an event without a certain day
/// has no place in a calendar.
package struct CalendarModel: Sendable {
    package struct Event: Sendable {
        package var code: String
        package var title: String
        package var text: String?
        package var place: String?
        package var route: Route
        /// `20190612`; the day after the last one.
        package var firstDay: Int
        package var dayAfter: Int
        /// The rule by which it comes again, `FREQ=YEARLY`.
        package var rule: String?
        /// When it was published last, `20190612T140100Z`.
        package var stamp: String

        package init(
            code: String, title: String, text: String?, place: String?, route: Route, firstDay: Int,
            dayAfter: Int,
            rule: String?, stamp: String
        ) {
            self.code = code
            self.title = title
            self.text = text
            self.place = place
            self.route = route
            self.firstDay = firstDay
            self.dayAfter = dayAfter
            self.rule = rule
            self.stamp = stamp
        }
    }

    package var title: String
    package var events: [Event]

    package init(title: String, events: [Event]) {
        self.title = title
        self.events = events
    }
}

/// Writes the calendar.
///
/// - Parameter origin: the Hall's public address; its name makes the events' ids unique in the world.
package func render(_ calendar: CalendarModel, _ phrases: Phrases, origin: String) -> Rendered {
    let out = Output(phrases: phrases, language: phrases.language)
    var document = CalendarDocument()
    document.line("BEGIN", "VCALENDAR")
    document.line("VERSION", "2.0")
    document.line("PRODID", "-//Twinhall//Events//\(phrases.language.tag.uppercased())")
    document.line("X-WR-CALNAME", CalendarDocument.escaped(calendar.title))
    // A calendar has to hold something (RFC 5545, 3.6), and subscribers are not to lose it while there are no events.
    if calendar.events.isEmpty { document.zone() }
    let host = origin.split(separator: "/").last ?? "twinhall"
    for event in calendar.events {
        document.line("BEGIN", "VEVENT")
        document.line("UID", "\(event.code)@\(host)")
        document.line("DTSTAMP", event.stamp)
        document.line("DTSTART;VALUE=DATE", "\(event.firstDay)")
        document.line("DTEND;VALUE=DATE", "\(event.dayAfter)")
        if let rule = event.rule { document.line("RRULE", rule) }
        document.line("SUMMARY", CalendarDocument.escaped(event.title))
        if let text = event.text { document.line("DESCRIPTION", CalendarDocument.escaped(text)) }
        if let place = event.place { document.line("LOCATION", CalendarDocument.escaped(place)) }
        document.line("URL", origin + event.route.path)
        document.line("END", "VEVENT")
    }
    document.line("END", "VCALENDAR")
    out.bytes(document.bytes)
    return Rendered(out, type: "text/calendar; charset=utf-8")
}

private struct CalendarDocument {
    private(set) var bytes: [UInt8] = []

    /// One content line, folded after at most 75 octets and never within a letter.
    mutating func line(_ name: String, _ value: String) {
        var length = 0
        for scalar in "\(name):\(value)".unicodeScalars {
            let width = UTF8.width(scalar)
            if length + width > 75 {
                bytes += [0x0D, 0x0A, 0x20]
                length = 1
            }
            bytes += Array(String(scalar).utf8)
            length += width
        }
        bytes += [0x0D, 0x0A]
    }

    /// The one time zone that needs no rule.
    mutating func zone() {
        line("BEGIN", "VTIMEZONE")
        line("TZID", "Etc/UTC")
        line("BEGIN", "STANDARD")
        line("DTSTART", "19700101T000000")
        line("TZOFFSETFROM", "+0000")
        line("TZOFFSETTO", "+0000")
        line("END", "STANDARD")
        line("END", "VTIMEZONE")
    }

    /// A text value: what has a meaning of its own is escaped, controls are left out.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\t": result += " "
            default: if scalar.value >= 0x20, scalar.value != 0x7F { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }
}
