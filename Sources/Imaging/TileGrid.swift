/// How a picture is cut into tiles: level by level, each half as fine as the one before, until all of it lies in one tile.
///
/// A tile shows a square of `side` times the level's factor pixels, or what is left of the picture at its right and lower
/// end, at that part of its size, rounded up (IIIF Image API 3.0, section 5.4).
package struct TileGrid: Hashable, Sendable {
    /// The length of a tile's sides, in pixels.
    package static let side = 512
    /// More tiles than this has no picture but one that is nearly a line; then there are none ready.
    package static let limit = 8_192

    /// One of the sizes in which the whole picture is cut up.
    package struct Level: Hashable, Sendable {
        /// So many pixels of the picture lie under one of the level: a power of two.
        package let factor: Int
        package let columns: Int
        package let rows: Int
        /// The place of its first tile among all; the others follow row by row.
        package let first: Int
    }

    package let picture: PixelSize
    /// From the finest to that of one tile.
    package let levels: [Level]
    package let count: Int

    /// - Parameter picture: the size of an upright original, within `ImagingLimits`.
    /// - Returns: `nil` where there would be too many tiles.
    package init?(of picture: PixelSize) {
        var levels: [Level] = []
        var count = 0
        for factor in Self.factors(of: picture) {
            let columns = Self.parts(of: picture.width, each: Self.side * factor)
            let rows = Self.parts(of: picture.height, each: Self.side * factor)
            levels.append(Level(factor: factor, columns: columns, rows: rows, first: count))
            count += columns * rows
        }
        guard count <= Self.limit else { return nil }
        (self.picture, self.levels, self.count) = (picture, levels, count)
    }

    /// 1, 2, 4 and so on until the whole picture lies in one tile.
    package static func factors(of picture: PixelSize) -> [Int] {
        var factors = [1]
        while let last = factors.last, last * side < max(picture.width, picture.height) {
            factors.append(last * 2)
        }
        return factors
    }

    /// What a tile shows, and in what size.
    package func tile(level: Int, column: Int, row: Int) -> (area: PixelArea, size: PixelSize) {
        let factor = levels[level].factor
        let (left, top) = (column * Self.side * factor, row * Self.side * factor)
        let area = PixelArea(
            left: left, top: top, width: min(Self.side * factor, picture.width - left),
            height: min(Self.side * factor, picture.height - top))
        let size = PixelSize(
            width: Self.parts(of: area.width, each: factor), height: Self.parts(of: area.height, each: factor)
        )
        return (area, size)
    }

    /// The place of a tile among all; `nil` of one that is not there.
    package func place(level: Int, column: Int, row: Int) -> Int? {
        guard levels.indices.contains(level), (0..<levels[level].columns).contains(column),
            (0..<levels[level].rows).contains(row)
        else { return nil }
        return levels[level].first + row * levels[level].columns + column
    }

    /// The place of the tile that shows exactly this area in exactly this size; `nil` where none does.
    package func place(of area: PixelArea, in size: PixelSize) -> Int? {
        guard area.lies(in: picture) else { return nil }
        for (number, level) in levels.enumerated() {
            let step = Self.side * level.factor
            let (column, row) = (area.left / step, area.top / step)
            if tile(level: number, column: column, row: row) == (area, size) {
                return place(level: number, column: column, row: row)
            }
        }
        return nil
    }

    /// From which level a view is made: the coarsest that is at least twice as fine, or the finest.
    ///
    /// JPEG leaves errors of up to six of 255 on a level itself, of photographs with much detail; scaled to a half they are
    /// below two, and on the finest level they are as well.
    /// - Returns: `nil` for what is enlarged, has too many pixels of the finest level, or is to be exact there (PNG): that
    ///   is made from the original.
    package func level(for view: PictureView) -> Int? {
        let (area, size) = (view.area, view.size)
        guard area.lies(in: picture), size.width > 0, size.height > 0, size.width <= area.width,
            size.height <= area.height
        else { return nil }
        let found = levels.lastIndex {
            $0.factor * 2 * size.width <= area.width && $0.factor * 2 * size.height <= area.height
        }
        guard let found else {
            return view.format != .png && area.width * area.height <= ImagingLimits.viewPixels ? 0 : nil
        }
        let factor = levels[found].factor
        return area.width / factor * (area.height / factor) <= ImagingLimits.viewPixels ? found : nil
    }

    private static func parts(of length: Int, each: Int) -> Int { (length + each - 1) / each }
}
