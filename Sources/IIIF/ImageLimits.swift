/// The largest picture that is made for one request, whatever its original (IIIF Image API 3.0, section 5.2).
package struct ImageLimits: Hashable, Sendable {
    /// Pixels.
    package let maxWidth: Int
    /// Pixels.
    package let maxHeight: Int
    /// Pixels.
    package let maxArea: Int

    package init(maxWidth: Int, maxHeight: Int, maxArea: Int) {
        (self.maxWidth, self.maxHeight, self.maxArea) = (maxWidth, maxHeight, maxArea)
    }

    /// Those of the Hall.
    ///
    /// The sides: what WebP can hold at most (16,383), so that every format has the same sizes. The area: that of 4,096
    /// by 4,096, which fills any screen; as a PNG of noise it is 50 MB, held in memory once, and takes seconds to make.
    /// Whoever wants more pixels asks for regions.
    package static let standard = ImageLimits(maxWidth: 16_383, maxHeight: 16_383, maxArea: 16_777_216)

    /// Whether a picture of this size is made.
    package func hold(_ extent: ImageExtent) -> Bool {
        // Sides first: their product is then known not to overflow.
        extent.width <= maxWidth && extent.height <= maxHeight && extent.area <= maxArea
    }
}
