/// What is to be made of a picture, exactly: take the region, scale it to the size, mirror it, turn it, change its
/// colours, write it (IIIF Image API 3.0, section 4.6).
package struct ImagePlan: Hashable, Sendable {
    /// Lies in the picture.
    package let region: ImageRectangle
    /// Before it is turned.
    package let size: ImageExtent
    package let rotation: ImageRotation
    package let quality: ImageQuality
    package let format: ImageFormat
    /// Whether the region is the whole picture.
    package let isWhole: Bool
    private let limits: ImageLimits

    /// Resolves a request against a picture.
    ///
    /// Percentages of the picture come to the nearest pixel, halves up; so does the side that follows from the other.
    /// - Parameter picture: the size of the upright original.
    /// - Throws: why there is no such image.
    package init(
        _ request: ImageRequest, of picture: ImageExtent, within limits: ImageLimits = .standard
    ) throws(ImageRefusal) {
        let region = try Self.rectangle(request.region, of: picture)
        let size = try SizeResolution(
            region: region.extent, allowsUpscaling: request.allowsUpscaling, api: request.api, limits: limits
        ).extent(of: request.size)
        (self.region, self.size, self.limits) = (region, size, limits)
        (rotation, format) = (request.rotation, request.format)
        quality = request.quality == .color ? .default : request.quality
        isWhole = region.extent == picture
    }

    private static func rectangle(
        _ region: ImageRegion, of picture: ImageExtent
    ) throws(ImageRefusal) -> ImageRectangle {
        switch region {
        case .full: return ImageRectangle(x: 0, y: 0, width: picture.width, height: picture.height)
        case .square:
            let side = min(picture.width, picture.height)
            return ImageRectangle(
                x: (picture.width - side) / 2, y: (picture.height - side) / 2, width: side, height: side)
        case .pixels(let x, let y, let width, let height):
            return try cut(x, y, width, height, picture)
        case .percent(let x, let y, let width, let height):
            return try cut(
                x.percent(of: picture.width), y.percent(of: picture.height), width.percent(of: picture.width),
                height.percent(of: picture.height), picture)
        }
    }

    /// What of a rectangle lies in the picture.
    private static func cut(
        _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ picture: ImageExtent
    ) throws(ImageRefusal) -> ImageRectangle {
        guard width > 0, height > 0, x < picture.width, y < picture.height else { throw .emptyRegion }
        return ImageRectangle(
            x: x, y: y, width: min(width, picture.width - x), height: min(height, picture.height - y))
    }

    /// The one address of this image among all that ask for it (section 4.8; of 2.1, section 4.7).
    package func canonical(_ api: ImageAPI) -> ImageRequest {
        let isUpscaled = size.width > region.extent.width || size.height > region.extent.height
        let resolution = SizeResolution(
            region: region.extent, allowsUpscaling: false, api: api, limits: limits)
        let area: ImageRegion =
            isWhole
            ? .full
            : .pixels(x: region.x, y: region.y, width: region.extent.width, height: region.extent.height)
        var (form, allowsUpscaling) = (ImageSize.exact(size), isUpscaled)
        switch api {
        case .three:
            if size == resolution.largest() {
                form = .max
            } else if size == resolution.largest(upscaled: true) {
                (form, allowsUpscaling) = (.max, true)
            }
        case .two:
            if size == region.extent {
                form = .full
            } else if size.height == resolution.height(forWidth: size.width) {
                form = .width(size.width)
            }
        }
        return ImageRequest(
            api: api, region: area, size: form, allowsUpscaling: allowsUpscaling, rotation: rotation,
            quality: quality, format: format)
    }
}
