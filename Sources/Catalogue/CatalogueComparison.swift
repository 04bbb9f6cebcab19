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
                let mine = try await rows(of: current, comparison.query)
                let expected = try await rows(of: fresh, comparison.query)
                if let difference = Self.firstDifference(mine, expected) {
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
        do {
            try await current.write { db in
                try db.execute(sql: "INSERT INTO search (search) VALUES ('integrity-check')")
            }
            return nil
        } catch let error as DatabaseError {
            return Finding(place: "catalogue.sqlite, search", problem: error.message ?? "cannot be read")
        }
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

    private func rows(of reader: any DatabaseReader, _ query: String) async throws -> [String] {
        // A queue lets nobody make a temporary table in a safe read; nobody writes meanwhile.
        try await reader.unsafeRead { db in
            if query.contains("FROM terms") {
                try db.execute(sql: "DROP TABLE IF EXISTS temp.terms; \(Schema.termsTable)")
            }
            return try Row.fetchAll(db, sql: query).map { row in
                row.databaseValues.map(\.description).joined(separator: "\u{1F}")
            }
        }
    }

    private static func firstDifference(_ mine: [String], _ expected: [String]) -> String? {
        for (position, pair) in zip(mine, expected).enumerated() where pair.0 != pair.1 {
            let key = pair.0.split(separator: "\u{1F}", maxSplits: 1).first ?? ""
            return "row \(position + 1) (\(key)) is not what the journal says: run 'twinhall rebuild'"
        }
        guard mine.count != expected.count else { return nil }
        return "has \(mine.count) rows where the journal gives \(expected.count): run 'twinhall rebuild'"
    }
}
