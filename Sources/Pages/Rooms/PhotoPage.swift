import IIIF
import Localisation
import Records

extension Page {
    /// A photo as large as the page, and beside it all that is known of it.
    func photo(_ model: PhotoModel) {
        trail((t("Photos"), .photos(language)))
        article(.class("photo")) {
            header(.class("page-head")) {
                h1 { text(model.title) }
            }
            closePicture(model.picture, tileSide: model.tileSide)
            div(.class("photo-label")) {
                div(.class("photo-caption")) { caption(model.picture, isLinked: false, under: model.title) }
                if let words = model.text { div(.class("prose")) { paragraphs(words) } }
                facts(model.facts)
                sources(model.sources)
                if model.allowsCopies { copies(model.picture) }
            }
        }
        named(model)
        looks(model)
        if let earlier = model.earlier { thenAndNow(earlier, model.picture) }
        related(model.related)
    }

    /// The picture, with what `viewer.js` has to know of it; without the script it can be opened alone, in its largest size.
    private func closePicture(_ picture: PictureModel, tileSide: Int) {
        let isPublic = picture.ownAddress == nil
        div(
            .class("photo-picture"), Attribute("data-width", .number(picture.width)),
            Attribute("data-height", .number(picture.height)),
            Attribute("data-tile", .number(tileSide)),
            Attribute("data-service", .route(.imageService(.three, picture.code))).if(isPublic)
        ) {
            image(picture, .large)
            if isPublic, let width = picture.widths.last {
                p(.class("picture-alone")) {
                    a(.href(.picture(picture.code, width: width))) {
                        text(
                            t(
                                "Open the picture alone ({width} × {height} pixels)",
                                [
                                    "width": t.number(width),
                                    "height": t.number(picture.height(at: width)),
                                ]))
                    }
                }
            }
        }
    }

    /// The sizes of a picture that everybody may take, and whom to name with it.
    private func copies(_ picture: PictureModel) {
        guard picture.ownAddress == nil, !picture.widths.isEmpty else { return }
        details(.class("copies")) {
            summary { text(t("Take a copy")) }
            if let credit = picture.credit {
                p { sentence(t("Please name with it: {credit}", ["credit": gap(0)]), credit) }
            }
            ul {
                for width in picture.widths {
                    li {
                        a(
                            .href(.picture(picture.code, width: width)),
                            Attribute("download", .text("\(picture.code.lowercased())-\(width).jpg"))
                        ) {
                            text(
                                t(
                                    "{name}, {width} × {height} pixels",
                                    [
                                        "name": "JPEG", "width": t.number(width),
                                        "height": t.number(picture.height(at: width)),
                                    ]))
                        }
                    }
                }
            }
        }
    }

    /// Who is named in the picture, each beside the part where they are to be seen.
    private func named(_ model: PhotoModel) {
        guard !model.named.isEmpty else { return }
        section(.class("named"), .labelled(by: "named")) {
            h2(.id("named")) { text(t("Who is shown")) }
            ol(.class("named-list")) {
                for person in model.named {
                    let part = person.part.map { Attribute("data-part", .text($0.percentages)) }
                    li(.class("named-person"), part ?? Attribute("data-part", .absent)) {
                        if let cut = person.part.flatMap({ model.picture.cut($0, side: Self.faceSide) }) {
                            div(.class("look-picture")) { cutImage(cut, person.name) }
                        }
                        div(.class("look-words")) {
                            p(.class("card-title")) { name(person.name) }
                            if let office = person.office { p { text(office) } }
                        }
                    }
                }
            }
        }
    }

    /// Faces are small in the list, also in large letters on a dense screen.
    private static var faceSide: Int { 320 }

    /// A guided look: the parts of the picture one after another, each with its words.
    private func looks(_ model: PhotoModel) {
        guard !model.looks.isEmpty else { return }
        section(.class("looks"), .labelled(by: "looks")) {
            h2(.id("looks")) { text(t("A guided look")) }
            ol(.class("look-list")) {
                for (number, look) in model.looks.enumerated() {
                    li(.class("look"), Attribute("data-part", .text(look.part.percentages))) {
                        if let cut = model.picture.cut(look.part) {
                            div(.class("look-picture")) { cutImage(cut, look.title) }
                        }
                        div(.class("look-words")) {
                            p(.class("overline")) {
                                let count = t.number(model.looks.count)
                                text(
                                    t(
                                        "Look {number} of {count}",
                                        ["number": t.number(number + 1), "count": count]))
                            }
                            h3 { text(look.title) }
                            if let words = look.text { div(.class("prose")) { paragraphs(words) } }
                        }
                    }
                }
            }
        }
    }

    /// A part of a picture as an image of its own; where images are off, a box with what it is called.
    private func cutImage(_ cut: PictureModel.Cut, _ title: Said) {
        let (language, direction) = tongue(title)
        let shown = out.aside {
            img(
                Attribute("src", .route(cut.address)), Attribute("width", .number(cut.size.width)),
                Attribute("height", .number(cut.size.height)), Attribute("alt", .text(title.text)),
                language, direction, Attribute("loading", .literal("lazy")),
                Attribute("decoding", .literal("async")))
        }
        let replaced = out.aside { span(.class("no-picture")) { text(title) } }
        out.mark(.picture(shown: shown, replaced: replaced))
    }

    /// Two pictures of one view side by side; `then-now.js` lays one over the other.
    private func thenAndNow(_ earlier: PictureModel, _ later: PictureModel) {
        section(.class("then-now"), .labelled(by: "then-now")) {
            h2(.id("then-now")) { text(t("Then and now")) }
            div(.class("pair")) {
                let times = [
                    (earlier, t("Then", context: "picture")), (later, t("Now", context: "picture")),
                ]
                for (picture, when) in times {
                    figure(.class("picture pair-piece")) {
                        div(.class("picture-frame")) { image(picture, .half) }
                        figcaption {
                            p(.class("overline")) { text(when) }
                            caption(picture, isLinked: picture.page != frame.route)
                        }
                    }
                }
            }
        }
    }

    /// The script by which a photo is looked at closely, with the words of what it makes.
    func viewing(_ model: PhotoModel) {
        if model.earlier != nil {
            element(
                "script",
                [
                    Attribute("src", .text(frame.assets.thenNow)), Attribute("defer", .flag),
                    Attribute("data-slider", .text(t("How much of the earlier picture is shown"))),
                    Attribute("data-share", .text(t("Then {then}, now {now}"))),
                ]
            ) {}
        }
        let places = [
            t("upper left part"), t("upper part"), t("upper right part"), t("left part"), t("middle"),
            t("right part"), t("lower left part"), t("lower part"), t("lower right part"),
        ]
        let words: [Attribute] = [
            Attribute("data-open", .text(t("Look closely"))),
            Attribute("data-viewer", .text(t("The picture, looked at closely"))),
            Attribute("data-tools", .text(t("Move, zoom and turn"))),
            Attribute("data-stage", .text(t("The picture to be moved and zoomed"))),
            Attribute(
                "data-help",
                .text(
                    t(
                        "Arrow keys move the view, + and − change the zoom, Home shows the whole picture, R turns it, F fills the screen, Escape leaves the close look."
                    ))),
            Attribute("data-nearer", .text(t("Zoom in"))), Attribute("data-further", .text(t("Zoom out"))),
            Attribute("data-all", .text(t("The whole picture"))),
            Attribute("data-left", .text(t("To the left"))), Attribute("data-up", .text(t("Upwards"))),
            Attribute("data-down", .text(t("Downwards"))),
            Attribute("data-right", .text(t("To the right"))),
            Attribute("data-turn", .text(t("Turn to the right"))),
            Attribute("data-screen", .text(t("Full screen"))),
            Attribute("data-close", .text(t("Leave the close look"))),
            Attribute("data-places", .text(places.joined(separator: "|"))),
            Attribute("data-looks", .text(t("A guided look"))),
            Attribute("data-begin", .text(t("Begin the guided look"))),
            Attribute("data-named", .text(t("Who is shown"))),
            Attribute("data-show", .text(t("Show in the picture"))),
            Attribute("data-show-whom", .text(t.labelled(t("Show in the picture"), "{name}"))),
            Attribute("data-before", .text(t("Previous look"))),
            Attribute("data-after", .text(t("Next look"))),
            Attribute("data-zoom", .text(t("Zoom {percent}, {place}"))),
            Attribute("data-turned", .text(t("{state}, turned by {degrees}°"))),
            Attribute(
                "data-failed",
                .text(t("A part of the picture did not load and is shown less sharply."))),
        ]
        element(
            "script", [Attribute("src", .text(frame.assets.viewer)), Attribute("defer", .flag)] + words
        ) {}
    }
}

extension PictureModel {
    /// A part of the picture as the image service cuts it out.
    struct Cut {
        let address: Route
        let size: ImageExtent
    }

    /// - Parameter side: no side of the cut is longer.
    /// - Returns: `nil` of a picture that the image service does not know yet, or of a part smaller than a pixel.
    func cut(_ part: PictureArea.Box, side: Int = 800) -> Cut? {
        let whole = ImageExtent(width: width, height: height)
        guard ownAddress == nil, let cut = ImageRectangle(part, of: whole) else { return nil }
        let isSmall = max(cut.extent.width, cut.extent.height) <= side
        let request = ImageRequest(
            api: .three,
            region: .pixels(x: cut.x, y: cut.y, width: cut.extent.width, height: cut.extent.height),
            size: isSmall ? .max : .within(ImageExtent(width: side, height: side)),
            allowsUpscaling: false, rotation: .none, quality: .default, format: .jpg)
        guard let plan = try? ImagePlan(request, of: whole) else { return nil }
        return Cut(address: .image(.three, code, plan.canonical(.three).parameters), size: plan.size)
    }
}

extension PictureArea.Box {
    /// `12.5,30,8,10.25`: left, top, width, height in percent of the picture's sides.
    var percentages: String {
        [left, top, width, height].map(PictureArea.percent).joined(separator: ",")
    }
}
