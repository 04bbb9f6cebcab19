import Foundation
import GRDB
import TestKit
import Testing

@testable import Office

/// What the office holds of records can be found and taken out; a new table must say whether it holds such words.
@Suite struct EntryTests {
    private static let tablesOfAccounts: Set = [
        "account", "session", "one_time_token", "second_factor", "recovery_code", "pending_sign_in",
        "first_token", "identity",
    ]

    @Test func `every table holds either accounts or words that can be erased`() throws {
        let queue = try DatabaseQueue()
        let tables = try queue.write { db in
            for migration in OfficeFile.migrations { try db.execute(sql: migration) }
            return try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        }
        let known = Self.tablesOfAccounts.union(OfficeStore.tablesOfWords)
        #expect(Set(tables).subtracting(known).isEmpty)
    }

    @Test func `an entry that holds a word goes from the file, and the others stay`() async throws {
        let scratch = try ScratchFolder()
        let path = scratch("office.sqlite")
        let store = try OfficeStore(path: path)
        try await store.database.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS unsaved_text (
                        account TEXT, record TEXT, kind TEXT, base INTEGER, texts BLOB, kept_at INTEGER);
                    INSERT INTO account (id, name, login, login_key, role, is_disabled, created_at)
                        VALUES ('A', 'Anna', 'anna', 'anna', 'editor', 0, 0);
                    """)
            for (record, text) in [("1", "about Koshcheyev"), ("2", "about the choir")] {
                try db.execute(
                    sql: "INSERT INTO unsaved_text VALUES ('A', ?, 'page', 0, ?, 0)",
                    arguments: [record, Data(text.utf8)])
            }
        }
        let holds: @Sendable (String) -> Bool = { $0.contains("Koshcheyev") }
        let found = try await store.entries(where: holds, limit: 10)
        #expect(found.map(\.words) == ["about Koshcheyev"])
        #expect(try await store.remove(found, where: holds))
        #expect(try await store.entries(where: { _ in true }, limit: 10).map(\.words).count == 1)
        for suffix in ["", "-wal"] {
            let bytes = FileManager.default.contents(atPath: path + suffix) ?? Data()
            #expect(!String(decoding: bytes, as: UTF8.self).contains("Koshcheyev"), "\(suffix)")
        }
        try store.close()
    }
}
