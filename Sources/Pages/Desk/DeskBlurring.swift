package import Records

/// A photo on which people are made unrecognisable.
package struct DeskBlurring: Sendable {
    package var code: String
    package var title: Said
    /// The revision that the page was made from.
    package var base: Int64
    /// Whether visitors see a version of it.
    package var isPublic: Bool
    /// Whether its picture was made here already.
    package var isMade: Bool
    /// Pixels of what is worked on.
    package var width: Int
    package var height: Int
    /// As they were typed: `areas.0.left` and so on, in percent.
    package var areas: FormTexts
    package var areaLimit: Int
    package var problems: [Problem] = []
    package var notice: DeskForm.Notice?
    /// What would be made.
    package var result: Route?

    package init(
        code: String, title: Said, base: Int64, isPublic: Bool, isMade: Bool, width: Int, height: Int,
        areas: FormTexts, areaLimit: Int
    ) {
        self.code = code
        self.title = title
        self.base = base
        self.isPublic = isPublic
        self.isMade = isMade
        self.width = width
        self.height = height
        self.areas = areas
        self.areaLimit = areaLimit
    }
}
