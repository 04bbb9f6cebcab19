/// The folder that holds everything one Hall owns.
package struct DataFolder: Sendable, Hashable {
    /// Without a slash at the end.
    package let path: String

    /// Takes a path without looking whether anything is there.
    package init(unchecked path: String) {
        var bytes = Array(path.utf8)
        while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        self.path = bytes.isEmpty ? "." : String(decoding: bytes, as: UTF8.self)
    }

    /// The journal: the truth.
    package var ledger: String { path + "/ledger.sqlite" }
    /// The originals, named by their hashes: the truth.
    package var blobs: String { path + "/blobs" }
    /// Files on their way in. Nothing here is the truth yet; it is emptied at each start.
    package var incoming: String { path + "/incoming" }
    /// Tiles and sizes of pictures: made again when they are lost.
    package var packs: String { path + "/packs" }
    /// The read model: made again from the journal.
    package var catalogue: String { path + "/catalogue.sqlite" }
    /// The truth that may change: accounts, sessions, autosaved drafts. Made when it is first opened.
    package var office: String { path + "/office.sqlite" }
    /// Held by the process that may write.
    package var lock: String { path + "/lock" }
    /// The list of redactions: revision numbers, records and hashes only.
    package var redactions: String { path + "/redactions" }
    /// Exists while a redaction is not finished.
    package var erasing: String { path + "/erasing" }

    /// Makes a new folder with an empty ledger in it.
    ///
    /// The folder may exist if nothing but a list of redactions and a lock is in it.
    ///
    /// - Throws: `exists` when something else is there.
    package static func create(at path: String) throws(LedgerProblem) -> DataFolder {
        let folder = DataFolder(unchecked: path)
        guard folder.isFree else { throw .exists(path: folder.path) }
        if try Folders.make(folder.path) { try Folders.sync(Folders.parent(of: folder.path)) }
        for inner in [folder.blobs, folder.packs] { _ = try Folders.make(inner) }
        try Folders.sync(folder.path)
        let lock = try FolderLock(folder)
        let ledger = try SQLiteLedger(creatingIn: folder, lock: lock)
        try ledger.close()
        try Folders.sync(folder.path)
        return folder
    }

    /// Takes an existing folder; everything in it is opened by those who need it.
    ///
    /// A restore that was stopped just before its last renaming is finished first.
    ///
    /// - Throws: `notADataFolder` when there is no ledger.
    package static func open(at path: String) throws(LedgerProblem) -> DataFolder {
        let folder = DataFolder(unchecked: path)
        try finishSwap(folder)
        switch Folders.item(at: folder.path) {
        case .nothing: throw .notADataFolder(path: folder.path, reason: "there is nothing")
        case .file: throw .notADataFolder(path: folder.path, reason: "it is a file")
        case .folder, .other: break
        }
        guard Folders.item(at: folder.ledger) == .file else {
            throw .notADataFolder(path: folder.path, reason: "ledger.sqlite is not in it")
        }
        return folder
    }

    /// The folders that restores have kept beside this one; what is erased here stays in them.
    package var keptByRestores: [String] {
        let start = Folders.name(of: path) + ".before-restore-"
        let parent = Folders.parent(of: path)
        // A folder that cannot be read has nothing to show.
        let names = (try? Folders.names(in: parent)) ?? []
        return names.filter { $0.utf8.starts(with: start.utf8) }.map { "\(parent)/\($0)" }
    }

    /// Whether a new ledger may be put here: nothing is here, or nothing that could be lost.
    var isFree: Bool {
        switch Folders.item(at: path) {
        case .nothing: true
        case .file, .other: false
        case .folder:
            // A folder that cannot be read is not free; making it will say why.
            (try? Folders.names(in: path))?.allSatisfy { ["redactions", "lock", "lost+found"].contains($0) }
                ?? false
        }
    }
}
