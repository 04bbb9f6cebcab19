import Glibc

/// Draws the pages of one document, in a process of its own that ends with it.
package struct PageWorker: Sendable {
    private let worker: PictureWorker
    private let path: String

    /// - Parameters:
    ///   - settings: how imaging processes are run.
    ///   - path: the document.
    package init(_ settings: PictureWorker.Settings, of path: String) {
        var settings = settings
        settings.task = .pages
        worker = PictureWorker(settings: settings)
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
    package func draw(_ page: Int, into output: String) async throws(ImagingProblem) -> PictureFacts {
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
    ) throws(ImagingProblem) -> PictureFacts {
        let document = try openOriginal(path)
        let file = try Self.openOutput(output)
        guard
            case .pictures(let pictures) = try ask(.page(page), descriptors: [document.number, file.number]),
            let picture = pictures.first, picture.width > 0, picture.height > 0
        else { throw brokeProtocol() }
        let size = PixelSize(width: picture.width, height: picture.height)
        try Self.check(pictures, size, .jpeg, in: file)
        return PictureFacts(format: .jpeg, size: size, pages: 1)
    }
}
