package import Records

/// A news item: date and time, headline, text, photo with its credit.
package struct Article: Kind {
    package static let name = "article"
    package static let isDated = true

    package var slugText = Address()
    package var title = Localized()
    package var published = EDTF()
    package var time = TimeOfDay()
    package var text = Localized()
    package var photo = Reference<Photo>()
    package var about: [Reference<AnyKind>] = []
    package var sources: [Source] = []
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("title", \.title, .required, .searchable),
        Field("date", \.published, .required),
        Field("time", \.time),
        Field("text", \.text, .required, .searchable, .prose),
        Field("photo", \.photo),
        Field("about", \.about),
        Field("sources", \.sources),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var date: EDTF { published }
    package var summary: Localized { text }
    package var order: Int { 24 * 60 - (time.minutes ?? 0) }
}

/// City Day, a festival, the World Day of Twin Cities, an anniversary.
package struct Event: Kind {
    package static let name = "event"
    package static let isDated = true

    package var slugText = Address()
    package var title = Localized()
    package var held = EDTF()
    package var rule = Localized()
    package var repeats = Chosen<Recurrence>()
    package var place = Localized()
    package var text = Localized()
    package var about: [Reference<AnyKind>] = []
    package var photos: [Reference<Photo>] = []
    package var sources: [Source] = []
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("title", \.title, .required, .searchable),
        Field("date", \.held),
        Field("rule", \.rule),
        Field("repeats", \.repeats),
        Field("place", \.place, .searchable),
        Field("text", \.text, .searchable, .prose),
        Field("about", \.about),
        Field("photos", \.photos),
        Field("sources", \.sources),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var date: EDTF { held }
    package var summary: Localized { text }

    package func checkWhole(at path: () -> String, into problems: inout [Problem]) {
        if held.isEmpty, rule.isEmpty {
            problems.append(
                Problem(path: "date", reason: .rule("needs a date, or a rule such as 'last Sunday of April'"))
            )
        }
    }
}

/// When an event comes again, for calendars; its rule says the same in words.
package enum Recurrence: String, Choice {
    case yearly
    case lastSundayOfApril = "last-sunday-of-april"
}
