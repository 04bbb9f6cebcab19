import Foundation
import Records
import Testing

@testable import Ledger

/// Bytes that were written once are read for ever. These files were written by format 1 and are never
/// rewritten; a new format adds its own.
@Suite("The journal's format")
struct GoldenTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Golden"

    private static let drafts: [Draft] = [
        .save("4K7Q2MZ", #"{"name":{"ru":"Пермь"}}"#, note: "first entry"),
        .publish("4K7Q2MZ", 1),
        Draft(
            record: Code("00000ZZ") ?? .first, kind: "from-tomorrow", version: 7, action: .save,
            body: [0xFF, 0]),
        .of("00000ZZ", .delete, note: ""),
        .save("4K7Q2MZ", "{}"),
        .of("4K7Q2MZ", .withdraw),
    ]

    private func journal() async throws -> Bench {
        let bench = try Bench(randomBytes: countingSalts())
        let head = try await bench.ledger.append(
            Array(Self.drafts[0..<4]), onto: .empty, author: "cli", at: moment)
        _ = try await bench.ledger.append(Array(Self.drafts[4...]), onto: head, author: "A7", at: -1)
        let replacements = [1, 3].map { Replacement(number: RevisionNumber($0), body: Array("{}".utf8)) }
        _ = try await bench.ledger.redact(replacements, reason: "asked", author: "dpo", at: moment + 1)
        return bench
    }

    @Test func `gives the hashes that it always gave`() async throws {
        let bench = try await journal()
        let lines = try await bench.ledger.revisions(after: .zero, limit: 100).map { revision in
            let parts = [
                revision.number.description, revision.record.text, revision.kind, String(revision.version),
                String(revision.action.code), revision.action.target.description,
                String(revision.atMilliseconds),
                revision.author, revision.payloadHash.description, revision.chain.description,
            ]
            return parts.joined(separator: " ")
        }
        #expect(try golden("journal-1.txt") == lines.joined(separator: "\n") + "\n")
        #expect(
            String(decoding: try bytes(ofFileAt: bench.folder.redactions), as: UTF8.self)
                == (try golden("redactions-1.txt")))
    }

    @Test func `still reads a ledger of format 1`() async throws {
        let bench = try await journal()
        let expected = try await bench.ledger.revisions(after: .zero, limit: 100)
        let old = DataFolder(unchecked: bench.scratch("old"))
        try FileManager.default.createDirectory(atPath: old.blobs, withIntermediateDirectories: true)
        try write(try bytes(ofFileAt: Self.folder + "/ledger-1.sqlite"), to: old.ledger)
        try write(try bytes(ofFileAt: Self.folder + "/redactions-1.txt"), to: old.redactions)
        let inspection = SQLiteLedger.inspectNow(old)
        #expect(inspection.findings == [])
        #expect(inspection.redacted.map(\.value) == [1, 3])
        let ledger = try SQLiteLedger(writing: try FolderLock(old))
        #expect(try await ledger.revisions(after: .zero, limit: 100) == expected)
        _ = try await ledger.append(
            [.save("4K7Q2MZ", "{}")], onto: inspection.head, author: "cli", at: moment)
        #expect(try await ledger.inspect().findings == [])
    }

    /// The documented layout, written out by hand for one revision, with the hash taken from outside this
    /// module.
    @Test func `covers exactly the bytes that its reference names`() {
        let payload = ChainFormat.payloadHash(
            salt: [UInt8](repeating: 7, count: 16), body: Array("{}".utf8), note: nil)
        let written: [UInt8] =
            Array("twinhall".utf8) + [1, 0x50] + [0, 0, 0, 16] + [UInt8](repeating: 7, count: 16)
            + [1, 0, 0, 0, 0, 0, 0, 0, 2, 0x7B, 0x7D] + [0, 0, 0, 0, 0, 0, 0, 0, 0]
        #expect(payload == Hash(of: written))
        let header = ChainFormat.Header(
            number: RevisionNumber(2), record: "4K7Q2MZ", kind: "city", version: 3, actionCode: 2, target: 1,
            atMilliseconds: 258, author: "cli", payloadHash: payload, redactions: [])
        let covered: [UInt8] =
            [UInt8](repeating: 0, count: 32) + Array("twinhall".utf8) + [1, 0x52] + [0, 0, 0, 0, 0, 0, 0, 2]
            + [7] + Array("4K7Q2MZ".utf8) + [4] + Array("city".utf8) + [0, 0, 0, 3] + [2]
            + [0, 0, 0, 0, 0, 0, 0, 1] + [0, 0, 0, 0, 0, 0, 1, 2] + [3] + Array("cli".utf8) + payload.bytes
            + [0, 0, 0, 0]
        #expect(ChainFormat.chain(after: .zero, header) == Hash(of: covered))
    }

    private func golden(_ name: String) throws -> String {
        String(decoding: try bytes(ofFileAt: Self.folder + "/" + name), as: UTF8.self)
    }
}
