import Glibc

/// Draws the pages of one document, in a process of its own that ends with it.
package struct PageWorker: Sendable {
    private let worker: PictureWorker
    private let path: String

    /// - Parameters:
    ///   - settings: how imaging processes are run.
    ///   - path: the document.
    ///   - observe: called on the worker's thread; must be quick.
    init(
        _ settings: PictureWorker.Settings, of path: String,
        observe: @escaping @Sendable (PictureWorker.Event) -> Void
    ) {
        var settings = settings
        settings.task = .pages
        worker = PictureWorker(settings: settings, observe: observe)
        self.path = path
    }

    /// Whether a file begins as a document of pages does; what it is in truth is told when it is read.
    package static func isDocument(_ path: String) -> Bool {
        let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard number >= 0 else { return false }
        let file = OpenDescriptor(owning: number)
        var start = [UInt8](repeating: 0, count: PageLimits.start.count)
        return unsafe pread(file.number, &start, start.count, 0) == start.count && start == PageLimits.start
    }

    /// How many pages there are: one at least, `PageLimits.most` at most.
    package func count() async throws(ImagingProblem) -> Int { try await worker.countPages(of: path) }

    /// Draws a page as a JPEG.
    ///
    /// - Parameters:
    ///   - page: from 1.
    ///   - output: an empty file.
    package func draw(_ page: Int, into output: String) async throws(ImagingProblem) -> DrawnPage {
        try await worker.draw(page: page, of: path, into: output)
    }

    /// Ends the process, also in the middle of a page, which then fails with `stopped`.
    package func stop() async { await worker.stop() }
}

extension PictureWorker {
    fileprivate func countPages(of path: String) throws(ImagingProblem) -> Int {
        let document = try openOriginal(path)
        guard case .pages(let count) = try ask(.countPages, descriptors: [document.number]), count > 0 else {
            throw brokeProtocol()
        }
        guard count <= PageLimits.most else {
            throw .tooLarge("\(count) pages, of at most \(PageLimits.most)")
        }
        return count
    }

    fileprivate func draw(
        page: Int, of path: String, into output: String
    ) throws(ImagingProblem) -> DrawnPage {
        let document = try openOriginal(path)
        let file = try Self.openOutput(output)
        guard case .drawn(let drawn) = try ask(.page(page), descriptors: [document.number, file.number])
        else { throw brokeProtocol() }
        // The process is not trusted: sizes are used in arithmetic here.
        let size = PixelSize(width: drawn.picture.width, height: drawn.picture.height)
        guard PageLimits.allow(size) else { throw brokeProtocol() }
        try Self.check([drawn.picture], size, .jpeg, in: file)
        return drawn
    }
}
