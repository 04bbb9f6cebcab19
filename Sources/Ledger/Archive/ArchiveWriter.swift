import Crypto

/// Writes a backup as one stream: members, the manifest, two blocks of zeros.
struct ArchiveWriter: ~Copyable {
    private let file: OpenFile
    private(set) var members: [Manifest.Member] = []
    private static let pieceBytes = 1 << 20

    init(creating path: String) throws(LedgerProblem) { file = try OpenFile(creating: path) }

    /// Copies a file into the archive, in pieces; gives the hash of what was copied.
    @discardableResult
    mutating func add(_ name: String, fileAt path: String) throws(LedgerProblem) -> Hash {
        let source = try OpenFile(reading: path)
        let size = try source.size()
        try file.write(TarHeader.bytes(name: name, size: size))
        var hasher = SHA256()
        var done: Int64 = 0
        while true {
            let piece = try source.read(ArchiveWriter.pieceBytes)
            if piece.isEmpty { break }
            done += Int64(piece.count)
            guard done <= size else { break }
            hasher.update(data: piece)
            try file.write(piece)
        }
        guard done == size else { throw .storage("\(path) was changed while it was read") }
        try file.write([UInt8](repeating: 0, count: TarHeader.padding(after: size)))
        let hash = Hash(hasher.finalize())
        members.append(Manifest.Member(name: name, size: size, hash: hash))
        return hash
    }

    /// Adds a member whose bytes are in memory.
    mutating func add(_ name: String, _ bytes: [UInt8]) throws(LedgerProblem) {
        try put(name, bytes)
        members.append(Manifest.Member(name: name, size: Int64(bytes.count), hash: Hash(of: bytes)))
    }

    /// Writes the manifest and the end, and returns when all is on the disk.
    mutating func finish(head: Head) throws(LedgerProblem) {
        try put(Manifest.name, Manifest(head: head, members: members).bytes)
        try file.write([UInt8](repeating: 0, count: 2 * TarHeader.blockBytes))
        try file.sync()
    }

    private func put(_ name: String, _ bytes: [UInt8]) throws(LedgerProblem) {
        let size = Int64(bytes.count)
        try file.write(TarHeader.bytes(name: name, size: size))
        try file.write(bytes)
        try file.write([UInt8](repeating: 0, count: TarHeader.padding(after: size)))
    }
}
