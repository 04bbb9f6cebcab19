import FoundationEssentials
import GRDB
package import Kinds
package import Ledger
package import Records
import Search

/// What waits for somebody of the office, and the office's own search.
extension CatalogueView {
    /// Records whose newest text, not public yet, was written by somebody; those saved last first.
    package func drafts(of author: String, limit: Int) throws -> [StoredRecord] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT * FROM record
                WHERE author = ? AND saved <> published AND isDeleted = 0 AND translations <> '-'
                ORDER BY saved DESC LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [author, limit]).map(storedRecord)
    }

    /// Records whose newest text stands at a place of the review, and is not public; the oldest first, for they have
    /// waited longest.
    package func standing(at review: Review, limit: Int) throws -> [StoredRecord] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT * FROM record
                WHERE review = ? AND review <> 0 AND isDeleted = 0 AND saved <> published
                ORDER BY saved LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [review.rawValue, limit]).map(storedRecord)
    }

    /// The records that point at one, with their newest or with their public text; those saved last first.
    package func pointingAtOffice(_ code: Code, limit: Int) throws -> [StoredRecord] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT * FROM record WHERE isDeleted = 0 AND id IN (
                    SELECT id FROM officeLink WHERE target = ?
                    UNION SELECT id FROM record WHERE code IN (SELECT source FROM link WHERE target = ?)
                ) ORDER BY saved DESC LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [code.text, code.text, limit]).map(storedRecord)
    }

    /// Records that become public by themselves, the next one first.
    package func planned(limit: Int) throws -> [StoredRecord] {
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM record WHERE plannedAt IS NOT NULL ORDER BY plannedAt, code LIMIT ?")
        return try Row.fetchAll(statement, arguments: [limit]).map(storedRecord)
    }

    /// Deleted records, those saved last first.
    package func deleted(offset: Int, limit: Int) throws -> [StoredRecord] {
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM record WHERE isDeleted = 1 ORDER BY saved DESC LIMIT ? OFFSET ?")
        return try Row.fetchAll(statement, arguments: [limit, offset]).map(storedRecord)
    }

    /// The few values of a column that has an index.
    private func values(of column: String) throws -> [String] {
        // Steps from one value of the index to the next: "SELECT DISTINCT" would read all of it.
        let rows = "FROM record WHERE \(column) IS NOT NULL AND isDeleted = 0"
        let statement = try db.cachedStatement(
            sql: """
                WITH RECURSIVE sets (value) AS (
                    SELECT min(\(column)) \(rows)
                    UNION ALL
                    SELECT (SELECT min(\(column)) \(rows) AND \(column) > sets.value)
                    FROM sets WHERE sets.value IS NOT NULL
                )
                SELECT value FROM sets WHERE value IS NOT NULL
                """)
        return try String.fetchAll(statement)
    }

    /// Records that lack what the public asks of them: a description in one of the languages, a statement about the
    /// people, or a consent that still holds; those saved last first.
    ///
    /// - Parameter day: `yyyymmdd`; consents that end before it cover nothing any more.
    package func withGaps(in languages: [Language], on day: Int, limit: Int) throws -> [StoredRecord] {
        var newest = try withoutConsent(on: day, limit: limit)
        for gaps in try values(of: "gaps") where GapMarks(gaps)?.hasGap(in: languages) ?? false {
            let statement = try db.cachedStatement(
                sql: """
                    SELECT saved, code FROM record WHERE gaps = ? AND isDeleted = 0
                    ORDER BY saved DESC LIMIT ?
                    """)
            newest += try Row.fetchAll(statement, arguments: [gaps, limit]).map { ($0[0], $0[1]) }
        }
        var seen: Set<String> = []
        let codes = newest.sorted { $0.saved > $1.saved }.filter { seen.insert($0.code).inserted }
        return try codes.prefix(limit).compactMap { try Code($0.code).flatMap(stored) }
    }

    /// A consent as the office has it; `nil` where there is none, or it was deleted.
    package func consent(_ code: Code) throws -> Consent? {
        guard let stored = try stored(code), stored.kind == Consent.name, !stored.isDeleted else {
            return nil
        }
        return try Consent(json: stored.body)
    }

    /// Records that name a consent which covers nothing any more, or none that there is.
    private func withoutConsent(on day: Int, limit: Int) throws -> [(saved: Int64, code: String)] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT record.saved, record.code
                FROM record AS consent
                JOIN officeLink ON officeLink.target = consent.code
                JOIN record ON record.id = officeLink.id
                WHERE consent.kind = ? AND consent.ends IS NOT NULL AND consent.ends <= ?
                    AND record.gaps IS NOT NULL AND record.isDeleted = 0
                ORDER BY record.saved DESC LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [Consent.name, day, limit]).map { ($0[0], $0[1]) }
    }

    /// Records of a kind that hold for a time only, and not on a day any more; those that end first, first.
    ///
    /// - Parameter day: `yyyymmdd`.
    package func lapsed(_ kind: any Lapsing.Type, on day: Int, limit: Int) throws -> [StoredRecord] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT * FROM record WHERE kind = ? AND ends IS NOT NULL AND ends <= ? AND isDeleted = 0
                ORDER BY ends, code LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [kind.name, day, limit]).map(storedRecord)
    }

    /// Records that point at one that was deleted, each with that one; those deleted last first.
    package func pointingAtDeleted(limit: Int) throws -> [(record: StoredRecord, deleted: StoredRecord)] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT officeLink.id, gone.code FROM record AS gone
                JOIN officeLink ON officeLink.target = gone.code
                WHERE gone.isDeleted = 1 ORDER BY gone.saved DESC, officeLink.id LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [limit]).compactMap { row in
            let one = try db.cachedStatement(sql: "SELECT * FROM record WHERE id = ?")
            guard let record = try Row.fetchOne(one, arguments: [row[0] as Int64]).map(storedRecord),
                let deleted = try Code(row[1] as String).flatMap(stored)
            else { return nil }
            return (record, deleted)
        }
    }

    /// The records whose newest text holds an original, in any field.
    package func holding(_ file: Hash, limit: Int) throws -> [StoredRecord] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT record.* FROM officeFile JOIN record USING (id) WHERE file = ? ORDER BY code LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [Data(file.bytes), limit]).map(storedRecord)
    }

    /// The office's records that hold all words of a question in a field the staff may see, best first; the words of
    /// the public texts count as well as those of drafts.
    package func searchOffice(_ question: String, in languages: [Language], limit: Int) throws
        -> [StoredRecord]
    {
        guard let expression = Question(question, in: languages).expression(beginnings: true) else {
            return []
        }
        let statement = try db.cachedStatement(
            sql: """
                SELECT record.* FROM (
                    SELECT id, min(weight) AS weight FROM (
                        SELECT * FROM (
                            SELECT rowid AS id, bm25(search, 8.0, 1.0) AS weight FROM search
                            WHERE search MATCH ? LIMIT ?)
                        UNION ALL
                        SELECT * FROM (
                            SELECT rowid AS id, bm25(officeSearch) AS weight FROM officeSearch
                            WHERE officeSearch MATCH ? LIMIT ?)
                    ) GROUP BY id
                ) JOIN record USING (id)
                WHERE isDeleted = 0 ORDER BY weight, record.code LIMIT ?
                """)
        let rows = try Row.fetchAll(
            statement,
            arguments: [
                expression, Self.weighedLimit, "{names body} : (\(expression))", Self.weighedLimit, limit,
            ])
        return try rows.map(storedRecord)
    }
}
