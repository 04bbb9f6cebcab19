package import Records

/// Plain pages: "Visit us" (with facts such as address and hours), "About".
package struct TextModel: Sendable {
    package var title: Said
    package var text: Said?
    package var facts: [FactModel]
    /// How to write to the Hall.
    package var contact: Said?
    package var pictures: [PictureModel]
    package var sources: [SourceModel]

    package init(
        title: Said, text: Said?, facts: [FactModel], contact: Said? = nil, pictures: [PictureModel],
        sources: [SourceModel]
    ) {
        self.contact = contact
        self.title = title
        self.text = text
        self.facts = facts
        self.pictures = pictures
        self.sources = sources
    }
}
