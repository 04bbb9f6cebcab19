/// Copies a picture without anything that is written beside it; no pixel changes.
enum PictureCopy {
    /// - Returns: `nil` for a file that is neither a JPEG nor a PNG picture, or has nothing beside its pixels.
    static func withoutMetadata(_ bytes: [UInt8]) -> [UInt8]? {
        let copy: [UInt8]
        if bytes.starts(with: [0xFF, 0xD8]) {
            copy = jpeg(bytes)
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            copy = png(bytes)
        } else {
            return nil
        }
        return copy.count < bytes.count ? copy : nil
    }

    /// Keeps the tables, the frame, the scans, and of the application's segments the ones without which the colours are
    /// others: the colour profile and Adobe's mark. The way up, which EXIF tells, is written anew.
    private static func jpeg(_ bytes: [UInt8]) -> [UInt8] {
        var copy: [UInt8] = []
        for segment in JPEGSegments(bytes) {
            switch segment.marker {
            case 0xE1:
                if let way = orientation(bytes[segment.range]), way != 1 { copy += exif(orientation: way) }
            case 0xE2 where bytes[segment.range].dropFirst(4).starts(with: "ICC_PROFILE".utf8), 0xE0, 0xEE:
                copy += bytes[segment.range]
            case 0xE2...0xEF, 0xFE: continue
            case 0xD9: copy += [0xFF, 0xD9]
            default: copy += bytes[segment.range]
            }
        }
        return copy
    }

    /// Keeps the chunks that say how the pixels look.
    private static func png(_ bytes: [UInt8]) -> [UInt8] {
        let kept: Set = [
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "sBIT", "sRGB", "cICP", "bKGD", "pHYs",
            "acTL",
            "fcTL", "fdAT",
        ]
        return PNGChunks(bytes).reduce(into: Array(bytes.prefix(8))) { copy, chunk in
            if kept.contains(chunk.type) { copy += bytes[chunk.range] }
        }
    }

    // MARK: The way up

    /// The orientation, 1 to 8, that a segment with EXIF tells (Exif 2.32, 4.6.4, tag 274).
    private static func orientation(_ segment: ArraySlice<UInt8>) -> UInt8? {
        let tiff = Array(segment.dropFirst(10))
        guard segment.dropFirst(4).starts(with: "Exif\0\0".utf8), tiff.count >= 8 else { return nil }
        let isLittle = tiff[0] == UInt8(ascii: "I")
        func number(_ place: Int, _ count: Int) -> Int {
            guard place >= 0, place + count <= tiff.count else { return 0 }
            let part = tiff[place..<(place + count)]
            return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
        }
        let first = number(4, 4)
        for entry in 0..<min(number(first, 2), 200) where number(first + 2 + 12 * entry, 2) == 274 {
            let value = number(first + 2 + 12 * entry + 8, 2)
            return (1...8).contains(value) ? UInt8(value) : nil
        }
        return nil
    }

    /// A segment that tells nothing but the orientation.
    private static func exif(orientation: UInt8) -> [UInt8] {
        let tiff: [UInt8] =
            Array("MM".utf8) + [
                0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
            ]
        let body = Array("Exif\0\0".utf8) + tiff
        return [0xFF, 0xE1, 0, UInt8(body.count + 2)] + body
    }
}
