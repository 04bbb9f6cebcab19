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

    /// Scales down from larger pixels.
    init(scaling larger: borrowing Pixels, to size: PixelSize) throws(WorkerRefusal) {
        guard let picture = unsafe picture_scale(larger.picture, Int32(size.width), Int32(size.height)) else {
            throw LibraryReason.refusal(.damaged)
        }
        unsafe self.picture = unsafe picture
        self.size = size
    }

    /// Draws an SVG document at its own size.
    init(drawing descriptor: Int32) throws(WorkerRefusal) {
        guard let picture = unsafe picture_draw(descriptor) else { throw LibraryReason.refusal(.damaged) }
        unsafe self.picture = unsafe picture
        size = PixelSize(
            width: Int(unsafe picture_width(picture)), height: Int(unsafe picture_height(picture)))
    }

    deinit {
        unsafe picture_release(picture)
    }

    /// Writes a JPEG and returns its length.
    func writeJPEG(to descriptor: Int32) throws(WorkerRefusal) -> Int {
        var bytes: Int64 = 0
        guard unsafe picture_write_jpeg(picture, descriptor, &bytes) else {
            throw LibraryReason.refusal(.output)
        }
        return Int(bytes)
    }
}
