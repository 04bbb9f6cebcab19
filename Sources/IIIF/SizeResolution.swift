/// The arithmetic of sizes: whole numbers throughout, so that every size is exact (IIIF Image API 3.0, section 4.2).
struct SizeResolution {
    let region: ImageExtent
    let allowsUpscaling: Bool
    let api: ImageAPI
    let limits: ImageLimits

    /// Whether `!w,h` with a box larger than the region is refused in version 3 where the size does not begin with `^`.
    ///
    /// The text of 3.0 would give the region as it is. The validator of the same authors (1.0.5, `size_noup`) asks for
    /// 400, and is what other servers are measured with; what it asks for is done until it changes.
    static let refusesLargerBox = true

    func extent(of size: ImageSize) throws(ImageRefusal) -> ImageExtent {
        let extent: ImageExtent
        switch size {
        case .max: return largest(upscaled: allowsUpscaling && api == .three)
        case .full: extent = region
        case .width(let width): extent = ImageExtent(width: width, height: height(forWidth: width))
        case .height(let height): extent = ImageExtent(width: width(forHeight: height), height: height)
        case .percent(let percentage):
            extent = ImageExtent(
                width: percentage.percent(of: region.width), height: percentage.percent(of: region.height))
        case .exact(let asked): extent = asked
        case .within(let box):
            guard box.width > 0, box.height > 0 else { throw .emptySize }
            if !allowsUpscaling, Self.refusesLargerBox, box.width > region.width, box.height > region.height {
                throw .upscaling
            }
            return try filled(largest(in: box))
        }
        guard allowsUpscaling || extent.width <= region.width && extent.height <= region.height else {
            throw .upscaling
        }
        return try filled(extent)
    }

    private func filled(_ extent: ImageExtent) throws(ImageRefusal) -> ImageExtent {
        guard extent.width > 0, extent.height > 0 else { throw .emptySize }
        guard limits.hold(extent) else { throw .tooLarge(limits) }
        return extent
    }

    func height(forWidth width: Int) -> Int { Self.scaled(region.height, width, region.width) }

    private func width(forHeight height: Int) -> Int { Self.scaled(region.width, height, region.height) }

    /// `length` times `numerator` divided by `denominator`, to the nearest whole number, halves up.
    private static func scaled(_ length: Int, _ numerator: Int, _ denominator: Int) -> Int {
        (length * numerator * 2 + denominator) / (denominator * 2)
    }

    /// The largest size within the limits: no larger than the region, or `upscaled`.
    func largest(upscaled: Bool = false) -> ImageExtent {
        if !upscaled, limits.hold(region) { return region }
        let (width, height) = (limits.maxWidth, limits.maxHeight)
        let box = ImageExtent(
            width: upscaled ? width : min(width, region.width),
            height: upscaled ? height : min(height, region.height))
        return fitted(into: box)
    }

    private func largest(in box: ImageExtent) -> ImageExtent {
        let (width, height) = (min(box.width, limits.maxWidth), min(box.height, limits.maxHeight))
        if !allowsUpscaling, region.width <= width, region.height <= height, limits.hold(region) {
            return region
        }
        return fitted(
            into: ImageExtent(
                width: allowsUpscaling ? width : min(width, region.width),
                height: allowsUpscaling ? height : min(height, region.height)))
    }

    /// The largest size of the region's proportions in a box and of no more than `maxArea`. A side that would come to
    /// nothing has one pixel.
    private func fitted(into box: ImageExtent) -> ImageExtent {
        let isBoundByWidth = box.width * region.height <= box.height * region.width
        let whole =
            isBoundByWidth
            ? ImageExtent(width: box.width, height: max(1, height(forWidth: box.width)))
            : ImageExtent(width: max(1, width(forHeight: box.height)), height: box.height)
        return whole.area <= limits.maxArea ? whole : shrunk(whole)
    }

    /// The longer side is looked for, by halving: the shorter one follows and grows with it.
    private func shrunk(_ whole: ImageExtent) -> ImageExtent {
        let isWide = region.width >= region.height
        func extent(_ longer: Int) -> ImageExtent {
            isWide
                ? ImageExtent(width: longer, height: max(1, height(forWidth: longer)))
                : ImageExtent(width: max(1, width(forHeight: longer)), height: longer)
        }
        var (fits, fails) = (1, isWide ? whole.width : whole.height)
        while fails - fits > 1 {
            let middle = fits + (fails - fits) / 2
            if extent(middle).area <= limits.maxArea { fits = middle } else { fails = middle }
        }
        return extent(fits)
    }
}
