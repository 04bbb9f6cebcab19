import GRDB
import Ledger
import Records

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What a stretch of the journal changes in the sums over all public records.
///
/// A page that counts its records, or goes through their places, takes longer with each one; these are kept as records
/// come and go. They are added up in memory and written once a stretch: most records of a bulk load share a row.
struct Sums {
    private struct Tally: Hashable {
        let kind: String
        /// 0 and empty where a record has none.
        let year, month: Int
        let area, country: String
    }

    private struct LinkTally: Hashable {
        let target: Code
        let kind: String
    }

    private struct Cell: Hashable {
        let kind: String
        let west, south: Int
    }

    private struct TranslationTally: Hashable {
        let translations, kind: String
    }

    private var tallies: [Tally: Int] = [:]
    private var linkTallies: [LinkTally: Int] = [:]
    private var cells: [Cell: MapCell.Sum] = [:]
    private var translations: [TranslationTally: Int] = [:]

    /// - Parameter change: 1 for a row that came, -1 for one that went.
    mutating func add(_ row: PublicRow, _ change: Int) {
        let tally = Tally(
            kind: row.kind, year: row.year ?? 0, month: row.month ?? 0, area: row.area ?? "",
            country: row.place?.country ?? "")
        tallies[tally, default: 0] += change
        for target in row.targets {
            linkTallies[LinkTally(target: target, kind: row.kind), default: 0] += change
        }
        guard let cell = row.place.flatMap({ MapCell($0) }) else { return }
        let key = Cell(kind: row.kind, west: cell.west, south: cell.south)
        if change > 0 {
            cells[key, default: MapCell.Sum()] += cell.sum
        } else {
            cells[key, default: MapCell.Sum()] -= cell.sum
        }
    }

    /// - Parameter change: 1 for what a record has come to, -1 for what it was.
    mutating func add(_ trace: OfficeTrace, _ change: Int) {
        guard !["", TranslationMarks.ofNoVisitor].contains(trace.translations), !trace.kind.isEmpty else {
            return
        }
        translations[
            TranslationTally(translations: trace.translations, kind: trace.kind), default: 0] += change
    }

    func write(to db: Database) throws {
        let tally = try db.cachedStatement(
            sql: """
                INSERT INTO tally (kind, year, month, area, country, count) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET count = count + excluded.count
                """)
        for (key, change) in tallies where change != 0 {
            try tally.run(
                .text(key.kind), .integer(key.year), .integer(key.month), .text(key.area),
                .text(key.country), .integer(change))
        }
        let linkTally = try db.cachedStatement(
            sql: """
                INSERT INTO linkTally (target, kind, count) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET count = count + excluded.count
                """)
        for (key, change) in linkTallies where change != 0 {
            try linkTally.run(.text(key.target.text), .text(key.kind), .integer(change))
        }
        let cell = try db.cachedStatement(
            sql: """
                INSERT INTO mapCell (kind, west, south, count, longitude, latitude) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET count = count + excluded.count,
                    longitude = longitude + excluded.longitude, latitude = latitude + excluded.latitude
                """)
        for (key, change) in cells where change != MapCell.Sum() {
            try cell.run(
                .text(key.kind), .integer(key.west), .integer(key.south), .integer(change.count),
                .integer(change.longitude), .integer(change.latitude))
        }
        let translation = try db.cachedStatement(
            sql: """
                INSERT INTO translationTally (translations, kind, count) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET count = count + excluded.count
                """)
        for (key, change) in translations where change != 0 {
            try translation.run(.text(key.translations), .text(key.kind), .integer(change))
        }
        try removeEmptied(from: db)
    }

    /// Only a record that went leaves a row of nothing behind, and a bulk load has none.
    private func removeEmptied(from db: Database) throws {
        for (key, change) in tallies where change < 0 {
            try db.cachedStatement(
                sql: """
                    DELETE FROM tally
                    WHERE kind = ? AND year = ? AND month = ? AND area = ? AND country = ? AND count = 0
                    """
            ).run(
                .text(key.kind), .integer(key.year), .integer(key.month), .text(key.area), .text(key.country))
        }
        for (key, change) in linkTallies where change < 0 {
            try db.cachedStatement(sql: "DELETE FROM linkTally WHERE target = ? AND kind = ? AND count = 0")
                .run(.text(key.target.text), .text(key.kind))
        }
        for (key, change) in translations where change < 0 {
            try db.cachedStatement(
                sql: "DELETE FROM translationTally WHERE translations = ? AND kind = ? AND count = 0"
            ).run(.text(key.translations), .text(key.kind))
        }
        for (key, change) in cells where change.count < 0 {
            try db.cachedStatement(
                sql: "DELETE FROM mapCell WHERE kind = ? AND west = ? AND south = ? AND count = 0"
            ).run(.text(key.kind), .integer(key.west), .integer(key.south))
        }
    }
}

/// The part of the Earth whose places the map gathers to one dot: about 1,100 km in each direction.
struct MapCell {
    /// The height of a cell, and its width at the equator.
    private static let degrees = 10.0
    /// Places are summed in millionths of a degree (a tenth of a metre): whole numbers give the same sum in any order.
    private static let unit = 1_000_000.0

    /// Places in a square added up.
    struct Sum: Hashable {
        var count = 0
        var longitude = 0
        var latitude = 0

        static func += (sum: inout Sum, other: Sum) {
            sum.count += other.count
            sum.longitude += other.longitude
            sum.latitude += other.latitude
        }

        static func -= (sum: inout Sum, other: Sum) {
            sum.count -= other.count
            sum.longitude -= other.longitude
            sum.latitude -= other.latitude
        }

        /// `nil` when nothing is left.
        var mean: Neighbourhood? {
            guard count > 0 else { return nil }
            let whole = Double(count) * MapCell.unit
            return Neighbourhood(
                longitude: Double(longitude) / whole, latitude: Double(latitude) / whole, count: count)
        }
    }

    /// The south-western corner, in sides of a cell. Towards the poles fewer cells share a band, each wider in degrees.
    let west, south: Int
    let sum: Sum

    /// - Returns: `nil` for a place without coordinates.
    init?(_ place: Place) {
        guard let longitude = place.longitude, let latitude = place.latitude else { return nil }
        let band = (latitude / Self.degrees).rounded(.down)
        let narrowing = cos((band + 0.5) * Self.degrees * .pi / 180)
        west = Int((longitude * narrowing / Self.degrees).rounded(.down))
        south = Int(band)
        sum = Sum(
            count: 1, longitude: Int((longitude * Self.unit).rounded()),
            latitude: Int((latitude * Self.unit).rounded()))
    }
}
