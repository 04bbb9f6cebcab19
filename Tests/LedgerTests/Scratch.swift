import Foundation
import Records
import Synchronization

@testable import Ledger

/// A folder for one test, removed with its last owner.
final class Scratch: Sendable {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "/twinhall-ledger-" + UUID().uuidString
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func callAsFunction(_ name: String) -> String { path + "/" + name }
}

/// A data folder with its lock and an open ledger.
final class Bench {
    let scratch: Scratch
    let folder: DataFolder
    let lock: FolderLock
    let ledger: SQLiteLedger
    var blobs: FolderBlobs { FolderBlobs(folder) }

    init(_ scratch: Scratch = Scratch(), randomBytes: @escaping RandomBytes = SQLiteLedger.systemRandomBytes)
        throws
    {
        self.scratch = scratch
        folder = try DataFolder.create(at: scratch("hall"))
        lock = try FolderLock(folder)
        ledger = try SQLiteLedger(writing: lock, randomBytes: randomBytes)
    }

    /// Closes what is open, so that the ledger is one file.
    func close() throws {
        try ledger.close()
        lock.release()
    }
}

/// Salts that can be foretold: 0, 1, 2 … in all their bytes.
func countingSalts() -> RandomBytes {
    let count = CountingSalts()
    return { count.next($0) }
}

private final class CountingSalts: Sendable {
    private let value = Mutex<UInt8>(0)

    func next(_ count: Int) -> [UInt8] {
        value.withLock { value in
            defer { value &+= 1 }
            return [UInt8](repeating: value, count: count)
        }
    }
}

/// A generator with a seed (SplitMix64, Steele et al. 2014), so that a failure can be repeated.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }
}

extension Draft {
    static func save(_ record: String, _ body: String, note: String? = nil) -> Draft {
        Draft(
            record: Code(record) ?? .first, kind: "city", version: 1, action: .save, body: Array(body.utf8),
            note: note)
    }

    static func publish(_ record: String, _ number: Int64) -> Draft {
        Draft(
            record: Code(record) ?? .first, kind: "city", version: 1, action: .publish(RevisionNumber(number))
        )
    }

    static func of(_ record: String, _ action: Action, note: String? = nil) -> Draft {
        Draft(record: Code(record) ?? .first, kind: "city", version: 1, action: action, note: note)
    }
}

extension Code {
    static var first: Code {
        var source = Seeded(1)
        return .random(using: &source)
    }
}

/// A time that the tests use: 12 June 2019, 09:00 UTC.
let moment: Int64 = 1_560_330_000_000

/// Runs work that must refuse, and gives the refusal.
func problem(_ work: () async throws(LedgerProblem) -> Void) async -> LedgerProblem? {
    do throws(LedgerProblem) {
        try await work()
        return nil
    } catch { return error }
}

func bytes(ofFileAt path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
}

func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
