/// The picture that stands for a page where it is shared, when the page has none of its own: the arcs in the Hall's
/// colours.
///
/// It holds no letters: the title stands beside it wherever it is shown, in the page's language, and no font has to be
/// there (decision 0011). One drawing serves every language and scheme.
package enum SharePicture {
    /// What those who show it ask for: 1.91 to 1.
    package static let width = 1200
    package static let height = 630

    private static let palette = Palette.deviceDark

    /// An SVG document.
    ///
    /// - Parameters:
    ///   - map: what to draw; without a place on it, two places and an arc stand for all.
    ///   - land: `land.svg`, of which the outline is taken.
    package static func drawing(_ map: MapModel?, land: [UInt8]) -> [UInt8] {
        let deep = Palette.deviceLight.deep.css
        var svg = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)"><rect width="\(width)" height="\(height)" fill="\(deep)"/>
            """
        svg += map.flatMap { scene($0, land) } ?? sign
        return Array((svg + "</svg>\n").utf8)
    }

    private static func scene(_ map: MapModel, _ land: [UInt8]) -> String? {
        guard let home = map.home, !map.spots.isEmpty else { return nil }
        let window = window(around: [home] + map.spots.map(\.point))
        let scale = Double(width) / window.width
        func place(_ point: MapPoint) -> (x: Double, y: Double) {
            ((point.x - window.x) * scale, (point.y - window.y) * scale)
        }
        var svg = """
            <g fill="\(palette.ink.css)" fill-opacity="0.13" transform="scale(\(text(scale))) \
            translate(\(text(-window.x)) \(text(-window.y)))">\(outline(land))</g>
            """
        // A few arcs are bold; where there are many each is thin.
        let weight = map.spots.count > 12 ? 2.0 : 6.0
        for spot in map.spots {
            let colour = palette.colour(of: spot.accent ?? .amber).css
            svg += arc(from: place(home), to: place(spot.point), colour, weight)
        }
        for spot in map.spots {
            svg += dot(place(spot.point), weight * 2, palette.colour(of: spot.accent ?? .amber).css)
        }
        return svg + dot(place(home), 16, palette.ink.css)
    }

    /// The part of the map, in the picture's shape, that holds all places and the arcs above them.
    private static func window(around points: [MapPoint]) -> MapWindow {
        let (xs, ys) = (points.map(\.x), points.map(\.y))
        let (left, right) = (xs.min() ?? 0, xs.max() ?? MapPoint.width)
        let (top, bottom) = (ys.min() ?? 0, ys.max() ?? MapPoint.height)
        let shape = Double(width) / Double(height)
        let wide = max((right - left) * 1.35, (bottom - top + (right - left) / 5) * 1.5 * shape, 240)
        let high = wide / shape
        // The arcs rise above their ends. Beyond the map's edges there is only sea: as little as can be is shown.
        let (x, y) = ((left + right - wide) / 2, (top - (right - left) / 8 + bottom - high) / 2)
        return MapWindow(
            x: wide > MapPoint.width ? x : min(max(x, 0), MapPoint.width - wide),
            y: high > MapPoint.height ? y : min(max(y, 0), MapPoint.height - high), width: wide, height: high)
    }

    /// The icon's two places and their arc, in the middle.
    private static var sign: String {
        let (left, right) = ((x: 350.0, y: 420.0), (x: 850.0, y: 420.0))
        return arc(from: left, to: right, palette.ink.css, 24, rise: 1)
            + dot(left, 44, palette.ink.css) + dot(right, 44, palette.colour(of: .amber).css)
    }

    private static func arc(
        from start: (x: Double, y: Double), to end: (x: Double, y: Double), _ colour: String,
        _ weight: Double, rise: Double = 0.25
    ) -> String {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let height = (dx * dx + dy * dy).squareRoot() * rise
        return """
            <path d="M\(text(start.x)) \(text(start.y))Q\(text(start.x + dx / 2)) \
            \(text(start.y + dy / 2 - height)) \(text(end.x)) \(text(end.y))" fill="none" stroke="\(colour)" \
            stroke-width="\(text(weight))" stroke-linecap="round"/>
            """
    }

    private static func dot(_ place: (x: Double, y: Double), _ radius: Double, _ colour: String) -> String {
        "<circle cx=\"\(text(place.x))\" cy=\"\(text(place.y))\" r=\"\(text(radius))\" fill=\"\(colour)\"/>"
    }

    /// The `path` element of the land.
    private static func outline(_ land: [UInt8]) -> Substring {
        let text = String(decoding: land, as: UTF8.self)
        guard let start = text.firstRange(of: "<path"),
            let end = text[start.upperBound...].firstRange(of: "/>")
        else {
            return ""
        }
        return text[start.lowerBound..<end.upperBound]
    }

    private static func text(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
