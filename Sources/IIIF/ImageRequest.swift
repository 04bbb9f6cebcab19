/// Which part of the picture is wanted (IIIF Image API 3.0, section 4.1).
package enum ImageRegion: Hashable, Sendable {
    case full
    /// The largest square in the middle.
    case square
    case pixels(x: Int, y: Int, width: Int, height: Int)
    case percent(x: ExactDecimal, y: ExactDecimal, width: ExactDecimal, height: ExactDecimal)
}

/// To what size the region is scaled (section 4.2).
package enum ImageSize: Hashable, Sendable {
    /// As large as may be.
    case max
    /// Of version 2 alone: exactly as large as the region.
    case full
    case width(Int)
    case height(Int)
    case percent(ExactDecimal)
    case exact(ImageExtent)
    /// `!w,h`: as large as fits.
    case within(ImageExtent)
}

/// How the picture is turned, after it was mirrored (section 4.3).
package struct ImageRotation: Hashable, Sendable {
    /// Clockwise: 0, 90, 180 or 270.
    package let degrees: Int
    /// Left and right change places before it is turned.
    package let isMirrored: Bool

    package init(degrees: Int, isMirrored: Bool = false) {
        (self.degrees, self.isMirrored) = (degrees, isMirrored)
    }

    package static let none = ImageRotation(degrees: 0)
    /// Whether width and height change places.
    package var swapsSides: Bool { degrees % 180 != 0 }
}

/// What of the colours is kept (section 4.4).
package enum ImageQuality: String, CaseIterable, Sendable {
    /// The same as `color` here.
    case `default`
    case color, gray
    /// Black and white alone.
    case bitonal
}

/// The formats that are written (section 4.5).
package enum ImageFormat: String, CaseIterable, Sendable {
    case jpg, png, webp

    package var mediaType: String {
        switch self {
        case .jpg: "image/jpeg"
        case .png: "image/png"
        case .webp: "image/webp"
        }
    }
}

/// A request for an image, read from the parameters of its address: `{region}/{size}/{rotation}/{quality}.{format}`.
package struct ImageRequest: Hashable, Sendable {
    package let api: ImageAPI
    package let region: ImageRegion
    package let size: ImageSize
    /// Whether the size may be larger than the region: in version 3 it began with `^`, in version 2 always.
    package let allowsUpscaling: Bool
    package let rotation: ImageRotation
    package let quality: ImageQuality
    package let format: ImageFormat

    package init(
        api: ImageAPI, region: ImageRegion, size: ImageSize, allowsUpscaling: Bool, rotation: ImageRotation,
        quality: ImageQuality, format: ImageFormat
    ) {
        (self.api, self.region, self.size, self.rotation) = (api, region, size, rotation)
        (self.allowsUpscaling, self.quality, self.format) = (
            allowsUpscaling || api == .two, quality, format
        )
    }

    /// - Throws: the first parameter, in their order, that means nothing.
    package init(_ parameters: ImageParameters, of api: ImageAPI) throws(ImageRefusal) {
        let region = try ParameterReader.region(parameters.region.utf8)
        let (size, allowsUpscaling) = try ParameterReader.size(parameters.size.utf8, of: api)
        let rotation = try ParameterReader.rotation(parameters.rotation.utf8)
        let (quality, format) = try ParameterReader.file(parameters.file.utf8)
        self.init(
            api: api, region: region, size: size, allowsUpscaling: allowsUpscaling, rotation: rotation,
            quality: quality, format: format)
    }

    /// What reads back as this request.
    package var parameters: ImageParameters {
        ImageParameters(
            region: regionText, size: (api == .three && allowsUpscaling ? "^" : "") + sizeText,
            rotation: (rotation.isMirrored ? "!" : "") + "\(rotation.degrees)",
            file: "\(quality.rawValue).\(format.rawValue)")
    }

    private var regionText: String {
        switch region {
        case .full: "full"
        case .square: "square"
        case .pixels(let x, let y, let width, let height): "\(x),\(y),\(width),\(height)"
        case .percent(let x, let y, let width, let height): "pct:\(x),\(y),\(width),\(height)"
        }
    }

    private var sizeText: String {
        switch size {
        case .max: "max"
        case .full: "full"
        case .width(let width): "\(width),"
        case .height(let height): ",\(height)"
        case .percent(let percentage): "pct:\(percentage)"
        case .exact(let extent): "\(extent.width),\(extent.height)"
        case .within(let extent): "!\(extent.width),\(extent.height)"
        }
    }
}
