/// A file of tiles that cannot be used, and why; it is thrown away and made again.
package struct TilePackProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: Error, Hashable, Sendable {
        /// It cannot be opened or read.
        case system(String)
        /// It does not begin as a file of tiles does: it is something else, of another version, or was never finished.
        case notTiles
        /// It ends before the index or a tile does.
        case short
        /// Its tiles are of a picture of another size, or of another size themselves.
        case otherPicture
        /// What it says of its tiles is not what was written.
        case damagedIndex
        /// The bytes of the tile at this place are not those that were written.
        case damagedTile(Int)
    }

    package let path: String
    package let reason: Reason

    package init(path: String, reason: Reason) {
        (self.path, self.reason) = (path, reason)
    }

    /// One plain sentence without a full stop, for the operator and the log.
    package var description: String {
        let words =
            switch reason {
            case .system(let words): words
            case .notTiles: "it is no finished file of tiles"
            case .short: "it ends too early"
            case .otherPicture: "it is of a picture of another size"
            case .damagedIndex: "its index is damaged"
            case .damagedTile(let place): "tile \(place) is damaged"
            }
        return "the tiles in \(path) cannot be used: \(words)"
    }
}
