/// A part of an original as it is to be seen: cut out, scaled, mirrored left to right, turned, with all colours or fewer,
/// written in a format. In this order.
package struct PictureView: Hashable, Sendable, Codable {
    /// What of the colours is kept.
    package enum Colours: String, Sendable, Codable, CaseIterable {
        case all, grey
        /// The greys below the middle become black.
        case blackAndWhite
    }

    /// In what it is written: sRGB, without anything beside the pixels.
    package enum Format: String, Sendable, Codable, CaseIterable {
        case jpeg, png, webp

        /// Whether a file begins as such a one does.
        func isBegun(by start: [UInt8]) -> Bool {
            switch self {
            case .jpeg: start.starts(with: [0xFF, 0xD8, 0xFF])
            case .png: start.starts(with: [0x89, 0x50, 0x4E, 0x47])
            case .webp: start.starts(with: "RIFF".utf8) && start.dropFirst(8).starts(with: "WEBP".utf8)
            }
        }
    }

    /// Lies in the upright original.
    package let area: PixelArea
    /// To which the area is scaled, up or down; before it is turned.
    package let size: PixelSize
    package let isMirrored: Bool
    /// Degrees clockwise: 0, 90, 180 or 270.
    package let rotation: Int
    package let colours: Colours
    package let format: Format

    package init(
        area: PixelArea, size: PixelSize, isMirrored: Bool = false, rotation: Int = 0,
        colours: Colours = .all, format: Format = .jpeg
    ) {
        (self.area, self.size, self.isMirrored) = (area, size, isMirrored)
        (self.rotation, self.colours, self.format) = (rotation, colours, format)
    }

    /// The size of the picture that is made.
    package var turnedSize: PixelSize {
        rotation % 180 == 0 ? size : PixelSize(width: size.height, height: size.width)
    }

    /// Whether it is written as the sized pictures and the tiles are: upright, in all colours, as a JPEG.
    package var isPlainJPEG: Bool { !isMirrored && rotation == 0 && colours == .all && format == .jpeg }

    /// Whether it can be made of an original of this size, within `ImagingLimits`.
    package func isPossible(of original: PixelSize) -> Bool {
        let sides = 1...ImagingLimits.viewSide
        return area.lies(in: original) && sides.contains(size.width) && sides.contains(size.height)
            && size.width * size.height <= ImagingLimits.viewPixels && [0, 90, 180, 270].contains(rotation)
    }
}
