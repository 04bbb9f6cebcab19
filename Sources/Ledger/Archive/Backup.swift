import GRDB

/// What a backup holds.
package struct Backup: Sendable, Hashable {
    /// The head of the ledger in it.
    package let head: Head
    /// How many blobs are in it.
    package let blobCount: Int
    /// The size of the file.
    package let byteCount: Int64
}

extension DataFolder {
    /// Writes everything that cannot be made again into one file: the ledger, the redactions, the office when
    /// there is one, the blobs, and a manifest with the hash of each.
    ///
    /// A server may be writing meanwhile: the ledger and the office are each copied in one snapshot (SQLite's
    /// online backup), the blobs after them, so every blob that the snapshot names is there. The file appears under its name only
    /// when it is whole and on the disk. The copy of the ledger is checked first: a damaged one is not backed
    /// up.
    ///
    /// - Throws: `exists` when the file is there and `force` is false; `damaged` with the first finding.
    package func backup(to file: String, force: Bool = false) async throws(LedgerProblem) -> Backup {
        try await BlockingQueue(label: "twinhall.backup").run { () throws(LedgerProblem) in
            try self.backupNow(to: file, force: force)
        }
    }

    private func backupNow(to file: String, force: Bool) throws(LedgerProblem) -> Backup {
        switch Folders.item(at: file) {
        case .nothing: break
        case .file where force: break
        default: throw .exists(path: file)
        }
        // Beside the target, so that the last step is a rename; a leftover of an interrupted backup goes
        // first.
        let workshop = DataFolder(unchecked: file + ".new")
        try Folders.removeTree(workshop.path)
        _ = try Folders.make(workshop.path)
        defer {
            // What was to be done is done, or its problem is being told; the next backup removes leftovers.
            try? Folders.removeTree(workshop.path)
        }
        let list = try copyLedger(to: workshop)
        if Folders.item(at: office) != .nothing { try OfficeCopy.make(of: office, at: workshop.office) }
        let inspection = SQLiteLedger.inspectNow(workshop)
        if let finding = inspection.findings.first {
            throw .damaged(place: finding.place, problem: finding.problem)
        }
        let fresh = workshop.path + "/backup"
        let blobCount = try write(fresh, workshop, list, head: inspection.head)
        FaultPoint.backupWritten.reached()
        if !force, Folders.item(at: file) != .nothing { throw .exists(path: file) }
        try Folders.rename(fresh, to: file)
        try Folders.sync(Folders.parent(of: file))
        FaultPoint.backupRenamed.reached()
        return Backup(
            head: inspection.head, blobCount: blobCount, byteCount: Folders.size(ofFileAt: file) ?? 0)
    }

    /// Copies the ledger and gives the redactions known so far.
    private func copyLedger(to workshop: DataFolder) throws(LedgerProblem) -> RedactionList {
        let source = try LedgerFile.reader(at: ledger)
        let known = try RedactionList(at: redactions)
        let list = try Storage.run(workshop.ledger) {
            let copy = try LedgerFile.connect(workshop.ledger, readOnly: false)
            try source.backup(to: copy)
            let cookie = try source.read { try Int64.fetchOne($0, sql: "PRAGMA schema_version") ?? 0 }
            let list = try copy.inDatabase { db in
                // The copy counts its schema from 1 again. A row of the seal that got shorter so would leave a byte in its
                // page that nothing uses, and that a check cannot tell from a changed one.
                try db.execute(sql: "PRAGMA schema_version = \(cookie)")
                // A redaction that is not finished may have left bytes in unused parts of the pages.
                if Folders.item(at: erasing) != .nothing { try db.execute(sql: "VACUUM") }
                try Seal.write(db)
                return try RedactionList.inLedger(db)
            }
            try copy.close()
            return list
        }
        try Storage.run(ledger) { try source.close() }
        let all = known.union(list)
        try Folders.replace(workshop.redactions, with: all.bytes)
        return all
    }

    private func write(
        _ path: String, _ workshop: DataFolder, _ list: RedactionList, head: Head
    ) throws(LedgerProblem) -> Int {
        var writer = try ArchiveWriter(creating: path)
        try writer.add("ledger.sqlite", fileAt: workshop.ledger)
        try writer.add("redactions", list.bytes)
        if Folders.item(at: workshop.office) != .nothing {
            try writer.add(OfficeCopy.member, fileAt: workshop.office)
        }
        let store = FolderBlobs(self)
        let hashes = try store.listNow().blobs
        for hash in hashes {
            let name = "blobs/\(hash.description.prefix(2))/\(hash.description.dropFirst(2))"
            guard try writer.add(name, fileAt: store.path(of: hash)) == hash else {
                throw .damaged(place: name, problem: FolderBlobs.changed)
            }
        }
        try writer.finish(head: head)
        return hashes.count
    }
}
