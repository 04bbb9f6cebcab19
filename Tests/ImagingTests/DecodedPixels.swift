import CVips
import Glibc
import Imaging
import Synchronization

/// The pixels of a file, decoded in the test itself, so that they can be compared.
struct DecodedPixels {
    let size: PixelSize
    /// Row by row from the top, three bytes each.
    let bytes: [UInt8]

    /// libvips is started once, and does one job at a time.
    private static let library = Mutex(false)

    /// - Returns: `nil` for a file that cannot be decoded.
    init?(_ path: String, _ size: PixelSize) {
        let decoded = Self.library.withLock { isStarted -> [UInt8]? in
            if !isStarted { isStarted = unsafe picture_start("tests", PICTURE_TASK_PICTURES) }
            let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
            defer { close(descriptor) }
            var start = [UInt8](repeating: 0, count: 16)
            let count = unsafe pread(descriptor, &start, start.count, 0)
            guard isStarted, count > 0,
                let picture = unsafe picture_decode(
                    descriptor, picture_kind(start, count), Int32(size.width), Int32(size.width),
                    Int32(size.height))
            else { return nil }
            defer { unsafe picture_release(picture) }
            return unsafe Array(
                UnsafeBufferPointer(start: picture_pixels(picture), count: size.width * size.height * 3))
        }
        guard let decoded else { return nil }
        (self.size, bytes) = (size, decoded)
    }

    func value(_ x: Int, _ y: Int, _ band: Int) -> Int { Int(bytes[(y * size.width + x) * 3 + band]) }

    /// How far two pictures differ, sample by sample, where `isAsked`: at most, and in the middle.
    func difference(
        from other: DecodedPixels, where isAsked: (_ x: Int, _ y: Int) -> Bool
    ) -> (most: Int, mean: Double) {
        var (most, sum, count) = (0, 0, 0)
        for y in 0..<size.height {
            for x in 0..<size.width where isAsked(x, y) {
                for band in 0..<3 {
                    let difference = abs(value(x, y, band) - other.value(x, y, band))
                    (most, sum, count) = (max(most, difference), sum + difference, count + 1)
                }
            }
        }
        return (most, Double(sum) / Double(max(count, 1)))
    }
}

extension PixelArea {
    func holds(_ x: Int, _ y: Int) -> Bool {
        (left..<left + width).contains(x) && (top..<top + height).contains(y)
    }
}
