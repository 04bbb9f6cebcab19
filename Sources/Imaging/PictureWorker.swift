import Glibc

/// The server's side of the imaging process: one job at a time, started when first needed, started anew when
/// it died.
///
/// Lives on a thread of its own, so a job may block. Jobs wait in the order in which they were asked.
package actor PictureWorker {
    /// How the imaging process is run.
    package struct Settings: Sendable {
        /// The path of `twinhall-imaging`.
        package var executable: String
        /// How long one job may take.
        package var limit: Duration
        /// How long the process may take to start.
        package var startLimit: Duration = .seconds(60)
        /// How often the process may end unasked within a minute, with no job done in between.
        package var endingsInAMinute: Int
        /// What the process is started for.
        package var task: ImagingTask

        package init(
            executable: String = Settings.executableBesideThisOne(), limit: Duration = .seconds(60),
            endingsInAMinute: Int = 8, task: ImagingTask = .pictures
        ) {
            self.task = task
            self.executable = executable
            self.limit = limit
            self.endingsInAMinute = endingsInAMinute
        }

        /// The path of `twinhall-imaging` in the folder of the running executable.
        package static func executableBesideThisOne() -> String {
            let folder = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) {
                path in
                // The buffer is not empty, so it has an address.
                let count = unsafe readlink("/proc/self/exe", path.baseAddress.unsafelyUnwrapped, path.count)
                return unsafe path.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }
            }
            let slash = folder.lastIndex(of: UInt8(ascii: "/")) ?? folder.startIndex
            return String(decoding: folder[..<slash], as: UTF8.self) + "/twinhall-imaging"
        }
    }

    /// What happens to the imaging process, for the log.
    package enum Event: Hashable, Sendable {
        case started(processID: Int32, WorkerHello)
        /// Its sandbox is not whole, as in a container that forbids seccomp. Told once.
        case notSealed(WorkerHello)
        /// A job is about to be sent; the process waits.
        case asking(processID: Int32)
        /// A job was sent.
        case asked(processID: Int32)
        case ended(processID: Int32, how: String)
    }

    private let settings: Settings
    private let observe: @Sendable (Event) -> Void
    private let thread = WorkerThread()
    private let stopSignal = StopSignal()
    private var process: WorkerProcess?
    private var lastID = 0
    private var isStopped = false
    private var toldNotSealed = false
    private var endings: [ContinuousClock.Instant] = []

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    /// - Parameter observe: Called on the worker's thread; must be quick.
    package init(settings: Settings = Settings(), observe: @escaping @Sendable (Event) -> Void = { _ in }) {
        self.settings = settings
        self.observe = observe
    }

    /// Reads the header of an original.
    package func probe(_ path: String) throws(ImagingProblem) -> PictureFacts {
        let original = try openOriginal(path)
        return try facts(of: original)
    }

    /// Reads the header of an original, and makes sure that nothing behind it is damaged.
    package func examine(_ path: String) throws(ImagingProblem) -> PictureFacts {
        let original = try openOriginal(path)
        return try facts(of: original, by: .examine)
    }

    /// Makes the sized pictures and the tiles of an original and puts them into `folder`, which appears whole or not at
    /// all.
    ///
    /// The files are `640.jpg` and so on, and `tiles`; a folder that is there already is replaced.
    /// - Parameter widths: Ascending; those of `PictureSizes` when nil.
    package func ingest(
        original path: String, into folder: String, widths: [Int]? = nil
    ) throws(ImagingProblem) -> PackContents {
        let original = try openOriginal(path)
        let facts = try facts(of: original)
        let widths = try Self.checked(widths ?? PictureSizes.widths(forWidth: facts.width), for: facts)
        let sizes = widths.map {
            PixelSize(width: $0, height: PictureSizes.height(forWidth: $0, of: facts.size))
        }
        var stage = try PackStage(for: folder)
        var files = try stage.openFiles(widths: widths)
        let grid = TileGrid(of: facts.size)
        if grid != nil { files.append(try stage.openTiles()) }
        guard
            case .ingested(let pictures, let likeness) = try ask(
                .ingest(widths: widths, hasTiles: grid != nil), descriptors: [original.number] + files)
        else { throw brokeProtocol() }
        try stage.check(pictures, against: sizes)
        let tiles = try grid.map { grid throws(ImagingProblem) in try stage.tilesLength(of: grid) }
        let contents = PackContents(
            original: facts.size, pictures: pictures, tiles: tiles, likeness: likeness)
        try stage.publish(contents)
        return contents
    }

    /// Makes the pack of an original, unless it is there already.
    package func ingest(
        original path: String, hash: PictureHash, into packs: PackFolder
    ) throws(ImagingProblem) -> PackContents {
        if let contents = packs.contents(of: hash), packs.isComplete(hash) { return contents }
        return try ingest(original: path, into: packs.folder(of: hash))
    }

    /// Makes a JPEG of a drawing and puts it into `folder` as the only picture of a pack.
    ///
    /// - Parameter drawing: an SVG document that the server made itself; nothing that was uploaded is ever drawn.
    package func draw(
        _ drawing: [UInt8], width: Int, into folder: String
    ) throws(ImagingProblem) -> PackContents {
        var stage = try PackStage(for: folder)
        let source = try stage.hold(drawing)
        let files = try stage.openFiles(widths: [width])
        guard
            case .pictures(let pictures) = try ask(.draw(width: width), descriptors: [source.number] + files),
            let picture = pictures.first
        else { throw brokeProtocol() }
        let size = PixelSize(width: width, height: picture.height)
        try stage.check(pictures, against: [size])
        let contents = PackContents(original: size, pictures: pictures)
        try stage.publish(contents)
        return contents
    }

    /// What draws the pages of a document, in a process of its own.
    package nonisolated func pages(of path: String) -> PageWorker {
        PageWorker(settings, of: path, observe: observe)
    }

    /// Ends the process, also in the middle of a job, which then fails with `stopped`; as do all later ones.
    package nonisolated func stop() async {
        stopSignal.raise()
        await shutDown()
    }

    /// The id of the running process, for tests and diagnosis.
    package var processID: Int32? {
        process?.id
    }

    private func shutDown() {
        isStopped = true
        _ = endProcess()
    }
}

extension PictureWorker {
    func facts(
        of original: borrowing OpenDescriptor, by request: WorkerRequest = .probe
    ) throws(ImagingProblem) -> PictureFacts {
        guard case .facts(let facts) = try ask(request, descriptors: [original.number]) else {
            throw brokeProtocol()
        }
        // The process is not trusted: sizes are used in arithmetic here.
        let sides = 1...ImagingLimits.pixels
        guard sides.contains(facts.width), sides.contains(facts.height),
            facts.width * facts.height <= ImagingLimits.pixels
        else { throw brokeProtocol() }
        return facts
    }

    func openOriginal(_ path: String) throws(ImagingProblem) -> OpenDescriptor {
        // Without O_NONBLOCK the opening of a FIFO would wait for ever.
        let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard number >= 0 else { throw .damaged("the file cannot be opened: \(systemReason(errno))") }
        let original = OpenDescriptor(owning: number)
        var facts = stat()
        guard unsafe fstat(number, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw .damaged("it is not a regular file")
        }
        guard facts.st_size > 0 else { throw .damaged("the file is empty") }
        guard facts.st_size <= ImagingLimits.originalBytes else {
            throw .tooLarge("\(facts.st_size) bytes, of at most \(ImagingLimits.originalBytes)")
        }
        return original
    }

    private static func checked(_ widths: [Int], for facts: PictureFacts) throws(ImagingProblem) -> [Int] {
        let isAscending = zip(widths, widths.dropFirst()).allSatisfy { $0 < $1 }
        guard let first = widths.first, let last = widths.last, first > 0, isAscending,
            last <= facts.width, widths.count < ImagingLimits.descriptorsPerMessage
        else { throw .output("the widths \(widths) cannot be made from one of \(facts.width)") }
        return widths
    }

    /// Sends one request and waits for its answer. A refusal is thrown as the problem it means.
    func ask(_ request: WorkerRequest, descriptors: [Int32]) throws(ImagingProblem) -> WorkerAnswer {
        let id = try startIfNeeded()
        observe(.asking(processID: id))
        lastID += 1
        let frame: AnswerFrame
        do throws(ChannelProblem) {
            frame = try exchange(RequestFrame(id: lastID, request: request), descriptors: descriptors)
        } catch {
            throw problem(after: error)
        }
        guard frame.id == lastID else { throw brokeProtocol() }
        endings = []
        switch frame.answer {
        case .refusal(let refusal): throw Self.problem(of: refusal)
        case .hello: throw brokeProtocol()
        case .facts, .pictures, .ingested, .pages, .drawn: return frame.answer
        }
    }

    private func exchange(
        _ request: RequestFrame, descriptors: [Int32]
    ) throws(ChannelProblem) -> AnswerFrame {
        let limit = WaitLimit(deadline: .now + settings.limit, interruption: stopSignal.descriptor)
        guard process != nil else { throw .closed }
        let bytes: [UInt8]
        do { bytes = try MessageCoding.bytes(of: request) } catch { throw .malformed("a request") }
        try process?.channel.send(bytes, descriptors: descriptors, within: limit)
        observe(.asked(processID: process?.id ?? 0))
        return try receive(within: limit)
    }

    private func receive(within limit: WaitLimit) throws(ChannelProblem) -> AnswerFrame {
        guard let bytes = try process?.channel.receive(within: limit).bytes else { throw .closed }
        do {
            return try MessageCoding.message(AnswerFrame.self, from: bytes)
        } catch {
            throw .malformed("an answer that is none of the protocol")
        }
    }

    /// Returns the id of a process that runs and has introduced itself.
    private func startIfNeeded() throws(ImagingProblem) -> Int32 {
        if isStopped { throw .stopped }
        if process?.hasEnded() == true { noteEnding(endProcess()) }
        if let id = process?.id { return id }
        let now = ContinuousClock.now
        endings.removeAll { $0.duration(to: now) > .seconds(60) }
        guard endings.count < settings.endingsInAMinute else {
            throw .unavailable("the imaging process ended \(endings.count) times within a minute")
        }
        let started = try WorkerProcess(executable: settings.executable, task: settings.task)
        let id = started.id
        process = consume started
        let answer: WorkerAnswer
        do throws(ChannelProblem) {
            answer = try receive(
                within: WaitLimit(deadline: now + settings.startLimit, interruption: stopSignal.descriptor)
            ).answer
        } catch {
            let problem = problem(after: error)
            throw problem == .stopped
                ? problem : .unavailable("the imaging process did not start: \(problem.cause)")
        }
        guard case .hello(let hello) = answer else { throw brokeProtocol() }
        observe(.started(processID: id, hello))
        if !hello.isSealed && !toldNotSealed {
            toldNotSealed = true
            observe(.notSealed(hello))
        }
        return id
    }

    private func problem(after channelProblem: ChannelProblem) -> ImagingProblem {
        let how = endProcess()
        if channelProblem == .interrupted { return .stopped }
        noteEnding(how)
        return switch channelProblem {
        case .closed: .workerDied(how)
        case .timeout: .timeout(seconds: Int(settings.limit.components.seconds))
        case .interrupted: .stopped
        case .malformed(let what): .workerDied("it sent \(what)")
        case .system(let what): .workerDied(what)
        }
    }

    func brokeProtocol() -> ImagingProblem {
        problem(after: .malformed("an answer to another question"))
    }

    private func noteEnding(_ how: String) {
        endings.append(.now)
    }

    private func endProcess() -> String {
        guard let id = process?.id, let how = process?.end() else { return "it was not running" }
        process = nil
        observe(.ended(processID: id, how: how))
        return how
    }

    private static func problem(of refusal: WorkerRefusal) -> ImagingProblem {
        switch refusal.kind {
        case .unsupported: .unsupported(refusal.words)
        case .damaged: .damaged(refusal.words)
        case .tooLarge: .tooLarge(refusal.words)
        case .output: .output(refusal.words)
        case .request: .unavailable("the imaging process is of another version: \(refusal.words)")
        }
    }
}
