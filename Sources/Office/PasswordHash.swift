import Crypto
import CryptoExtras
import FoundationEssentials

/// A stored password: scrypt's parameters, the salt, and the key that came of it.
///
/// It is written as `$scrypt$ln=17,r=8,p=1$SALT$KEY`, salt and key in base64 without padding (the PHC string format,
/// https://github.com/P-H-C/phc-string-format), so that the parameters can be raised and old hashes still be read.
struct PasswordHash: Sendable {
    static let saltBytes = 16
    static let keyBytes = 32

    let cost: ScryptCost
    let salt: [UInt8]
    let key: [UInt8]

    /// Hashes a password with a fresh salt. Takes long and blocks: only for the hashing thread.
    init(_ password: Password, cost: ScryptCost) throws(OfficeProblem) {
        var source = SystemRandomNumberGenerator()
        let salt = (0..<PasswordHash.saltBytes).map { _ in UInt8.random(in: .min ... .max, using: &source) }
        let key = try PasswordHash.derive(password.bytes, salt: salt, cost: cost)
        self.init(cost: cost, salt: salt, key: key.withUnsafeBytes { Array($0) })
    }

    private init(cost: ScryptCost, salt: [UInt8], key: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    /// Fits no password: for logins that do not exist, so that they take as long as those that do.
    static func dummy(cost: ScryptCost) -> PasswordHash {
        PasswordHash(
            cost: cost, salt: [UInt8](repeating: 0, count: saltBytes),
            key: [UInt8](repeating: 0, count: keyBytes))
    }

    /// Reads what `text` gives; `nil` for anything else.
    init?(text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
            let cost = PasswordHash.cost(parts[2]), cost.isBearable,
            let salt = PasswordHash.bytes(parts[3]), salt.count == PasswordHash.saltBytes,
            let key = PasswordHash.bytes(parts[4]), key.count == PasswordHash.keyBytes
        else { return nil }
        self.init(cost: cost, salt: salt, key: key)
    }

    var text: String {
        "$scrypt$ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)"
            + "$\(PasswordHash.base64(salt))$\(PasswordHash.base64(key))"
    }

    /// Whether this is the password. Takes as long as hashing and blocks: only for the hashing thread.
    func fits(_ password: [UInt8]) throws(OfficeProblem) -> Bool {
        // Keys of swift-crypto are compared in constant time (SymmetricKeys.swift, ==).
        try PasswordHash.derive(password, salt: salt, cost: cost) == SymmetricKey(data: key)
    }

    static func derive(
        _ password: [UInt8], salt: [UInt8], cost: ScryptCost
    ) throws(OfficeProblem) -> SymmetricKey {
        do {
            return try KDF.Scrypt.deriveKey(
                from: password, salt: salt, outputByteCount: keyBytes, rounds: 1 << cost.logRounds,
                blockSize: cost.blockSize, parallelism: cost.parallelism)
        } catch {
            throw .storage("a password could not be hashed: is there enough memory?")
        }
    }

    /// Reads `ln=17,r=8,p=1`.
    private static func cost(_ text: String) -> ScryptCost? {
        let parts = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        var numbers: [Int] = []
        for (part, name) in zip(parts, ["ln=", "r=", "p="]) {
            guard part.starts(with: name.utf8),
                let number = Int(String(decoding: part.dropFirst(name.utf8.count), as: UTF8.self))
            else { return nil }
            numbers.append(number)
        }
        return ScryptCost(logRounds: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let padded = Data(bytes).base64EncodedString().utf8
        return String(decoding: padded.filter { $0 != UInt8(ascii: "=") }, as: UTF8.self)
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map { Array($0) }
    }
}
