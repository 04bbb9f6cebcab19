import FoundationEssentials
import GRDB
import Kinds
package import Ledger
package import Records

/// A record as a visitor may see it.
package struct PublicRecord: Sendable {
    package let code: Code
    package let kind: String
    /// Only fields that every visitor may see.
    package let body: [UInt8]
    /// When it was published last, in milliseconds since 1970.
    package let publishedAt: Int64

    /// The record as a value of its kind; `nil` when it is of another one.
    package func decoded<K: Kind>(_ kind: K.Type = K.self) -> K? {
        guard self.kind == K.name else { return nil }
        // The catalogue wrote these bytes itself; a damaged row is shown as absent and named by `check`.
        return try? K(json: body)
    }
}

/// What the office has of a record, public or not.
package struct StoredRecord: Sendable {
    package let code: Code
    package let kind: String
    package let version: Int
    package let saved: RevisionNumber
    /// 0 when it is not public.
    package let published: RevisionNumber
    package let isDeleted: Bool
    /// The account that wrote the newest text, or a word such as `cli`.
    package let author: String
    /// Where the newest text stands on its way to the public.
    package let review: Review
    /// What becomes public by itself, and when.
    package let plan: Plan?
    /// In which save each of its texts changed last.
    package let ages: TextAges
    /// How it stands in every language; `nil` where no visitor would miss a text.
    package let translations: TranslationMarks?
    package let body: [UInt8]
}

/// A version that becomes public at a time.
package struct Plan: Sendable, Hashable {
    package let version: RevisionNumber
    /// In milliseconds since 1970.
    package let milliseconds: Int64
}

/// Whether a record can be shown.
package enum Presence: Sendable {
    case here(PublicRecord)
    /// It was public once.
    case gone
    case unknown
}

/// One snapshot of the catalogue.
package struct CatalogueView {
    let db: Database
    /// A record that is looked at as if it were public already.
    var overlay: Overlay?

    /// The public record of a code.
    package func presence(of code: Code) throws -> Presence {
        if let record = try record(of: code) { return .here(record) }
        let gone = try db.cachedStatement(
            sql: "SELECT 1 FROM record INDEXED BY recordOncePublic WHERE code = ? AND wasPublic = 1")
        return try Bool.fetchOne(gone, arguments: [code.text]) == true ? .gone : .unknown
    }

    /// The public record at an address of its kind. A withdrawn one is `gone` as long as no other has its slug.
    package func presence(of kind: String, slug: String) throws -> Presence {
        guard Slug(slug) != nil else { return .unknown }
        let statement = try db.cachedStatement(
            sql:
                "SELECT code, kind, body, publishedAt FROM public WHERE kind = ? AND slug = ? ORDER BY code LIMIT 1"
        )
        if let overlay, overlay.record.kind == kind, overlay.slug == slug { return .here(overlay.record) }
        if let row = try Row.fetchOne(statement, arguments: [kind, slug]) { return try .here(record(row)) }
        let gone = try db.cachedStatement(
            sql: "SELECT 1 FROM usedAddress WHERE kind = ? AND slug IN (?, '') LIMIT 1")
        return try Bool.fetchOne(gone, arguments: [kind, slug]) == true ? .gone : .unknown
    }

    /// The public records of some codes, in the order of the codes; unknown and unpublished ones are left out.
    ///
    /// However many there are, they are read by one statement.
    package func records(_ codes: [Code]) throws -> [PublicRecord] {
        guard codes.count > 1 else { return try codes.compactMap(record(of:)) }
        let statement = try db.cachedStatement(
            sql: """
                SELECT code, kind, body, publishedAt FROM public
                WHERE code IN (SELECT value FROM json_each(?))
                """)
        var list = JSONWriter()
        list.array { list in for code in codes { list.string(code.text) } }
        let rows = try Row.fetchAll(
            statement, arguments: [String(decoding: list.bytes, as: UTF8.self)])
        var found: [Code: PublicRecord] = [:]
        for record in try rows.map(record) { found[record.code] = record }
        if let overlay { found[overlay.record.code] = overlay.record }
        return codes.compactMap { found[$0] }
    }

    /// Every record of the office, in the order of the codes, deleted ones too.
    package func stored(after code: Code?, limit: Int) throws -> [StoredRecord] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM record WHERE code > ? ORDER BY code LIMIT ?",
            arguments: [code?.text ?? "", limit])
        return try rows.map(storedRecord)
    }

    /// The office's records of a kind, those saved last first; deleted ones are left out.
    package func office(_ kind: String, offset: Int, limit: Int) throws -> [StoredRecord] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT * FROM record WHERE kind = ? AND isDeleted = 0 ORDER BY saved DESC LIMIT ? OFFSET ?
                """)
        return try Row.fetchAll(statement, arguments: [kind, limit, offset]).map(storedRecord)
    }

    /// How many records of a kind the office has.
    package func officeCount(of kind: String) throws -> Int {
        let statement = try db.cachedStatement(
            sql: "SELECT count(*) FROM record WHERE kind = ? AND isDeleted = 0")
        return try Int.fetchOne(statement, arguments: [kind]) ?? 0
    }

    /// The numbers of the revisions of a record, newest first.
    package func steps(of code: Code, limit: Int) throws -> (numbers: [RevisionNumber], total: Int) {
        let statement = try db.cachedStatement(
            sql: """
                SELECT number FROM step WHERE id = (SELECT id FROM record WHERE code = ?)
                ORDER BY number DESC LIMIT ?
                """)
        let numbers = try Int64.fetchAll(statement, arguments: [code.text, limit]).map { RevisionNumber($0) }
        let count = try db.cachedStatement(
            sql: "SELECT count(*) FROM step WHERE id = (SELECT id FROM record WHERE code = ?)")
        return (numbers, try Int.fetchOne(count, arguments: [code.text]) ?? 0)
    }

    /// The numbers of the revisions of a record before one of them, newest first.
    package func steps(of code: Code, before number: RevisionNumber, limit: Int) throws -> [RevisionNumber] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT number FROM step WHERE id = (SELECT id FROM record WHERE code = ?) AND number < ?
                ORDER BY number DESC LIMIT ?
                """)
        return try Int64.fetchAll(statement, arguments: [code.text, number.value, limit]).map {
            RevisionNumber($0)
        }
    }

    /// The office's state of a record.
    package func stored(_ code: Code) throws -> StoredRecord? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM record WHERE code = ?")
        return try Row.fetchOne(statement, arguments: [code.text]).map(storedRecord)
    }

    /// The codes of the office's records of a kind, in order.
    package func codes(of kind: String, limit: Int) throws -> [Code] {
        let sql = "SELECT code FROM record WHERE kind = ? AND isDeleted = 0 ORDER BY code LIMIT ?"
        return try String.fetchAll(db, sql: sql, arguments: [kind, limit]).compactMap { Code($0) }
    }

    /// The record that has an address of its kind, public or not.
    package func owner(of kind: String, slug: String) throws -> Code? {
        let statement = try db.cachedStatement(
            sql: "SELECT code FROM record WHERE kind = ? AND slug = ? ORDER BY code LIMIT 1")
        return try String.fetchOne(statement, arguments: [kind, slug]).flatMap { Code($0) }
    }

    /// Another record that has an address of a record's kind: the office's newest text of it, or what the public sees.
    package func other(than code: Code?, of kind: String, slug: String) throws -> Code? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT code FROM record WHERE kind = ? AND slug = ? AND code <> ?
                UNION ALL SELECT code FROM public WHERE kind = ? AND slug = ? AND code <> ? LIMIT 1
                """)
        let own = code?.text ?? ""
        return try String.fetchOne(statement, arguments: [kind, slug, own, kind, slug, own]).flatMap {
            Code($0)
        }
    }

    /// Another public record that visitors find at an address.
    package func publicOther(than code: Code, of kind: String, slug: String) throws -> Code? {
        let statement = try db.cachedStatement(
            sql: "SELECT code FROM public WHERE kind = ? AND slug = ? AND code <> ? LIMIT 1")
        return try String.fetchOne(statement, arguments: [kind, slug, code.text]).flatMap { Code($0) }
    }

    /// The number of the last revision that is in the catalogue.
    package func cursor() throws -> RevisionNumber {
        RevisionNumber(Int64(try State.integer(.cursor, in: db)))
    }

    /// How many records there are, and how many of them are public.
    package func counts() throws -> (records: Int, published: Int) {
        (
            try Int.fetchOne(db, sql: "SELECT count(*) FROM record WHERE isDeleted = 0") ?? 0,
            try Int.fetchOne(db, sql: "SELECT count(*) FROM public") ?? 0
        )
    }

    /// The originals that records name, each with one record that does.
    func namedBlobs() throws -> [Hash: Code] {
        var named: [Hash: Code] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT code, kind, body, 0 AS publishedAt FROM record "
                + "UNION ALL SELECT code, kind, body, publishedAt FROM public")
        while let row = try rows.next() {
            let record = try record(row)
            guard let kind = KindRegistry.kind(named: record.kind) else { continue }
            for media in (try? kind.init(json: record.body))?.contents.media ?? [] {
                if let hash = Hash(hex: media.blob) { named[hash] = record.code }
            }
        }
        return named
    }

    private func record(of code: Code) throws -> PublicRecord? {
        if let overlay, overlay.record.code == code { return overlay.record }
        let statement = try db.cachedStatement(
            sql: "SELECT code, kind, body, publishedAt FROM public WHERE code = ?")
        return try Row.fetchOne(statement, arguments: [code.text]).map(record)
    }

    func record(_ row: Row) throws -> PublicRecord {
        let code = try code(row["code"])
        if let overlay, overlay.record.code == code { return overlay.record }
        return PublicRecord(
            code: code, kind: row["kind"], body: [UInt8](row["body"] as Data),
            publishedAt: row["publishedAt"])
    }

    func storedRecord(_ row: Row) throws -> StoredRecord {
        StoredRecord(
            code: try code(row["code"]), kind: row["kind"], version: row["version"],
            saved: RevisionNumber(row["saved"]), published: RevisionNumber(row["published"]),
            isDeleted: row["isDeleted"], author: row["author"],
            review: Review(rawValue: row["review"]) ?? .none,
            plan: (row["plannedAt"] as Int64?).map {
                Plan(version: RevisionNumber(row["planned"]), milliseconds: $0)
            }, ages: TextAges(row["ages"] as String) ?? TextAges(.zero),
            translations: TranslationMarks(row["translations"] as String),
            body: [UInt8](row["body"] as Data))
    }

    private func code(_ text: String) throws -> Code {
        guard let code = Code(text) else { throw DatabaseError(message: "a row has no valid code") }
        return code
    }
}
