import Foundation
import Ledger
import Testing

/// An engine of the blobs, as the contract suite needs it: an empty store.
struct BlobEngine: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let open: @Sendable () throws -> (store: any BlobStore, keep: AnyObject)

    static let all = [
        BlobEngine(testDescription: "folder") {
            let bench = try Bench()
            return (bench.blobs, bench)
        }
    ]
}

@Suite("Every engine of the blobs")
struct BlobStoreContract {
    @Test(arguments: BlobEngine.all)
    func `keeps bytes under their hash`(_ engine: BlobEngine) async throws {
        let (store, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        let hash = try await store.store(Array("abc".utf8))
        // FIPS 180-2, appendix B.1.
        #expect(hash.description == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(try await store.contains(hash))
        #expect(try await store.size(of: hash) == 3)
        #expect(try await store.read(hash, limit: 3) == Array("abc".utf8))
        #expect(try await store.verify(hash) == nil)
    }

    @Test(arguments: BlobEngine.all)
    func `keeps equal bytes once, also from a file`(_ engine: BlobEngine) async throws {
        let (store, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        let scratch = Scratch()
        var source = Seeded(7)
        let long = source.bytes(3_000_000)
        try write(long, to: scratch("photo.jpg"))
        let fromFile = try await store.store(fileAt: scratch("photo.jpg"))
        let fromBytes = try await store.store(long)
        let empty = try await store.store([])
        #expect(fromFile == fromBytes)
        #expect(try await store.all() == [fromFile, empty].sorted())
        #expect(try await store.read(fromFile, limit: long.count) == long)
    }

    @Test(arguments: BlobEngine.all)
    func `says what is missing and what is too long`(_ engine: BlobEngine) async throws {
        let (store, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        let missing = Hash(of: [1])
        #expect(try await !store.contains(missing))
        #expect(try await store.size(of: missing) == nil)
        #expect(try await store.verify(missing) != nil)
        #expect(
            await problem { () throws(LedgerProblem) in _ = try await store.read(missing, limit: 9) } != nil)
        let present = try await store.store([1, 2, 3])
        #expect(
            await problem { () throws(LedgerProblem) in _ = try await store.read(present, limit: 2) } != nil)
        let noFile = await problem { () throws(LedgerProblem) in
            _ = try await store.store(fileAt: "/nowhere/x")
        }
        #expect(noFile == .missing("/nowhere/x"))
    }

    @Test(arguments: BlobEngine.all)
    func `takes the same bytes from many tasks at once`(_ engine: BlobEngine) async throws {
        let (store, keep) = try engine.open()
        defer { withExtendedLifetime(keep) {} }
        try await withThrowingTaskGroup(of: Hash.self) { group in
            for index in 0..<20 { group.addTask { try await store.store([UInt8(index % 4)]) } }
            for try await hash in group { #expect(try await store.verify(hash) == nil) }
        }
        #expect(try await store.all().count == 4)
    }
}
