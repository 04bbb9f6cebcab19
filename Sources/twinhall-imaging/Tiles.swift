import CVips
import Imaging

/// A picture on its way through once, row by row, cut into tiles and scaled to smaller sizes. Given back when it is let go of.
@safe struct Tiles: ~Copyable {
    private let tiles: OpaquePointer

    /// - Parameters:
    ///   - isCut: whether tiles are wanted.
    ///   - sizes: to which the whole picture is scaled, narrowest first, none larger than it is.
    init(
        of descriptor: Int32, kind: PictureKind, size: PixelSize, isCut: Bool, sizes: [PixelSize]
    ) throws(WorkerRefusal) {
        let wanted = sizes.map { PictureSize(width: Int32($0.width), height: Int32($0.height)) }
        let tiles = unsafe picture_tiles_open(
            descriptor, kind, Int32(size.width), Int32(size.height), Int32(TileGrid.side), isCut,
            Pixels.Quality.sized.rawValue, wanted, Int32(wanted.count))
        guard let tiles = unsafe tiles else { throw LibraryReason.refusal(.damaged) }
        unsafe self.tiles = unsafe tiles
    }

    deinit {
        unsafe picture_tiles_close(tiles)
    }

    /// One tile as a JPEG.
    struct Tile {
        let level: Int
        let column: Int
        let row: Int
        let jpeg: [UInt8]
    }

    /// Reads on to the next tile; `nil` when there is none any more.
    func next() throws(WorkerRefusal) -> Tile? {
        var tile = unsafe PictureTile()
        switch unsafe picture_tiles_next(tiles, &tile) {
        case PICTURE_TILES_ONE:
            let jpeg = unsafe Array(UnsafeBufferPointer(start: tile.jpeg, count: tile.length))
            return Tile(
                level: Int(unsafe tile.level), column: Int(unsafe tile.column), row: Int(unsafe tile.row),
                jpeg: jpeg)
        case PICTURE_TILES_END: return nil
        default: throw LibraryReason.refusal(.damaged)
        }
    }

    /// The picture at one of the sizes, after the last tile; once.
    func takeSized(_ place: Int, _ size: PixelSize) throws(WorkerRefusal) -> Pixels {
        guard let made = unsafe picture_tiles_take_sized(tiles, Int32(place)) else {
            throw WorkerRefusal(.request, "there is no such size")
        }
        return unsafe Pixels(owning: made, size)
    }
}
