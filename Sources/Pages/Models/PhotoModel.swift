package import Records

/// A photo shown large, with all that is known of it.
package struct PhotoModel: Sendable {
    package var picture: PictureModel
    /// How long the sides of its ready tiles are, in pixels.
    package var tileSide: Int
    package var title: Said
    package var text: Said?
    package var facts: [FactModel]
    package var sources: [SourceModel]
    package var related: [RelatedModel]
    /// A guided look, in the order in which it is told.
    package var looks: [LookModel]
    /// Those who can be recognised and are named, in the order of the office.
    package var named: [NamedPersonModel]
    /// The same view at an earlier time.
    package var earlier: PictureModel?
    /// Whether everybody may take a copy of the picture.
    package var allowsCopies: Bool

    package init(
        picture: PictureModel, tileSide: Int, title: Said, text: Said?, facts: [FactModel],
        sources: [SourceModel], related: [RelatedModel], looks: [LookModel] = [],
        named: [NamedPersonModel] = [], earlier: PictureModel? = nil, allowsCopies: Bool = false
    ) {
        self.picture = picture
        self.tileSide = tileSide
        self.title = title
        self.text = text
        self.facts = facts
        self.sources = sources
        self.related = related
        self.looks = looks
        self.named = named
        self.earlier = earlier
        self.allowsCopies = allowsCopies
    }
}

/// A part of a picture, and what there is to see.
package struct LookModel: Sendable {
    package var part: PictureArea.Box
    package var title: Said
    package var text: Said?

    package init(part: PictureArea.Box, title: Said, text: Said?) {
        self.part = part
        self.title = title
        self.text = text
    }
}

/// Somebody who is named in a picture.
package struct NamedPersonModel: Sendable {
    /// Where they are to be seen; `nil` where only their name is told.
    package var part: PictureArea.Box?
    package var name: Said
    package var office: Said?

    package init(part: PictureArea.Box?, name: Said, office: Said?) {
        self.part = part
        self.name = name
        self.office = office
    }
}
