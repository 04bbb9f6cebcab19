import FoundationEssentials
import Imaging
import TestKit
import Testing

/// The file of tiles and its reader. That the tiles look as they should is held against libvips itself in Tests/IIIF.
@Suite("Packs of ready tiles")
struct TilePackTests {
    private static let size = PixelSize(width: 1_301, height: 703)

    /// A picture's tiles, made by the imaging process.
    private func made(_ bench: Workbench, _ size: PixelSize = size) async throws -> (path: String, TileGrid) {
        let original = try bench.file(PictureFiles.tiff(.scene(width: size.width, height: size.height)))
        let contents = try await bench.worker.ingest(original: original, into: "\(bench.folder)/pack")
        let path = "\(bench.folder)/pack/tiles"
        #expect(try bench.bytes(path).count == contents.tiles)
        return (path, try #require(TileGrid(of: size)))
    }

    /// What a pack gives: every tile, or why not.
    private func read(_ path: String, _ grid: TileGrid) -> Result<[[UInt8]], TilePackProblem> {
        Result { () throws(TilePackProblem) in
            let pack = try TilePack(path, of: grid)
            return try (0..<grid.count).map { place throws(TilePackProblem) in try pack.bytes(of: place) }
        }
    }

    @Test(arguments: [(1_301, 703), (512, 512), (513, 1), (1, 1_025), (3, 2), (2_051, 1_539)])
    func `holds every tile of every level, each of its exact size and without metadata`(
        width: Int, height: Int
    ) async throws {
        let bench = try Workbench()
        let (path, grid) = try await made(bench, PixelSize(width: width, height: height))
        let tiles = try read(path, grid).get()
        #expect(tiles.count == grid.count)
        for (number, level) in grid.levels.enumerated() {
            for row in 0..<level.rows {
                for column in 0..<level.columns {
                    let place = try #require(grid.place(level: number, column: column, row: row))
                    let parts = try #require(JPEGParts(tiles[place]))
                    let size = grid.tile(level: number, column: column, row: row).size
                    #expect(parts.width == size.width && parts.height == size.height)
                    #expect(parts.components == 3)
                    #expect(parts.segments.allSatisfy { [0xE0, 0xDB, 0xC0, 0xC4, 0xDD].contains($0.marker) })
                }
            }
        }
    }

    @Test func `says the same whichever of the eight orientations is stored`() async throws {
        let bench = try Workbench()
        let grid = try #require(TileGrid(of: PixelSize(width: 64, height: 32)))
        var seen: Set<[[UInt8]]> = []
        for orientation in 1...8 {
            let stored = Raster.fields().stored(orientation: orientation)
            let original = try bench.file(PictureFiles.tiff(stored, orientation: orientation))
            _ = try await bench.worker.ingest(original: original, into: "\(bench.folder)/pack")
            seen.insert(try read("\(bench.folder)/pack/tiles", grid).get())
        }
        #expect(seen.count == 1)
    }

    @Test
    func `gives each tile as it was written or an error that names the file, whatever bytes are changed`()
        async throws
    {
        let bench = try Workbench()
        let (path, grid) = try await made(bench)
        let sound = try bench.bytes(path)
        let tiles = try read(path, grid).get()
        let indexLength = TileIndex.length(of: grid)
        var dice = Seeded(32)
        for round in 0..<2_000 {
            var bytes = sound
            // Half of the cases in the index, which is a small part of the file.
            for _ in 0...dice.below(3) {
                let place = dice.below(round % 2 == 0 ? indexLength : bytes.count)
                bytes[place] ^= UInt8(1 + dice.below(255))
            }
            try Data(bytes).write(to: URL(filePath: path))
            switch read(path, grid) {
            case .success(let read): #expect(read == tiles && bytes == sound, "round \(round)")
            case .failure(let problem):
                #expect(problem.description.contains(path))
                if case .system = problem.reason { Issue.record("round \(round): \(problem)") }
            }
        }
    }

    @Test func `sees at every boundary that the file ends there`() async throws {
        let bench = try Workbench()
        let (path, grid) = try await made(bench)
        let sound = try bench.bytes(path)
        let index = try TileIndex(
            Array(sound.prefix(TileIndex.length(of: grid))), of: grid, fileLength: sound.count)
        let ends = index.entries.flatMap { [Int($0.offset), Int($0.offset + $0.length) - 1] }
        for length in Array(0...TileIndex.length(of: grid)) + ends {
            try Data(sound.prefix(length)).write(to: URL(filePath: path))
            guard case .failure(let problem) = read(path, grid) else {
                Issue.record("\(length) of \(sound.count) bytes were taken for the whole")
                continue
            }
            #expect(problem.reason == (length < 8 ? .notTiles : .short))
        }
    }

    @Test func `believes no index that lies, though its sum is right`() async throws {
        let bench = try Workbench()
        let (path, grid) = try await made(bench)
        let sound = try bench.bytes(path)
        let length = TileIndex.length(of: grid)
        let entries = try TileIndex(Array(sound.prefix(length)), of: grid, fileLength: sound.count).entries
        typealias Lie = (TileIndex.Entry, TilePackProblem.Reason)
        let whole = UInt32(sound.count)
        let lies: [Lie] = [
            (.init(offset: 0, length: 8, checksum: 0), .damagedIndex),
            (.init(offset: UInt32(length) - 1, length: 8, checksum: 0), .damagedIndex),
            (.init(offset: whole, length: 1, checksum: 0), .short),
            (.init(offset: .max, length: 1, checksum: 0), .short),
            (.init(offset: entries[0].offset, length: 0, checksum: 0), .damagedIndex),
            (.init(offset: entries[0].offset, length: .max, checksum: 0), .damagedIndex),
            (.init(offset: entries[0].offset, length: 1 << 20, checksum: 0), .short),
            (.init(offset: entries[0].offset, length: entries[0].length, checksum: 1), .damagedTile(3)),
        ]
        for (lie, reason) in lies {
            var told = entries
            told[3] = lie
            let bytes = TileIndex(grid, entries: told).bytes + sound.dropFirst(length)
            try Data(bytes).write(to: URL(filePath: path))
            #expect(read(path, grid) == .failure(TilePackProblem(path: path, reason: reason)))
        }
        let other = try #require(TileGrid(of: PixelSize(width: 1_301, height: 704)))
        try Data(sound).write(to: URL(filePath: path))
        #expect(read(path, other) == .failure(TilePackProblem(path: path, reason: .otherPicture)))
    }

    @Test func `opens no folder and nothing that is not there`() throws {
        let bench = try Workbench()
        let grid = try #require(TileGrid(of: Self.size))
        for (path, words) in [(bench.folder, "regular file"), (bench.folder + "/none", "No such file")] {
            guard case .failure(let problem) = read(path, grid) else {
                Issue.record("\(path) was opened")
                continue
            }
            #expect(problem.description.contains(words) && problem.description.contains(path))
        }
    }

    @Test func `keeps files open, more than may be, and closes what is forgotten`() async throws {
        let bench = try Workbench()
        let (path, grid) = try await made(bench)
        let sound = try bench.bytes(path)
        let folder = PackFolder(root: "\(bench.folder)/packs")
        let packs = TilePacks(folder)
        let hashes = try (0...TilePacks.openLimit).map { number in
            try #require(PictureHash(String(repeating: "0", count: 60) + "\(1_000 + number)"))
        }
        for hash in hashes {
            try FileManager.default.createDirectory(
                atPath: folder.folder(of: hash), withIntermediateDirectories: true)
            try Data(sound).write(to: URL(filePath: folder.tilesPath(of: hash)))
            #expect(try packs.tiles(of: hash, grid) === packs.tiles(of: hash, grid))
        }
        try FileManager.default.removeItem(atPath: folder.root)
        let last = try #require(hashes.last)
        _ = try packs.tiles(of: last, grid)
        packs.forget(last)
        #expect(throws: TilePackProblem.self) { try packs.tiles(of: last, grid) }
        #expect(throws: TilePackProblem.self) { try packs.tiles(of: hashes[0], grid) }
    }
}
