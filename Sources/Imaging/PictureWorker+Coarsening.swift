import Glibc

extension PictureWorker {
    /// Makes a copy of an original in which some areas are coarsened so that nobody can be recognised there: in full
    /// size, upright, sRGB, without anything that is written beside the pixels.
    ///
    /// - Parameters:
    ///   - areas: at least one, at most `ImagingLimits.areas`, none beyond the picture.
    ///   - width: that of a JPEG to look at; `nil` makes the copy in full size, in the format `PictureFormat.ofCopy`.
    ///   - output: an empty file.
    /// - Returns: what was made.
    package func coarsen(
        original path: String, areas: [PixelArea], width: Int? = nil, into output: String
    ) throws(ImagingProblem) -> PictureFacts {
        let original = try openOriginal(path)
        let facts = try facts(of: original)
        guard (1...ImagingLimits.areas).contains(areas.count), areas.allSatisfy({ $0.lies(in: facts.size) }),
            width.map({ (1...facts.width).contains($0) }) ?? true
        else { throw .output("these areas cannot be coarsened") }
        let size = PixelSize(
            width: width ?? facts.width,
            height: PictureSizes.height(forWidth: width ?? facts.width, of: facts.size))
        let file = try Self.openOutput(output)
        guard
            case .pictures(let pictures) = try ask(
                .coarsen(areas: areas, width: width), descriptors: [original.number, file.number])
        else { throw brokeProtocol() }
        let format = width == nil ? facts.format.ofCopy : .jpeg
        try Self.check(pictures, size, format, in: file)
        return PictureFacts(format: format, size: size, pages: 1)
    }

    static func openOutput(_ path: String) throws(ImagingProblem) -> OpenDescriptor {
        let number = unsafe open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard number >= 0 else { throw .output("a file cannot be opened: \(systemReason(errno))") }
        return OpenDescriptor(owning: number)
    }

    /// The imaging process is not trusted: what it wrote is to be of the size and the kind that was asked for.
    static func check(
        _ pictures: [SizedPicture], _ size: PixelSize, _ format: PictureFormat,
        in file: borrowing OpenDescriptor
    ) throws(ImagingProblem) {
        let start: [UInt8] = format == .png ? [0x89, 0x50, 0x4E] : [0xFF, 0xD8, 0xFF]
        var (facts, found) = (stat(), [UInt8](repeating: 0, count: 3))
        guard pictures.count == 1, let picture = pictures.first, picture.width == size.width,
            picture.height == size.height, unsafe fstat(file.number, &facts) == 0,
            facts.st_size == picture.bytes, unsafe pread(file.number, &found, 3, 0) == 3, found == start
        else { throw .output("the imaging process made another picture than asked") }
    }
}
