import FoundationEssentials
import Imaging
import Testing

@Suite("Refusing pictures")
struct RefusalTests {
    @Test(arguments: [
        "%PDF-1.7 x", "<svg xmlns=''/>", "....ftypheic", "BM......", "8BPS....", "PK\u{3}\u{4}..", "words",
    ])
    func `refuses other kinds of file by their first bytes`(start: String) async throws {
        let bench = try Workbench()
        let problem = try await bench.problem(of: Array(start.utf8))
        guard case .unsupported(let why) = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
        #expect(why.contains("JPEG"))
    }

    @Test func `refuses what is no file with bytes in it`() async throws {
        let bench = try Workbench()
        #expect(try await bench.problem(of: []) == .damaged("the file is empty"))
        await #expect(throws: ImagingProblem.damaged("it is not a regular file")) {
            _ = try await bench.worker.probe(bench.folder)
        }
        await #expect(throws: ImagingProblem.damaged("the file cannot be opened: No such file or directory"))
        {
            _ = try await bench.worker.probe(bench.folder + "/absent")
        }
    }

    @Test func `refuses bombs by their header`() async throws {
        let bench = try Workbench()
        let gif = PictureFiles.gif(width: 4, height: 4)
        let jpeg = try await bench.whole(PictureFiles.png(.flat([1, 2, 3])))
        let frame = try #require(jpeg.indices.first { jpeg[$0...].starts(with: [0xFF, 0xC0]) })
        let bombs: [[UInt8]] = [
            PictureFiles.pngStart(width: 100_000, height: 100_000),
            PictureFiles.png(.flat([1, 2, 3])).replacing(at: 16, with: .big(100_000, 4) + .big(100_000, 4)),
            gif.replacing(at: 6, with: [0xFF, 0xFF, 0xFF, 0xFF]).replacing(
                at: 24, with: [0xFF, 0xFF, 0xFF, 0xFF]),
            jpeg.replacing(at: frame + 5, with: [0xFF, 0x00, 0xFF, 0x00]),
            PictureFiles.webp(width: 16_383, height: 16_383, red: 0, green: 0, blue: 0),
            PictureFiles.tiff(Raster(width: 60_000, height: 0, samples: 3) { _, _ in [] }),
        ]
        for (index, bomb) in bombs.enumerated() {
            let problem = try await bench.problem(of: bomb)
            switch problem {
            case .tooLarge, .damaged: break
            default: Issue.record("bomb \(index): \(String(describing: problem))")
            }
        }
        guard case .tooLarge = try await bench.problem(of: bombs[4]) else {
            Issue.record("the header of the WebP alone is to be enough")
            return
        }
    }

    @Test func `refuses files that end early, whatever their kind`() async throws {
        let bench = try Workbench()
        let scene = Raster.scene(width: 400, height: 300)
        let files = [
            try await bench.whole(PictureFiles.tiff(scene)), PictureFiles.png(scene),
            PictureFiles.tiff(scene),
            PictureFiles.gif(width: 90, height: 60),
        ]
        for file in files {
            for tenth in 1...9 {
                let problem = try await bench.problem(of: Array(file.prefix(file.count * tenth / 10)))
                guard case .damaged = problem else {
                    Issue.record("\(tenth) tenths of a file of \(file.count): \(String(describing: problem))")
                    continue
                }
            }
        }
    }

    @Test func `answers for every file with flipped bytes and goes on`() async throws {
        let bench = try Workbench()
        let small = Raster.scene(width: 120, height: 90)
        let files = [
            try await bench.whole(PictureFiles.tiff(small)), PictureFiles.png(small),
            PictureFiles.tiff(small),
            PictureFiles.gif(width: 40, height: 30),
            PictureFiles.webp(width: 40, height: 30, red: 1, green: 2, blue: 3),
        ]
        var seed: UInt64 = 42
        let next: (Int) -> Int = { bound in
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        for round in 0..<200 {
            var file = files[round % files.count]
            for _ in 0..<3 { file[next(min(file.count, 1000))] = UInt8(next(256)) }
            switch try await bench.problem(of: file) {
            case nil, .damaged, .unsupported, .tooLarge: break
            case let other: Issue.record("round \(round): \(String(describing: other))")
            }
        }
        #expect(try await bench.whole(PictureFiles.png(small)).count > 0)
    }

    @Test func `refuses widths that would enlarge or repeat`() async throws {
        let bench = try Workbench()
        let path = try bench.file(PictureFiles.png(.flat([1, 2, 3])))
        for widths in [[65], [0], [], [32, 32], [32, 16]] {
            await #expect(throws: ImagingProblem.self) {
                _ = try await bench.worker.ingest(
                    original: path, into: "\(bench.folder)/pack", widths: widths)
            }
        }
        #expect(bench.names() == ["original"])
    }

    @Test(.enabled(if: SamplePhotos.exist, "the sample photographs are not beside the repository"))
    func `decodes known broken photographs wholly or names the reason`() async throws {
        let bench = try Workbench()
        for path in SamplePhotos.paths(in: "metadata", where: { $0.contains("invalid") }) {
            do throws(ImagingProblem) {
                let contents = try await bench.worker.ingest(original: path, into: "\(bench.folder)/pack")
                #expect(contents.pictures.count >= 1)
            } catch {
                guard case .damaged(let why) = error else {
                    Issue.record("\(path): \(error.sentence)")
                    continue
                }
                #expect(!why.isEmpty)
            }
        }
    }
}

extension [UInt8] {
    func replacing(at place: Int, with bytes: [UInt8]) -> [UInt8] {
        Array(self[..<place]) + bytes + self[(place + bytes.count)...]
    }
}
