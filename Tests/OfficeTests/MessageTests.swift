import Foundation
import GRDB
import Records
import TestKit
import Testing

@testable import Office

/// Messages about accessibility: taken in within limits, done with, deleted after a year, and found by who erases people.
@Suite struct MessageTests {
    private static let day: Int64 = 86_400_000

    private func atOffice(_ work: (OfficeStore, String) async throws -> Void) async throws {
        let scratch = try ScratchFolder()
        let path = scratch("office.sqlite")
        let store = try OfficeStore(path: path)
        try await work(store, path)
        try store.close()
    }

    private func send(
        _ store: OfficeStore, _ words: String = "the map", from address: String = "192.0.2.1",
        at time: Int64 = 0
    ) async throws -> MessageOutcome {
        try await store.receive(
            page: "/en/map", words: words, answer: "anna@example.org", in: .english,
            from: Client(address: address, device: ""), at: time)
    }

    private func number(_ outcome: MessageOutcome) -> String? {
        if case .taken(let number) = outcome { number } else { nil }
    }

    @Test func `a message lies there until it is done, and then below the others`() async throws {
        try await atOffice { store, _ in
            let first = try #require(number(try await send(store, "first", at: 1)))
            let second = try #require(number(try await send(store, "second", at: 2)))
            #expect(first != second && RandomName.isOne(first))
            #expect(try await store.messages(limit: 9).map(\.words) == ["first", "second"])
            #expect(try await store.set(message: first, isDone: true, at: 3))
            #expect(try await store.messages(limit: 9).map(\.doneAt) == [nil, 3])
            #expect(try await store.waitingMessages() == 1)
            #expect(try await store.set(message: first, isDone: false, at: 4))
            #expect(try await store.waitingMessages() == 2)
            #expect(try await store.set(message: "0000000000", isDone: true, at: 5) == false)
        }
    }

    @Test func `a network that sends much has to wait, another does not`() async throws {
        try await atOffice { store, _ in
            for _ in 0..<OfficeStore.freeTries { #expect(number(try await send(store)) != nil) }
            #expect(try await send(store) == .wait(seconds: 10))
            #expect(try await send(store, from: "198.51.100.7") != .wait(seconds: 10))
            #expect(number(try await send(store, at: 10_000)) != nil)
            // One machine may take any address of its /64.
            for last in 1...OfficeStore.freeTries {
                _ = try await send(store, from: "2001:db8::\(last)")
            }
            #expect(try await send(store, from: "2001:db8::ffff") == .wait(seconds: 10))
        }
    }

    @Test func `a full list takes no more until something is done`() async throws {
        try await atOffice { store, _ in
            try await store.database.write { db in
                for number in 0..<Message.waitingLimit {
                    try db.execute(
                        sql: "INSERT INTO message VALUES (?, 'en', '', 'x', '', 0, NULL)",
                        arguments: ["\(number)"])
                }
            }
            #expect(try await send(store) == .full)
            try await store.set(message: "7", isDone: true, at: 1)
            #expect(number(try await send(store)) != nil)
        }
    }

    @Test func `what is too long is cut, by what a disk counts`() async throws {
        try await atOffice { store, _ in
            _ = try await send(store, String(repeating: "e\u{301}", count: Message.wordsLimit))
            #expect(try await store.messages(limit: 1)[0].words.unicodeScalars.count == Message.wordsLimit)
        }
    }

    @Test func `a message is gone after a year, whoever looks first`() async throws {
        try await atOffice { store, path in
            _ = try await send(store, "Koshcheyev 1", at: 0)
            try await store.endExpired(at: Message.lifetime - 1)
            #expect(try await store.messages(limit: 9).count == 1)
            try await store.endExpired(at: Message.lifetime)
            #expect(try await store.messages(limit: 9).isEmpty)
            _ = try await send(store, "old", at: Self.day)
            _ = try await send(store, "new", at: Message.lifetime + Self.day)
            #expect(try await store.messages(limit: 9).map(\.words) == ["new"])
        }
    }

    @Test func `nothing of a deleted message is left in the file`() async throws {
        try await atOffice { store, path in
            let number = try #require(number(try await send(store, "Koshcheyev")))
            try await store.delete(message: number)
            for suffix in ["", "-wal"] {
                let bytes = FileManager.default.contents(atPath: path + suffix) ?? Data()
                #expect(bytes.firstRange(of: Data("Koshcheyev".utf8)) == nil, "\(suffix)")
            }
        }
    }

    @Test func `who erases a person finds the words and the way to answer`() async throws {
        try await atOffice { store, _ in
            _ = try await send(store, "I am Koshcheyev")
            let found = try await store.entries(where: { $0.contains("anna@") }, limit: 9)
            #expect(found.map(\.table) == ["message"])
            #expect(try await store.remove(found, where: { $0.contains("anna@") }))
            #expect(try await store.messages(limit: 9).isEmpty)
        }
    }

    @Test func `a form says when it was opened, and nobody else can say it`() {
        let clock = FormClock()
        let token = clock.token(at: 1_000)
        #expect(clock.isTimely(token, at: 1_000 + FormClock.leastMilliseconds))
        #expect(clock.isTimely(token, at: 1_000 + FormClock.mostMilliseconds))
        #expect(!clock.isTimely(token, at: 1_000 + FormClock.leastMilliseconds - 1))
        #expect(!clock.isTimely(token, at: 1_001 + FormClock.mostMilliseconds))
        let later = 1_000 + FormClock.leastMilliseconds
        #expect(!FormClock().isTimely(token, at: later), "of another start")
        for forged in [
            "", ".", "1000", "1000.", token + "x", "0" + token, token.replacing("1000", with: "1001"),
        ] {
            #expect(!clock.isTimely(forged, at: later), "\(forged)")
        }
    }
}
