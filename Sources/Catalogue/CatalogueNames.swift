import GRDB
import Kinds
import Ledger
import Records
import Search

/// Finding records by what they are called.
extension CatalogueView {
    /// How many records of a name are looked at to put the best first.
    private static var lookedAt: Int { 200 }

    /// The office's records that have all words of a question in their names, whatever the language and script; the
    /// last word may be the beginning of one, and of a Chinese name any part will do. Those that are called exactly so
    /// come first, then those whose name begins so.
    ///
    /// - Parameter kind: `nil` for records of any kind.
    package func named(_ question: String, kind: String?, limit: Int) throws -> [NamedRecord] {
        if let code = Code(question), let record = try stored(code), !record.isDeleted,
            kind == nil || kind == record.kind
        {
            return [NamedRecord(record, asked: record.code.text.lowercased())]
        }
        // All records with a beginning are gathered before the first is given, so whole words are asked for first.
        var found = try named(question, kind: kind, isWhole: true)
        if found.count < max(limit, Self.lookedAt) {
            let known = Set(found.map(\.code))
            found += try named(question, kind: kind, isWhole: false).filter { !known.contains($0.code) }
        }
        let asked = Terms.compared(question)
        return found.map { NamedRecord($0, asked: asked) }
            .enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
            .prefix(limit).map(\.element)
    }

    /// The office's records that have exactly this name in some language, whatever its capitals; at most two, which is
    /// enough to know that it is not one.
    package func called(_ name: String, kind: String?) throws -> [StoredRecord] {
        let asked = Terms.compared(name)
        return try named(name, kind: kind, isWhole: true)
            .filter { NamedRecord($0, asked: asked).distance == 0 }.prefix(2).map { $0 }
    }

    /// Those that have the words in their names, the shortest names first.
    private func named(_ question: String, kind: String?, isWhole: Bool) throws -> [StoredRecord] {
        guard let expression = Question(question, in: []).expression(beginnings: !isWhole) else { return [] }
        let ofKind = kind.map { "{kind} : \"\(Terms.compared($0))\" AND " } ?? ""
        let statement = try db.cachedStatement(
            sql: """
                SELECT record.* FROM (
                    SELECT rowid AS id, bm25(officeSearch, 0.0, 1.0, 0.0) AS weight FROM officeSearch
                    WHERE officeSearch MATCH ? LIMIT ?
                ) JOIN record USING (id)
                WHERE isDeleted = 0 ORDER BY weight, record.code LIMIT ?
                """)
        let arguments: StatementArguments = [
            "\(ofKind){names} : (\(expression))", Self.weighedLimit, Self.lookedAt,
        ]
        return try Row.fetchAll(statement, arguments: arguments).map(storedRecord)
    }
}

/// A record that was asked for by a name.
package struct NamedRecord: Sendable {
    package let record: StoredRecord
    /// Which of its names was meant.
    package let name: String
    /// 0 for a record that is called so, 1 for one whose name begins so, 2 for any other.
    let distance: Int

    /// - Parameter asked: the name as `Terms.compared` gives it.
    init(_ record: StoredRecord, asked: String) {
        self.record = record
        let names = OfficeRow.names(ofKind: record.kind, body: record.body)
        let compared = names.map(Terms.compared)
        let begins = { (name: String) in name.utf8.starts(with: asked.utf8) }
        if record.code.text.lowercased() == asked {
            (name, distance) = (names.first ?? "", 0)
        } else if let place = compared.firstIndex(of: asked) {
            (name, distance) = (names[place], 0)
        } else if let place = compared.firstIndex(where: begins) {
            (name, distance) = (names[place], 1)
        } else {
            let words = asked.split(separator: " ")
            let place = compared.firstIndex { name in words.allSatisfy { name.contains($0) } }
            (name, distance) = (place.map { names[$0] } ?? names.first ?? "", 2)
        }
    }
}
