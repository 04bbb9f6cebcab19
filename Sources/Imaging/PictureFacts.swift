/// The kinds of file that are accepted as originals.
package enum PictureFormat: String, Sendable, Codable, CaseIterable {
    case jpeg, png, tiff, webp, gif
}

/// What the header of an original says.
package struct PictureFacts: Hashable, Sendable, Codable {
    package let format: PictureFormat
    /// Upright, that is with the orientation applied which the camera noted.
    package let size: PixelSize
    /// Pages or frames; only the first is shown.
    package let pages: Int

    package var width: Int { size.width }
    package var height: Int { size.height }

    package init(format: PictureFormat, size: PixelSize, pages: Int) {
        self.format = format
        self.size = size
        self.pages = pages
    }
}

/// One sized JPEG that was made.
package struct SizedPicture: Hashable, Sendable, Codable {
    package let width: Int
    package let height: Int
    /// The length of the file.
    package let bytes: Int

    package init(width: Int, height: Int, bytes: Int) {
        self.width = width
        self.height = height
        self.bytes = bytes
    }
}
