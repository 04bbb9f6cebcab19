package import Erasure
package import Office

/// What the office has typed and not saved, as a place that can lose a name.
package struct OfficeWords: ErasablePlace {
    package let name = "office"
    private let office: OfficeStore

    package init(_ office: OfficeStore) { self.office = office }

    package func find(_ search: NameSearch, limit: Int) async throws -> [ErasurePlan.Other] {
        try await office.entries(where: { search.isIn($0) }, limit: limit).map {
            ErasurePlan.Other(place: name, id: "\($0.table) \($0.row)", words: $0.words)
        }
    }

    package func erase(_ found: [ErasurePlan.Other], _ search: NameSearch) async throws {
        let entries = found.compactMap { other -> OfficeEntry? in
            let parts = other.id.split(separator: " ")
            guard parts.count == 2, let row = Int64(parts[1]) else { return nil }
            return OfficeEntry(table: String(parts[0]), row: row, words: other.words)
        }
        try await office.remove(entries) { search.isIn($0) }
    }
}
