internal import CZlib

/// Where the tiles of a picture lie in its file of tiles, and by what each is known.
///
/// The file begins with it, all numbers little-endian and of 32 bits: eight bytes that say what it is (`THTILES` and the
/// version), the width and the height of the picture, the side of a tile, the number of tiles, the CRC-32 of these four
/// and of all entries; then twelve bytes for each tile of `TileGrid`, in its order: offset, length, CRC-32. The tiles,
/// whole JPEG files, follow in any order.
package struct TileIndex: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        /// From the beginning of the file.
        package let offset: UInt32
        package let length: UInt32
        /// CRC-32 (ISO 3309) of the tile.
        package let checksum: UInt32

        package init(offset: UInt32, length: UInt32, checksum: UInt32) {
            (self.offset, self.length, self.checksum) = (offset, length, checksum)
        }
    }

    /// The bytes with which a file of tiles begins. They are written last: a file without them was never finished.
    private static let start = Array("THTILES1".utf8)
    private static let headLength = 28
    private static let entryLength = 12
    /// The longest tile, in bytes: more than three for each pixel.
    package static let tileBytes = 1 << 20

    package let entries: [Entry]
    private let grid: TileGrid

    /// - Parameter entries: as many as the grid has tiles.
    package init(_ grid: TileGrid, entries: [Entry]) {
        (self.grid, self.entries) = (grid, entries)
    }

    /// How many bytes the index of a grid takes.
    package static func length(of grid: TileGrid) -> Int { headLength + grid.count * entryLength }

    /// CRC-32 (ISO 3309).
    package static func checksum(_ bytes: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: unsafe crc32_z(0, bytes, bytes.count))
    }

    /// As it stands in the file.
    package var bytes: [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(Self.length(of: grid))
        let numbers = [grid.picture.width, grid.picture.height, TileGrid.side, grid.count]
        for number in numbers { Self.put(UInt32(clamping: number), into: &body) }
        var rest: [UInt8] = []
        for entry in entries {
            for number in [entry.offset, entry.length, entry.checksum] { Self.put(number, into: &rest) }
        }
        Self.put(Self.checksum(body + rest), into: &body)
        return Self.start + body + rest
    }

    /// Reads an index, and believes nothing of it before it is checked.
    ///
    /// - Parameters:
    ///   - bytes: the first of the file, as many as the index of the grid takes; fewer of a shorter file.
    ///   - fileLength: that of the whole file.
    /// - Throws: `TilePackProblem.Reason`
    package init(
        _ bytes: [UInt8], of grid: TileGrid, fileLength: Int
    ) throws(TilePackProblem.Reason) {
        let length = Self.length(of: grid)
        guard bytes.starts(with: Self.start) else { throw .notTiles }
        guard bytes.count >= length else { throw .short }
        let numbers = stride(from: Self.start.count, to: length, by: 4).map { Self.number(bytes, at: $0) }
        let told = [grid.picture.width, grid.picture.height, TileGrid.side, grid.count]
        guard numbers.prefix(4).elementsEqual(told.map { UInt32(clamping: $0) }) else { throw .otherPicture }
        let summed = Array(bytes[Self.start.count..<Self.headLength - 4] + bytes[Self.headLength..<length])
        guard Self.checksum(summed) == numbers[4] else { throw .damagedIndex }
        var entries: [Entry] = []
        entries.reserveCapacity(grid.count)
        for place in stride(from: 5, to: numbers.count, by: 3) {
            let entry = Entry(
                offset: numbers[place], length: numbers[place + 1], checksum: numbers[place + 2])
            guard entry.offset >= length, (1...Self.tileBytes).contains(Int(entry.length)) else {
                throw .damagedIndex
            }
            guard Int(entry.offset) + Int(entry.length) <= fileLength else { throw .short }
            entries.append(entry)
        }
        (self.grid, self.entries) = (grid, entries)
    }

    private static func put(_ number: UInt32, into bytes: inout [UInt8]) {
        for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
    }

    private static func number(_ bytes: [UInt8], at place: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32($1 * 8) }
    }
}
