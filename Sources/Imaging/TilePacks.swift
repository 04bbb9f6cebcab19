import Synchronization

/// The tiles of many pictures, their files kept open once they were asked for.
package final class TilePacks: Sendable {
    /// How many files are kept open: a descriptor and up to a hundred kilobytes of index each. When there are more, all
    /// are closed, and opened again as they are asked for.
    package static let openLimit = 256

    private let packs: PackFolder
    private let open = Mutex<[PictureHash: TilePack]>([:])

    package init(_ packs: PackFolder) {
        self.packs = packs
    }

    /// The tiles of an original; opened when they are not yet.
    package func tiles(of hash: PictureHash, _ grid: TileGrid) throws(TilePackProblem) -> TilePack {
        if let pack = open.withLock({ $0[hash] }), pack.grid == grid { return pack }
        let pack = try TilePack(packs.tilesPath(of: hash), of: grid)
        open.withLock { open in
            if open.count >= Self.openLimit { open = [:] }
            open[hash] = pack
        }
        return pack
    }

    /// Closes the file of an original, when those who read it now are done.
    package func forget(_ hash: PictureHash) { open.withLock { $0[hash] = nil } }
}
