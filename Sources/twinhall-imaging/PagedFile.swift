import CVips
import Glibc
import Imaging

/// A document of pages that was handed over as an open descriptor: hostile until they were drawn.
struct PagedFile {
    private let descriptor: Int32

    /// Refuses what is not a PDF of bearable length.
    init(descriptor: Int32) throws(WorkerRefusal) {
        try Original.check(descriptor)
        var start = [UInt8](repeating: 0, count: PageLimits.start.count)
        let count = unsafe pread(descriptor, &start, start.count, 0)
        guard count == start.count, start == PageLimits.start else {
            throw WorkerRefusal(.unsupported, "it is not a PDF document")
        }
        guard pages_can_be_read() else {
            throw WorkerRefusal(.unsupported, "libvips was installed here without its module for PDF")
        }
        self.descriptor = descriptor
    }

    func count() throws(WorkerRefusal) -> Int {
        let count = Int(pages_count(descriptor))
        guard count > 0 else { throw refusal() }
        return count
    }

    /// Draws a page as a JPEG.
    ///
    /// - Parameter page: from 1.
    func write(page: Int, to output: Int32) throws(WorkerRefusal) -> DrawnPage {
        var points = PageSize()
        guard (1...PageLimits.most).contains(page), unsafe pages_size(descriptor, Int32(page - 1), &points)
        else { throw refusal() }
        let size = PixelSize(width: max(1, Int(points.width)), height: max(1, Int(points.height)))
        var lacksFont = false
        let pixels = try Pixels(
            drawingPage: page - 1, of: descriptor, pixelsToAnInch: PageLimits.pixelsToAnInch(ofPoints: size),
            lacksFont: &lacksFont)
        let bytes = try pixels.writeJPEG(to: output, quality: .copy)
        return DrawnPage(
            picture: SizedPicture(width: pixels.size.width, height: pixels.size.height, bytes: bytes),
            lacksFont: lacksFont)
    }

    /// A document that asks for a password is not damaged.
    private func refusal() -> WorkerRefusal {
        let refusal = LibraryReason.refusal(.damaged)
        let isLocked = ["ncrypted", "assword"].contains { refusal.words.contains($0) }
        return isLocked ? WorkerRefusal(.unsupported, refusal.words) : refusal
    }
}
