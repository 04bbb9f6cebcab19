package import Records

/// Rooms that lead from one to the next, each with showcases of chosen records and a label beside each.
package struct Exhibition: Kind {
    package static let name = "exhibition"

    package var slugText = Address()
    package var title = Localized()
    package var introduction = Localized()
    package var photo = Reference<Photo>()
    package var rooms: [Room] = []
    package var curator = Localized()
    package var opened = EDTF()
    package var sources: [Source] = []
    package var position = Number()
    package var internalNote = Note()

    package init() {}

    package static let fields = Fields<Self>([
        Field("slug", \.slugText, .required),
        Field("title", \.title, .required, .searchable),
        Field("introduction", \.introduction, .searchable, .prose),
        Field("photo", \.photo),
        Field("rooms", \.rooms, .required, .searchable),
        Field("curator", \.curator, .searchable),
        Field("opened", \.opened),
        Field("sources", \.sources),
        Field("order", \.position),
        Field("internalNote", \.internalNote, .seenBy(.staff)),
    ])

    package var slug: Slug? { slugText.slug }
    package var summary: Localized { introduction }
    package var order: Int { position.value ?? 0 }

    package func checkWhole(at path: () -> String, into problems: inout [Problem]) {
        var seen: Set<String> = []
        for (index, room) in rooms.enumerated()
        where !room.slugText.isEmpty && !seen.insert(room.slugText.text).inserted {
            problems.append(
                Problem(path: "rooms[\(index)].slug", reason: .rule("is that of an earlier room as well")))
        }
    }

    /// A room: its door, what it is about, its showcases in the order of the walk.
    package struct Room: Group {
        package var slugText = Address()
        package var title = Localized()
        package var introduction = Localized()
        /// The partner whose room it is; none for a room about all.
        package var city = Reference<City>()
        package var showcases: [Showcase] = []
        package var note = Note()

        package init() {}

        package static let fields = Fields<Self>([
            Field("slug", \.slugText, .required),
            Field("title", \.title, .required),
            Field("introduction", \.introduction, .prose),
            Field("city", \.city),
            Field("showcases", \.showcases),
            Field("note", \.note, .seenBy(.staff)),
        ])
    }

    /// Objects that are shown together.
    package struct Showcase: Group {
        package var title = Localized()
        package var text = Localized()
        package var panels: [Panel] = []

        package init() {}

        package static let fields = Fields<Self>([
            Field("title", \.title, .required),
            Field("text", \.text, .prose),
            Field("panels", \.panels),
        ])
    }

    /// A record that is shown, and the label beside it: 20 to 70 words, as museums have found that visitors read.
    package struct Panel: Group {
        package var record = Reference<AnyKind>()
        package var label = Localized()

        package init() {}

        package static let fields = Fields<Self>([
            Field("record", \.record, .required),
            Field("label", \.label, .prose),
        ])
    }
}
