import FoundationEssentials
import Glibc
import IIIF
import Imaging
import Ledger
import Records
import Synchronization
import TestKit
import Testing

@testable import Hall

/// Tiles from packs, as the image service gives them out.
@Suite struct TileServingTests {
    private static let picture = CanaryHall.root.appending(path: "demo/perm/media/books.png").path
    private static let original = String(repeating: "a", count: 64)

    /// What the shelf told of tiles that could not be used.
    private final class Told: Sendable {
        private let problems = Mutex<[TilePackProblem]>([])
        var reasons: [TilePackProblem.Reason] { problems.withLock { $0.map(\.reason) } }
        func hear(_ problem: TilePackProblem) { problems.withLock { $0.append(problem) } }
    }

    /// A shelf over a folder of packs, with an imaging process or without one.
    private func shelf(_ scratch: ScratchFolder, _ told: Told, hasImaging: Bool = true) -> (
        PictureShelf, PictureWorker
    ) {
        var settings = PictureWorker.Settings()
        if !hasImaging { settings.executable = scratch("none") }
        let worker = PictureWorker(settings: settings)
        let shelf = PictureShelf(
            packs: PackFolder(root: scratch("packs")), workers: PictureWorkers([worker]),
            tell: { told.hear($0) }
        ) { _ in Self.picture }
        return (shelf, worker)
    }

    private static func overwrite(_ path: String, with bytes: [UInt8]) throws {
        let file = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
        defer { close(file) }
        try #require(write(file, bytes, bytes.count) == bytes.count)
    }

    private func order(
        _ region: String, _ size: String, _ file: String = "default.jpg", of picture: ImageExtent
    ) throws -> ImageOrder {
        let parameters = ImageParameters(region: region, size: size, rotation: "0", file: file)
        let plan = try ImagePlan(ImageRequest(parameters, of: .three), of: picture)
        return ImageOrder(original: Self.original, picture: picture, plan: plan)
    }

    private func extent() async throws -> ImageExtent {
        let worker = PictureWorker()
        let facts = try await worker.probe(Self.picture)
        await worker.stop()
        return ImageExtent(width: facts.width, height: facts.height)
    }

    @Test func `tiles need no imaging process once they were made`() async throws {
        let (scratch, told, extent) = (try ScratchFolder(), Told(), try await extent())
        let tiles = [
            try order("0,0,512,512", "512,512", of: extent), try order("0,0,512,512", "max", of: extent),
            try order("512,0,512,512", "512,512", "color.jpg", of: extent),
        ]
        let (first, worker) = shelf(scratch, told)
        let before = first.file(of: tiles[0]).fingerprint
        #expect(before == tiles[0].fingerprint)
        let bytes = try await first.bytes(of: tiles[0])
        await worker.stop()
        let pack = try scratch.bytes("packs/aa/\(Self.original.dropFirst(2))/tiles")
        #expect(pack.firstRange(of: bytes) != nil)

        let (second, absent) = shelf(scratch, told, hasImaging: false)
        #expect(try await second.file(of: tiles[0]).bytes() == bytes)
        #expect(try await second.file(of: tiles[1]).bytes() == bytes)
        #expect(try await second.file(of: tiles[2]).bytes() != bytes)
        #expect(Set(tiles.map { second.file(of: $0).fingerprint }).count == 2)
        // What was just written lies in memory.
        #expect(second.file(of: tiles[0]).bytesAtOnce() == bytes)
        #expect(second.file(of: tiles[0]).fingerprint != before)
        let others = [
            try order("0,0,512,512", "511,511", of: extent),
            try order("0,0,512,512", "max", "default.png", of: extent),
            try order("0,0,512,512", "max", "gray.jpg", of: extent),
        ]
        for order in others {
            #expect(second.file(of: order).fingerprint == order.fingerprint)
            await #expect(throws: ImagingProblem.self) { _ = try await second.file(of: order).bytes() }
        }
        await absent.stop()
        #expect(told.reasons.isEmpty)
    }

    @Test func `tiles that are damaged, cut short or gone are told of and made again`() async throws {
        let (scratch, told, extent) = (try ScratchFolder(), Told(), try await extent())
        let tile = try order("512,512,512,512", "max", of: extent)
        let (shelf, worker) = shelf(scratch, told)
        let sound = try await shelf.bytes(of: tile)
        let name = "packs/aa/\(Self.original.dropFirst(2))/tiles"
        let pack = try scratch.bytes(name)
        let start = try #require(pack.firstRange(of: sound)).lowerBound
        var changed = pack
        changed[start + 100] ^= 1
        for (bytes, reason) in [
            (changed, nil), (Array(pack.prefix(start + 50)), TilePackProblem.Reason.short), ([], .short),
        ] {
            // Changed in place: the file that is open is the one that is damaged.
            try Self.overwrite(scratch(name), with: bytes)
            #expect(shelf.file(of: tile).bytesAtOnce() == nil)
            #expect(try await shelf.file(of: tile).bytes() == sound)
            #expect(try scratch.bytes(name) == pack)
            if let reason { #expect(told.reasons.last == reason) }
        }
        #expect(told.reasons.count == 3)
        await worker.stop()
    }

    @Test func `an image is made from tiles, and from the original when they are damaged`() async throws {
        let (scratch, told, extent) = (try ScratchFolder(), Told(), try await extent())
        let image = try order("100,50,1301,1003", "300,", "default.png", of: extent)
        let (shelf, worker) = shelf(scratch, told)
        let exact = try await shelf.bytes(of: image)
        _ = try await shelf.bytes(of: order("0,0,512,512", "max", of: extent))
        let made = try await shelf.bytes(of: image)
        #expect(made != exact && told.reasons.isEmpty)

        let name = "packs/aa/\(Self.original.dropFirst(2))/tiles"
        let pack = try scratch.bytes(name)
        let grid = try #require(image.grid)
        var damaged = pack
        for place in TileIndex.length(of: grid)..<pack.count { damaged[place] ^= 0x55 }
        try Self.overwrite(scratch(name), with: damaged)
        #expect(try await shelf.bytes(of: image) == exact)
        #expect(told.reasons.count == 1)
        _ = try await shelf.bytes(of: order("0,0,512,512", "max", of: extent))
        #expect(try await shelf.bytes(of: image) == made)
        #expect(try scratch.bytes(name) == pack)
        await worker.stop()
    }

    @Test func `nothing is left of the tiles of an original that is erased`() async throws {
        let (scratch, told, extent) = (try ScratchFolder(), Told(), try await extent())
        let tile = try order("0,0,512,512", "max", of: extent)
        let (shelf, worker) = shelf(scratch, told)
        _ = try await shelf.file(of: tile).bytes()
        _ = try await shelf.file(of: tile).bytes()
        let blob = try #require(Hash(hex: Self.original))
        try await shelf.drop(blob)
        await worker.stop()
        await #expect(throws: ImagingProblem.stopped) { _ = try await shelf.file(of: tile).bytes() }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch("packs/aa")).isEmpty)
        #expect(told.reasons.isEmpty)
    }
}
