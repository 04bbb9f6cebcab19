import Localisation
import Records

/// How large a picture is on its page, for the choice among its sizes.
enum PictureUse {
    /// As wide as the page.
    case large
    /// Beside text: about half of a wide page.
    case half
    /// One of several in a row.
    case small

    fileprivate var sizes: StaticString {
        switch self {
        case .large: "(min-width: 75em) 1080px, 94vw"
        case .half: "(min-width: 60em) 560px, 94vw"
        case .small: "(min-width: 60em) 360px, (min-width: 36em) 46vw, 94vw"
        }
    }

    fileprivate func className(isUpright: Bool) -> StaticString {
        switch self {
        case .large: isUpright ? "picture picture-large picture-upright" : "picture picture-large"
        case .half: isUpright ? "picture picture-half picture-upright" : "picture picture-half"
        case .small: "picture"
        }
    }

    /// The width in pixels that browsers without `srcset` get.
    fileprivate var width: Int {
        switch self {
        case .large: 1280
        case .half: 960
        case .small: 640
        }
    }
}

extension PictureModel {
    /// The sizes there are, in pixels; at least one.
    fileprivate var existing: [Int] { widths.isEmpty ? [width] : widths }

    /// The height that belongs to a width, as the imaging process rounds it.
    package func height(at width: Int) -> Int {
        guard self.width > 0 else { return height }
        return max(1, (height * width + self.width / 2) / self.width)
    }
}

extension Page {
    /// The picture alone; where images are off, a box with its description.
    func image(_ picture: PictureModel, _ use: PictureUse) {
        let (language, direction) = tongue(picture.alt)
        let isFirst = !out.hasPicture
        out.hasPicture = true
        let shown = out.aside {
            let widths = picture.existing
            let width = widths.first { $0 >= use.width } ?? widths[widths.count - 1]
            let set = widths.map { "\(Route.picture(picture.code, width: $0).path) \($0)w" }.joined(
                separator: ", ")
            let isPublic = picture.ownAddress == nil
            img(
                Attribute("src", .route(picture.ownAddress ?? .picture(picture.code, width: width))),
                Attribute("srcset", .text(set)).if(isPublic),
                Attribute("sizes", .literal(use.sizes)).if(isPublic), Attribute("width", .number(width)),
                Attribute("height", .number(picture.height(at: width))),
                Attribute("alt", .text(picture.alt.text)),
                language, direction, Attribute("loading", .literal("lazy")).if(!isFirst),
                Attribute("decoding", .literal("async")))
        }
        let replaced = out.aside {
            if !picture.alt.text.isEmpty {
                span(.class("no-picture")) { text(picture.alt) }
            }
        }
        out.mark(.picture(shown: shown, replaced: replaced))
    }

    /// A picture with caption, date and credit beside or below it, never on it.
    ///
    /// - Parameter isLinked: whether its title leads to the picture's own page.
    func figure(_ picture: PictureModel, _ use: PictureUse, isLinked: Bool = true) {
        figure(.class(use.className(isUpright: picture.height > picture.width))) {
            div(.class("picture-frame")) { image(picture, use) }
            figcaption { caption(picture, isLinked: isLinked) }
        }
    }

    /// The picture's title as the way to its page, then its caption.
    ///
    /// - Parameter title: the heading of the page, which a caption of the same words would only repeat.
    func caption(_ picture: PictureModel, isLinked: Bool, under title: Said? = nil) {
        var heading = title
        if isLinked {
            let name = picture.title ?? picture.caption ?? picture.alt
            p(.class("caption")) { a(.href(picture.page)) { text(name) } }
            heading = name
        }
        if let words = picture.caption, words != heading {
            p(.class(isLinked ? "caption-words" : "caption")) { text(words) }
        }
        particulars(picture)
    }

    /// Date, and who made it; of a drawing, that it is one.
    func particulars(_ picture: PictureModel) {
        if let date = picture.date {
            p(.class("caption-line")) { self.date(date) }
        }
        switch (picture.isDrawing, picture.credit) {
        case (true, let credit?):
            p(.class("caption-line")) { sentence(t("Drawing: {name}", ["name": gap(0)]), credit) }
        case (true, nil):
            p(.class("caption-line")) { text(t("Drawing")) }
        case (false, let credit?):
            p(.class("caption-line")) { sentence(t("Photo: {name}", ["name": gap(0)]), credit) }
        case (false, nil): break
        }
    }

    /// A wall of pictures.
    func wall(_ pictures: [PictureModel]) {
        ul(.class("wall")) {
            for picture in pictures {
                li(.class("wall-piece")) { figure(picture, .small) }
            }
        }
    }
}
