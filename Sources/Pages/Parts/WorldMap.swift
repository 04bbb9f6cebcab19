import Localisation
import Records

extension Page {
    /// The land, and an arc from the home city to each partner. The names stand in the table below: letters in a drawing
    /// neither grow with the reader's choice nor break.
    ///
    /// - Parameter window: the part of the map that is shown; all of it by default.
    func worldMap(_ model: MapModel, name: String, window: MapWindow = .world) {
        element(
            "svg",
            [
                .class(window.isWorld ? "map" : "map map-part"), .role("img"),
                Attribute("aria-labelledby", .literal("map-name map-words")),
            ]
        ) {
            element("title", [.id("map-name")]) { text(name) }
            element("desc", [.id("map-words")]) { text(description(model)) }
            element(
                "svg",
                [
                    Attribute("viewBox", .text(window.viewBox)),
                    Attribute("preserveAspectRatio", .literal("xMidYMid slice")),
                    Attribute("width", .literal("100%")), Attribute("height", .literal("100%")),
                ]
            ) {
                element(
                    "use", [.class("land"), Attribute("href", .text(self.frame.assets.land + "#land"))]
                ) {}
                if let home = model.home {
                    arcs(from: home, to: model.spots)
                }
            }
            for spot in model.spots { dot(spot, window) }
            if let home = model.home {
                let place = window.place(of: home)
                circle("map-home", place, radius: 1.1, accent: nil, name: model.homeName)
            }
        }
    }

    private func description(_ model: MapModel) -> String {
        t.sentences(
            t("{count} partner city", "{count} partner cities", count: model.total),
            t("Arcs lead to them from {city}.", ["city": model.homeName.text]))
    }

    /// One path for all that follow one another in one colour: of many partners that is one for the whole map.
    private func arcs(from home: MapPoint, to spots: [MapModel.Spot]) {
        var rest = spots[...]
        while let first = rest.first {
            let alike = rest.prefix { $0.accent == first.accent }
            rest = rest.dropFirst(alike.count)
            var lines = ""
            for spot in alike { lines += arc(from: home, to: spot.point) }
            element(
                "path", [.class("map-arc"), .accent(first.accent), Attribute("d", .text(lines))]
            ) {}
        }
    }

    /// A line that rises a quarter of the way it goes.
    private func arc(from home: MapPoint, to end: MapPoint) -> String {
        let (dx, dy) = (end.x - home.x, end.y - home.y)
        let rise = (dx * dx + dy * dy).squareRoot() / 4
        let (middleX, middleY) = (home.x + dx / 2, home.y + dy / 2 - rise)
        return "M\(places(home.x)) \(places(home.y))Q\(places(middleX)) \(places(middleY)) "
            + "\(places(end.x)) \(places(end.y))"
    }

    private func dot(_ spot: MapModel.Spot, _ window: MapWindow) {
        // The area of a dot tells how many it stands for; it grows with the map and not with the letters, which would
        // cover a small map.
        let radius = spot.count == 1 ? 0.9 : min(0.9 + Double(spot.count).squareRoot() * 0.15, 4)
        circle(
            "map-dot", window.place(of: spot.point), radius: radius, accent: spot.accent,
            name: spot.name ?? Said(t.number(spot.count), in: language))
    }

    /// A dot in parts of the drawing; its name is shown to who points at it, and stands in the table for all.
    private func circle(
        _ name: StaticString, _ place: (x: Double, y: Double), radius: Double, accent: Accent?,
        name said: Said
    ) {
        element(
            "circle",
            [
                .class(name), .accent(accent), Attribute("cx", .text("\(places(place.x * 100))%")),
                Attribute("cy", .text("\(places(place.y * 100))%")),
                Attribute("r", .text("\(places(radius))%")),
            ]
        ) { element("title", [tongue(said).language]) { text(said.text) } }
    }

    /// A number with one decimal: a twentieth of a pixel.
    private func places(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let (whole, tenth) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        return (tenths < 0 ? "-" : "") + (tenth == 0 ? "\(whole)" : "\(whole).\(tenth)")
    }
}

/// The part of the map that a drawing shows.
struct MapWindow {
    var x, y, width, height: Double

    static let world = MapWindow(x: 0, y: 0, width: MapPoint.width, height: MapPoint.height)
    var isWorld: Bool { width == MapPoint.width }

    /// Two places with room around them, in the shape of a city's map: twice as wide as high.
    init(around first: MapPoint, _ second: MapPoint) {
        width = max(abs(first.x - second.x) * 1.5, abs(first.y - second.y) * 3.4, 160)
        width = min(width, MapPoint.width)
        height = width / 2
        x = (first.x + second.x) / 2 - width / 2
        // The arc rises above both.
        y = (first.y + second.y) / 2 - height * 0.58
    }

    init(x: Double, y: Double, width: Double, height: Double) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    var viewBox: String { "\(Int(x)) \(Int(y)) \(Int(width)) \(Int(height))" }

    /// Where a place lies in the window, in parts of its width and height.
    func place(of point: MapPoint) -> (x: Double, y: Double) {
        ((point.x - x) / width, (point.y - y) / height)
    }
}
