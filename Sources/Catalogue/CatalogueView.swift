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
    package let body: [UInt8]
}

/// A list's page and how many there are in all.
package struct Listing: Sendable {
    package let records: [PublicRecord]
    package let total: Int
}

/// How many records a year or a month has.
package struct Division: Sendable, Hashable {
    package let number: Int
    package let count: Int
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

    /// The public record of a code.
    package func presence(of code: Code) throws -> Presence {
        if let record = try record(of: code) { return .here(record) }
        let wasPublic = try db.cachedStatement(sql: "SELECT wasPublic FROM record WHERE code = ?")
        return try Bool.fetchOne(wasPublic, arguments: [code.text]) == true ? .gone : .unknown
    }

    /// The public record at an address of its kind. A withdrawn one is `gone` as long as no other has its slug.
    package func presence(of kind: String, slug: String) throws -> Presence {
        guard Slug(slug) != nil else { return .unknown }
        let statement = try db.cachedStatement(
            sql:
                "SELECT code, kind, body, publishedAt FROM public WHERE kind = ? AND slug = ? ORDER BY code LIMIT 1"
        )
        if let row = try Row.fetchOne(statement, arguments: [kind, slug]) { return try .here(record(row)) }
        let gone = try db.cachedStatement(
            sql: "SELECT 1 FROM usedAddress WHERE kind = ? AND slug = ? LIMIT 1")
        return try Bool.fetchOne(gone, arguments: [kind, slug]) == true ? .gone : .unknown
    }

    /// The public records of some codes, in the order of the codes; unknown and unpublished ones are left out.
    package func records(_ codes: [Code]) throws -> [PublicRecord] {
        try codes.compactMap(record(of:))
    }

    /// The public records of a kind in the order of its lists.
    ///
    /// - Parameter excluded: a record that is left out, and not counted.
    package func list(
        _ kind: String, except excluded: Code? = nil, year: Int? = nil, month: Int? = nil, offset: Int = 0,
        limit: Int
    ) throws -> Listing {
        try list([kind], except: excluded, year: year, month: month, offset: offset, limit: limit)
    }

    /// The public records of some kinds together, newest first.
    package func list(
        _ kinds: [String], except excluded: Code? = nil, area: String? = nil, year: Int? = nil,
        month: Int? = nil,
        offset: Int = 0, limit: Int
    ) throws -> Listing {
        var condition = "kind IN (\(kinds.map { _ in "?" }.joined(separator: ", ")))"
        var arguments: [(any DatabaseValueConvertible)?] = kinds
        if let area {
            condition += " AND area = ?"
            arguments.append(area)
        }
        if let excluded {
            condition += " AND code <> ?"
            arguments.append(excluded.text)
        }
        for (column, value) in [("year", year), ("month", month)] {
            guard let value else { continue }
            condition += " AND \(column) = ?"
            arguments.append(value)
        }
        let select = try db.cachedStatement(
            sql: """
                SELECT code, kind, body, publishedAt FROM public WHERE \(condition)
                ORDER BY rank, position, title, code LIMIT ? OFFSET ?
                """)
        let rows = try Row.fetchAll(select, arguments: StatementArguments(arguments + [limit, offset]))
        // All of a kind are counted already; counting a large collection takes longer than all the rest of a page.
        if area == nil, year == nil, month == nil {
            let excludedCount =
                try excluded.flatMap(record(of:)).map { kinds.contains($0.kind) } == true ? 1 : 0
            let total = try kinds.reduce(0) { try $0 + self.count(of: $1) } - excludedCount
            return Listing(records: try rows.map(record), total: total)
        }
        let count = try db.cachedStatement(sql: "SELECT count(*) FROM public WHERE \(condition)")
        let total = try Int.fetchOne(count, arguments: StatementArguments(arguments)) ?? 0
        return Listing(records: try rows.map(record), total: total)
    }

    /// The years in which a dated kind has records, newest first; or the months of one year.
    package func divisions(of kind: String, in year: Int? = nil) throws -> [Division] {
        let column = year == nil ? "year" : "month"
        let condition = year == nil ? "" : "AND year = ?"
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(column), count(*) FROM public WHERE kind = ? AND \(column) IS NOT NULL \(condition)
                GROUP BY \(column) ORDER BY \(column) DESC
                """)
        let rows = try Row.fetchAll(statement, arguments: year.map { [kind, $0] } ?? [kind])
        return rows.map { Division(number: $0[0], count: $0[1]) }
    }

    /// How many records of some kinds each year has, oldest year first.
    package func years(of kinds: [String]) throws -> [Division] {
        let marks = kinds.map { _ in "?" }.joined(separator: ", ")
        let statement = try db.cachedStatement(
            sql: """
                SELECT year, count(*) FROM public WHERE year IS NOT NULL AND kind IN (\(marks))
                GROUP BY year ORDER BY year
                """)
        let rows = try Row.fetchAll(statement, arguments: StatementArguments(kinds))
        return rows.map { Division(number: $0[0], count: $0[1]) }
    }

    /// How many records of some kinds each area has.
    package func areas(of kinds: [String]) throws -> [String: Int] {
        let marks = kinds.map { _ in "?" }.joined(separator: ", ")
        let statement = try db.cachedStatement(
            sql:
                "SELECT area, count(*) FROM public WHERE area IS NOT NULL AND kind IN (\(marks)) GROUP BY area"
        )
        let rows = try Row.fetchAll(statement, arguments: StatementArguments(kinds))
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }

    /// Where the public records of a kind are on Earth, in a fixed order.
    package func places(of kind: String, except excluded: Code?) throws -> [Place] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT country, latitude, longitude FROM place JOIN public USING (id)
                WHERE kind = ? AND code IS NOT ? ORDER BY place.id
                """)
        try statement.bind(.text(kind), .text(excluded?.text))
        var places: [Place] = []
        try Columns.each(statement) { row in
            var place = Place(nil, country: row.text(0))
            (place.latitude, place.longitude) = (row.real(1), row.real(2))
            places.append(place)
        }
        return places
    }

    /// The public records of a kind in one country, in the order of its lists.
    package func list(_ kind: String, inCountry country: String, offset: Int, limit: Int) throws -> Listing {
        let condition = "kind = ? AND id IN (SELECT id FROM place WHERE country = ?)"
        let select = try db.cachedStatement(
            sql: """
                SELECT code, kind, body, publishedAt FROM public WHERE \(condition)
                ORDER BY rank, position, title, code LIMIT ? OFFSET ?
                """)
        let rows = try Row.fetchAll(select, arguments: [kind, country, limit, offset])
        let count = try db.cachedStatement(sql: "SELECT count(*) FROM public WHERE \(condition)")
        let total = try Int.fetchOne(count, arguments: [kind, country]) ?? 0
        return Listing(records: try rows.map(record), total: total)
    }

    /// What was published last, newest first; of all kinds, or of one.
    package func newest(_ kind: String? = nil, limit: Int) throws -> [PublicRecord] {
        let condition = kind == nil ? "" : "WHERE kind = ?"
        let statement = try db.cachedStatement(
            sql: """
                SELECT code, kind, body, publishedAt FROM public \(condition)
                ORDER BY publishedAt DESC, id DESC LIMIT ?
                """)
        let arguments: [(any DatabaseValueConvertible)?] = kind.map { [$0, limit] } ?? [limit]
        return try Row.fetchAll(statement, arguments: StatementArguments(arguments)).map(record)
    }

    /// How many public records a kind has.
    package func count(of kind: String) throws -> Int {
        let statement = try db.cachedStatement(sql: "SELECT count FROM tally WHERE kind = ?")
        return try Int.fetchOne(statement, arguments: [kind]) ?? 0
    }

    /// The public records of a kind that point at a record ("what points here"), in the order of their lists.
    package func pointing(at code: Code, kind: String, limit: Int) throws -> Listing {
        let from = """
            FROM public WHERE kind = ? AND id IN (
                SELECT record.id FROM link JOIN record ON record.code = link.source WHERE link.target = ?)
            """
        let select = try db.cachedStatement(
            sql: "SELECT code, kind, body, publishedAt \(from) ORDER BY rank, position, title, code LIMIT ?")
        let rows = try Row.fetchAll(select, arguments: [kind, code.text, limit])
        guard rows.count == limit else { return Listing(records: try rows.map(record), total: rows.count) }
        let count = try db.cachedStatement(sql: "SELECT count(*) \(from)")
        let total = try Int.fetchOne(count, arguments: [kind, code.text]) ?? 0
        return Listing(records: try rows.map(record), total: total)
    }

    /// The public records that hold all words of a question, best first; a word may be the beginning of one.
    package func search(_ question: String, offset: Int, limit: Int) throws -> Listing {
        guard let expression = SearchText.expression(for: question) else {
            return Listing(records: [], total: 0)
        }
        let select = try db.cachedStatement(
            sql: """
                SELECT public.code, public.kind, public.body, public.publishedAt FROM search JOIN public ON public.id = search.rowid
                WHERE search MATCH ? ORDER BY bm25(search, 8.0, 1.0), public.rank, public.code LIMIT ? OFFSET ?
                """)
        let rows = try Row.fetchAll(select, arguments: [expression, limit, offset])
        let count = try db.cachedStatement(sql: "SELECT count(*) FROM search WHERE search MATCH ?")
        return Listing(
            records: try rows.map(record), total: try Int.fetchOne(count, arguments: [expression]) ?? 0)
    }

    /// Every record of the office, in the order of the codes, deleted ones too.
    package func stored(after code: Code?, limit: Int) throws -> [StoredRecord] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM record WHERE code > ? ORDER BY code LIMIT ?",
            arguments: [code?.text ?? "", limit])
        return try rows.map(storedRecord)
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
        let statement = try db.cachedStatement(
            sql: """
                SELECT code, kind, body, publishedAt FROM public WHERE id = (SELECT id FROM record WHERE code = ?)
                """)
        return try Row.fetchOne(statement, arguments: [code.text]).map(record)
    }

    private func record(_ row: Row) throws -> PublicRecord {
        PublicRecord(
            code: try code(row["code"]), kind: row["kind"], body: [UInt8](row["body"] as Data),
            publishedAt: row["publishedAt"])
    }

    private func storedRecord(_ row: Row) throws -> StoredRecord {
        StoredRecord(
            code: try code(row["code"]), kind: row["kind"], version: row["version"],
            saved: RevisionNumber(row["saved"]), published: RevisionNumber(row["published"]),
            isDeleted: row["isDeleted"], body: [UInt8](row["body"] as Data))
    }

    private func code(_ text: String) throws -> Code {
        guard let code = Code(text) else { throw DatabaseError(message: "a row has no valid code") }
        return code
    }
}
