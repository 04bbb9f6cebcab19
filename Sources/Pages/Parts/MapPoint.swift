#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Where a place lies on the world map, in the frame of `land.svg`: 2,000 wide, from 84° north to 58° south.
///
/// Šavrič, Patterson, Jenny: "The Equal Earth map projection", 2018. `script/land-outline` draws the land with the same
/// numbers.
package struct MapPoint: Sendable, Hashable {
    package static let width = 2000.0
    package static let height = 875.0

    package var x: Double
    package var y: Double

    /// A place in the frame.
    package init(x: Double, y: Double) { (self.x, self.y) = (x, y) }

    /// Degrees of longitude and latitude; what lies beyond the frame is put on its edge.
    package init(longitude: Double, latitude: Double) {
        let scale = Self.width / (2 * Self.project(longitude: 180, latitude: 0).x)
        let place = Self.project(longitude: longitude, latitude: latitude)
        x = min(max(Self.width / 2 + scale * place.x, 0), Self.width)
        y = min(max(scale * (Self.project(longitude: 0, latitude: 84).y - place.y), 0), Self.height)
    }

    private static func project(longitude: Double, latitude: Double) -> (x: Double, y: Double) {
        let (a1, a2, a3, a4) = (1.340264, -0.081106, 0.000893, 0.003796)
        let t = asin(3.0.squareRoot() / 2 * sin(latitude * .pi / 180))
        let (t2, t6) = (t * t, t * t * t * t * t * t)
        let slope: Double = 9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1
        let turn = longitude * .pi / 180
        let height: Double = a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1
        return (2 * 3.0.squareRoot() * turn * cos(t) / (3 * slope), t * height)
    }
}
