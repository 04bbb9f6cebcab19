import FoundationEssentials
import GRDB
import Records

extension SQLiteLedger {
    /// Replaces payloads, appends one redact revision for each record they belong to, and erases the old
    /// bytes from the files, and the originals that are to go with them.
    ///
    /// - Throws: `missing` for a number that is not in the ledger; `invalid` for a body where none belongs.
    package func redact(
        _ wanted: RedactionOrder, author: String, at milliseconds: Int64
    ) async throws(LedgerProblem) -> Redacted {
        let order = Redaction(
            replacements: wanted.replacements.sorted { $0.number < $1.number }, reason: wanted.reason,
            author: author, atMilliseconds: milliseconds)
        try order.checkItself()
        let folder = folder
        let randomBytes = randomBytes
        let head = try await write { db in
            // The mark comes first: from the commit on, the erasure will be finished whatever happens.
            let mark = ErasureMark(blobs: wanted.blobs, after: try Rows.head(db).number + 1)
            try Folders.replace(folder.erasing, with: mark.bytes)
            FaultPoint.redactMarked.reached()
            var head = Head.empty
            do {
                try db.inTransaction(.immediate) {
                    head = try order.apply(db, randomBytes: randomBytes)
                    return .commit
                }
            } catch {
                try Erasing(folder).clearMark()
                throw error
            }
            FaultPoint.redactCommitted.reached()
            return head
        }
        return Redacted(head: head, isErased: try await finishErasing())
    }

    /// Erases originals that no record names, and remembers them.
    package func eraseBlobs(_ blobs: [Hash]) async throws(LedgerProblem) {
        let folder = folder
        try await write { db in
            try Folders.replace(folder.erasing, with: ErasureMark(blobs: blobs, after: .zero).bytes)
            FaultPoint.redactMarked.reached()
            _ = try Erasing(folder).finish(db)
        }
    }

    /// The originals that were ever erased here.
    package func erasedBlobs() throws(LedgerProblem) -> [Hash] {
        try RedactionList(at: folder.redactions).blobs.sorted()
    }

    /// Finishes a redaction whose bytes are not yet erased; `false` when a reader is still in the way.
    package func finishErasing() async throws(LedgerProblem) -> Bool {
        let folder = folder
        return try await write { db in try Erasing(folder).finish(db) }
    }

    /// The same before anyone else uses the ledger.
    func finishErasingNow() throws(LedgerProblem) -> Bool {
        guard let writer else { throw .readOnly }
        return try Storage.run(folder.ledger) {
            try writer.inDatabase { db in try Erasing(folder).finish(db) }
        }
    }
}

/// What lies in the file `erasing` while a redaction is not finished.
struct ErasureMark {
    let blobs: [Hash]
    /// The redaction that the originals go with; zero when they go by themselves.
    let after: RevisionNumber

    private static let title = "a redaction is not finished"
    private static let fileLimit = 64 << 20

    init(blobs: [Hash], after: RevisionNumber) {
        self.blobs = blobs
        self.after = after
    }

    /// A mark of an older program, or one that was not written to its end, names no originals.
    init(at path: String) throws(LedgerProblem) {
        let bytes = try Folders.contents(of: path, limit: ErasureMark.fileLimit) ?? []
        guard let text = try? SealedText(bytes: bytes, title: ErasureMark.title, place: "erasing"),
            let first = text.lines.first, let after = Int64(first)
        else {
            self.init(blobs: [], after: .zero)
            return
        }
        self.init(blobs: text.lines.dropFirst().compactMap { Hash(hex: $0) }, after: RevisionNumber(after))
    }

    var bytes: [UInt8] {
        SealedText(title: ErasureMark.title, lines: ["\(after)"] + blobs.map(\.description)).bytes
    }
}

/// Makes what a redaction took from the tables vanish from the files.
struct Erasing {
    let folder: DataFolder

    init(_ folder: DataFolder) { self.folder = folder }

    /// Writes the list of redactions, removes the originals that go, empties the write-ahead log, and writes the file anew, so that no page
    /// holds anything but its rows. Safe to repeat. Nothing happens without the mark.
    func finish(_ db: Database) throws -> Bool {
        guard Folders.item(at: folder.erasing) != .nothing else { return true }
        let mark = try ErasureMark(at: folder.erasing)
        // A mark without its redaction is of one that never came to be.
        let blobs = try mark.after == .zero || isRedaction(mark.after, db) ? mark.blobs : []
        let known = try RedactionList(at: folder.redactions)
        var list = try known.union(RedactionList.inLedger(db))
        list.blobs.formUnion(blobs)
        try Folders.replace(folder.redactions, with: list.bytes)
        FaultPoint.redactListed.reached()
        try FolderBlobs(folder).eraseNow(blobs)
        guard try truncateLog(db) else { return false }
        try db.execute(sql: "VACUUM")
        try db.inTransaction(.immediate) {
            try Seal.write(db)
            return .commit
        }
        guard try truncateLog(db) else { return false }
        FaultPoint.redactErased.reached()
        try clearMark()
        return true
    }

    private func isRedaction(_ number: RevisionNumber, _ db: Database) throws -> Bool {
        try Rows.revisions(db, after: RevisionNumber(number.value - 1), limit: 1).first.map {
            $0.number == number && $0.action == .redact
        } ?? false
    }

    func clearMark() throws {
        try Folders.remove(folder.erasing)
        try Folders.sync(folder.path)
    }

    private func truncateLog(_ db: Database) throws -> Bool {
        do {
            _ = try db.checkpoint(.truncate)
            return true
        } catch let error as DatabaseError
            where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
        {
            return false
        }
    }
}

extension RedactionList {
    /// What the ledger itself says was redacted.
    static func inLedger(_ db: Database) throws -> RedactionList {
        let statement = try db.cachedStatement(
            sql: """
                SELECT r.number, r.record, r.payload_hash FROM payload p
                JOIN revision r ON r.number = p.number WHERE p.redacted_by IS NOT NULL
                """)
        var list = RedactionList()
        try Columns.each(statement) { row in
            guard let hash = Hash(bytes: row.bytes(2)) else {
                throw LedgerProblem.damaged(
                    place: "ledger.sqlite", problem: "a redacted revision cannot be read")
            }
            list.entries.insert(
                Entry(number: RevisionNumber(row.number(0)), record: row.text(1), originalHash: hash))
        }
        return list
    }
}
