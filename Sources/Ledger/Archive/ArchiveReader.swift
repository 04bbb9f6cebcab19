import Crypto

/// Reads a backup into a folder, and accepts nothing but the bytes that a writer would have written.
struct ArchiveReader: ~Copyable {
    private let file: OpenFile
    private let name: String
    private var members: [Manifest.Member] = []
    private static let pieceBytes = 1 << 20

    init(reading path: String) throws(LedgerProblem) {
        file = try OpenFile(reading: path)
        name = Folders.name(of: path)
    }

    /// Unpacks all members; each file is on the disk when this returns, the folders are not.
    ///
    /// - Throws: `damaged`, naming the member, when the archive is not whole, has a member too many, a name that
    ///   does not belong there, or a byte that is not as it was written.
    mutating func extract(into folder: DataFolder) throws(LedgerProblem) -> Manifest {
        while true {
            let header = try block()
            guard let (member, size) = TarHeader.read(header) else {
                throw damaged(nil, "ends without a manifest")
            }
            guard member.utf8.count < TarHeader.nameLimit, size >= 0,
                header == TarHeader.bytes(name: member, size: size)
            else { throw damaged(member, "its header is not as it was written") }
            if member == Manifest.name { return try finish(size) }
            guard isExpected(member) else {
                throw damaged(member, "does not belong into a backup, or not here")
            }
            members.append(try extract(member, size, to: "\(folder.path)/\(member)"))
        }
    }

    /// Whether a member may come now: the ledger, the redactions, the office or not, then the blobs in order.
    private func isExpected(_ member: String) -> Bool {
        switch members.count {
        case 0: return member == "ledger.sqlite"
        case 1: return member == "redactions"
        default:
            if member == OfficeCopy.member { return members.count == 2 }
            guard ArchiveReader.blob(member) != nil, let last = members.last?.name else { return false }
            return ArchiveReader.blob(last) == nil || last.utf8.lexicographicallyPrecedes(member.utf8)
        }
    }

    /// The hash in a blob's member name, `blobs/ab/cdef…`; `nil` for any other name.
    private static func blob(_ member: String) -> Hash? {
        let parts = member.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 3, parts[0] == "blobs", parts[1].utf8.count == 2 else { return nil }
        return Hash(hex: parts[1] + parts[2])
    }

    private func extract(_ member: String, _ size: Int64, to path: String) throws(LedgerProblem)
        -> Manifest.Member
    {
        _ = try Folders.make(Folders.parent(of: path))
        let target = try OpenFile(creating: path)
        var hasher = SHA256()
        var rest = size
        while rest > 0 {
            let piece = try file.read(Int(min(rest, Int64(ArchiveReader.pieceBytes))))
            if piece.isEmpty { throw damaged(member, "is cut off") }
            hasher.update(data: piece)
            try target.write(piece)
            rest -= Int64(piece.count)
        }
        try target.sync()
        try padding(after: size, of: member)
        let hash = Hash(hasher.finalize())
        if let named = ArchiveReader.blob(member), named != hash {
            throw damaged(member, FolderBlobs.changed)
        }
        return Manifest.Member(name: member, size: size, hash: hash)
    }

    /// Compares the manifest with what came before it, and demands the end right after it.
    private func finish(_ size: Int64) throws(LedgerProblem) -> Manifest {
        guard size <= Int64(Manifest.byteLimit) else { throw damaged(Manifest.name, "is too long") }
        let bytes = try file.read(Int(size))
        guard bytes.count == Int(size) else { throw damaged(Manifest.name, "is cut off") }
        try padding(after: size, of: Manifest.name)
        let manifest: Manifest
        do throws(LedgerProblem) { manifest = try Manifest(bytes: bytes) } catch {
            throw damaged(Manifest.name, error.description)
        }
        for (listed, found) in zip(manifest.members, members) where listed != found {
            throw damaged(found.name, "is not what the manifest says")
        }
        guard manifest.members.count == members.count else {
            throw damaged(
                Manifest.name, "lists \(manifest.members.count) members, but there are \(members.count)")
        }
        let end = try file.read(2 * TarHeader.blockBytes + 1)
        guard end.count == 2 * TarHeader.blockBytes, end.allSatisfy({ $0 == 0 }) else {
            throw damaged(nil, "does not end where it should")
        }
        return manifest
    }

    private func block() throws(LedgerProblem) -> [UInt8] {
        let bytes = try file.read(TarHeader.blockBytes)
        guard bytes.count == TarHeader.blockBytes else {
            throw damaged(members.last?.name, "the archive ends here")
        }
        return bytes
    }

    private func padding(after size: Int64, of member: String) throws(LedgerProblem) {
        let count = TarHeader.padding(after: size)
        let bytes = try file.read(count)
        guard bytes.count == count, bytes.allSatisfy({ $0 == 0 }) else {
            throw damaged(member, "is not followed by zeros")
        }
    }

    private func damaged(_ member: String?, _ problem: String) -> LedgerProblem {
        .damaged(place: member.map { "\(name), \($0)" } ?? name, problem: problem)
    }
}
