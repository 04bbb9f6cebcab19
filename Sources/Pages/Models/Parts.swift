package import Records

/// The accent of a partner: one of a small tested palette, never a colour of text.
package enum Accent: String, Sendable, CaseIterable {
    case kama, amber, moss, plum, brick, teal, slate
}

/// Where something is known from.
package struct SourceModel: Sendable, Hashable {
    package var title: Said
    /// An `http` or `https` address.
    package var url: String?

    package init(title: Said, url: String?) {
        self.title = title
        self.url = url
    }
}

/// One value of several that may stand side by side, with its sources; `isPreferred` marks the office's choice.
package struct ClaimModel<Value: Sendable>: Sendable {
    package var value: Value
    package var note: Said?
    package var isPreferred: Bool
    package var sources: [SourceModel]

    package init(
        _ value: Value, note: Said? = nil, isPreferred: Bool = false, sources: [SourceModel] = []
    ) {
        self.value = value
        self.note = note
        self.isPreferred = isPreferred
        self.sources = sources
    }
}

/// A picture as pages show it. Its addresses are `Route.picture(code, width)`, unless it has an own one.
package struct PictureModel: Sendable {
    package var code: String
    /// The oriented original's size in pixels; every smaller size keeps the ratio.
    package var width: Int
    package var height: Int
    /// The widths that exist, ascending, none above `width`.
    package var widths: [Int]
    package var alt: Said
    /// What the picture is called; a caption says more.
    package var title: Said?
    package var caption: Said?
    package var date: EDTF?
    /// "Photo: Yekaterina Gasper" is made of this by the page.
    package var credit: Said?
    /// A drawing made for the project; the caption says so.
    package var isDrawing: Bool
    /// The page of the photo.
    package var page: Route
    /// The one address of a picture that visitors may not have yet.
    package var ownAddress: Route?

    package init(
        code: String, width: Int, height: Int, widths: [Int], alt: Said, title: Said? = nil, caption: Said?,
        date: EDTF?, credit: Said?, isDrawing: Bool, page: Route, ownAddress: Route? = nil
    ) {
        self.ownAddress = ownAddress
        self.title = title
        self.code = code
        self.width = width
        self.height = height
        self.widths = widths
        self.alt = alt
        self.caption = caption
        self.date = date
        self.credit = credit
        self.isDrawing = isDrawing
        self.page = page
    }
}

/// A link to a record with as much of it as a list shows.
package struct CardModel: Sendable {
    package var route: Route
    package var title: Said
    /// Words above the title: a kind, a country, a direction, who awarded it.
    package var overline: Said?
    package var text: Said?
    package var date: EDTF?
    /// The time of day, minutes after midnight, where news has one.
    package var minutes: Int?
    package var picture: PictureModel?
    package var accent: Accent?

    package init(
        route: Route, title: Said, overline: Said? = nil, text: Said? = nil, date: EDTF? = nil,
        minutes: Int? = nil,
        picture: PictureModel? = nil, accent: Accent? = nil
    ) {
        self.route = route
        self.title = title
        self.overline = overline
        self.text = text
        self.date = date
        self.minutes = minutes
        self.picture = picture
        self.accent = accent
    }
}

/// A row of a list of facts: what it is, and one or more values with their sources.
package struct FactModel: Sendable {
    package enum Value: Sendable {
        case words(String)
        case said(Said)
        case date(EDTF)
        case number(Int)
        case link(Said, Route)
        /// Words that lead to an address on the web.
        case web(Said, String)
    }

    package var label: String
    package var values: [ClaimModel<Value>]

    package init(label: String, values: [ClaimModel<Value>]) {
        self.label = label
        self.values = values
    }
}

/// A table of what is known year by year, hour by hour, result by result.
package struct TableModel: Sendable {
    package struct Cell: Sendable {
        package var values: [FactModel.Value]
        package var sources: [SourceModel]
        /// The colour that stands for the row in the drawing above the table.
        package var accent: Accent?
        var isEmpty: Bool { values.isEmpty && sources.isEmpty }

        package init(_ values: [FactModel.Value], sources: [SourceModel] = [], accent: Accent? = nil) {
            self.values = values
            self.sources = sources
            self.accent = accent
        }

        package init(_ value: FactModel.Value?, sources: [SourceModel] = [], accent: Accent? = nil) {
            self.init(value.map { [$0] } ?? [], sources: sources, accent: accent)
        }
    }

    package var caption: String
    package var columns: [String]
    /// As many cells each as there are columns; the first one names the row.
    package var rows: [[Cell]]

    package init(caption: String, columns: [String], rows: [[Cell]]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }
}

/// Records that point at the one shown, by kind ("what points here").
package struct RelatedModel: Sendable {
    package var heading: String
    package var cards: [CardModel]
    /// The whole list, where there are more than the cards.
    package var more: Route?

    package init(heading: String, cards: [CardModel], more: Route?) {
        self.heading = heading
        self.cards = cards
        self.more = more
    }
}
