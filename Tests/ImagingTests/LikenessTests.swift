import FoundationEssentials
import Imaging
import Testing

/// What a picture looks like, and which others look like it.
struct LikenessTests {
    private static let pictures = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "demo/perm/media")

    private func hash(_ number: Int) throws -> PictureHash {
        let digits = String(number, radix: 16)
        return try #require(PictureHash(String(repeating: "0", count: 64 - digits.count) + digits))
    }

    private func likeness(_ bench: Workbench, _ file: [UInt8]) async throws -> Likeness? {
        let folder = "\(bench.folder)/pack-\(UInt64.random(in: 0 ... .max))"
        return try await bench.worker.ingest(original: try bench.file(file), into: folder).likeness
    }

    @Test func `is the same in other sizes, formats and packings, and another of another picture`()
        async throws
    {
        let bench = try Workbench()
        var found: [Likeness] = []
        for name in ["books", "agrigento", "tree"] {
            let file = Self.pictures.appending(path: "\(name).png").path
            let pack = try await bench.worker.ingest(original: file, into: "\(bench.folder)/\(name)")
            let likeness = try #require(pack.likeness)
            for width in pack.pictures.map(\.width) {
                let copy = "\(bench.folder)/\(name)/\(width).jpg"
                let other = try await bench.worker.ingest(
                    original: copy, into: "\(bench.folder)/\(name)-\(width)")
                let distance = try #require(other.likeness).distance(from: likeness)
                #expect(distance <= 2, "\(name), \(width) pixels wide")
            }
            for other in found { #expect(likeness.distance(from: other) > 2 * Likeness.nearBits) }
            found.append(likeness)
        }
    }

    @Test func `of an empty page there is none`() async throws {
        let bench = try Workbench()
        #expect(try await likeness(bench, PictureFiles.png(.flat([250, 250, 245]))) == nil)
        #expect(Likeness(light: Array(repeating: 7, count: Likeness.side * Likeness.side)) == nil)
        #expect(Likeness(light: [1, 2, 3]) == nil)
    }

    @Test func `is read back as it was written`() throws {
        for bits in [0, 1, 0x8000_0000_0000_0001, UInt64.max] {
            let bytes = try MessageCoding.bytes(of: [Likeness(bits: bits)])
            #expect(try MessageCoding.message([Likeness].self, from: bytes) == [Likeness(bits: bits)])
        }
    }

    /// Against a plain look at every pair.
    @Test func `all that are near are found, and no other, while they come and go`() throws {
        var dice = SystemRandomNumberGenerator()
        let index = Likenesses()
        var known: [PictureHash: Likeness] = [:]
        for step in 0..<600 {
            let hash = try hash(Int.random(in: 1...120, using: &dice))
            if step % 5 == 4 {
                index.remove(hash)
                known[hash] = nil
            } else {
                // Near one that is there, at about the distance that decides.
                var bits = known.randomElement(using: &dice)?.value.bits ?? 0
                for _ in 0..<Int.random(in: 0...10, using: &dice) {
                    bits ^= 1 << UInt64.random(in: 0..<64, using: &dice)
                }
                index.add(hash, Likeness(bits: bits))
                known[hash] = Likeness(bits: bits)
            }
            let asked = try self.hash(Int.random(in: 1...120, using: &dice))
            let near = known.filter { other, likeness in
                other != asked
                    && known[asked].map { $0.distance(from: likeness) <= Likeness.nearBits } ?? false
            }
            #expect(Set(index.near(asked)) == Set(near.keys))
        }
        let distances = known.keys.map { asked in
            index.near(asked).compactMap { other in known[asked].flatMap { known[other]?.distance(from: $0) }
            }
        }
        #expect(distances.allSatisfy { $0 == $0.sorted() })
        #expect(distances.contains { $0.count > 1 })
    }
}
