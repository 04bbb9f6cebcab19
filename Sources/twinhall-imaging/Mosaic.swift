import CVips
import Glibc
import Imaging

/// The tiles of a picture, from which parts of it are made without its original.
struct Mosaic {
    private let tiles: TilePack

    /// - Parameter descriptor: the file of tiles, hostile until it was read.
    init(_ descriptor: Int32, of picture: PixelSize) throws(WorkerRefusal) {
        let sides = 1...ImagingLimits.pixels
        guard sides.contains(picture.width), sides.contains(picture.height),
            picture.width * picture.height <= ImagingLimits.pixels, let grid = TileGrid(of: picture)
        else { throw WorkerRefusal(.request, "there are no tiles of such a picture") }
        do throws(TilePackProblem) {
            tiles = try TilePack(OpenDescriptor(owning: dup(descriptor)), path: Self.path, of: grid)
        } catch {
            throw WorkerRefusal(.damaged, error.description)
        }
    }

    private func tile(at place: Int) throws(WorkerRefusal) -> [UInt8] {
        do throws(TilePackProblem) {
            return try tiles.bytes(of: place)
        } catch {
            throw WorkerRefusal(.damaged, error.description)
        }
    }

    /// The file comes without a name.
    private static let path = "the file that was handed over"

    /// Writes a part of the picture as it is to be seen.
    func write(_ view: PictureView, to output: Int32) throws(WorkerRefusal) -> SizedPicture {
        let grid = tiles.grid
        guard view.isPossible(of: grid.picture), let number = grid.level(for: view) else {
            throw WorkerRefusal(.request, "the view cannot be made from tiles")
        }
        let level = grid.levels[number]
        let step = TileGrid.side * level.factor
        // At a half of its size a tile is decoded sooner, and what its packing spoiled evens out.
        let isTwiceAsFine =
            view.size.width * level.factor * 2 <= view.area.width
            && view.size.height * level.factor * 2 <= view.area.height
        let shrink = isTwiceAsFine ? 2 : 1
        let side = TileGrid.side / shrink
        let columns = view.area.left / step...(view.area.left + view.area.width - 1) / step
        let rows = view.area.top / step...(view.area.top + view.area.height - 1) / step
        let last = grid.tile(level: number, column: columns.upperBound, row: rows.upperBound).size
        let ground = try Pixels(
            groundOf: PixelSize(
                width: (columns.count - 1) * side + Self.part(last.width, shrink),
                height: (rows.count - 1) * side + Self.part(last.height, shrink)))
        for row in rows {
            for column in columns {
                guard let place = grid.place(level: number, column: column, row: row) else { continue }
                let size = grid.tile(level: number, column: column, row: row).size
                let area = PixelArea(
                    left: (column - columns.lowerBound) * side, top: (row - rows.lowerBound) * side,
                    width: Self.part(size.width, shrink), height: Self.part(size.height, shrink))
                try ground.put(tile(at: place), shrink: shrink, at: area)
            }
        }
        let mosaic = PictureMosaic(
            width: Int32(grid.picture.width), height: Int32(grid.picture.height),
            factor: Int32(level.factor), side: Int32(TileGrid.side), shrink: Int32(shrink),
            left: Int32(columns.lowerBound * side), top: Int32(rows.lowerBound * side))
        return try Pixels(of: view, from: ground, mosaic).write(view, to: output)
    }

    private static func part(_ length: Int, _ shrink: Int) -> Int { (length + shrink - 1) / shrink }
}
