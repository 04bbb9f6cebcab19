import CVips
import Glibc
import Imaging

/// An original that was handed over as an open descriptor: hostile until it was decoded.
struct Original {
    private let descriptor: Int32

    /// Refuses what is not a regular file of bearable length.
    init(descriptor: Int32) throws(WorkerRefusal) {
        try Self.check(descriptor)
        self.descriptor = descriptor
    }

    static func check(_ descriptor: Int32) throws(WorkerRefusal) {
        var facts = stat()
        guard unsafe fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw WorkerRefusal(.damaged, "it is not a regular file")
        }
        guard facts.st_size <= ImagingLimits.originalBytes else {
            throw WorkerRefusal(
                .tooLarge, "\(facts.st_size) bytes, of at most \(ImagingLimits.originalBytes)")
        }
    }

    /// Reads the header, and refuses what is too large before anything is decoded.
    func facts() throws(WorkerRefusal) -> PictureFacts {
        let format = try format()
        var header = PictureHeader()
        guard unsafe picture_header(descriptor, format.kind, &header) else {
            throw LibraryReason.refusal(.damaged)
        }
        let size = PixelSize(width: Int(header.width), height: Int(header.height))
        guard size.width > 0, size.height > 0 else { throw WorkerRefusal(.damaged, "it has no pixels") }
        let isHeld = format.isHeld || header.is_woven
        let limit = isHeld ? ImagingLimits.heldPixels : ImagingLimits.pixels
        guard size.width * size.height <= limit else {
            throw WorkerRefusal(
                .tooLarge, "\(size.width) × \(size.height) pixels, of at most \(limit) in all")
        }
        let taken = unsafe withUnsafeBytes(of: header.taken) { unsafe $0.prefix { $0 != 0 }.map { $0 } }
        return PictureFacts(
            format: format, size: size, pages: max(1, Int(header.pages)),
            taken: PictureFacts.day(ofEXIF: taken))
    }

    /// Reads the header and decodes all of it once, at the smallest size, which throws when the file is damaged.
    func examined() throws(WorkerRefusal) -> PictureFacts {
        let facts = try facts()
        let width = min(facts.width, PictureSizes.steps[0])
        let size = PixelSize(width: width, height: PictureSizes.height(forWidth: width, of: facts.size))
        try check([size], against: facts.size)
        _ = try Pixels(decoding: descriptor, kind: facts.format.kind, of: facts.size, at: size)
        return facts
    }

    /// Writes a JPEG of each width (ascending) to the descriptor of the same place, and the tiles of every level to that of the tiles,
    /// in one pass from the first row to the last.
    ///
    /// - Parameter tiles: `nil` where none are wanted.
    func write(
        widths: [Int], to outputs: [Int32], tiles output: Int32?
    ) throws(WorkerRefusal) -> ([SizedPicture], Likeness?) {
        let facts = try facts()
        let sizes = widths.map {
            PixelSize(width: $0, height: PictureSizes.height(forWidth: $0, of: facts.size))
        }
        try check(sizes, against: facts.size)
        let tiles = try Tiles(
            of: descriptor, kind: facts.format.kind, size: facts.size, isCut: output != nil, sizes: sizes)
        if let output {
            guard let grid = TileGrid(of: facts.size) else {
                throw WorkerRefusal(.request, "\(facts.width) × \(facts.height) pixels are too many tiles")
            }
            var file = TileFile(grid, in: output)
            while let tile = try tiles.next() { try file.append(tile) }
            try file.finish()
        } else {
            while try tiles.next() != nil {}
        }
        var pictures: [SizedPicture] = []
        var likeness: Likeness?
        for (place, (size, output)) in zip(sizes, outputs).enumerated() {
            let pixels = try tiles.takeSized(place, size)
            if place == 0 { likeness = Likeness(light: pixels.light(cells: Likeness.side)) }
            let bytes = try pixels.writeJPEG(to: output)
            pictures.append(SizedPicture(width: size.width, height: size.height, bytes: bytes))
        }
        return (pictures, likeness)
    }

    /// Writes a copy of the whole picture with some areas coarsened, or that copy scaled down as a JPEG.
    func write(
        coarsening areas: [PixelArea], width: Int?, to output: Int32
    ) throws(WorkerRefusal) -> SizedPicture {
        let facts = try facts()
        let made = width ?? facts.width
        guard (1...ImagingLimits.areas).contains(areas.count), areas.allSatisfy({ $0.lies(in: facts.size) }),
            (1...facts.width).contains(made)
        else { throw WorkerRefusal(.request, "the areas or the width do not fit the picture") }
        let size = PixelSize(width: made, height: PictureSizes.height(forWidth: made, of: facts.size))
        try check([size], against: facts.size)
        let whole = try Pixels(
            decoding: descriptor, kind: facts.format.kind, of: facts.size, at: facts.size)
        for area in areas { try whole.coarsen(area) }
        let bytes =
            if width != nil {
                try Pixels(scaling: whole, to: size).writeJPEG(to: output)
            } else if facts.format.ofCopy == .png {
                try whole.writePNG(to: output)
            } else {
                try whole.writeJPEG(to: output, quality: .copy)
            }
        return SizedPicture(width: size.width, height: size.height, bytes: bytes)
    }

    /// Writes a part of the picture as it is to be seen.
    func write(_ view: PictureView, to output: Int32) throws(WorkerRefusal) -> SizedPicture {
        let facts = try facts()
        guard view.isPossible(of: facts.size) else {
            throw WorkerRefusal(.request, "the view does not fit the picture")
        }
        return try Pixels(of: view, decoding: descriptor, kind: facts.format.kind).write(view, to: output)
    }

    private func check(_ sizes: [PixelSize], against original: PixelSize) throws(WorkerRefusal) {
        let isAscending = zip(sizes, sizes.dropFirst()).allSatisfy { $0.width < $1.width }
        guard isAscending, sizes.count <= Int(PICTURE_MOST_SIZES),
            sizes.allSatisfy({ $0.width > 0 && $0.width <= original.width })
        else {
            throw WorkerRefusal(.request, "the widths must ascend, none above the original's")
        }
        guard sizes.allSatisfy({ $0.height <= PictureSizes.highestSide }) else {
            throw WorkerRefusal(
                .tooLarge, "\(original.width) × \(original.height) pixels is too tall for a JPEG")
        }
    }

    private func format() throws(WorkerRefusal) -> PictureFormat {
        var start = [UInt8](repeating: 0, count: 64)
        let count = max(0, unsafe pread(descriptor, &start, start.count, 0))
        let kind = unsafe picture_kind(start, count)
        guard let format = PictureFormat.allCases.first(where: { $0.kind == kind }) else {
            let name = Self.name(ofStart: start.prefix(count))
            throw WorkerRefusal(
                .unsupported, "it is \(name), not JPEG, PNG, TIFF, WebP, GIF, HEIC or AVIF")
        }
        return format
    }

    /// What a refused file seems to be, for the one who has to convert it.
    private static func name(ofStart start: ArraySlice<UInt8>) -> String {
        let starts: (String) -> Bool = { start.starts(with: $0.utf8) }
        if starts("%PDF") { return "a PDF document" }
        if starts("<svg") || starts("<?xml") || starts("<") { return "SVG, XML or HTML" }
        if start.dropFirst(4).starts(with: "ftyp".utf8) {
            return "a film, or HEIC or AVIF of a form that is not read here"
        }
        if starts("BM") { return "a BMP" }
        if starts("8BPS") { return "a Photoshop document" }
        if starts("PK") { return "a ZIP archive or an office document" }
        return "of a kind that is not known here"
    }
}

extension PictureFormat {
    /// Whether libvips holds all of it in memory before it gives the first row.
    fileprivate var isHeld: Bool {
        switch self {
        case .webp, .gif, .heic, .avif: true
        case .jpeg, .png, .tiff: false
        }
    }

    var kind: PictureKind {
        switch self {
        case .jpeg: PICTURE_KIND_JPEG
        case .png: PICTURE_KIND_PNG
        case .tiff: PICTURE_KIND_TIFF
        case .webp: PICTURE_KIND_WEBP
        case .gif: PICTURE_KIND_GIF
        case .heic: PICTURE_KIND_HEIC
        case .avif: PICTURE_KIND_AVIF
        }
    }
}
