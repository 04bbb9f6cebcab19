import Localisation
import Records

extension Page {
    /// The land, an arc from the home city to each partner, and their names where there is room.
    ///
    /// The drawing has two layers: land and arcs stretch with the width; names and dots are placed in parts of the width
    /// and sized in letters, so that they stay readable at 320 pixels and at the largest font.
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
                    for spot in model.spots { arc(from: home, to: spot) }
                }
            }
            for spot in model.spots { dot(spot, window) }
            if let home = model.home {
                mark(at: home, window) {
                    element("circle", [.class("map-home"), Attribute("r", .literal("1.1%"))]) {}
                }
            }
            names(model, window)
        }
    }

    private func description(_ model: MapModel) -> String {
        t("{count} partner city", "{count} partner cities", count: model.total)
            + ". " + t("Arcs lead to them from {city}.", ["city": model.homeName.text])
    }

    /// A line that rises a quarter of the way it goes.
    private func arc(from home: MapPoint, to spot: MapModel.Spot) {
        let (dx, dy) = (spot.point.x - home.x, spot.point.y - home.y)
        let rise = (dx * dx + dy * dy).squareRoot() / 4
        let (middleX, middleY) = (home.x + dx / 2, home.y + dy / 2 - rise)
        element(
            "path",
            [
                .class("map-arc"), .accent(spot.accent),
                Attribute(
                    "d",
                    .text(
                        "M\(places(home.x)) \(places(home.y))Q\(places(middleX)) \(places(middleY)) "
                            + "\(places(spot.point.x)) \(places(spot.point.y))")),
            ]
        ) {}
    }

    private func dot(_ spot: MapModel.Spot, _ window: MapWindow) {
        // The area of a dot tells how many it stands for; it grows with the map and not with the letters, which would
        // cover a small map.
        let radius = spot.count == 1 ? 0.9 : min(0.9 + Double(spot.count).squareRoot() * 0.15, 4)
        mark(at: spot.point, window) {
            element(
                "circle",
                [.class("map-dot"), .accent(spot.accent), Attribute("r", .text("\(places(radius))%"))]
            ) {}
        }
    }

    /// Each name beside its dot, moved up or down where another one stands already.
    private func names(_ model: MapModel, _ window: MapWindow) {
        var taken: [MapLabel] = []
        let named = model.spots.filter { $0.name != nil }
        let dots = ([model.home].compactMap { $0 } + named.map(\.point)).map(window.place)
        if let home = model.home {
            taken.append(MapLabel(model.homeName, at: window.place(of: home), dots: dots, taken: taken))
        }
        for spot in named.sorted(by: { $0.point.y < $1.point.y }) {
            guard let name = spot.name else { continue }
            taken.append(MapLabel(name, at: window.place(of: spot.point), dots: dots, taken: taken))
        }
        for label in taken {
            mark(label.place) {
                element(
                    "line",
                    [
                        .class("map-lead"), Attribute("x2", .text("\(places(label.x))em")),
                        Attribute("y2", .text("\(places(label.y))em")),
                    ]
                ) {}
                element(
                    "text",
                    [
                        .class("map-name"), Attribute("x", .text("\(places(label.x))em")),
                        Attribute("y", .text("\(places(label.y + 0.3))em")),
                        Attribute("text-anchor", .literal("end")).if(label.isLeft),
                        tongue(label.name).language,
                    ]
                ) { text(label.name.text) }
            }
        }
    }

    private func mark(at point: MapPoint, _ window: MapWindow, _ content: () -> Void) {
        mark(window.place(of: point), content)
    }

    /// A place of its own coordinates, in parts of the drawing.
    private func mark(_ place: (x: Double, y: Double), _ content: () -> Void) {
        element(
            "svg",
            [
                .class("map-mark"), Attribute("x", .text("\(places(place.x * 100))%")),
                Attribute("y", .text("\(places(place.y * 100))%")),
            ], content)
    }

    /// A number with one decimal: a twentieth of a pixel.
    private func places(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
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

    private init(x: Double, y: Double, width: Double, height: Double) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    var viewBox: String { "\(Int(x)) \(Int(y)) \(Int(width)) \(Int(height))" }

    /// Where a place lies in the window, in parts of its width and height.
    func place(of point: MapPoint) -> (x: Double, y: Double) {
        ((point.x - x) / width, (point.y - y) / height)
    }
}

/// A name on the map, put where no other stands. Measured for a drawing of sixty letters' width.
private struct MapLabel {
    let name: Said
    let place: (x: Double, y: Double)
    /// From the place to the text, in letters.
    var x: Double
    var y: Double
    var isLeft: Bool

    private static let width = 60.0
    private static let height = 28.0

    /// - Parameters:
    ///   - dots: every place that a name should not cover.
    ///   - taken: the names that stand already.
    init(
        _ name: Said, at place: (x: Double, y: Double), dots: [(x: Double, y: Double)], taken: [MapLabel]
    ) {
        self.name = name
        self.place = place
        (x, y, isLeft) = (0.8, 0, false)
        let steps = [0, -1.4, 1.4, -2.8, 2.8, -4.2, 4.2, -5.6, 5.6]
        search: for step in steps {
            for left in [place.x > 0.75, place.x <= 0.75] {
                (x, y, isLeft) = (left ? -0.8 : 0.8, step, left)
                if !taken.contains(where: overlaps), !dots.contains(where: covers) { break search }
            }
        }
    }

    /// Left, top, right, bottom in letters.
    private var box: (Double, Double, Double, Double) {
        let length = Double(name.text.count) * 0.55
        let start = place.x * Self.width + x - (isLeft ? length : 0)
        let middle = place.y * Self.height + y
        return (start, middle - 0.7, start + length, middle + 0.7)
    }

    private func overlaps(_ other: MapLabel) -> Bool {
        let (a, b) = (box, other.box)
        return !(a.2 < b.0 || b.2 < a.0 || a.3 < b.1 || b.3 < a.1)
    }

    private func covers(_ dot: (x: Double, y: Double)) -> Bool {
        let (left, top, right, bottom) = box
        let (x, y) = (dot.x * Self.width, dot.y * Self.height)
        return left - 0.3 < x && x < right + 0.3 && top < y && y < bottom
    }
}
