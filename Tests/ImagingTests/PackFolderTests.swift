import FoundationEssentials
import Imaging
import Testing

@Suite("The folder of packs")
struct PackFolderTests {
    private let hash: PictureHash

    init() throws {
        hash = try #require(PictureHash(String(repeating: "ab12", count: 16)))
    }

    @Test func `names a pack by the hash alone`() {
        let packs = PackFolder(root: "packs")
        #expect(
            packs.path(of: hash, width: 640) == "packs/ab/" + String(hash.description.dropFirst(2))
                + "/640.jpg")
    }

    @Test func `makes a pack once, sees damage, and makes it anew`() async throws {
        let bench = try Workbench()
        let packs = PackFolder(root: bench.folder + "/packs")
        let original = try bench.file(PictureFiles.png(.scene(width: 700, height: 300)))
        #expect(packs.contents(of: hash) == nil && !packs.isComplete(hash))

        let made = try await bench.worker.ingest(original: original, hash: hash, into: packs)
        #expect(packs.isComplete(hash) && packs.contents(of: hash) == made)
        #expect(made.pictures.map(\.width) == [320, 640])

        // No picture any more: so the second call reads the pack only.
        try Data([1]).write(to: URL(filePath: original))
        #expect(try await bench.worker.ingest(original: original, hash: hash, into: packs) == made)

        try Data([1, 2, 3]).write(to: URL(filePath: packs.path(of: hash, width: 640)))
        #expect(!packs.isComplete(hash))
        _ = try bench.file(PictureFiles.png(.scene(width: 700, height: 300)))
        #expect(try await bench.worker.ingest(original: original, hash: hash, into: packs) == made)
        #expect(packs.isComplete(hash))
        #expect(try shelf(of: bench) == [String(hash.description.dropFirst(2))])
    }

    @Test func `notes of which originals there can be no pack, until there is one`() throws {
        let bench = try Workbench()
        let packs = PackFolder(root: bench.folder + "/packs")
        let other = try #require(PictureHash(String(repeating: "cd34", count: 16)))
        #expect(packs.failures().isEmpty)
        packs.note(.damaged("it ends early"), of: hash)
        packs.note(.timeout(seconds: 60), of: other)
        packs.note(.tooLarge("sides"), of: hash)
        try Data("rubbish".utf8).write(to: URL(filePath: packs.root + "/unreadable/rubbish"))
        packs.removeUnfinished()
        #expect(packs.failures() == [hash: .tooLarge("sides"), other: .timeout(seconds: 60)])
        packs.forgetFailure(of: hash)
        packs.forgetFailure(of: hash)
        #expect(packs.failures() == [other: .timeout(seconds: 60)])
    }

    @Test func `removes a pack, and what interrupted jobs left`() async throws {
        let bench = try Workbench()
        let packs = PackFolder(root: bench.folder + "/packs")
        let original = try bench.file(PictureFiles.png(.flat([1, 2, 3])))
        _ = try await bench.worker.ingest(original: original, hash: hash, into: packs)
        let rubbish = packs.folder(of: hash) + ".new-1x"
        try FileManager.default.createDirectory(atPath: rubbish, withIntermediateDirectories: true)
        packs.removeUnfinished()
        #expect(packs.isComplete(hash) && !FileManager.default.fileExists(atPath: rubbish))

        try FileManager.default.createDirectory(atPath: rubbish, withIntermediateDirectories: true)
        try packs.remove(hash)
        #expect(try shelf(of: bench).isEmpty)
    }

    private func shelf(of bench: Workbench) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(bench.folder)/packs/ab")
    }
}
