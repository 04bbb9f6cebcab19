package import Records

/// How people on a photo were made unrecognisable: from what, where, and what came of it. For the office alone.
package struct Blurring: Group {
    /// The most areas on one picture.
    package static let areaLimit = 100

    /// The closed original: with it, all can be done again.
    package var original = Media()
    package var areas: [PictureArea] = []
    /// The hash of the picture that was made.
    package var picture = Line()

    package init() {}

    package static let fields = Fields<Self>([
        Field("original", \.original),
        Field("areas", \.areas),
        Field("picture", \.picture),
    ])

    package func checkWhole(at path: () -> String, into problems: inout [Problem]) {
        guard areas.count > Self.areaLimit else { return }
        problems.append(Problem(path: path() + ".areas", reason: .tooMany(limit: Self.areaLimit)))
    }
}

extension Photo {
    /// Whether its picture is the one in which people were made unrecognisable, and no other that came later.
    package var isBlurred: Bool {
        !image.isEmpty && blurring.picture.text == image.blob && !blurring.areas.isEmpty
    }

    /// What people are made unrecognisable in: the closed original of the picture, or the picture where there is none.
    package var blurSource: Media { isBlurred && !blurring.original.isEmpty ? blurring.original : image }

    /// The areas that were made unrecognisable in `blurSource`.
    package var blurredAreas: [PictureArea] { blurSource == blurring.original ? blurring.areas : [] }
}
