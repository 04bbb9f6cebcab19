import FoundationEssentials
import Imaging
import Testing

@Suite("Making sized pictures")
struct IngestTests {
    @Test(arguments: [(1003, 751), (2000, 33), (641, 2), (33, 1999), (7, 5), (2901, 503)])
    func `writes exactly the sizes that pages announce`(width: Int, height: Int) async throws {
        let bench = try Workbench()
        let original = try bench.file(PictureFiles.tiff(.scene(width: width, height: height)))
        let contents = try await bench.worker.ingest(original: original, into: "\(bench.folder)/pack")

        let size = PixelSize(width: width, height: height)
        #expect(contents.original == size)
        #expect(
            contents.pictures.map { PixelSize(width: $0.width, height: $0.height) }
                == PictureSizes.sizes(of: size))
        for picture in contents.pictures {
            let bytes = try bench.bytes("\(bench.folder)/pack/\(picture.width).jpg")
            let parts = try #require(JPEGParts(bytes))
            #expect(
                parts.width == picture.width && parts.height == picture.height && bytes.count == picture.bytes
            )
        }
        #expect(bench.names().sorted() == ["original", "pack"])
    }

    @Test func `shows eight stored orientations as one upright picture`() async throws {
        let bench = try Workbench()
        let upright = try await bench.whole(PictureFiles.tiff(.fields()))
        let uprightAgain = try await bench.whole(upright)
        for orientation in 1...8 {
            let stored = Raster.fields().stored(orientation: orientation)
            #expect(try await bench.whole(PictureFiles.tiff(stored, orientation: orientation)) == upright)

            let plain = try #require(JPEGParts(try await bench.whole(PictureFiles.tiff(stored))))
            let camera = plain.adding([JPEGParts.exif(orientation: orientation)])
            #expect(try await bench.whole(camera) == uprightAgain)
            if orientation > 1 { #expect(try await bench.whole(plain.adding([])) != uprightAgain) }
        }
    }

    @Test func `scales a picture that lies on its side to the announced size`() async throws {
        let bench = try Workbench()
        let stored = Raster.scene(width: 1201, height: 701)
        let original = try bench.file(PictureFiles.tiff(stored, orientation: 6))
        let contents = try await bench.worker.ingest(original: original, into: "\(bench.folder)/pack")
        #expect(contents.original == PixelSize(width: 701, height: 1201))
        #expect(contents.pictures.map(\.height) == [548, 1096])
    }

    @Test func `reads each accepted kind of file`() async throws {
        let bench = try Workbench()
        let red: [UInt8] = [200, 30, 40]
        let jpeg = try await bench.whole(PictureFiles.png(.flat(red)))
        let files: [(PictureFormat, [UInt8])] = [
            (.jpeg, jpeg), (.png, PictureFiles.png(.flat(red))), (.tiff, PictureFiles.tiff(.flat(red))),
            (.webp, PictureFiles.webp(width: 64, height: 48, red: 200, green: 30, blue: 40)),
            (.gif, PictureFiles.gif(width: 64, height: 48)),
        ]
        for (format, file) in files {
            let facts = try await bench.worker.probe(try bench.file(file))
            #expect(facts == PictureFacts(format: format, size: PixelSize(width: 64, height: 48), pages: 1))
            #expect(try await bench.whole(file) == jpeg)
        }
    }

    @Test func `shows the first of several frames`() async throws {
        let bench = try Workbench()
        let file = PictureFiles.gif(width: 30, height: 20, frames: 3)
        #expect(try await bench.worker.probe(try bench.file(file)).pages == 3)
        #expect(try await bench.whole(file) == bench.whole(PictureFiles.gif(width: 30, height: 20)))
    }

    @Test func `brings 16 bit, grey, CMYK and transparent pictures to the same 8 bit sRGB`() async throws {
        let bench = try Workbench()
        let colour: [UInt8] = [180, 90, 20]
        let plain = try await bench.whole(PictureFiles.png(.flat(colour)))
        #expect(try await bench.whole(PictureFiles.png(.flat(colour), bits: 16)) == plain)
        #expect(try await bench.whole(PictureFiles.png(.flat(colour + [255]))) == plain)
        #expect(try await bench.whole(PictureFiles.png(.flat(colour + [255]), bits: 16)) == plain)

        let grey = try await bench.whole(PictureFiles.png(.flat([127, 127, 127])))
        #expect(try await bench.whole(PictureFiles.png(.flat([127]))) == grey)
        #expect(try await bench.whole(PictureFiles.png(.flat([127]), bits: 16)) == grey)
        #expect(try await bench.whole(PictureFiles.png(.flat([0, 0, 0, 128]))) == grey)

        let white = try await bench.whole(PictureFiles.png(.flat([255, 255, 255])))
        #expect(try await bench.whole(PictureFiles.png(.flat([90, 20, 10, 0]))) == white)
        #expect(try await bench.whole(PictureFiles.png(.flat([90, 20, 10, 0]), bits: 16)) == white)
        #expect(try await bench.whole(PictureFiles.tiff(.flat([0, 0, 0, 0]))) == white)
        let ink = try #require(JPEGParts(try await bench.whole(PictureFiles.tiff(.flat([255, 0, 0, 0])))))
        #expect(ink.components == 3)
    }

    @Test func `applies the embedded colour profile`() async throws {
        let bench = try Workbench()
        let profile = ColourProfiles.redAndBlueExchanged()
        let blue = try await bench.whole(PictureFiles.png(.flat([0, 0, 255])))
        #expect(try await bench.whole(PictureFiles.tiff(.flat([255, 0, 0]), profile: profile)) == blue)
        #expect(try await bench.whole(PictureFiles.tiff(.flat([255, 0, 0]))) != blue)
    }

    @Test func `lets no metadata through`() async throws {
        let bench = try Workbench()
        let canary = "CANARY-7Q"
        let plain = try await bench.whole(PictureFiles.png(.scene(width: 90, height: 60)))
        let parts = try #require(JPEGParts(plain))
        let jpeg = parts.adding([
            JPEGParts.exif(orientation: 1, canary: canary), JPEGParts.xmp(canary), JPEGParts.iptc(canary),
            JPEGParts.comment(canary),
        ])
        let words = Array("Comment\0\(canary)".utf8)
        let png = PictureFiles.png(.scene(width: 90, height: 60), extraChunks: [("tEXt", words)])
        let tiff = PictureFiles.tiff(
            .scene(width: 90, height: 60), profile: ColourProfiles.redAndBlueExchanged(), description: canary)
        for file in [jpeg, png, tiff] {
            #expect(file.contains(canary))
            let made = try await bench.whole(file)
            #expect(isFreeOfMetadata(made) && !made.contains(canary))
        }
    }

    @Test(.enabled(if: SamplePhotos.exist, "the sample photographs are not beside the repository"))
    func `lets no metadata of real cameras through`() async throws {
        let bench = try Workbench()
        for path in SamplePhotos.paths(in: "metadata", where: { !$0.contains("invalid") }) {
            let contents = try await bench.worker.ingest(original: path, into: "\(bench.folder)/pack")
            for picture in contents.pictures {
                let bytes = try bench.bytes("\(bench.folder)/pack/\(picture.width).jpg")
                #expect(isFreeOfMetadata(bytes), "\(path)")
            }
        }
    }

    @Test(.enabled(if: SamplePhotos.exist, "the sample photographs are not beside the repository"))
    func `makes six sizes of a large photograph`() async throws {
        let bench = try Workbench()
        let path = try #require(SamplePhotos.paths(in: "historical") { $0.contains("village") }.first)
        let contents = try await bench.worker.ingest(original: path, into: "\(bench.folder)/pack")
        #expect(contents.original == PixelSize(width: 3819, height: 3270))
        #expect(contents.pictures.map(\.width) == PictureSizes.steps)
        #expect(zip(contents.pictures, contents.pictures.dropFirst()).allSatisfy { $0.bytes < $1.bytes })
    }

    /// Only JFIF, tables, the frame and the scan; the JFIF segment has its 14 bytes and no thumbnail.
    private func isFreeOfMetadata(_ bytes: [UInt8]) -> Bool {
        guard let parts = JPEGParts(bytes) else { return false }
        let needed: Set<UInt8> = [0xE0, 0xDB, 0xC0, 0xC4, 0xDD]
        return parts.segments.allSatisfy { needed.contains($0.marker) }
            && parts.segments.filter { $0.marker == 0xE0 }.allSatisfy { $0.data.count == 14 }
    }
}

extension [UInt8] {
    func contains(_ words: String) -> Bool {
        let needle = Array(words.utf8)
        return indices.contains { self[$0...].starts(with: needle) }
    }
}
