import Foundation
import TestKit
import Testing

@testable import Office

/// Texts that somebody typed and has not saved.
@Suite struct UnsavedTextTests {
    private func withOffice(
        _ work: (OfficeStore, String, [AccountID]) async throws -> Void
    ) async throws {
        let folder = try ScratchFolder()
        let path = folder("office.sqlite")
        let office = try OfficeStore(path: path, cost: ScryptCost(logRounds: 4, blockSize: 8, parallelism: 1))
        var people: [AccountID] = []
        for login in ["anna", "boris"] {
            people.append(try await office.add(name: login, login: login, role: .editor, at: 0).id)
        }
        try await work(office, path, people)
        try office.close()
    }

    private func text(_ account: AccountID, _ record: String, _ words: String, at time: Int64 = 1)
        -> UnsavedText
    {
        UnsavedText(
            place: UnsavedText.Place(account: account, record: record), kind: "gift", base: 7,
            texts: Array(words.utf8), keptAt: time)
    }

    private func keep(_ text: UnsavedText, in office: OfficeStore) async throws -> Bool {
        try await office.keep(text)
    }

    @Test func `comes back byte for byte, to its writer alone, one a record`() async throws {
        try await withOffice { office, path, people in
            let first = text(people[0], "4K7Q2MZ", "one \u{0}\u{301}青")
            #expect(try await keep(first, in: office))
            #expect(try await office.unsaved(first.place) == first)
            let second = text(people[0], "4K7Q2MZ", "two", at: 2)
            #expect(try await keep(second, in: office))
            #expect(try await office.unsaved(of: people[0]) == [second])
            #expect(try await office.unsaved(of: people[1]) == [])
            // Another process sees it at once: it is in the file.
            let other = try OfficeStore(path: path)
            #expect(try await other.unsaved(first.place) == second)
            try other.close()
            try await office.forget(first.place)
            #expect(try await office.unsaved(first.place) == nil)
        }
    }

    @Test func `is bounded in size and number, and nothing goes for something new`() async throws {
        try await withOffice { office, _, people in
            let long = UnsavedText(
                place: UnsavedText.Place(account: people[0], record: "long"), kind: "gift", base: 0,
                texts: [UInt8](repeating: 0x61, count: UnsavedText.limitBytes + 1), keptAt: 1)
            var answers = [try await keep(long, in: office)]
            for number in 0..<UnsavedText.limit {
                answers.append(try await keep(text(people[0], "r\(number)", "x"), in: office))
            }
            answers.append(try await keep(text(people[0], "one more", "x"), in: office))
            answers.append(try await keep(text(people[0], "r0", "changed"), in: office))
            answers.append(try await keep(text(people[1], "one more", "x"), in: office))
            let count = try await office.unsaved(of: people[0]).count
            #expect(answers == [false] + Array(repeating: true, count: 50) + [false, true, true])
            #expect(count == UnsavedText.limit && UnsavedText.limit == 50)
        }
    }

    @Test func `what is erased is in no file of the office any more`() async throws {
        try await withOffice { office, path, people in
            _ = try await office.keep(text(people[0], "4K7Q2MZ", "Zaphod Beeblebrox"))
            let entries = try await office.entries(where: { $0.contains("Zaphod") }, limit: 9)
            #expect(entries.map(\.words) == ["Zaphod Beeblebrox"])
            try await office.remove(entries) { $0.contains("Zaphod") }
            let left = try await office.entries(where: { _ in true }, limit: 9)
            #expect(left.isEmpty)
            for suffix in ["", "-wal"] {
                let bytes = FileManager.default.contents(atPath: path + suffix) ?? Data()
                #expect(bytes.range(of: Data("Zaphod".utf8)) == nil, "office.sqlite\(suffix)")
            }
        }
    }
}
