import CVips
import Imaging

/// Decoded pixels in memory: upright, sRGB, three bands of 8 bit. Given back when it is let go of.
@safe struct Pixels: ~Copyable {
    private let picture: OpaquePointer
    let size: PixelSize

    /// Decodes an original at exactly this size; the whole picture, or an error.
    init(
        decoding descriptor: Int32, kind: PictureKind, of original: PixelSize, at size: PixelSize
    ) throws(WorkerRefusal) {
        let picture = unsafe picture_decode(
            descriptor, kind, Int32(original.width), Int32(size.width), Int32(size.height))
        guard let picture = unsafe picture else { throw LibraryReason.refusal(.damaged) }
        unsafe self.picture = unsafe picture
        self.size = size
    }

    /// - Parameter picture: given back with these pixels.
    @unsafe init(owning picture: OpaquePointer, _ size: PixelSize) {
        unsafe self.picture = unsafe picture
        self.size = size
    }

    /// Scales down from larger pixels.
    init(scaling larger: borrowing Pixels, to size: PixelSize) throws(WorkerRefusal) {
        guard let picture = unsafe picture_scale(larger.picture, Int32(size.width), Int32(size.height)) else {
            throw LibraryReason.refusal(.damaged)
        }
        unsafe self.picture = unsafe picture
        self.size = size
    }

    /// Draws a page of a document.
    ///
    /// - Parameters:
    ///   - page: from 0.
    ///   - lacksFont: whether letters may be missing, whose font is not in the document.
    init(
        drawingPage page: Int, of descriptor: Int32, pixelsToAnInch: Double, lacksFont: inout Bool
    ) throws(WorkerRefusal) {
        let picture = unsafe pages_draw(descriptor, Int32(page), pixelsToAnInch, &lacksFont)
        guard let picture = unsafe picture else { throw LibraryReason.refusal(.damaged) }
        unsafe self.picture = unsafe picture
        size = PixelSize(
            width: Int(unsafe picture_width(picture)), height: Int(unsafe picture_height(picture)))
    }

    /// Draws an SVG document at its own size.
    init(drawing descriptor: Int32) throws(WorkerRefusal) {
        guard let picture = unsafe picture_draw(descriptor) else { throw LibraryReason.refusal(.damaged) }
        unsafe self.picture = unsafe picture
        size = PixelSize(
            width: Int(unsafe picture_width(picture)), height: Int(unsafe picture_height(picture)))
    }

    /// Decodes a part of an original as it is to be seen; the whole of that part, or an error.
    init(
        of view: PictureView, decoding descriptor: Int32, kind: PictureKind
    ) throws(WorkerRefusal) {
        var wanted = view.inC
        guard let picture = unsafe picture_view(descriptor, kind, &wanted) else {
            throw LibraryReason.refusal(.damaged)
        }
        unsafe self.picture = unsafe picture
        size = view.turnedSize
    }

    /// Makes room for tiles.
    init(groundOf size: PixelSize) throws(WorkerRefusal) {
        guard let picture = unsafe picture_ground(Int32(size.width), Int32(size.height)) else {
            throw LibraryReason.refusal(.damaged)
        }
        unsafe self.picture = unsafe picture
        self.size = size
    }

    /// Makes a part of a picture from tiles; the whole of that part, or an error.
    init(
        of view: PictureView, from ground: borrowing Pixels, _ mosaic: PictureMosaic
    ) throws(WorkerRefusal) {
        var wanted = view.inC
        guard let picture = unsafe picture_view_of_tiles(ground.picture, mosaic, &wanted) else {
            throw LibraryReason.refusal(.damaged)
        }
        unsafe self.picture = unsafe picture
        size = view.turnedSize
    }

    deinit {
        unsafe picture_release(picture)
    }

    /// Decodes a tile and puts it into this ground.
    ///
    /// - Parameters:
    ///   - shrink: at which part of its size, rounded up: 1 or 2.
    ///   - place: where it comes to lie, of that size.
    func put(_ tile: [UInt8], shrink: Int, at place: PixelArea) throws(WorkerRefusal) {
        guard unsafe picture_put(picture, tile, tile.count, Int32(shrink), place.inC) else {
            throw LibraryReason.refusal(.damaged)
        }
    }

    /// Writes it in the format of a view.
    func write(_ view: PictureView, to output: Int32) throws(WorkerRefusal) -> SizedPicture {
        let bytes =
            switch view.format {
            case .jpeg: try writeJPEG(to: output, isKept: false)
            case .png: try writePNG(to: output, bits: view.colours == .blackAndWhite ? 1 : 8)
            case .webp: try writeWebP(to: output)
            }
        return SizedPicture(width: size.width, height: size.height, bytes: bytes)
    }

    /// The mean light, from 0 to 255, of so many cells each way, row by row; a picture with fewer pixels has some of them in
    /// several cells.
    func light(cells: Int) -> [Float] {
        let pixels = unsafe UnsafeBufferPointer(
            start: picture_pixels(picture), count: size.width * size.height * 3)
        func range(_ cell: Int, of length: Int) -> Range<Int> {
            let start = length * cell / cells
            return start..<max(start + 1, length * (cell + 1) / cells)
        }
        var light: [Float] = []
        for row in 0..<cells {
            for column in 0..<cells {
                let (rows, columns) = (range(row, of: size.height), range(column, of: size.width))
                var sum = 0
                for y in rows {
                    for place in columns.map({ (y * size.width + $0) * 3 }) {
                        // Weights of ITU-R BT.601, in thousandths.
                        sum += unsafe 299 * Int(pixels[place]) + 587 * Int(pixels[place + 1])
                        sum += unsafe 114 * Int(pixels[place + 2])
                    }
                }
                light.append(Float(sum) / Float(1_000 * rows.count * columns.count))
            }
        }
        return light
    }

    /// Leaves of an area nothing but a few mean colours (`CellGrid`). The area lies in the picture.
    func coarsen(_ area: PixelArea) throws(WorkerRefusal) {
        let grid = CellGrid(of: area)
        guard unsafe picture_coarsen(picture, area.inC, Int32(grid.columns), Int32(grid.rows)) else {
            throw LibraryReason.refusal(.request)
        }
    }

    /// How much of a picture a JPEG keeps.
    enum Quality: Int32 {
        /// The eye sees no difference on photographs; chroma is stored at half size (below 90).
        case sized = 82
        /// For a copy in full size, from which the sized ones are made: chroma as fine as light.
        case copy = 95
    }

    /// Writes a JPEG and returns its length.
    ///
    /// - Parameter isKept: whether it is worth a second look at what was packed, by which it becomes smaller.
    func writeJPEG(
        to descriptor: Int32, quality: Quality = .sized, isKept: Bool = true
    ) throws(WorkerRefusal) -> Int {
        var bytes: Int64 = 0
        guard unsafe picture_write_jpeg(picture, descriptor, quality.rawValue, isKept, &bytes) else {
            throw LibraryReason.refusal(.output)
        }
        return Int(bytes)
    }

    /// Writes a PNG and returns its length.
    ///
    /// - Parameter bits: of a sample; 1 only where there is nothing but black and white.
    func writePNG(to descriptor: Int32, bits: Int32 = 8) throws(WorkerRefusal) -> Int {
        var bytes: Int64 = 0
        guard unsafe picture_write_png(picture, descriptor, bits, &bytes) else {
            throw LibraryReason.refusal(.output)
        }
        return Int(bytes)
    }

    /// Writes a WebP and returns its length.
    func writeWebP(to descriptor: Int32) throws(WorkerRefusal) -> Int {
        var bytes: Int64 = 0
        guard unsafe picture_write_webp(picture, descriptor, Quality.sized.rawValue, &bytes) else {
            throw LibraryReason.refusal(.output)
        }
        return Int(bytes)
    }
}

extension PixelArea {
    fileprivate var inC: PictureRectangle {
        PictureRectangle(left: Int32(left), top: Int32(top), width: Int32(width), height: Int32(height))
    }
}

extension PictureView {
    fileprivate var inC: PictureExcerpt {
        PictureExcerpt(
            area: area.inC, width: Int32(size.width), height: Int32(size.height), mirrored: isMirrored,
            rotation: Int32(rotation), colours: colours.inC)
    }
}

extension PictureView.Colours {
    fileprivate var inC: PictureColours {
        switch self {
        case .all: PICTURE_COLOURS_ALL
        case .grey: PICTURE_COLOURS_GREY
        case .blackAndWhite: PICTURE_COLOURS_TWO
        }
    }
}
