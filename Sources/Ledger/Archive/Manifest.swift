/// The last member of a backup: what is in it, and the head of its ledger.
struct Manifest: Equatable {
    /// One file of the backup.
    struct Member: Hashable {
        let name: String
        let size: Int64
        let hash: Hash
    }

    static let name = "MANIFEST"
    static let byteLimit = 1 << 30
    private static let title = "twinhall backup 1"

    var head: Head
    var members: [Member]

    init(head: Head, members: [Member]) {
        self.head = head
        self.members = members
    }

    /// Reads the manifest's bytes: title, `head`, a line for each member, and the hash of all lines before
    /// it.
    init(bytes: [UInt8]) throws(LedgerProblem) {
        let text = try SealedText(bytes: bytes, title: Manifest.title, place: Manifest.name)
        guard let first = text.lines.first.map(Manifest.words), first.count == 3, first[0] == "head",
            let number = Int64(first[1]), let chain = Hash(hex: first[2])
        else { throw .damaged(place: Manifest.name, problem: "does not begin with the head") }
        head = Head(number: RevisionNumber(number), chain: chain)
        members = []
        for line in text.lines.dropFirst() {
            let words = Manifest.words(line)
            guard words.count == 3, let hash = Hash(hex: words[0]), let size = Int64(words[1]) else {
                throw .damaged(place: Manifest.name, problem: "has a line that names no member")
            }
            members.append(Member(name: words[2], size: size, hash: hash))
        }
    }

    var blobCount: Int { members.count { $0.name.utf8.starts(with: "blobs/".utf8) } }

    var bytes: [UInt8] {
        let lines = ["head \(head)"] + members.map { "\($0.hash) \($0.size) \($0.name)" }
        return SealedText(title: Manifest.title, lines: lines).bytes
    }

    private static func words(_ line: String) -> [String] {
        line.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
