package import Records

/// A rectangle of pixels of the upright original.
package struct PixelArea: Hashable, Sendable, Codable {
    package let left: Int
    package let top: Int
    package let width: Int
    package let height: Int

    package init(left: Int, top: Int, width: Int, height: Int) {
        (self.left, self.top, self.width, self.height) = (left, top, width, height)
    }

    /// Every pixel that an area touches.
    ///
    /// - Parameter size: that of the upright original.
    package init(_ box: PictureArea.Box, in size: PixelSize) {
        let (left, width) = Self.pixels(box.left, box.width, of: size.width)
        let (top, height) = Self.pixels(box.top, box.height, of: size.height)
        self.init(left: left, top: top, width: width, height: height)
    }

    private static func pixels(_ start: Int, _ length: Int, of side: Int) -> (Int, Int) {
        let whole = PictureArea.Box.side
        let first = min(start * side / whole, side - 1)
        let end = ((start + length) * side + whole - 1) / whole
        return (first, max(min(end, side) - first, 1))
    }

    /// Whether it holds a pixel, and none beyond a picture.
    package func lies(in size: PixelSize) -> Bool {
        left >= 0 && top >= 0 && width > 0 && height > 0 && left < size.width && top < size.height
            && width <= size.width - left && height <= size.height - top
    }
}

/// Into how many cells an area is divided, of each of which only the mean colour stays.
///
/// A face has been recognised by those who know it from some seven by ten cells, and by a machine that was taught from
/// fewer still; four across the shorter side leave hardly more than where it is light and dark. However long an area is,
/// it holds eight across the longer side at most, so that no line of writing can be matched letter by letter. Cells below
/// eight pixels would leave what is small as it was.
package struct CellGrid: Hashable, Sendable {
    package static let acrossShorter = 4
    package static let acrossLonger = 8
    /// Pixels.
    package static let leastCell = 8

    package let columns: Int
    package let rows: Int

    package init(of area: PixelArea) {
        let (shorter, longer) = (min(area.width, area.height), max(area.width, area.height))
        let cell = max(
            Self.leastCell, (shorter + Self.acrossShorter - 1) / Self.acrossShorter,
            (longer + Self.acrossLonger - 1) / Self.acrossLonger)
        columns = max(1, area.width / cell)
        rows = max(1, area.height / cell)
    }
}
