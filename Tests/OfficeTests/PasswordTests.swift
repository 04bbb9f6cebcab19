import Crypto
import Testing

@testable import Office

@Suite("A password")
struct PasswordTests {
    @Test func `is refused with the reason`() {
        func refusal(_ text: String) -> PasswordRefusal? {
            Password.refusal(of: text, login: "Anna@Perm.example")
        }
        #expect(refusal("elevenbytes") == .tooShort)
        #expect(refusal("twelve bytes") == nil)
        #expect(refusal(String(repeating: "ab", count: 256)) == nil)
        #expect(refusal(String(repeating: "ab", count: 256) + "a") == .tooLong)
        #expect(refusal(String(repeating: "ab", count: 1 << 20)) == .tooLong)
        #expect(refusal("aaaaaaaaaaaaaaaa") == .oneCharacter)
        #expect(refusal(String(repeating: "e\u{301}", count: 12)) == .oneCharacter)
        #expect(refusal("my anna@perm.EXAMPLE") == .containsLogin)
        // A mark after the login makes another last character, but the same bytes before it.
        #expect(refusal("anna@perm.example\u{334}") == .containsLogin)
        #expect(refusal("\u{43C}\u{43E}\u{441}\u{442}\u{44B}") == .tooShort)
        #expect(refusal("\u{43C}\u{43E}\u{441}\u{442}\u{44B} 7") == nil)
        for refusal in [PasswordRefusal.tooShort, .tooLong, .containsLogin, .oneCharacter] {
            #expect(refusal.description.utf8.starts(with: "a password ".utf8))
        }
    }

    @Test func `is the same however it is composed`() async throws {
        let bench = try OfficeBench()
        let account = try await bench.account()
        try await bench.store.setPassword(account.id, "\u{E9}t\u{E9} \u{E0} Perm 1997")
        guard case .session = try await bench.signIn("anna", "e\u{301}te\u{301} a\u{300} Perm 1997") else {
            Issue.record("the decomposed form was refused")
            return
        }
        #expect(try await bench.signIn("anna", "ete a Perm 1997") == .refused)
        #expect(try await bench.signIn("anna", "\u{C9}t\u{E9} \u{E0} Perm 1997") == .refused)
    }

    @Test func `gives another hash each time`() throws {
        let password = try Password(setting: goodPassword, login: "anna")
        let hashes = try (0..<10).map { _ in try PasswordHash(password, cost: cheap) }
        #expect(Set(hashes.map(\.text)).count == 10)
        #expect(Set(hashes.map(\.salt)).count == 10)
        for hash in hashes {
            #expect(try hash.fits(password.bytes))
            #expect(try !hash.fits(password.bytes + [0x20]))
            #expect(try !hash.fits(password.bytes.dropLast()))
        }
        #expect(try !PasswordHash.dummy(cost: cheap).fits(password.bytes))
    }

    @Test func `hash says its parameters, and is read back`() throws {
        let password = try Password(setting: goodPassword, login: "anna")
        let cost = ScryptCost(logRounds: 5, blockSize: 4, parallelism: 2)
        let text = try PasswordHash(password, cost: cost).text
        #expect(text.utf8.starts(with: "$scrypt$ln=5,r=4,p=2$".utf8))
        let hash = try #require(PasswordHash(text: text))
        #expect(hash.cost == cost && hash.text == text)
        #expect(try hash.fits(password.bytes))
        let parts = text.split(separator: "$").map { String($0) }
        for broken in [
            "", "$", String(text.dropLast(3)), text + "$", text + "AAAA",
            "$argon2$\(parts[1])$\(parts[2])$\(parts[3])",
            "$scrypt$ln=31,r=8,p=1$\(parts[2])$\(parts[3])", "$scrypt$ln=0,r=8,p=1$\(parts[2])$\(parts[3])",
            "$scrypt$ln=17,r=8$\(parts[2])$\(parts[3])", "$scrypt$ln=17,r=8,p=x$\(parts[2])$\(parts[3])",
            "$scrypt$\(parts[1])$\(parts[3])$\(parts[2])", "$scrypt$\(parts[1])$!!!$\(parts[3])",
        ] {
            #expect(PasswordHash(text: broken) == nil, "\(broken)")
        }
    }

    /// The third vector of RFC 7914, 12, which is 64 bytes long; its first 32 are what a key of 32 bytes is.
    @Test func `is hashed by scrypt as its RFC has it`() throws {
        let key = try PasswordHash.derive(
            Array("pleaseletmein".utf8), salt: Array("SodiumChloride".utf8),
            cost: ScryptCost(logRounds: 14, blockSize: 8, parallelism: 1))
        let hex = key.withUnsafeBytes { bytes in
            bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        #expect(hex == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2")
    }

    @Test func `is hashed at 128 MiB, and that is the usual cost`() async throws {
        #expect(ScryptCost.usual == ScryptCost(logRounds: 17, blockSize: 8, parallelism: 1))
        let bench = try OfficeBench(cost: .usual)
        _ = try await bench.account()
        guard case .session = try await bench.signIn() else {
            Issue.record("the right password was refused")
            return
        }
    }

    @Test func `that was hashed more weakly is hashed anew at the next sign-in`() async throws {
        let old = try OfficeBench()
        let account = try await old.account()
        try old.store.close()
        let stronger = ScryptCost(logRounds: 6, blockSize: 8, parallelism: 1)
        let bench = try OfficeBench(old.folder, cost: stronger)
        #expect(try await bench.signIn("anna", "not the password") == .refused)
        #expect(try await bench.stored(account.id).cost == cheap)
        _ = try await bench.enter()
        let renewed = try await bench.stored(account.id)
        #expect(renewed.cost == stronger)
        _ = try await bench.enter()
        #expect(try await bench.stored(account.id).text == renewed.text)
        // A lower cost is no reason to weaken what is there.
        try bench.store.close()
        let back = try OfficeBench(old.folder, cost: cheap)
        _ = try await back.enter()
        #expect(try await back.stored(account.id).text == renewed.text)
    }
}
