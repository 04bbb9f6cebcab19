/// The sizes in which a picture is kept, and the one rule for their heights.
///
/// Pages write `width` and `height` from here and the imaging process makes its files from here, so both
/// agree.
package enum PictureSizes {
    /// The widths offered to browsers, in pixels, ascending.
    package static let steps = [320, 640, 960, 1280, 1920, 2560]

    /// The tallest JPEG a decoder has to accept, in pixels.
    package static let highestSide = 65_500

    /// The widths made from an upright original of the given width: ascending, never empty, never above the
    /// original.
    ///
    /// Every step that is no wider than the original; and the original's own width when no step fits, or when
    /// it is below the last step and at least a tenth wider than the widest step that fits.
    package static func widths(forWidth width: Int) -> [Int] {
        var widths = steps.filter { $0 <= width }
        guard let widest = widths.last else { return [max(width, 1)] }
        if widest != steps.last, width * 10 >= widest * 11 {
            widths.append(width)
        }
        return widths
    }

    /// The height of an original scaled to `width`: rounded to the nearest pixel, halves up, at least one.
    package static func height(forWidth width: Int, of original: PixelSize) -> Int {
        max(1, (original.height * width * 2 + original.width) / (original.width * 2))
    }

    /// All sizes made from an original, narrowest first.
    package static func sizes(of original: PixelSize) -> [PixelSize] {
        widths(forWidth: original.width).map {
            PixelSize(width: $0, height: height(forWidth: $0, of: original))
        }
    }
}
