import Records

/// What a restore put in place.
package struct Restored: Sendable, Hashable {
    /// The folder that is ready for use.
    package let folder: DataFolder
    /// The head of its ledger, with the redactions that had to be repeated.
    package let head: Head
    /// How many blobs are in it.
    package let blobCount: Int
    /// The revisions of the backup that had to be redacted again, because their redaction is younger than it.
    package let redactedAgain: [RevisionNumber]
    /// Where the replaced folder lies now; `nil` when nothing was replaced.
    package let previous: String?
}

extension DataFolder {
    /// Makes a data folder from a backup.
    ///
    /// All is unpacked beside the folder and verified (each hash of the manifest, the chain, the office, each blob)
    /// before the folder's name changes hands by renaming, so a stop at any moment leaves the old folder or
    /// the new one. Every redaction known at the target is applied, also those younger than the backup. A
    /// replaced folder is kept as
    /// `NAME.before-restore-1` (2, 3 …).
    ///
    /// - Throws: `exists` when something is there and `replacing` is false; `damaged`, naming the member; `inUse`
    ///   when a server owns the folder.
    package static func restore(
        _ file: String, into path: String, replacing: Bool = false, author: String = "restore",
        at milliseconds: Int64
    ) async throws(LedgerProblem) -> Restored {
        let restoring = Restoring(file: file, target: DataFolder(unchecked: path), replacing: replacing)
        let queue = BlockingQueue(label: "twinhall.restore")
        let lock = try restoring.lockTarget()
        defer { lock?.release() }
        let known = try await queue.run { () throws(LedgerProblem) in try restoring.unpack() }
        let (again, head) = try await restoring.redactAgain(known, author: author, at: milliseconds)
        let previous = try await queue.run { () throws(LedgerProblem) in try restoring.swap() }
        return Restored(
            folder: restoring.target, head: head,
            blobCount: try FolderBlobs(restoring.target).listNow().blobs.count,
            redactedAgain: again,
            previous: previous)
    }

    /// Finishes the renaming of a restore that was stopped between its two last steps.
    static func finishSwap(_ folder: DataFolder) throws(LedgerProblem) {
        let restored = Restoring.restored(folder)
        guard Folders.item(at: restored.path) == .folder else { return }
        if Folders.item(at: folder.path) == .nothing {
            try Folders.rename(restored.path, to: folder.path)
            try Folders.sync(Folders.parent(of: folder.path))
        }
    }
}

/// The steps of one restore.
final class Restoring: Sendable {
    private let file: String
    let target: DataFolder
    private let staging: DataFolder
    private let replacing: Bool

    init(file: String, target: DataFolder, replacing: Bool) {
        self.file = file
        self.target = target
        self.replacing = replacing
        staging = DataFolder(unchecked: target.path + ".restoring")
    }

    /// A whole, verified folder that only waits for its name.
    static func restored(_ target: DataFolder) -> DataFolder {
        DataFolder(unchecked: target.path + ".restored")
    }

    /// Finishes an older restore, looks whether this one may go on, and keeps a server out of the old folder.
    func lockTarget() throws(LedgerProblem) -> FolderLock? {
        try DataFolder.finishSwap(target)
        guard !target.isFree else { return nil }
        guard replacing else { throw .exists(path: target.path) }
        guard Folders.item(at: target.ledger) == .file || Folders.item(at: target.blobs) == .folder else {
            throw .notADataFolder(
                path: target.path, reason: "neither a ledger nor blobs are in it; it is not replaced")
        }
        return try FolderLock(target)
    }

    /// Unpacks and verifies; gives the redactions known from the archive and the target.
    func unpack() throws(LedgerProblem) -> RedactionList {
        for leftover in [staging, Restoring.restored(target)] { try Folders.removeTree(leftover.path) }
        for folder in [staging.path, staging.blobs, staging.packs] { _ = try Folders.make(folder) }
        do throws(LedgerProblem) {
            var reader = try ArchiveReader(reading: file)
            let manifest = try reader.extract(into: staging)
            FaultPoint.restoreExtracted.reached()
            let inspection = SQLiteLedger.inspectNow(staging)
            if let finding = inspection.findings.first {
                throw .damaged(
                    place: "\(Folders.name(of: file)), \(finding.place)", problem: finding.problem)
            }
            guard inspection.head == manifest.head else {
                throw .damaged(place: "\(Folders.name(of: file)), MANIFEST", problem: "names another head")
            }
            if Folders.item(at: staging.office) != .nothing {
                try OfficeCopy.check(
                    staging.office, place: "\(Folders.name(of: file)), \(OfficeCopy.member)")
            }
            let own = try RedactionList(at: staging.redactions)
            let known = try own.union(RedactionList(at: target.redactions))
            // An original that the backup itself knows as erased, and holds, was taken in again later.
            try FolderBlobs(staging).eraseNow(known.blobs.subtracting(own.blobs))
            try Folders.replace(staging.redactions, with: known.bytes)
            return known
        } catch {
            // The refusal is what counts; a leftover goes with the next restore.
            try? Folders.removeTree(staging.path)
            throw error
        }
    }

    /// Applies the redactions that the backup is too old to hold.
    func redactAgain(
        _ known: RedactionList, author: String, at milliseconds: Int64
    ) async throws(LedgerProblem) -> (again: [RevisionNumber], head: Head) {
        let lock = try FolderLock(staging)
        defer { lock.release() }
        let ledger = try SQLiteLedger(writing: lock)
        var replacements: [Replacement] = []
        for entry in known.entries.sorted() {
            guard let revision = try await ledger.revision(entry.number), revision.redactedBy == nil,
                revision.payloadHash == entry.originalHash, revision.record.text == entry.record
            else { continue }
            replacements.append(Replacement(number: entry.number, body: await replacement(for: revision)))
        }
        if !replacements.isEmpty {
            let reason = "redacted after this backup was made, and again when it was restored"
            let redacted = try await ledger.redact(
                replacements, reason: reason, author: author, at: milliseconds)
            guard redacted.isErased else {
                throw .storage("\(staging.ledger): a redaction could not be finished")
            }
        }
        let head = try await ledger.head()
        try ledger.close()
        return (replacements.map(\.number), head)
    }

    /// What the redaction left in the folder that is being replaced; `nil` when that cannot be known.
    private func replacement(for revision: Revision) async -> [UInt8]? {
        // The old ledger may be damaged, which may be why it is being replaced; then nothing is left.
        guard let old = try? SQLiteLedger(reading: target) else { return nil }
        let found = try? await old.revision(revision.number)
        // Nothing was written through it.
        try? old.close()
        guard let found, found.payloadHash == revision.payloadHash, found.redactedBy != nil else {
            return nil
        }
        return found.body
    }

    /// Gives the new folder its name, and the old one's new name, if it was kept.
    func swap() throws(LedgerProblem) -> String? {
        for folder in try Folders.names(in: staging.blobs) { try Folders.sync("\(staging.blobs)/\(folder)") }
        for folder in [staging.blobs, staging.packs, staging.path] { try Folders.sync(folder) }
        let parent = Folders.parent(of: target.path)
        let restored = Restoring.restored(target)
        let wasFree = target.isFree
        var previous: String?
        try Folders.rename(staging.path, to: restored.path)
        try Folders.sync(parent)
        FaultPoint.restoreVerified.reached()
        if Folders.item(at: target.path) != .nothing {
            let name = freeName()
            try Folders.rename(target.path, to: name)
            previous = name
            FaultPoint.restoreMovedAway.reached()
        }
        try Folders.rename(restored.path, to: target.path)
        try Folders.sync(parent)
        FaultPoint.restoreSwapped.reached()
        if wasFree, let name = previous {
            try Folders.removeTree(name)
            previous = nil
        }
        return previous
    }

    private func freeName() -> String {
        var number = 1
        while Folders.item(at: "\(target.path).before-restore-\(number)") != .nothing { number += 1 }
        return "\(target.path).before-restore-\(number)"
    }
}
