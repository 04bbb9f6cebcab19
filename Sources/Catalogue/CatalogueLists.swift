import GRDB
import Ledger
package import Records

/// A list's page and how many there are in all.
package struct Listing: Sendable {
    package let records: [PublicRecord]
    package let total: Int

    package init(records: [PublicRecord], total: Int) { (self.records, self.total) = (records, total) }
}

/// How many records a year or a month has.
package struct Division: Sendable, Hashable {
    package let number: Int
    package let count: Int
}

/// A place on Earth that stands for all records of a kind in its neighbourhood.
package struct Neighbourhood: Sendable, Hashable {
    /// Degrees, the mean of its records.
    package let longitude, latitude: Double
    package let count: Int
}

/// Lists and sums. Totals come from the sums (`Sums`): counting a large collection takes longer than all the rest of a
/// page.
extension CatalogueView {
    /// The public records of some kinds together in the order of their lists, dated ones newest first.
    ///
    /// - Parameter excluded: a record that is left out, and not counted.
    package func list(
        _ kinds: [String], except excluded: Code? = nil, area: String? = nil, country: String? = nil,
        year: Int? = nil, month: Int? = nil, offset: Int = 0, limit: Int
    ) throws -> Listing {
        var filter = ""
        var values: [(any DatabaseValueConvertible)?] = []
        for (column, value) in [("area", area), ("country", country)] as [(String, String?)] {
            guard let value else { continue }
            filter += " AND \(column) = ?"
            values.append(value)
        }
        for (column, value) in [("year", year), ("month", month)] as [(String, Int?)] {
            guard let value else { continue }
            filter += " AND \(column) = ?"
            values.append(value)
        }
        let condition = "kind IN (\(Self.marks(kinds)))" + filter
        let sums = try db.cachedStatement(sql: "SELECT total(count) FROM tally WHERE \(condition)")
        var total = try Int(Double.fetchOne(sums, arguments: StatementArguments(kinds + values)) ?? 0)
        if let excluded {
            filter += " AND code <> ?"
            values.append(excluded.text)
            let counted = try db.cachedStatement(sql: "SELECT 1 FROM public WHERE \(condition) AND code = ?")
            total -= try Int.fetchOne(counted, arguments: StatementArguments(kinds + values)) ?? 0
        }
        // The index gives the first records of one kind in order; of several kinds at once SQLite would sort all.
        let order = "ORDER BY rank, position, title, code"
        let one = """
            SELECT * FROM (
                SELECT code, kind, body, publishedAt, rank, position, title FROM public
                WHERE kind = ?\(filter) \(order) LIMIT ?)
            """
        let all = Array(repeating: one, count: kinds.count).joined(separator: " UNION ALL ")
        let select = try db.cachedStatement(sql: "SELECT * FROM (\(all)) \(order) LIMIT ? OFFSET ?")
        var arguments: [(any DatabaseValueConvertible)?] = []
        for kind in kinds { arguments += [kind] + values + [offset + limit] }
        arguments += [limit, offset]
        let rows = try Row.fetchAll(select, arguments: StatementArguments(arguments))
        return Listing(records: try rows.map(record), total: total)
    }

    package func list(
        _ kind: String, except excluded: Code? = nil, country: String? = nil, year: Int? = nil,
        month: Int? = nil, offset: Int = 0, limit: Int
    ) throws -> Listing {
        try list(
            [kind], except: excluded, country: country, year: year, month: month, offset: offset,
            limit: limit)
    }

    /// The years in which a dated kind has records, newest first; or the months of one year.
    package func divisions(of kind: String, in year: Int? = nil) throws -> [Division] {
        let (column, condition) = year == nil ? ("year", "") : ("month", "AND year = ?")
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(column), sum(count) FROM tally WHERE kind = ? AND \(column) > 0 \(condition)
                GROUP BY \(column) ORDER BY \(column) DESC
                """)
        let rows = try Row.fetchAll(statement, arguments: year.map { [kind, $0] } ?? [kind])
        return rows.map { Division(number: $0[0], count: $0[1]) }
    }

    /// How many records of some kinds each year has, oldest year first.
    package func years(of kinds: [String]) throws -> [Division] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT year, sum(count) FROM tally WHERE year > 0 AND kind IN (\(Self.marks(kinds)))
                GROUP BY year ORDER BY year
                """)
        let rows = try Row.fetchAll(statement, arguments: StatementArguments(kinds))
        return rows.map { Division(number: $0[0], count: $0[1]) }
    }

    /// How many records of some kinds each area has.
    package func areas(of kinds: [String]) throws -> [String: Int] {
        try sums(of: kinds, by: "area")
    }

    /// How many records of a kind each country has.
    package func countries(of kind: String) throws -> [String: Int] {
        try sums(of: [kind], by: "country")
    }

    private func sums(of kinds: [String], by column: String) throws -> [String: Int] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(column), sum(count) FROM tally WHERE \(column) <> '' AND kind IN (\(Self.marks(kinds)))
                GROUP BY \(column)
                """)
        let rows = try Row.fetchAll(statement, arguments: StatementArguments(kinds))
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }

    /// Where the public records of a kind are on Earth: a place for each part of the Earth that has any, in a fixed
    /// order, however many records there are.
    ///
    /// - Parameter excluded: the place of one of them that is left out.
    package func neighbourhoods(of kind: String, except excluded: Place?) throws -> [Neighbourhood] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT west, south, count, longitude, latitude FROM mapCell WHERE kind = ?
                ORDER BY west, south
                """)
        try statement.bind(.text(kind))
        let left = excluded.flatMap { MapCell($0) }
        var found: [Neighbourhood] = []
        try Columns.each(statement) { row in
            var sum = MapCell.Sum(
                count: Int(row.number(2)), longitude: Int(row.number(3)), latitude: Int(row.number(4)))
            if let left, left.west == row.number(0), left.south == row.number(1) { sum -= left.sum }
            if let neighbourhood = sum.mean { found.append(neighbourhood) }
        }
        return found
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
        let statement = try db.cachedStatement(sql: "SELECT total(count) FROM tally WHERE kind = ?")
        return try Int(Double.fetchOne(statement, arguments: [kind]) ?? 0)
    }

    /// The public records of a kind that point at a record ("what points here"), in the order of their lists.
    package func pointing(at code: Code, kind: String, offset: Int = 0, limit: Int) throws -> Listing {
        let select = try db.cachedStatement(
            sql: """
                SELECT public.code, public.kind, public.body, public.publishedAt
                FROM link JOIN public ON public.code = link.source
                WHERE link.target = ? AND link.kind = ?
                ORDER BY link.rank, link.position, link.title, link.source LIMIT ? OFFSET ?
                """)
        let rows = try Row.fetchAll(select, arguments: [code.text, kind, limit, offset])
        let count = try db.cachedStatement(sql: "SELECT count FROM linkTally WHERE target = ? AND kind = ?")
        let total = try Int.fetchOne(count, arguments: [code.text, kind]) ?? 0
        var records = try rows.map(record)
        if let overlay, overlay.record.kind == kind {
            let points = overlay.targets.contains(code)
            let isAmong = records.contains { $0.code == overlay.record.code }
            if points, !isAmong { records.insert(overlay.record, at: 0) }
            if !points { records.removeAll { $0.code == overlay.record.code } }
        }
        return Listing(records: records, total: total)
    }

    private static func marks(_ values: [String]) -> String {
        values.map { _ in "?" }.joined(separator: ", ")
    }
}
