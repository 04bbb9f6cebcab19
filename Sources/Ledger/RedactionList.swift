/// The redactions that a Hall knows of, beside its ledger and in each backup: numbers, records and hashes,
/// nothing that was erased.
///
/// A backup older than a redaction still holds the data. Restoring it applies every entry of this list that
/// fits.
struct RedactionList: Equatable {
    /// One payload that must not come back.
    struct Entry: Hashable, Comparable {
        let number: RevisionNumber
        let record: String
        /// The salted hash of the original payload: it tells this revision from one of another history with
        /// the same number.
        let originalHash: Hash

        static func < (left: Entry, right: Entry) -> Bool {
            (left.number, left.originalHash) < (right.number, right.originalHash)
        }
    }

    var entries: Set<Entry>
    /// Originals that must not come back.
    var blobs: Set<Hash> = []

    /// A list that names originals has a title of its own: an older program refuses it and forgets none of them.
    private static let titles = (plain: "twinhall redactions 1", withBlobs: "twinhall redactions 2")
    private static let fileLimit = 256 << 20

    init(_ entries: some Sequence<Entry> = [], blobs: Set<Hash> = []) {
        self.entries = Set(entries)
        self.blobs = blobs
    }

    /// Reads a list; an absent file is an empty list.
    init(at path: String) throws(LedgerProblem) {
        guard let bytes = try Folders.contents(of: path, limit: RedactionList.fileLimit) else {
            self.init()
            return
        }
        try self.init(bytes: bytes, place: Folders.name(of: path))
    }

    /// Reads the list's bytes: a title, a line for each entry, and the hash of all lines before it.
    init(bytes: [UInt8], place: String) throws(LedgerProblem) {
        let titles = RedactionList.titles
        let isNewer = bytes.starts(with: titles.withBlobs.utf8)
        let text = try SealedText(
            bytes: bytes, title: isNewer ? titles.withBlobs : titles.plain, place: place)
        var entries: Set<Entry> = []
        var blobs: Set<Hash> = []
        for line in text.lines {
            let parts = line.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            if isNewer, parts.count == 2, parts[0] == "blob", let hash = Hash(hex: parts[1]) {
                blobs.insert(hash)
                continue
            }
            guard parts.count == 3, let number = Int64(parts[0]), let hash = Hash(hex: parts[2]) else {
                throw .damaged(place: place, problem: "has a line that is no redaction")
            }
            entries.insert(Entry(number: RevisionNumber(number), record: parts[1], originalHash: hash))
        }
        self.init(entries, blobs: blobs)
    }

    /// The list's bytes, entries in order, then the originals in order.
    var bytes: [UInt8] {
        SealedText(
            title: blobs.isEmpty ? RedactionList.titles.plain : RedactionList.titles.withBlobs,
            lines: entries.sorted().map { "\($0.number) \($0.record) \($0.originalHash)" }
                + blobs.sorted().map { "blob \($0)" }
        ).bytes
    }

    func union(_ other: RedactionList) -> RedactionList {
        RedactionList(entries.union(other.entries), blobs: blobs.union(other.blobs))
    }
}

/// A small text file of lines whose last line is the hash of those before it.
struct SealedText {
    let title: String
    let lines: [String]

    init(title: String, lines: [String]) {
        self.title = title
        self.lines = lines
    }

    /// Reads the file's bytes; every byte must be as it was written.
    init(bytes: [UInt8], title: String, place: String) throws(LedgerProblem) {
        var all = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard all.count >= 3, all.removeLast().isEmpty, all.first == title else {
            throw .damaged(
                place: place, problem: "does not begin with “\(title)” or does not end with a line end")
        }
        let text = SealedText(title: title, lines: Array(all[1..<(all.count - 1)]))
        guard text.bytes == bytes else {
            throw .damaged(place: place, problem: "does not have the hash that it ends with")
        }
        self = text
    }

    var bytes: [UInt8] {
        var bytes = Array(title.utf8)
        bytes.append(UInt8(ascii: "\n"))
        for line in lines {
            bytes.append(contentsOf: line.utf8)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes + Array("sha256 \(Hash(of: bytes))\n".utf8)
    }
}
