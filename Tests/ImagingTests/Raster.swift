/// Pixels that a test writes into files of several kinds.
struct Raster {
    let width: Int
    private(set) var height: Int
    /// Samples of one pixel: 1 grey, 3 RGB, 4 RGBA or CMYK.
    let samples: Int
    /// Row by row from the top, 8 bit.
    var bytes: [UInt8]

    init(width: Int, height: Int, samples: Int, pixel: (_ x: Int, _ y: Int) -> [UInt8]) {
        self.width = width
        self.height = height
        self.samples = samples
        bytes = []
        bytes.reserveCapacity(width * height * samples)
        for y in 0..<height {
            for x in 0..<width { bytes += pixel(x, y) }
        }
    }

    /// One colour everywhere.
    static func flat(width: Int = 64, height: Int = 48, _ pixel: [UInt8]) -> Raster {
        var raster = Raster(width: width, height: 0, samples: pixel.count) { _, _ in pixel }
        raster.height = height
        raster.bytes = [UInt8](repeating: pixel[0], count: width * height * pixel.count)
        if pixel.contains(where: { $0 != pixel[0] }) {
            for place in raster.bytes.indices { raster.bytes[place] = pixel[place % pixel.count] }
        }
        return raster
    }

    /// Something like a photograph: slopes, edges and grain, the same in every run.
    static func scene(width: Int, height: Int) -> Raster {
        var scene = Raster.flat(width: width, height: height, [0, 0, 0])
        var grain: UInt32 = 12345
        var place = 0
        for y in 0..<height {
            for x in 0..<width {
                grain = grain &* 1_664_525 &+ 1_013_904_223
                let noise = Int(grain >> 29)
                scene.bytes[place] = UInt8(x * 200 / width + noise)
                scene.bytes[place + 1] = UInt8(y * 200 / height + noise)
                scene.bytes[place + 2] = UInt8((x / 37 + y / 23) % 2 * 40 + 60 + noise)
                place += 3
            }
        }
        return scene
    }

    /// Grey fields, eight of 16 pixels each way, of which no turn or mirror image is like another.
    static func fields() -> Raster {
        Raster(width: 64, height: 32, samples: 3) { x, y in
            let level = UInt8(20 + (x / 16) * 50 + (y / 16) * 25)
            return [level, level, level]
        }
    }

    func pixel(_ x: Int, _ y: Int) -> [UInt8] {
        let start = (y * width + x) * samples
        return Array(bytes[start..<start + samples])
    }

    /// How a camera stores this picture when it notes the orientation (EXIF 2.3, tag 274; 1 to 8).
    func stored(orientation: Int) -> Raster {
        let lies = orientation > 4
        return Raster(width: lies ? height : width, height: lies ? width : height, samples: samples) { x, y in
            switch orientation {
            case 2: pixel(width - 1 - x, y)
            case 3: pixel(width - 1 - x, height - 1 - y)
            case 4: pixel(x, height - 1 - y)
            case 5: pixel(y, x)
            case 6: pixel(width - 1 - y, x)
            case 7: pixel(width - 1 - y, height - 1 - x)
            case 8: pixel(y, height - 1 - x)
            default: pixel(x, y)
            }
        }
    }
}

extension [UInt8] {
    /// The bytes of a number, most significant first.
    static func big(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
    }

    /// The bytes of a number, least significant first.
    static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
