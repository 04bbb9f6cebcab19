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
}
