import Glibc
import Imaging

/// The file of all tiles of a picture, on its way.
struct TileFile {
    private let descriptor: Int32
    private let grid: TileGrid
    private var entries: [TileIndex.Entry?]
    private var end: Int

    /// - Parameter descriptor: an empty file.
    init(_ grid: TileGrid, in descriptor: Int32) {
        (self.descriptor, self.grid) = (descriptor, grid)
        entries = Array(repeating: nil, count: grid.count)
        end = TileIndex.length(of: grid)
    }

    /// Writes a tile behind those that are there.
    mutating func append(_ tile: Tiles.Tile) throws(WorkerRefusal) {
        guard let place = grid.place(level: tile.level, column: tile.column, row: tile.row),
            tile.jpeg.count <= TileIndex.tileBytes, let offset = UInt32(exactly: end)
        else { throw WorkerRefusal(.output, "a tile that the index has no place for") }
        try write(tile.jpeg, at: end)
        entries[place] = TileIndex.Entry(
            offset: offset, length: UInt32(tile.jpeg.count), checksum: TileIndex.checksum(tile.jpeg))
        end += tile.jpeg.count
    }

    /// Writes the index, with which the file is one of tiles.
    func finish() throws(WorkerRefusal) {
        let entries = entries.compactMap { $0 }
        guard entries.count == grid.count else {
            throw WorkerRefusal(.output, "\(entries.count) tiles were made instead of \(grid.count)")
        }
        try write(TileIndex(grid, entries: entries).bytes, at: 0)
    }

    private func write(_ bytes: [UInt8], at offset: Int) throws(WorkerRefusal) {
        let written = unsafe pwrite(descriptor, bytes, bytes.count, offset)
        guard written != bytes.count else { return }
        throw WorkerRefusal(.output, written < 0 ? systemReason(errno) : "the disk is full")
    }
}
