package import Records

extension Photo {
    /// Somebody who can be recognised in a picture and may be named: shown in an office, or by consent.
    package struct NamedPerson: Group {
        /// The most people who are named in one picture.
        package static let limit = 100

        /// Where in the picture; empty where only the name is told.
        package var part = PictureArea()
        package var name = Localized()
        package var office = Localized()
        /// What allows the picture and the name of somebody who is not shown in an office.
        package var coveredBy = Reference<Consent>()

        package init() {}

        package static let fields = Fields<Self>([
            Field("part", \.part),
            Field("name", \.name, .required),
            Field("office", \.office),
            Field("coveredBy", \.coveredBy, .seenBy(.staff)),
        ])
    }
}
