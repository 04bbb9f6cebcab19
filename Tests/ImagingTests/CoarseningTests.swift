import FoundationEssentials
import Imaging
import Records
import Testing

/// People made unrecognisable: what is left of an area, and that all else stays.
@Suite("Coarsening areas of a picture")
struct CoarseningTests {
    private static let size = PixelSize(width: 300, height: 200)
    private static let area = PixelArea(left: 61, top: 43, width: 101, height: 83)

    private func coarsened(
        _ bench: Workbench, _ original: [UInt8], _ areas: [PixelArea], width: Int? = nil
    ) async throws -> (facts: PictureFacts, path: String) {
        let source = try bench.file(original)
        let path = try bench.file([], named: "made-\(UInt64.random(in: 0 ... .max))")
        return (
            try await bench.worker.coarsen(original: source, areas: areas, width: width, into: path), path
        )
    }

    // MARK: What is left

    /// What may stand in an area: the means of its cells, and between their middles what lies between.
    private struct Means {
        let area: PixelArea
        let grid: CellGrid
        private var means: [Int] = []

        init(of raster: Raster, _ area: PixelArea) {
            self.area = area
            grid = CellGrid(of: area)
            for row in 0..<grid.rows {
                for column in 0..<grid.columns {
                    let xs =
                        edge(column, area.width, grid.columns)..<edge(column + 1, area.width, grid.columns)
                    let ys = edge(row, area.height, grid.rows)..<edge(row + 1, area.height, grid.rows)
                    for band in 0..<3 {
                        var sum = 0
                        for y in ys {
                            for x in xs { sum += Int(raster.pixel(area.left + x, area.top + y)[band]) }
                        }
                        let count = xs.count * ys.count
                        means.append((2 * sum + count) / (2 * count))
                    }
                }
            }
        }

        /// How many colours all of the area is made from.
        var count: Int { means.count / 3 }

        private func edge(_ cell: Int, _ length: Int, _ cells: Int) -> Int { length * cell / cells }

        func value(_ x: Int, _ y: Int, _ band: Int) -> Double {
            let (left, right, along) = between(x - area.left, area.width, grid.columns)
            let (above, below, down) = between(y - area.top, area.height, grid.rows)
            func mean(_ column: Int, _ row: Int) -> Double {
                Double(means[(row * grid.columns + column) * 3 + band])
            }
            let upper = mean(left, above) + (mean(right, above) - mean(left, above)) * along
            let lower = mean(left, below) + (mean(right, below) - mean(left, below)) * along
            return upper + (lower - upper) * down
        }

        private func between(_ offset: Int, _ length: Int, _ cells: Int) -> (Int, Int, Double) {
            let place = max((Double(offset) + 0.5) * Double(cells) / Double(length) - 0.5, 0)
            let first = min(Int(place), cells - 1)
            return (first, min(first + 1, cells - 1), place - Double(first))
        }
    }

    @Test func `of an area no more is left than the promised means, and outside no pixel changes`()
        async throws
    {
        let bench = try Workbench()
        let scene = Raster.scene(width: Self.size.width, height: Self.size.height)
        let original = PictureFiles.png(scene)
        let areas = [
            Self.area, PixelArea(left: 0, top: 0, width: 40, height: 21),
            PixelArea(left: 297, top: 199, width: 3, height: 1),
            PixelArea(left: 170, top: 150, width: 130, height: 9),
        ]
        let made = try await coarsened(bench, original, areas)
        #expect(made.facts == PictureFacts(format: .png, size: Self.size, pages: 1))
        let pixels = try #require(DecodedPixels(made.path, Self.size))
        for area in areas {
            let means = Means(of: scene, area)
            #expect(means.count <= CellGrid.acrossShorter * CellGrid.acrossLonger)
            var furthest = 0.0
            for y in area.top..<area.top + area.height {
                for x in area.left..<area.left + area.width {
                    for band in 0..<3 {
                        furthest = max(
                            furthest, abs(means.value(x, y, band) - Double(pixels.value(x, y, band))))
                    }
                }
            }
            #expect(furthest <= 0.51, "\(area): nothing but what lies between the means, rounded")
        }
        let whole = try #require(DecodedPixels(try bench.file(original), Self.size))
        let outside = pixels.difference(from: whole) { x, y in !areas.contains { $0.holds(x, y) } }
        #expect(outside.most == 0)
        let inside = pixels.difference(from: whole, where: Self.area.holds)
        #expect(inside.mean > 3, "the test sees a difference where there is one")
    }

    @Test func `two pictures that differ only within cells come out the same, byte by byte`() async throws {
        let bench = try Workbench()
        let scene = Raster.scene(width: Self.size.width, height: Self.size.height)
        var turned = scene
        let grid = CellGrid(of: Self.area)
        // Each cell is turned by half: every pixel of it is elsewhere, its mean is the same.
        for row in 0..<grid.rows {
            for column in 0..<grid.columns {
                let left = Self.area.left + Self.area.width * column / grid.columns
                let right = Self.area.left + Self.area.width * (column + 1) / grid.columns
                let top = Self.area.top + Self.area.height * row / grid.rows
                let bottom = Self.area.top + Self.area.height * (row + 1) / grid.rows
                for y in top..<bottom {
                    for x in left..<right {
                        let place = (y * scene.width + x) * 3
                        let from = scene.pixel(left + right - 1 - x, top + bottom - 1 - y)
                        turned.bytes.replaceSubrange(place..<place + 3, with: from)
                    }
                }
            }
        }
        #expect(turned.bytes != scene.bytes)
        let first = try await coarsened(bench, PictureFiles.png(scene), [Self.area])
        let second = try await coarsened(bench, PictureFiles.png(turned), [Self.area])
        #expect(try bench.bytes(first.path) == bench.bytes(second.path))
    }

    @Test func `outside the areas a photograph differs by no more than its encoder's error`() async throws {
        let bench = try Workbench()
        let original = try await bench.whole(
            PictureFiles.tiff(.scene(width: Self.size.width, height: Self.size.height)))
        let made = try await coarsened(bench, original, [Self.area])
        #expect(made.facts.format == .jpeg)
        let before = try #require(DecodedPixels(try bench.file(original), Self.size))
        let after = try #require(DecodedPixels(made.path, Self.size))
        let outside = after.difference(from: before) { x, y in !Self.area.holds(x, y) }
        // The edge of an area rings a little way into the blocks of eight pixels around it.
        #expect(outside.mean < 1 && outside.most <= 16, "\(outside)")
        let raster = Raster(width: Self.size.width, height: Self.size.height, samples: 3) { x, y in
            (0..<3).map { UInt8(before.value(x, y, $0)) }
        }
        let means = Means(of: raster, Self.area)
        var furthest = 0.0
        for y in Self.area.top..<Self.area.top + Self.area.height {
            for x in Self.area.left..<Self.area.left + Self.area.width {
                for band in 0..<3 {
                    furthest = max(furthest, abs(means.value(x, y, band) - Double(after.value(x, y, band))))
                }
            }
        }
        #expect(furthest <= 16, "inside, too: \(furthest)")
    }

    @Test func `however large an area is, it holds few cells, none of them small`() {
        for width in [1, 7, 8, 15, 16, 31, 64, 333, 4_000, 60_000] {
            for height in [1, 9, 16, 40, 77, 1_000, 60_000] {
                let grid = CellGrid(of: PixelArea(left: 0, top: 0, width: width, height: height))
                let (shorter, longer) = width < height ? (grid.columns, grid.rows) : (grid.rows, grid.columns)
                #expect((1...CellGrid.acrossShorter).contains(shorter), "\(width) × \(height)")
                #expect((1...CellGrid.acrossLonger).contains(longer), "\(width) × \(height)")
                #expect(grid.columns == 1 || width / grid.columns >= CellGrid.leastCell)
                #expect(grid.rows == 1 || height / grid.rows >= CellGrid.leastCell)
            }
        }
    }

    // MARK: Areas

    @Test func `an area takes every pixel that it touches, and lies in the picture`() throws {
        for size in [PixelSize(width: 1, height: 1), PixelSize(width: 7, height: 3), Self.size] {
            for (left, top, width, height) in [
                (0, 0, 10_000, 10_000), (9_999, 9_999, 1, 1), (0, 5_000, 1, 1), (3_333, 0, 3_334, 10_000),
            ] {
                let box = try #require(PictureArea.Box(left: left, top: top, width: width, height: height))
                let area = PixelArea(box, in: size)
                #expect(area.lies(in: size), "\(area) in \(size)")
                #expect(area.left * 10_000 <= left * size.width)
                #expect((area.left + area.width) * 10_000 >= (left + width) * size.width)
            }
        }
    }

    @Test func `areas that lie over each other leave no more than the last, and all else as it was`()
        async throws
    {
        let bench = try Workbench()
        let scene = Raster.scene(width: Self.size.width, height: Self.size.height)
        let areas = (0..<100).map { PixelArea(left: $0, top: $0 / 2, width: 120, height: 100) }
        let made = try await coarsened(bench, PictureFiles.png(scene), areas)
        let pixels = try #require(DecodedPixels(made.path, Self.size))
        let whole = try #require(DecodedPixels(try bench.file(PictureFiles.png(scene)), Self.size))
        #expect(pixels.difference(from: whole) { x, y in !areas.contains { $0.holds(x, y) } }.most == 0)
        // Where nobody painted after it, the last area is as smooth as means are.
        let last = areas[99]
        for y in last.top..<last.top + last.height - 1 {
            for x in last.left..<last.left + last.width - 1 {
                #expect(abs(pixels.value(x, y, 2) - pixels.value(x + 1, y, 2)) <= 6)
            }
        }
    }

    @Test func `areas beyond the picture, without pixels, none at all or too many are refused`() async throws
    {
        let bench = try Workbench()
        let original = PictureFiles.png(.flat([9, 8, 7]))
        let hostile: [[PixelArea]] = [
            [], [PixelArea(left: -1, top: 0, width: 5, height: 5)],
            [PixelArea(left: 0, top: 0, width: 0, height: 5)],
            [PixelArea(left: 0, top: 0, width: 65, height: 5)],
            [PixelArea(left: 64, top: 0, width: 1, height: 1)],
            [PixelArea(left: 1, top: 1, width: .max, height: .max)],
            [PixelArea(left: .max, top: .max, width: .max, height: .max)],
            [PixelArea(left: 0, top: 0, width: -5, height: -5)],
            Array(repeating: PixelArea(left: 0, top: 0, width: 5, height: 5), count: 101),
        ]
        for areas in hostile {
            await #expect(throws: ImagingProblem.self, "\(areas.first as Any)") {
                _ = try await coarsened(bench, original, areas)
            }
        }
        for width in [0, -1, 65] {
            await #expect(throws: ImagingProblem.self) {
                _ = try await coarsened(
                    bench, original, [PixelArea(left: 0, top: 0, width: 9, height: 9)], width: width)
            }
        }
        #expect(
            try await coarsened(bench, original, [PixelArea(left: 0, top: 0, width: 64, height: 48)]).facts
                .width == 64)
    }

    // MARK: The copy

    @Test func `the copy is whole, and PNG or JPEG by what the original was`() async throws {
        let bench = try Workbench()
        let jpeg = try await bench.whole(PictureFiles.png(.flat([200, 30, 40])))
        let area = [PixelArea(left: 10, top: 10, width: 20, height: 20)]
        for (file, format) in [
            (jpeg, PictureFormat.jpeg), (PictureFiles.png(.flat([200, 30, 40])), .png),
            (PictureFiles.tiff(.flat([200, 30, 40])), .jpeg),
            (PictureFiles.webp(width: 64, height: 48, red: 200, green: 30, blue: 40), .jpeg),
            (PictureFiles.gif(width: 64, height: 48), .png),
        ] {
            let made = try await coarsened(bench, file, area)
            #expect(
                made.facts == PictureFacts(format: format, size: PixelSize(width: 64, height: 48), pages: 1))
            #expect(
                try await bench.worker.examine(made.path) == made.facts,
                "the bytes are what they are said to be")
        }
    }

    @Test func `nothing that stands beside the pixels goes into the copy`() async throws {
        let bench = try Workbench()
        let canary = "CANARY-7Q"
        let area = [PixelArea(left: 10, top: 10, width: 20, height: 20)]
        let plain = try await bench.whole(PictureFiles.png(.scene(width: 90, height: 60)))
        let jpeg = try #require(JPEGParts(plain)).adding([
            JPEGParts.exif(orientation: 1, canary: canary), JPEGParts.xmp(canary), JPEGParts.iptc(canary),
            JPEGParts.comment(canary),
        ])
        let words = Array("Comment\0\(canary)".utf8)
        let png = PictureFiles.png(.scene(width: 90, height: 60), extraChunks: [("tEXt", words)])
        for file in [jpeg, png] {
            #expect(file.contains(canary))
            let bytes = try bench.bytes(try await coarsened(bench, file, area).path)
            #expect(!bytes.contains(canary) && !bytes.contains("Exif") && !bytes.contains("tEXt"))
            if let parts = JPEGParts(bytes) {
                #expect(Set(parts.segments.map(\.marker)).isSubset(of: [0xE0, 0xDB, 0xC0, 0xC4, 0xDD]))
            }
        }
    }

    @Test func `areas lie on the upright picture, however the camera stored it`() async throws {
        let bench = try Workbench()
        let area = [PixelArea(left: 3, top: 5, width: 21, height: 11)]
        let upright = try bench.bytes(try await coarsened(bench, PictureFiles.tiff(.fields()), area).path)
        for orientation in 2...8 {
            let stored = PictureFiles.tiff(
                Raster.fields().stored(orientation: orientation), orientation: orientation)
            #expect(
                try bench.bytes(try await coarsened(bench, stored, area).path) == upright, "\(orientation)")
        }
    }

    @Test func `what is looked at before is the same picture, smaller`() async throws {
        let bench = try Workbench()
        let original = PictureFiles.png(.scene(width: Self.size.width, height: Self.size.height))
        let made = try await coarsened(bench, original, [Self.area])
        let look = try await coarsened(bench, original, [Self.area], width: 150)
        #expect(look.facts == PictureFacts(format: .jpeg, size: PixelSize(width: 150, height: 100), pages: 1))
        _ = try await bench.worker.ingest(original: made.path, into: "\(bench.folder)/pack", widths: [150])
        let size = PixelSize(width: 150, height: 100)
        let looked = try #require(DecodedPixels(look.path, size))
        let shown = try #require(DecodedPixels("\(bench.folder)/pack/150.jpg", size))
        #expect(looked.difference(from: shown) { _, _ in true }.mean < 2)
    }

    @Test func `damaged originals are refused, and nothing is written`() async throws {
        let bench = try Workbench()
        let whole = PictureFiles.png(.scene(width: 120, height: 90))
        let area = [PixelArea(left: 0, top: 0, width: 20, height: 20)]
        for original in [Array(whole.prefix(whole.count / 2)), Array("%PDF-1.7".utf8), []] {
            await #expect(throws: ImagingProblem.self) { _ = try await coarsened(bench, original, area) }
        }
        for name in bench.names() where name.hasPrefix("made") {
            #expect(try bench.bytes("\(bench.folder)/\(name)").isEmpty)
        }
    }
}
