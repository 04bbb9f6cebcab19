import Glibc

extension PictureWorker {
    /// Makes a picture of a part of an original.
    ///
    /// - Parameter packs: where it is written, into a file that has no name and is gone with its descriptor.
    /// - Returns: the whole file.
    package func view(
        _ view: PictureView, of path: String, by packs: PackFolder
    ) throws(ImagingProblem) -> [UInt8] {
        let original = try openOriginal(path)
        let file = try packs.openNameless()
        guard
            case .pictures(let pictures) = try ask(.view(view), descriptors: [original.number, file.number])
        else { throw brokeProtocol() }
        return try Self.bytes(of: pictures, view, in: file)
    }

    /// Makes a picture of a part of an original from its tiles: a part for which `TileGrid.level(for:)` names a level.
    package func view(
        _ view: PictureView, of tiles: TilePack, by packs: PackFolder
    ) throws(ImagingProblem) -> [UInt8] {
        let file = try packs.openNameless()
        guard
            case .pictures(let pictures) = try ask(
                .viewOfTiles(view, picture: tiles.grid.picture),
                descriptors: [tiles.file.number, file.number])
        else { throw brokeProtocol() }
        return try Self.bytes(of: pictures, view, in: file)
    }

    /// The imaging process is not trusted: what it wrote is to be of the size, the length and the kind that it should be.
    private static func bytes(
        of pictures: [SizedPicture], _ view: PictureView, in file: borrowing OpenDescriptor
    ) throws(ImagingProblem) -> [UInt8] {
        var facts = stat()
        guard pictures.count == 1, let picture = pictures.first,
            PixelSize(width: picture.width, height: picture.height) == view.turnedSize,
            unsafe fstat(file.number, &facts) == 0, facts.st_size == picture.bytes,
            (12...ImagingLimits.viewBytes).contains(picture.bytes)
        else { throw .output("the imaging process made another picture than asked") }
        var read = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: picture.bytes) { buffer, count in
            while read < picture.bytes {
                let part = unsafe pread(
                    file.number, buffer.baseAddress.unsafelyUnwrapped + read, picture.bytes - read, read)
                guard part > 0 else { break }
                read += part
            }
            count = read
        }
        guard bytes.count == picture.bytes, view.format.isBegun(by: Array(bytes.prefix(12))) else {
            throw .output("the imaging process wrote no whole \(view.format.rawValue)")
        }
        return bytes
    }
}
