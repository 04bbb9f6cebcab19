/// What is accepted as a document of pages, and how they are drawn.
package enum PageLimits {
    /// How a PDF begins (ISO 32000-1, section 7.5.2).
    package static let start = Array("%PDF-".utf8)
    /// The most pages of one document.
    package static let most = 500
    /// How finely a page is drawn: what archives ask of scanned text.
    private static let finest = 300.0
    /// The largest picture of a page, in pixels of all and of a side; larger sheets, as of plans, are drawn less finely.
    private static let (pixels, side) = (40_000_000, 16_000)
    /// How long the pages of one document may take in all.
    package static let time = Duration.seconds(1_800)

    /// Whether a picture of a page is as small as it should be; its sides were rounded.
    static func allow(_ size: PixelSize) -> Bool {
        let sides = 1...side + 1
        return sides.contains(size.width) && sides.contains(size.height)
            && size.width * size.height <= pixels + size.width + size.height
    }

    /// How many pixels to an inch a page is drawn with.
    ///
    /// - Parameter size: in points, of which 72 make an inch.
    package static func pixelsToAnInch(ofPoints size: PixelSize) -> Double {
        let (width, height) = (Double(size.width), Double(size.height))
        return min(
            finest, 72 * (Double(pixels) / (width * height)).squareRoot(),
            72 * Double(side) / max(width, height))
    }
}
