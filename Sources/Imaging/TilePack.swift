internal import CPageCache
import Glibc

/// The ready tiles of one picture: an open file and its index, twelve bytes a tile.
///
/// The file may be cut short or changed at any time. Whatever it holds, a tile comes out as it was written, or an error.
package final class TilePack: Sendable {
    package let grid: TileGrid
    private let path: String
    let file: OpenDescriptor
    private let index: TileIndex

    /// Opens the tiles of a picture and reads their index.
    package convenience init(_ path: String, of grid: TileGrid) throws(TilePackProblem) {
        let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard number >= 0 else { throw TilePackProblem(path: path, reason: .system(systemReason(errno))) }
        try self.init(OpenDescriptor(owning: number), path: path, of: grid)
    }

    /// Reads the index of a file that is open.
    ///
    /// - Parameter path: by what a problem calls it.
    package init(
        _ file: consuming OpenDescriptor, path: String, of grid: TileGrid
    ) throws(TilePackProblem) {
        let number = file.number
        do throws(TilePackProblem.Reason) {
            var facts = stat()
            guard unsafe fstat(number, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
                throw .system("it is not a regular file")
            }
            let start = try Self.read(number, TileIndex.length(of: grid), from: 0)
            index = try TileIndex(start, of: grid, fileLength: Int(facts.st_size))
        } catch {
            throw TilePackProblem(path: path, reason: error)
        }
        (self.grid, self.path) = (grid, path)
        self.file = file
    }

    /// By what the tile at a place is known: its CRC-32.
    package func checksum(of place: Int) -> UInt32 { index.entries[place].checksum }

    /// The tile at a place of the grid, a whole JPEG file, by one read.
    package func bytes(of place: Int) throws(TilePackProblem) -> [UInt8] {
        let entry = index.entries[place]
        do throws(TilePackProblem.Reason) {
            let bytes = try Self.read(file.number, Int(entry.length), from: Int(entry.offset))
            guard bytes.count == entry.length else { throw .short }
            guard TileIndex.checksum(bytes) == entry.checksum else { throw .damagedTile(place) }
            return bytes
        } catch {
            throw TilePackProblem(path: path, reason: error)
        }
    }

    /// The first bytes of a tile, which may be damaged behind them.
    func start(of place: Int, _ length: Int) throws(TilePackProblem) -> [UInt8] {
        let entry = index.entries[place]
        do throws(TilePackProblem.Reason) {
            return try Self.read(file.number, min(length, Int(entry.length)), from: Int(entry.offset))
        } catch {
            throw TilePackProblem(path: path, reason: error)
        }
    }

    /// A whole tile where it lies in memory, so that nothing waits for a disk; `nil` where it does not, or is damaged.
    package func bytesInMemory(of place: Int) -> [UInt8]? {
        let entry = index.entries[place]
        let length = Int(entry.length)
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            count = unsafe max(
                0, page_cache_read(file.number, buffer.baseAddress, length, Int64(entry.offset)))
        }
        return bytes.count == length && TileIndex.checksum(bytes) == entry.checksum ? bytes : nil
    }

    /// So many bytes, or fewer where the file ends.
    private static func read(
        _ file: Int32, _ length: Int, from offset: Int
    ) throws(TilePackProblem.Reason) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            while count < length {
                // The buffer is not empty, so it has an address.
                let part = unsafe pread(
                    file, buffer.baseAddress.unsafelyUnwrapped + count, length - count, offset + count)
                if part < 0, errno == EINTR { continue }
                if part < 0 { failure = errno }
                guard part > 0 else { return }
                count += part
            }
        }
        guard failure == 0 else { throw .system(systemReason(failure)) }
        return bytes
    }
}
