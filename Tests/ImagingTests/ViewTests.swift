import FoundationEssentials
import Imaging
import Testing

/// Parts of an original, as the image service asks for them. That they look as they should is held against libvips itself
/// in Tests/IIIF.
@Suite("Views of a picture")
struct ViewTests {
    private func view(_ view: PictureView, of original: [UInt8], _ bench: Workbench) async throws -> [UInt8] {
        try await bench.worker.view(
            view, of: try bench.file(original), by: PackFolder(root: "\(bench.folder)/packs"))
    }

    @Test func `cuts the same part out of a picture in all eight stored orientations`() async throws {
        let bench = try Workbench()
        let part = PictureView(
            area: PixelArea(left: 5, top: 3, width: 41, height: 22), size: PixelSize(width: 20, height: 11),
            format: .png)
        let upright = try await view(part, of: PictureFiles.tiff(.fields()), bench)
        for orientation in 2...8 {
            let stored = Raster.fields().stored(orientation: orientation)
            #expect(
                try await view(part, of: PictureFiles.tiff(stored, orientation: orientation), bench)
                    == upright)
        }
    }

    @Test func `leaves nothing behind on the disk`() async throws {
        let bench = try Workbench()
        let part = PictureView(
            area: PixelArea(left: 0, top: 0, width: 64, height: 32), size: PixelSize(width: 640, height: 320))
        _ = try await view(part, of: PictureFiles.tiff(.fields()), bench)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(bench.folder)/packs").isEmpty)
    }

    @Test(arguments: [
        PictureView(
            area: PixelArea(left: 1, top: 0, width: 64, height: 32), size: PixelSize(width: 1, height: 1)),
        PictureView(
            area: PixelArea(left: 0, top: 0, width: 0, height: 1), size: PixelSize(width: 1, height: 1)),
        PictureView(
            area: PixelArea(left: 0, top: 0, width: 9, height: 9), size: PixelSize(width: 0, height: 1)),
        PictureView(
            area: PixelArea(left: 0, top: 0, width: 9, height: 9), size: PixelSize(width: 16_384, height: 1)),
        PictureView(
            area: PixelArea(left: 0, top: 0, width: 9, height: 9),
            size: PixelSize(width: 5_000, height: 5_000)),
        PictureView(
            area: PixelArea(left: 0, top: 0, width: 9, height: 9), size: PixelSize(width: 9, height: 9),
            rotation: 45),
    ])
    func `refuses what does not fit the picture or the limits, and goes on`(wrong: PictureView) async throws {
        let bench = try Workbench()
        await #expect(throws: ImagingProblem.self) {
            _ = try await view(wrong, of: PictureFiles.tiff(.fields()), bench)
        }
        let right = PictureView(
            area: PixelArea(left: 0, top: 0, width: 64, height: 32), size: PixelSize(width: 32, height: 16))
        let bytes = try await view(right, of: PictureFiles.tiff(.fields()), bench)
        let parts = try #require(JPEGParts(bytes))
        #expect(parts.width == 32 && parts.height == 16)
    }

    @Test func `refuses a damaged original, never showing half of it`() async throws {
        let bench = try Workbench()
        let whole = PictureFiles.png(.scene(width: 300, height: 200))
        let part = PictureView(
            area: PixelArea(left: 0, top: 100, width: 300, height: 100),
            size: PixelSize(width: 150, height: 50))
        await #expect(throws: ImagingProblem.self) {
            _ = try await view(part, of: Array(whole.prefix(whole.count / 2)), bench)
        }
    }
}
