/// Why no image is made of a request: each is a bad request (400), as the specification wants it of values that are out of
/// range, unsupported or unknown (IIIF Image API 3.0, sections 4.1 to 4.5). Upscaling is supported, so nothing is left for
/// 501.
package enum ImageRefusal: Error, Hashable, Sendable {
    case region
    /// The region holds no pixel of the picture.
    case emptyRegion
    case size
    /// It would be larger than the region, and the size does not begin with `^`.
    case upscaling
    /// It would have no pixel in one direction.
    case emptySize
    case tooLarge(ImageLimits)
    case rotation
    case quality
    case format

    /// One English sentence for who writes the program that asked.
    package var sentence: String {
        switch self {
        case .region: "The region is none of full, square, x,y,w,h and pct:x,y,w,h."
        case .emptyRegion: "The region holds no pixel of the image."
        case .size: "The size is none of max, w, and ,h and pct:n and w,h and !w,h."
        case .upscaling: "The size is larger than the region; sizes that begin with ^ may be."
        case .emptySize: "The image would be less than a pixel wide or high."
        case .tooLarge(let limits):
            "The image would be larger than \(limits.maxWidth) by \(limits.maxHeight) pixels"
                + " or \(limits.maxArea) pixels in all."
        case .rotation: "The rotation is none of 0, 90, 180 and 270, with or without ! before it."
        case .quality: "The quality is none of default, color, gray and bitonal."
        case .format: "The format is none of jpg, png and webp."
        }
    }
}
