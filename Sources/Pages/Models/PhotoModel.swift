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
    /// The same view at an earlier time.
    package var earlier: PictureModel?
    /// Whether everybody may take a copy of the picture.
    package var allowsCopies: Bool

    package init(
        picture: PictureModel, tileSide: Int, title: Said, text: Said?, facts: [FactModel],
        sources: [SourceModel], related: [RelatedModel], looks: [LookModel] = [],
        earlier: PictureModel? = nil,
        allowsCopies: Bool = false
    ) {
        self.picture = picture
        self.tileSide = tileSide
        self.title = title
        self.text = text
        self.facts = facts
        self.sources = sources
        self.related = related
        self.looks = looks
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
