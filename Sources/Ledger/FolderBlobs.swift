import Crypto
import Synchronization

/// Blobs as files of the data folder: `blobs/ab/cdef…`, the 64 digits of the SHA-256 after the first two.
///
/// A blob is written under a temporary name in its own folder, synced, renamed, and the folder synced, before
/// its hash is returned; so a hash in hand is a blob on the disk.
package final class FolderBlobs: BlobStore {
    private let root: String
    private let queue = BlockingQueue(label: "twinhall.blobs")
    /// The folders whose own entry in `root` is known to be on the disk.
    private let settled = Mutex<Set<String>>([])
    private let serial = Atomic<Int>(0)

    package init(_ folder: DataFolder) { root = folder.blobs }

    init(root: String) { self.root = root }

    /// Where a blob lies, if it is there. What lies there must never be changed.
    package func path(of hash: Hash) -> String { "\(folder(of: hash))/\(name(of: hash))" }

    /// Keeps bytes that are in memory, and returns when they are durable.
    package func store(_ bytes: [UInt8]) async throws(LedgerProblem) -> Hash {
        try await queue.run { () throws(LedgerProblem) in try self.storeNow(bytes) }
    }

    /// Keeps a file's bytes, read in pieces, and returns when they are durable.
    package func store(fileAt path: String) async throws(LedgerProblem) -> Hash {
        try await queue.run { () throws(LedgerProblem) in try self.storeNow(fileAt: path) }
    }

    /// Whether there is a file of this name; its bytes are not read.
    package func contains(_ hash: Hash) async throws(LedgerProblem) -> Bool {
        Folders.size(ofFileAt: path(of: hash)) != nil
    }

    /// The file's size in bytes; `nil` when there is no such blob.
    package func size(of hash: Hash) async throws(LedgerProblem) -> Int64? {
        Folders.size(ofFileAt: path(of: hash))
    }

    /// A blob's bytes, verified; refuses one of more than `limit` bytes.
    package func read(_ hash: Hash, limit: Int) async throws(LedgerProblem) -> [UInt8] {
        try await queue.run { () throws(LedgerProblem) in
            guard let size = Folders.size(ofFileAt: self.path(of: hash)) else {
                throw .missing("blob \(hash)")
            }
            guard size <= Int64(limit) else {
                throw .invalid("blob \(hash) has \(size) bytes, more than the \(limit) asked for")
            }
            let bytes = try OpenFile(reading: self.path(of: hash)).read(limit)
            guard Hash(of: bytes) == hash else {
                throw .damaged(place: self.place(of: hash), problem: Self.changed)
            }
            return bytes
        }
    }

    /// All blobs, in order; leftovers and strange files are not among them.
    package func all() async throws(LedgerProblem) -> [Hash] {
        try await queue.run { () throws(LedgerProblem) in try self.listNow().blobs }
    }

    /// Reads a blob anew; `nil` when its bytes have the hash that it is named by.
    package func verify(_ hash: Hash) async throws(LedgerProblem) -> Finding? {
        try await queue.run { () throws(LedgerProblem) in try self.verifyNow(hash) }
    }

    /// Reads every blob anew: its count, and a finding for each whose bytes have changed and for each file
    /// that is no blob.
    package func inspect() async throws(LedgerProblem) -> (blobCount: Int, findings: [Finding]) {
        try await queue.run { () throws(LedgerProblem) in
            let list = try self.listNow()
            var findings = list.strangers.map { Finding(place: $0, problem: "is not a blob") }
            for hash in list.blobs {
                if let finding = try self.verifyNow(hash) { findings.append(finding) }
            }
            return (list.blobs.count, findings)
        }
    }

    /// Removes what writers that were killed left half written. Only the owner of the data folder may call
    /// it, and not while blobs are being stored.
    package func removeLeftovers(_ lock: FolderLock) async throws(LedgerProblem) {
        try await queue.run { () throws(LedgerProblem) in
            for folder in try Folders.names(in: self.root) where Self.isHex(folder, count: 2) {
                for name in try Folders.names(in: "\(self.root)/\(folder)") where Self.isTemporary(name) {
                    try Folders.remove("\(self.root)/\(folder)/\(name)")
                }
            }
        }
    }
}

// MARK: - Away from the cooperative threads

extension FolderBlobs {
    private static let pieceBytes = 1 << 20
    static let changed = "its bytes do not have the hash that it is named by"

    private func folder(of hash: Hash) -> String { "\(root)/\(hash.description.prefix(2))" }
    private func name(of hash: Hash) -> String { String(hash.description.dropFirst(2)) }
    private func place(of hash: Hash) -> String { "blobs/\(hash.description.prefix(2))/\(name(of: hash))" }

    private func storeNow(_ bytes: [UInt8]) throws(LedgerProblem) -> Hash {
        let hash = Hash(of: bytes)
        if try !keepExisting(hash) {
            try place(hash) { (file: borrowing OpenFile) throws(LedgerProblem) in try file.write(bytes) }
        }
        return hash
    }

    private func storeNow(fileAt path: String) throws(LedgerProblem) -> Hash {
        let hash = try Self.hash(ofFileAt: path)
        if try !keepExisting(hash) {
            try place(hash) { (file: borrowing OpenFile) throws(LedgerProblem) in
                let copied = try Self.hash(ofFileAt: path) { piece throws(LedgerProblem) in
                    try file.write(piece)
                }
                guard copied == hash else { throw .storage("\(path) was changed while it was read") }
            }
        }
        return hash
    }

    /// Whether a sound blob is there already; then it is made sure that it is on the disk, because whoever
    /// wrote it may have been killed before its sync.
    private func keepExisting(_ hash: Hash) throws(LedgerProblem) -> Bool {
        guard Folders.size(ofFileAt: path(of: hash)) != nil, try verifyNow(hash) == nil else { return false }
        if !SyncPoint.blob.isOmitted {
            let file = try OpenFile(reading: path(of: hash))
            try file.sync()
        }
        try settle(folder(of: hash))
        return true
    }

    private func place(
        _ hash: Hash, write: (borrowing OpenFile) throws(LedgerProblem) -> Void
    ) throws(LedgerProblem) {
        let folder = folder(of: hash)
        _ = try Folders.make(folder)
        let number = serial.add(1, ordering: .relaxed).newValue
        let temporary = "\(folder)/.new-\(number)-\(UInt64.random(in: 0...UInt64.max))"
        do {
            let file = try OpenFile(creating: temporary)
            try write(file)
            FaultPoint.blobWritten.reached()
            if !SyncPoint.blob.isOmitted { try file.sync() }
            FaultPoint.blobSynced.reached()
        } catch {
            // The first problem is the one to tell; a leftover is removed at the next start.
            try? Folders.remove(temporary)
            throw error
        }
        try Folders.rename(temporary, to: path(of: hash))
        FaultPoint.blobRenamed.reached()
        try settle(folder)
        FaultPoint.blobFolderSynced.reached()
    }

    /// Puts a folder's entries, and once per process the entry of the folder itself, on the disk.
    private func settle(_ folder: String) throws(LedgerProblem) {
        if SyncPoint.blobFolder.isOmitted { return }
        try Folders.sync(folder)
        guard settled.withLock({ !$0.contains(folder) }) else { return }
        try Folders.sync(root)
        settled.withLock { _ = $0.insert(folder) }
    }

    /// Removes originals for good; that one is not there is no problem.
    func eraseNow(_ hashes: some Sequence<Hash>) throws(LedgerProblem) {
        for hash in hashes where Folders.item(at: path(of: hash)) != .nothing {
            try Folders.remove(path(of: hash))
            try Folders.sync(folder(of: hash))
        }
    }

    private func verifyNow(_ hash: Hash) throws(LedgerProblem) -> Finding? {
        let found: Hash
        do throws(LedgerProblem) { found = try Self.hash(ofFileAt: path(of: hash)) } catch {
            return Finding(place: place(of: hash), problem: error.description)
        }
        return found == hash ? nil : Finding(place: place(of: hash), problem: Self.changed)
    }

    func listNow() throws(LedgerProblem) -> (blobs: [Hash], strangers: [String]) {
        var blobs: [Hash] = []
        var strangers: [String] = []
        for folder in try Folders.names(in: root) {
            let path = "\(root)/\(folder)"
            guard Self.isHex(folder, count: 2), Folders.item(at: path) == .folder else {
                strangers.append("blobs/\(folder)")
                continue
            }
            for name in try Folders.names(in: path) where !Self.isTemporary(name) {
                if let hash = Hash(hex: folder + name), Folders.item(at: "\(path)/\(name)") == .file {
                    blobs.append(hash)
                } else {
                    strangers.append("blobs/\(folder)/\(name)")
                }
            }
        }
        return (blobs, strangers)
    }

    /// Hashes a file in pieces, and hands each piece on.
    static func hash(
        ofFileAt path: String, each: ([UInt8]) throws(LedgerProblem) -> Void = { _ in }
    ) throws(LedgerProblem) -> Hash {
        let file = try OpenFile(reading: path)
        var hasher = SHA256()
        while true {
            let piece = try file.read(pieceBytes)
            if piece.isEmpty { break }
            hasher.update(data: piece)
            try each(piece)
        }
        return Hash(hasher.finalize())
    }

    private static func isTemporary(_ name: String) -> Bool { name.utf8.starts(with: ".new-".utf8) }

    private static func isHex(_ name: String, count: Int) -> Bool {
        name.utf8.count == count
            && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
