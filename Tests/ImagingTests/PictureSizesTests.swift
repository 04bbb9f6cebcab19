import Imaging
import Testing

@Suite("The sizes of pictures")
struct PictureSizesTests {
    @Test(arguments: [
        (1, [1]), (200, [200]), (319, [319]), (320, [320]), (340, [320]), (352, [320, 352]),
        (639, [320, 639]),
        (640, [320, 640]), (700, [320, 640]), (704, [320, 640, 704]), (960, [320, 640, 960]),
        (2500, [320, 640, 960, 1280, 1920, 2500]), (2560, [320, 640, 960, 1280, 1920, 2560]),
        (20_000, [320, 640, 960, 1280, 1920, 2560]),
    ])
    func `offers the steps that fit, and the original's own width where it tells`(width: Int, widths: [Int]) {
        #expect(PictureSizes.widths(forWidth: width) == widths)
    }

    @Test func `offers ascending widths that are never above the original`() {
        for width in 1...3000 {
            let widths = PictureSizes.widths(forWidth: width)
            #expect(!widths.isEmpty && widths.allSatisfy { (1...width).contains($0) })
            #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test(arguments: [
        (640, 1000, 1000, 640), (320, 3817, 3251, 273), (1, 1000, 3, 1), (3, 6, 5, 3), (2, 4, 5, 3),
        (5, 5, 7, 7),
    ])
    func `rounds heights to the nearest pixel, halves up, at least one`(
        width: Int, ofWidth: Int, ofHeight: Int, height: Int
    ) {
        #expect(
            PictureSizes.height(forWidth: width, of: PixelSize(width: ofWidth, height: ofHeight)) == height)
    }

    @Test func `accepts 64 small hexadecimal digits as a hash and nothing else`() {
        let hash = String(repeating: "0123456789abcdef", count: 4)
        #expect(PictureHash(hash)?.description == hash)
        for wrong in ["", hash.uppercased(), String(hash.dropLast()), hash + "0", "../" + hash.dropLast(3)] {
            #expect(PictureHash(wrong) == nil)
        }
    }
}
