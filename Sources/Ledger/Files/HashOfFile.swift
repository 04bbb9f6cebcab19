import Crypto

extension Hash {
    /// Hashes a file piece by piece, in constant memory.
    ///
    /// - Throws: `missing` or `storage` when it cannot be read.
    package init(ofFileAt path: String) throws(LedgerProblem) {
        let file = try OpenFile(reading: path)
        var hasher = SHA256()
        while true {
            let piece = try file.read(1 << 20)
            if piece.isEmpty { break }
            hasher.update(data: piece)
        }
        self.init(hasher.finalize())
    }
}
