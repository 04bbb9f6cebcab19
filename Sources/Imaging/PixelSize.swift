/// A width and a height in pixels, both at least one.
package struct PixelSize: Hashable, Sendable, Codable {
    package let width: Int
    package let height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}
