package import Records

/// A width and a height in pixels, both at least one.
package struct ImageExtent: Hashable, Sendable {
    package let width: Int
    package let height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    package var area: Int { width * height }
}

/// Pixels of the whole picture, counted from its upper left corner.
package struct ImageRectangle: Hashable, Sendable {
    package let x: Int
    package let y: Int
    package let extent: ImageExtent

    package init(x: Int, y: Int, width: Int, height: Int) {
        (self.x, self.y) = (x, y)
        extent = ImageExtent(width: width, height: height)
    }

    /// A part of a picture in its pixels, rounded down; `nil` for one smaller than a pixel.
    package init?(_ part: PictureArea.Box, of picture: ImageExtent) {
        func pixels(_ share: Int, _ side: Int) -> Int { share * side / PictureArea.Box.side }
        self.init(
            x: pixels(part.left, picture.width), y: pixels(part.top, picture.height),
            width: pixels(part.width, picture.width), height: pixels(part.height, picture.height))
        guard extent.width > 0, extent.height > 0 else { return nil }
    }
}
