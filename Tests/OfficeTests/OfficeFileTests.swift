import Foundation
import GRDB
import TestKit
import Testing

@testable import Office

@Suite("The office's file")
struct OfficeFileTests {
    private func files(_ folder: ScratchFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test func `holds no token, no password and no guess in clear`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.account()
        var secrets = [goodPassword, "a wrong guess of it"]
        for _ in 0..<5 {
            let (_, token) = try await bench.enter()
            secrets.append(token)
            _ = try await bench.store.session(token: token, at: moment + minute)
        }
        for _ in 0..<3 { secrets.append(try await bench.store.invite(account.id, at: moment).token) }
        _ = try await bench.signIn("anna", "a wrong guess of it")
        _ = try await bench.store.redeem(secrets[9], password: "the second password", at: moment)
        secrets.append("the second password")
        let names = try files(bench.folder)
        #expect(names == ["office.sqlite", "office.sqlite-shm", "office.sqlite-wal"])
        try expectNone(of: secrets, in: bench.folder, names)
        try bench.store.close()
        #expect(try files(bench.folder) == ["office.sqlite"])
        try expectNone(of: secrets, in: bench.folder, ["office.sqlite"])
    }

    private func expectNone(of secrets: [String], in folder: ScratchFolder, _ names: [String]) throws {
        let all = try names.map { Data(try folder.bytes($0)) }
        // The search itself finds what is there.
        #expect(all.contains { $0.range(of: Data("anna".utf8)) != nil })
        for secret in secrets {
            #expect(secret.utf8.count >= 12)
            for bytes in all { #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(secret)") }
            // Nor the bytes that a token spells.
            let padded = String(secret.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }) + "="
            guard secret.utf8.count == 43, let raw = Data(base64Encoded: padded) else { continue }
            for bytes in all { #expect(bytes.range(of: raw) == nil, "\(secret)") }
        }
    }

    @Test func `is for its owner only, and so are the files beside it`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.account()
        for name in try files(bench.folder) {
            let mode = try FileManager.default.attributesOfItem(atPath: bench.folder(name))[.posixPermissions]
            #expect(mode as? UInt16 == 0o600 || mode as? Int == 0o600, "\(name)")
        }
    }

    @Test func `keeps what it was told, and its settings`() async throws {
        let bench = try OfficeBench()
        let made = try await bench.account()
        let (session, token) = try await bench.enter()
        let account = try await bench.store.account(id: made.id)
        try bench.store.close()
        let again = try OfficeBench(bench.folder)
        #expect(try await again.store.accounts() == [try #require(account)])
        #expect(try await again.store.session(token: token, at: moment)?.session == session)
        let settings = try await again.store.database.write { db in
            try [
                "synchronous", "foreign_keys", "secure_delete", "user_version", "application_id",
                "journal_mode",
            ]
            .map { try String.fetchOne(db, sql: "PRAGMA \($0)") ?? "" }
        }
        #expect(settings == ["2", "1", "1", "\(OfficeFile.format)", "\(0x5477_4F66)", "wal"])
        let orphan = await problem { () throws(OfficeProblem) in
            try await again.store.database.write { db in try db.execute(sql: "DELETE FROM account") }
        }
        guard case .storage = orphan else {
            Issue.record("an account with sessions was removed")
            return
        }
    }

    @Test func `of the first format is brought up to date, with everybody in it`() async throws {
        let folder = try ScratchFolder()
        let path = folder("office.sqlite")
        try await execute(
            OfficeFile.migrations[0] + """
                INSERT INTO account VALUES ('0123456789', 'Anna', 'anna', 'ANNA', 'editor', 0, 7, NULL);
                INSERT INTO session VALUES ('ABCDEFGHJK', x'00', '0123456789', \(moment), \(moment), 'B', 'c');
                PRAGMA application_id = \(OfficeFile.applicationId);
                PRAGMA user_version = 1;
                """, at: path)
        let bench = try OfficeBench(folder)
        let account = try #require(try await bench.store.accounts().first)
        #expect(account.name == "Anna" && account.kinds == .all && account.lastSignInAt == nil)
        #expect(!account.hasSecondFactor)
        let session = try #require(try await bench.store.sessions(of: account.id, at: moment).first)
        #expect(session.network.isEmpty && session.csrf == "c")
    }

    @Test func `of a newer Twinhall is refused with a sentence, and left as it is`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.account()
        try bench.store.close()
        try await execute("PRAGMA user_version = 999", at: bench.path)
        let before = try bench.folder.bytes("office.sqlite")
        let refusal = await problem { () throws(OfficeProblem) in _ = try OfficeStore(path: bench.path) }
        #expect(refusal == .newerFormat(found: 999, known: OfficeFile.format))
        #expect(refusal?.description.utf8.starts(with: "office.sqlite has format 999".utf8) == true)
        #expect(try bench.folder.bytes("office.sqlite") == before)
    }

    @Test func `that is another program's is refused, and left as it is`() async throws {
        let folder = try ScratchFolder()
        try await execute("CREATE TABLE letter (text TEXT)", at: folder("letters.sqlite"))
        try folder.write(
            Array("a letter, and not a database, that is long enough to be one".utf8), to: "letter.txt")
        for name in ["letters.sqlite", "letter.txt"] {
            let before = try folder.bytes(name)
            let refusal = await problem { () throws(OfficeProblem) in _ = try OfficeStore(path: folder(name))
            }
            guard case .damaged(folder(name), _) = refusal else {
                Issue.record("\(name) gave \(String(describing: refusal))")
                continue
            }
            #expect(try folder.bytes(name) == before)
        }
        let nowhere = await problem { () throws(OfficeProblem) in
            _ = try OfficeStore(path: folder("no/such/folder/office.sqlite"))
        }
        guard case .storage = nowhere else {
            Issue.record("a folder that is not there gave \(String(describing: nowhere))")
            return
        }
    }

    @Test func `is shared by two programs, each of which sees the other's changes`() async throws {
        let one = try OfficeBench()
        let two = try OfficeBench(one.folder)
        let made = try await one.account("anna", .administrator)
        let (_, token) = try await two.enter()
        let account = try #require(try await one.store.account(id: made.id))
        #expect(try await one.store.session(token: token, at: moment)?.account == account)
        _ = try await two.account("berta", .administrator)
        try await one.store.change(account.id, AccountChange(isDisabled: true))
        #expect(try await two.store.session(token: token, at: moment) == nil)
        let taken = await problem { () throws(OfficeProblem) in
            _ = try await two.store.add(name: "A", login: "Anna", role: .reader, at: moment)
        }
        #expect(taken == .loginTaken)
    }

    @Test func `is made once when many open it at once`() async throws {
        for _ in 0..<10 {
            let folder = try ScratchFolder()
            let path = folder("office.sqlite")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<4 {
                    group.addTask {
                        let store = try OfficeStore(path: path)
                        _ = try await store.add(
                            name: "A", login: "user\(number)", role: .reader, at: moment)
                        try store.close()
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await OfficeBench(folder).store.accounts().count == 4)
        }
    }

    private func execute(_ sql: String, at path: String) async throws {
        let queue = try DatabaseQueue(path: path)
        try await queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
        try queue.close()
    }
}
