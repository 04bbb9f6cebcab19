package import Records

/// An exhibition: what it is about, and its rooms in the order of the walk.
package struct ExhibitionModel: Sendable {
    package var title: Said
    package var introduction: Said?
    package var picture: PictureModel?
    package var facts: [FactModel]
    package var rooms: [CardModel]
    package var sources: [SourceModel]
    /// Where other programs find its pictures.
    package var presentation: Route?

    package init(
        title: Said, introduction: Said?, picture: PictureModel?, facts: [FactModel], rooms: [CardModel],
        sources: [SourceModel], presentation: Route? = nil
    ) {
        self.presentation = presentation
        self.title = title
        self.introduction = introduction
        self.picture = picture
        self.facts = facts
        self.rooms = rooms
        self.sources = sources
    }
}

/// A room of an exhibition: its showcases, and the doors to the rooms before and after.
package struct RoomModel: Sendable {
    /// A record and the label beside it.
    package struct Panel: Sendable {
        package var route: Route
        package var title: Said
        package var overline: Said?
        package var label: Said?
        package var picture: PictureModel?

        package init(route: Route, title: Said, overline: Said?, label: Said?, picture: PictureModel?) {
            self.route = route
            self.title = title
            self.overline = overline
            self.label = label
            self.picture = picture
        }
    }

    package struct Showcase: Sendable {
        package var title: Said
        package var text: Said?
        package var panels: [Panel]

        package init(title: Said, text: Said?, panels: [Panel]) {
            self.title = title
            self.text = text
            self.panels = panels
        }
    }

    package typealias Door = (title: Said, route: Route)

    package var exhibition: Door
    package var title: Said
    package var introduction: Said?
    /// From 1, in the order of the walk.
    package var number: Int
    package var count: Int
    package var accent: Accent?
    package var showcases: [Showcase]
    package var previous: Door?
    package var next: Door?

    package init(
        exhibition: Door, title: Said, introduction: Said?, number: Int, count: Int, accent: Accent?,
        showcases: [Showcase], previous: Door?, next: Door?
    ) {
        self.exhibition = exhibition
        self.title = title
        self.introduction = introduction
        self.number = number
        self.count = count
        self.accent = accent
        self.showcases = showcases
        self.previous = previous
        self.next = next
    }
}
