import Localisation
import Records

extension FormField {
    /// Whether a part of a picture is written in it, at any depth.
    var takesPictureArea: Bool { !isFixed && shape.holdsPictureArea }
}

extension FormShape {
    fileprivate var holdsPictureArea: Bool {
        switch self {
        case .pictureArea: true
        case .group(let fields): fields.contains(where: \.takesPictureArea)
        case .rows(let element): element.holdsPictureArea
        default: false
        }
    }
}

extension Page {
    /// The scripts by which parts are drawn on the picture beside their numbers, with the words of what they make.
    func drawingParts() {
        let words: [Attribute] = [
            Attribute("data-draw", .text(t("The picture on which areas are marked"))),
            Attribute("data-name", .text(t("part", context: "field"))),
            Attribute(
                "data-help",
                .text(
                    t(
                        "Draw the part with the mouse or a finger. The arrow keys move it while it has the focus; with Shift they change its size."
                    ))),
            Attribute(
                "data-place",
                .text(t("{left} % from the left, {top} % from the top, {width} by {height} %"))),
        ]
        element("script", [Attribute("src", .text(frame.assets.area)), Attribute("defer", .flag)]) {}
        element(
            "script", [Attribute("src", .text(frame.assets.look)), Attribute("defer", .flag)] + words
        ) {}
    }
}
