package import Records

extension Photo {
    /// A part of a picture to be looked at, and what there is to see: one step of a guided look.
    package struct Look: Group {
        /// The most looks on one picture.
        package static let limit = 30

        package var part = PictureArea()
        package var title = Localized()
        package var text = Localized()

        package init() {}

        package static let fields = Fields<Self>([
            Field("part", \.part, .required),
            Field("title", \.title, .required),
            Field("text", \.text, .prose),
        ])
    }
}
