import Records

/// The kinds of file that are accepted as originals.
package enum PictureFormat: String, Sendable, Codable, CaseIterable {
    case jpeg, png, tiff, webp, gif, heic, avif

    /// That of a copy in full size: PNG of what has few colours and sharp edges; JPEG of photographs and scans, which as
    /// PNG would be many times as long.
    package var ofCopy: PictureFormat {
        switch self {
        case .png, .gif: .png
        case .jpeg, .tiff, .webp, .heic, .avif: .jpeg
        }
    }
}

/// What the header of an original says.
package struct PictureFacts: Hashable, Sendable, Codable {
    package let format: PictureFormat
    /// Upright, that is with the orientation applied which the camera noted.
    package let size: PixelSize
    /// Pages or frames; only the first is shown.
    package let pages: Int
    /// The day on which the camera says that it was taken, `2008-05-30`; `nil` when it says none that can be read.
    package let taken: String?

    package var width: Int { size.width }
    package var height: Int { size.height }

    package init(format: PictureFormat, size: PixelSize, pages: Int, taken: String? = nil) {
        self.format = format
        self.size = size
        self.pages = pages
        self.taken = taken
    }

    /// The day of what EXIF writes as `2008:05:30 15:56:01`; `nil` for a clock that was never set, and for anything else.
    package static func day(ofEXIF text: some Collection<UInt8>) -> String? {
        let day = Array(text.prefix(10))
        guard day.count == 10, day[4] == UInt8(ascii: ":"), day[7] == UInt8(ascii: ":") else { return nil }
        let numbers = [day[..<4], day[5..<7], day[8...]].map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
        let isDate = day.allSatisfy { (0x30...0x3A).contains($0) }
        guard isDate, numbers[0] >= 1_826, (1...12).contains(numbers[1]),
            (1...EDTF.length(of: numbers[1], in: numbers[0])).contains(numbers[2])
        else { return nil }
        return String(decoding: day.map { $0 == UInt8(ascii: ":") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
    }
}

/// A page of a document as a JPEG.
package struct DrawnPage: Hashable, Sendable, Codable {
    package let picture: SizedPicture
    /// Whether letters may be missing, whose font is not in the document.
    package let lacksFont: Bool

    package init(picture: SizedPicture, lacksFont: Bool) {
        self.picture = picture
        self.lacksFont = lacksFont
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
