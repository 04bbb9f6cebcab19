import FoundationEssentials
import GRDB
import Ledger

/// Tells where one catalogue differs from another of the same journal.
struct CatalogueComparison {
    private static let findingLimit = 20

    let current: DatabasePool
    let fresh: DatabaseQueue

    func findings() async throws -> [Finding] {
        var findings = try await integrity()
        // A file whose structure is broken cannot be compared row by row.
        guard findings.isEmpty else { return findings }
        for comparison in Schema.comparisons {
            do {
                if let difference = try await firstDifference(comparison.query) {
                    findings.append(
                        Finding(place: "catalogue.sqlite, \(comparison.table)", problem: difference))
                }
            } catch let error as DatabaseError {
                findings.append(
                    Finding(
                        place: "catalogue.sqlite, \(comparison.table)",
                        problem: error.message ?? "cannot be read"))
            }
        }
        if let finding = try await searchIntegrity() { findings.append(finding) }
        return findings
    }

    /// What the comparison of its rows and words does not see of the search index: the tables that lead to them.
    private func searchIntegrity() async throws -> Finding? {
        for search in Schema.searches {
            do {
                try await current.write { db in
                    try db.execute(sql: "INSERT INTO \(search) (\(search)) VALUES ('integrity-check')")
                }
            } catch let error as DatabaseError {
                return Finding(
                    place: "catalogue.sqlite, \(search)", problem: error.message ?? "cannot be read")
            }
        }
        return nil
    }

    private func integrity() async throws -> [Finding] {
        do {
            return try await current.read { db in
                let lines = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(Self.findingLimit))")
                return lines.filter { $0 != "ok" }.map { Finding(place: "catalogue.sqlite", problem: $0) }
            }
        } catch let error as DatabaseError {
            return [Finding(place: "catalogue.sqlite", problem: error.message ?? "cannot be read")]
        }
    }

    /// Goes through both side by side, one row of each in memory: the words of a large Hall are millions.
    private func firstDifference(_ query: String) async throws -> String? {
        // A queue lets nobody make a temporary table in a safe read; nobody writes meanwhile.
        try await current.unsafeRead { mine in
            try fresh.unsafeRead { expected in
                let mine = try Self.rows(query, in: mine)
                let expected = try Self.rows(query, in: expected)
                var count = 0
                while true {
                    switch (try mine.next(), try expected.next()) {
                    case (nil, nil): return nil
                    case (let row?, let other?) where row == other: count += 1
                    case (let row?, _?):
                        let key = (row[0] as DatabaseValue).description
                        return
                            "row \(count + 1) (\(key)) is not what the journal says: run 'twinhall rebuild'"
                    case (nil, _): return "ends after \(count) rows, too early: run 'twinhall rebuild'"
                    case (_, nil):
                        return
                            "goes on after the \(count) rows that the journal gives: run 'twinhall rebuild'"
                    }
                }
            }
        }
    }

    private static func rows(_ query: String, in db: Database) throws -> RowCursor {
        db.add(function: ProfilePage.reader)
        if query.contains("erms ORDER") { try db.execute(sql: Schema.termsTables) }
        return try Row.fetchCursor(db, sql: query)
    }
}
