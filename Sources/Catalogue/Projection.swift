import FoundationEssentials
import GRDB
import Kinds
import Ledger
import Records

/// Writes what a revision means into the catalogue's tables: a pure function of the journal, without a clock.
struct Projection {
    let db: Database
    /// What the publications among the revisions put before the public, by the publishing revision's number.
    let shown: [Int64: PublicRow]

    /// - Returns: whether anything public may have changed.
    func apply(_ revision: Revision) throws -> Bool {
        let code = revision.record.text
        switch revision.action {
        case .save:
            try save(revision, code: code)
            return false
        case .publish(let number):
            try publish(number, revision, code: code)
        case .withdraw:
            try unpublish(code: code)
        case .delete:
            try unpublish(code: code)
            try execute("UPDATE record SET isDeleted = 1 WHERE code = ?", [code])
            try execute("DELETE FROM address WHERE code = ?", [code])
        case .redact:
            break
        }
        return true
    }

    private func save(_ revision: Revision, code: String) throws {
        try execute(
            """
            INSERT INTO record (code, kind, version, saved, body) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, version = excluded.version,
                saved = excluded.saved, body = excluded.body, isDeleted = 0
            """,
            [code, revision.kind, revision.version, revision.number.value, Data(revision.body ?? [])])
        try execute("DELETE FROM address WHERE code = ?", [code])
        guard let slug = slug(of: revision) else { return }
        try execute(
            "INSERT INTO address (kind, slug, code) VALUES (?, ?, ?)", [revision.kind, slug.text, code])
    }

    private func slug(of revision: Revision) -> Slug? {
        guard let body = revision.body, let kind = KindRegistry.kind(named: revision.kind) else { return nil }
        // Canonical bytes begin with the slug where a kind has one: no need to read the rest.
        let start = Array("{\"slug\":\"".utf8)
        if body.starts(with: start), let end = body[start.count...].firstIndex(of: UInt8(ascii: "\"")) {
            return Slug(String(decoding: body[start.count..<end], as: UTF8.self))
        }
        // A payload that cannot be read has no address; `check` names it.
        return (try? kind.init(json: body))?.slug
    }

    private func publish(_ number: RevisionNumber, _ revision: Revision, code: String) throws {
        try removePublic(code: code)
        try execute("UPDATE record SET published = ?, wasPublic = 1 WHERE code = ?", [number.value, code])
        if let row = shown[revision.number.value] { try insert(row, code: code) }
    }

    private func insert(_ row: PublicRow, code: String) throws {
        try execute(
            """
            INSERT INTO public (code, kind, slug, rank, position, title, year, month, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                code, row.kind, row.slug, row.rank, row.position, row.title, row.year, row.month, row.body,
            ])
        let id = db.lastInsertedRowID
        if let slug = row.slug {
            try execute("INSERT OR IGNORE INTO usedAddress (kind, slug) VALUES (?, ?)", [row.kind, slug])
        }
        try execute(
            "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", [id, row.titleWords, row.bodyWords])
        for reference in row.references {
            try execute(
                "INSERT OR IGNORE INTO link (target, source, field) VALUES (?, ?, ?)",
                [reference.code.text, code, reference.field])
        }
    }

    private func unpublish(code: String) throws {
        try removePublic(code: code)
        try execute("UPDATE record SET published = 0 WHERE code = ?", [code])
    }

    private func removePublic(code: String) throws {
        let find = try db.cachedStatement(sql: "SELECT id FROM public WHERE code = ?")
        guard let id = try Int64.fetchOne(find, arguments: [code]) else { return }
        try execute("DELETE FROM search WHERE rowid = ?", [id])
        try execute("DELETE FROM public WHERE id = ?", [id])
        try execute("DELETE FROM link WHERE source = ?", [code])
    }

    private func execute(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?]) throws {
        try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    }
}
