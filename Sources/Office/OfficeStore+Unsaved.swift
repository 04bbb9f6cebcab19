import FoundationEssentials
import GRDB

extension OfficeStore {
    /// What somebody has not saved of a record; `nil` when there is nothing.
    package func unsaved(_ place: UnsavedText.Place) async throws(OfficeProblem) -> UnsavedText? {
        try await database.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT account, record, kind, base, texts, kept_at FROM unsaved_text
                    WHERE account = ? AND record = ?
                    """,
                arguments: [place.account.text, place.record]
            ).map { try OfficeStore.unsaved($0) }
        }
    }

    /// All that somebody has not saved, what was kept last first.
    package func unsaved(of account: AccountID) async throws(OfficeProblem) -> [UnsavedText] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT account, record, kind, base, texts, kept_at FROM unsaved_text
                    WHERE account = ? ORDER BY kept_at DESC, record
                    """,
                arguments: [account.text]
            ).map { try OfficeStore.unsaved($0) }
        }
    }

    /// Keeps a text in place of the one that was kept of the same record before. It is on the disk when this returns.
    ///
    /// - Returns: `false` when it is too long, or the person has too many others: nothing is thrown away for it.
    package func keep(_ text: UnsavedText) async throws(OfficeProblem) -> Bool {
        guard text.texts.count <= UnsavedText.limitBytes else { return false }
        return try await database.write { db in
            let others = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM unsaved_text WHERE account = ? AND record <> ?",
                arguments: [text.place.account.text, text.place.record])
            guard (others ?? 0) < UnsavedText.limit else { return false }
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO unsaved_text (account, record, kind, base, texts, kept_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    text.place.account.text, text.place.record, text.kind, text.base, Data(text.texts),
                    text.keptAt,
                ])
            return true
        }
    }

    /// Forgets what was kept: it was saved, or is not wanted.
    package func forget(_ place: UnsavedText.Place) async throws(OfficeProblem) {
        // Most saves have nothing to forget, and need no write.
        guard try await unsaved(place) != nil else { return }
        try await database.write { db in
            try db.execute(
                sql: "DELETE FROM unsaved_text WHERE account = ? AND record = ?",
                arguments: [place.account.text, place.record])
        }
    }

    private static func unsaved(_ row: Row) throws -> UnsavedText {
        guard let account = AccountID(row[0]) else {
            throw OfficeRows.damaged("an unsaved text cannot be read")
        }
        return UnsavedText(
            place: UnsavedText.Place(account: account, record: row[1]), kind: row[2], base: row[3],
            texts: [UInt8](row[4] as Data), keptAt: row[5])
    }
}
