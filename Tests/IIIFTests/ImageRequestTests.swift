import IIIF
import TestKit
import Testing

private func read(_ path: String, _ api: ImageAPI = .three) throws(ImageRefusal) -> ImageRequest {
    try ImageRequest(parameters(path), of: api)
}

private func parameters(_ path: String) -> ImageParameters {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    return ImageParameters(region: parts[0], size: parts[1], rotation: parts[2], file: parts[3])
}

private func plan(
    _ path: String, _ width: Int, _ height: Int, _ api: ImageAPI = .three,
    limits: ImageLimits = ImageLimits(maxWidth: 5_000, maxHeight: 5_000, maxArea: 9_000_000)
) throws(ImageRefusal) -> ImagePlan {
    try ImagePlan(read(path, api), of: ImageExtent(width: width, height: height), within: limits)
}

struct ImageRequestTests {
    @Test(arguments: [
        ("full/max/0/default.jpg", 0, 0, 601, 399, 601, 399),
        ("square/max/0/default.jpg", 101, 0, 399, 399, 399, 399),
        ("125,15,120,140/max/0/default.jpg", 125, 15, 120, 140, 120, 140),
        ("500,300,200,200/max/0/default.jpg", 500, 300, 101, 99, 101, 99),
        ("pct:41.6,7.5,40,70/max/0/default.jpg", 250, 30, 240, 279, 240, 279),
        ("pct:41.6,7.5,66.6,100/max/0/default.jpg", 250, 30, 351, 369, 351, 369),
        ("pct:.5,0.50,1.25,99.9999999999/max/0/default.jpg", 3, 2, 8, 397, 8, 397),
        ("full/150,/0/default.jpg", 0, 0, 601, 399, 150, 100),
        ("full/,150/0/default.jpg", 0, 0, 601, 399, 226, 150),
        ("full/pct:50/0/default.jpg", 0, 0, 601, 399, 301, 200),
        ("full/225,100/0/default.jpg", 0, 0, 601, 399, 225, 100),
        ("full/!225,100/0/default.jpg", 0, 0, 601, 399, 151, 100),
        ("full/!700,100/0/default.jpg", 0, 0, 601, 399, 151, 100),
        ("full/!601,399/0/default.jpg", 0, 0, 601, 399, 601, 399),
        ("full/^1202,/0/default.jpg", 0, 0, 601, 399, 1202, 798),
        ("full/^,798/0/default.jpg", 0, 0, 601, 399, 1202, 798),
        ("full/^pct:200/0/default.jpg", 0, 0, 601, 399, 1202, 798),
        ("full/^360,360/0/default.jpg", 0, 0, 601, 399, 360, 360),
        ("full/^!900,900/0/default.jpg", 0, 0, 601, 399, 900, 598),
        ("0,0,10,10/^max/0/default.jpg", 0, 0, 10, 10, 3000, 3000),
        ("0,0,599,1/1,/0/default.jpg", 0, 0, 599, 1, -1, 0),
    ])
    func `resolves the forms of the specification`(
        path: String, x: Int, y: Int, width: Int, height: Int, toWidth: Int, toHeight: Int
    ) throws {
        guard toWidth > 0 else {
            #expect(throws: ImageRefusal.emptySize) { try plan(path, 601, 399) }
            return
        }
        let resolved = try plan(path, 601, 399)
        #expect(resolved.region == ImageRectangle(x: x, y: y, width: width, height: height))
        #expect(resolved.size == ImageExtent(width: toWidth, height: toHeight))
    }

    @Test(arguments: [
        ("", ImageRefusal.region), ("Full", .region), ("0,0,1", .region), ("0,0,1,1,1", .region),
        ("-1,0,1,1", .region), ("0,0,1.5,1", .region), ("01,0,1,1", .region), ("pct:1,1,1", .region),
        ("pct:1,1,1,1e1", .region), ("pct:-1,0,1,1", .region), ("pct:1,1,.,1", .region),
        ("pct:0,0,100001,1", .region), ("0,0,9999999999,1", .region), ("٠,0,1,1", .region),
        ("0,0,0,1", .emptyRegion), ("601,0,1,1", .emptyRegion), ("0,399,1,1", .emptyRegion),
        ("pct:100,0,1,1", .emptyRegion), ("pct:0,0,0.01,1", .emptyRegion),
    ])
    func `refuses regions that mean nothing`(region: String, refusal: ImageRefusal) {
        for api in ImageAPI.allCases {
            #expect(throws: refusal) { try plan("\(region)/max/0/default.jpg", 601, 399, api) }
        }
    }

    @Test(arguments: [
        ("", ImageRefusal.size), ("full", .size), (",", .size), ("!", .size), ("!1,", .size), ("1", .size),
        ("1,1,1", .size), ("^^1,", .size), ("!^1,1", .size), ("pct:", .size), ("pct:-1", .size),
        ("1.5,", .size), ("+1,", .size), ("0,", .emptySize), (",0", .emptySize), ("0,1", .emptySize),
        ("!0,1", .emptySize), ("pct:0", .emptySize), ("pct:0.1", .emptySize), ("602,", .upscaling),
        (",400", .upscaling), ("602,1", .upscaling), ("1,400", .upscaling), ("pct:100.1", .upscaling),
        ("!602,400", .upscaling),
    ])
    func `refuses sizes that mean nothing`(size: String, refusal: ImageRefusal) {
        #expect(throws: refusal) { try plan("full/\(size)/0/default.jpg", 601, 399) }
    }

    @Test func `refuses what is larger than the limits, and makes of max what they allow`() throws {
        let limits = ImageLimits(maxWidth: 800, maxHeight: 600, maxArea: 400_000)
        for size in ["^801,", "^,601", "^800,600", "^pct:150", "^900,1"] {
            #expect(throws: ImageRefusal.tooLarge(limits)) {
                try plan("full/\(size)/0/default.jpg", 601, 399, limits: limits)
            }
        }
        for (size, width, height) in [("max", 776, 515), ("^max", 776, 515), ("!9999,9", 14, 9)] {
            let resolved = try plan("full/\(size)/0/default.jpg", 10_000, 6_640, limits: limits)
            #expect(resolved.size == ImageExtent(width: width, height: height), "\(size)")
        }
        #expect(throws: ImageRefusal.tooLarge(limits)) {
            try plan("full/full/0/default.jpg", 10_000, 6_640, .two, limits: limits)
        }
        let strip = try plan("full/max/0/default.jpg", 20_000, 3, limits: limits)
        #expect(strip.size == ImageExtent(width: 800, height: 1))
    }

    @Test(arguments: [
        ("0", 0, false), ("90", 90, false), ("!270", 270, true), ("360", 0, false), ("180.0", 180, false),
        ("!0", 0, true), ("22.5", nil, false), ("45", nil, false), ("450", nil, false), ("-90", nil, false),
        ("090", nil, false), ("", nil, false), ("!", nil, false), ("90!", nil, false), ("!!90", nil, false),
    ])
    func `turns by right angles`(text: String, degrees: Int?, isMirrored: Bool) throws {
        guard let degrees else {
            #expect(throws: ImageRefusal.rotation) { try read("full/max/\(text)/default.jpg") }
            return
        }
        let rotation = try read("full/max/\(text)/default.jpg").rotation
        #expect(rotation == ImageRotation(degrees: degrees, isMirrored: isMirrored))
    }

    @Test(arguments: [
        ("default", ImageRefusal.format), ("default.", .format), ("default.tif", .format),
        ("default.jpg.png", .format), ("default.JPG", .format), ("native.jpg", .quality), (".jpg", .quality),
        ("grey.jpg", .quality), ("", .quality),
    ])
    func `refuses other qualities and formats`(file: String, refusal: ImageRefusal) {
        #expect(throws: refusal) { try read("full/max/0/\(file)") }
    }

    @Test(arguments: [
        (ImageAPI.three, "pct:0,0,100,100/pct:50/360/color.jpg", "full/301,200/0/default.jpg"),
        (.three, "full/!601,399/0/gray.png", "full/max/0/gray.png"),
        (.three, "square/100,/!90/bitonal.webp", "101,0,399,399/100,100/!90/bitonal.webp"),
        (.three, "full/^1202,/0/default.jpg", "full/%5E1202,798/0/default.jpg"),
        (.three, "1,1,2,2/^max/0/default.jpg", "1,1,2,2/%5Emax/0/default.jpg"),
        (.three, "full/^300,/0/default.jpg", "full/300,199/0/default.jpg"),
        (.two, "full/max/0/color.jpg", "full/full/0/default.jpg"),
        (.two, "full/,150/0/default.jpg", "full/226,/0/default.jpg"),
        (.two, "full/360,360/0/default.jpg", "full/360,360/0/default.jpg"),
        (.two, "0,0,601,9999/pct:50/0/default.jpg", "full/301,/0/default.jpg"),
        (.two, "full/!1202,9999/0/default.jpg", "full/1202,/0/default.jpg"),
    ])
    func `writes the canonical form`(api: ImageAPI, path: String, canonical: String) throws {
        #expect(try plan(path, 601, 399, api).canonical(api).parameters.path == canonical)
    }
}

/// Random requests, the same in every run.
struct ImageRequestPropertyTests {
    private func randomRequest(_ dice: inout Seeded) -> ImageRequest {
        let api = dice.pick(ImageAPI.allCases)
        func decimal(_ highest: Int) -> ExactDecimal {
            dice.chance(50)
                ? ExactDecimal(dice.below(highest))
                : ExactDecimal(units: dice.below(highest * ExactDecimal.one))
        }
        func side() -> Int { dice.below(dice.pick([3, 100, 3_000, 999_999_999])) }
        let region: ImageRegion =
            switch dice.below(4) {
            case 0: .full
            case 1: .square
            case 2: .pixels(x: side(), y: side(), width: side(), height: side())
            default:
                .percent(x: decimal(100), y: decimal(100), width: decimal(120), height: decimal(99_999))
            }
        let box = ImageExtent(width: side(), height: side())
        let sizes: [ImageSize] = [
            .max, .width(side()), .height(side()), .percent(decimal(dice.pick([100, 300, 99_999]))),
            .exact(box),
            .within(box),
        ]
        return ImageRequest(
            api: api, region: region, size: dice.pick(sizes + (api == .two ? [.full] : [])),
            allowsUpscaling: dice.chance(50),
            rotation: ImageRotation(degrees: dice.below(4) * 90, isMirrored: dice.chance(30)),
            quality: dice.pick(ImageQuality.allCases), format: dice.pick(ImageFormat.allCases))
    }

    @Test func `reads back every request it prints`() throws {
        var dice = Seeded(7)
        for _ in 0..<20_000 {
            let request = randomRequest(&dice)
            #expect(try ImageRequest(request.parameters, of: request.api) == request)
        }
    }

    @Test func `plans lie in the picture and the limits, and their canonical form means the same`() throws {
        var dice = Seeded(11)
        var planned = 0
        for _ in 0..<20_000 {
            let request = randomRequest(&dice)
            let picture = ImageExtent(
                width: 1 + dice.below(dice.pick([3, 2_000, 50_000])),
                height: 1 + dice.below(dice.pick([3, 2_000, 4_000])))
            guard let plan = try? ImagePlan(request, of: picture) else { continue }
            planned += 1
            let (region, size) = (plan.region, plan.size)
            #expect(region.x >= 0 && region.y >= 0 && region.extent.width > 0 && region.extent.height > 0)
            #expect(region.x + region.extent.width <= picture.width)
            #expect(region.y + region.extent.height <= picture.height)
            #expect(size.width > 0 && size.height > 0 && ImageLimits.standard.hold(size))
            if !request.allowsUpscaling {
                #expect(size.width <= region.extent.width && size.height <= region.extent.height)
            }
            if case .within(let box) = request.size {
                #expect(size.width <= box.width && size.height <= box.height)
            }
            let canonical = plan.canonical(request.api)
            let again = try ImagePlan(canonical, of: picture)
            #expect(again == plan, "\(request.parameters.path) of \(picture)")
            #expect(again.canonical(request.api) == canonical)
        }
        #expect(planned > 5_000)
    }

    @Test func `reads or refuses whatever comes`() {
        var dice = Seeded(13)
        let alphabet = Array("0123456789,,,..:!^pctfulsqaremx%+- ٠é\u{0}".unicodeScalars)
        for _ in 0..<50_000 {
            func text() -> String {
                var text = String.UnicodeScalarView()
                for _ in 0..<dice.below(14) { text.append(dice.pick(alphabet)) }
                return String(text)
            }
            func piece(_ good: String) -> String { dice.chance(60) ? good : text() }
            let parameters = ImageParameters(
                region: piece("pct:10,10,50,50"), size: piece("!100,100"), rotation: piece("90"),
                file: piece("default.jpg"))
            let api = dice.pick(ImageAPI.allCases)
            guard let request = try? ImageRequest(parameters, of: api) else { continue }
            #expect((try? ImageRequest(request.parameters, of: api)) == request)
            _ = try? ImagePlan(
                request, of: ImageExtent(width: 1 + dice.below(9_999), height: 1 + dice.below(9_999)))
        }
    }
}
