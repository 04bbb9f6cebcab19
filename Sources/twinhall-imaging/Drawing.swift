import CVips
import Imaging

/// A drawing of the server's own, handed over as an open descriptor.
struct Drawing {
    let descriptor: Int32

    /// Draws it at its own size, which must be this wide, and writes a JPEG.
    func write(width: Int, to output: Int32) throws(WorkerRefusal) -> SizedPicture {
        let pixels = try Pixels(drawing: descriptor)
        guard pixels.size.width == width else {
            throw WorkerRefusal(.request, "the drawing is \(pixels.size.width) wide, not \(width)")
        }
        let bytes = try pixels.writeJPEG(to: output)
        return SizedPicture(width: width, height: pixels.size.height, bytes: bytes)
    }
}
