import FoundationEssentials
import Glibc
import Synchronization
import Testing

@testable import Imaging

@Suite("The imaging process")
struct WorkerTests {
    /// What the observer was told, in order.
    final class Log: Sendable {
        private let events = Mutex<[PictureWorker.Event]>([])

        func append(_ event: PictureWorker.Event) {
            events.withLock { $0.append(event) }
        }

        var all: [PictureWorker.Event] { events.withLock { $0 } }

        var hellos: [WorkerHello] {
            all.compactMap { if case .started(_, let hello) = $0 { hello } else { nil } }
        }

        var endings: [String] {
            all.compactMap { if case .ended(_, let how) = $0 { how } else { nil } }
        }
    }

    @Test func `starts when first needed and does many jobs`() async throws {
        let log = Log()
        let bench = try Workbench(observe: log.append)
        #expect(await bench.worker.processID == nil)
        let path = try bench.file(PictureFiles.png(.flat([9, 8, 7])))
        for _ in 0..<5 { _ = try await bench.worker.probe(path) }
        #expect(log.hellos.count == 1 && log.endings.isEmpty)
        #expect(await bench.worker.processID != nil)
    }

    @Test func `is sealed: no network, no files, no programs, no signals, no new rights`() async throws {
        let log = Log()
        let bench = try Workbench(observe: log.append)
        _ = try await bench.whole(PictureFiles.png(.flat([9, 8, 7])))
        let hello = try #require(log.hellos.first)
        #expect(hello.isSealed, "\(hello)")
        #expect(!log.all.contains(.notSealed(hello)))

        let id = try #require(await bench.worker.processID)
        let status = try text("/proc/\(id)/status")
        #expect(status.contains("\nSeccomp:\t2\n") && status.contains("\nNoNewPrivs:\t1\n"))
        let limits = try text("/proc/\(id)/limits")
        for line in ["Max core file size        0", "Max open files            64"] {
            #expect(limits.contains(line))
        }
        #expect(limits.contains("Max address space         \(ImagingLimits.memoryBytes)"))
    }

    @Test func `gets only the socket and standard output, and keeps no descriptor of a job`() async throws {
        let bench = try Workbench()
        let inheritable = unsafe open("/dev/null", O_RDONLY)
        defer { close(inheritable) }
        _ = try await bench.whole(PictureFiles.png(.flat([9, 8, 7])))
        let id = try #require(await bench.worker.processID)
        let before = try descriptors(of: id)
        #expect(before == ["0", "1", "2"])
        for _ in 0..<5 { _ = try await bench.whole(PictureFiles.png(.flat([9, 8, 7]))) }
        _ = try await bench.problem(of: Array("%PDF".utf8))
        #expect(try descriptors(of: id) == before)
    }

    @Test func `names the signal when the process dies in a job, and serves the next`() async throws {
        let log = Log()
        let bench = try Workbench { event in
            log.append(event)
            // Stopped before the job comes, so that it cannot be done before the second signal.
            if log.hellos.count == 1, case .asking(let id) = event { kill(id, SIGSTOP) }
            if log.hellos.count == 1, case .asked(let id) = event {
                kill(id, SIGSEGV)
                kill(id, SIGCONT)
            }
        }
        let path = try bench.file(PictureFiles.png(.flat([9, 8, 7])))
        await #expect(throws: ImagingProblem.workerDied("signal 11")) {
            _ = try await bench.worker.ingest(original: path, into: "\(bench.folder)/pack")
        }
        #expect(
            ImagingProblem.workerDied("signal 11").sentence
                == "the picture could not be read: the imaging process ended (signal 11)")
        _ = try await bench.worker.ingest(original: path, into: "\(bench.folder)/pack")
        #expect(log.hellos.count == 2 && bench.names().sorted() == ["original", "pack"])
    }

    @Test func `ends a process that hangs, and serves the next`() async throws {
        let log = Log()
        let bench = try Workbench(settings: .init(limit: .seconds(5))) { event in
            log.append(event)
            if log.hellos.count == 1, case .asking(let id) = event { kill(id, SIGSTOP) }
        }
        let path = try bench.file(PictureFiles.png(.flat([9, 8, 7])))
        await #expect(throws: ImagingProblem.timeout(seconds: 5)) { _ = try await bench.worker.probe(path) }
        #expect(log.endings == ["signal 9"])
        #expect(try await bench.worker.probe(path).width == 64)
    }

    @Test func `starts anew, without a word, when the process died between two jobs`() async throws {
        let bench = try Workbench()
        let path = try bench.file(PictureFiles.png(.flat([9, 8, 7])))
        _ = try await bench.worker.probe(path)
        let first = try #require(await bench.worker.processID)
        kill(first, SIGKILL)
        var facts = unsafe siginfo_t()
        // Waits for the end, and leaves the status for its owner.
        #expect(unsafe waitid(P_PID, id_t(first), &facts, WEXITED | Int32(bitPattern: 0x0100_0000)) == 0)
        _ = try await bench.worker.probe(path)
        #expect(await bench.worker.processID != first)
    }

    @Test func `gives up for a while when the process cannot stay alive`() async throws {
        let bench = try Workbench(settings: .init(executable: "/bin/false", endingsInAMinute: 3))
        let path = try bench.file(PictureFiles.png(.flat([9, 8, 7])))
        for _ in 0..<3 {
            await #expect(
                throws: ImagingProblem.unavailable("the imaging process did not start: exit code 1")
            ) {
                _ = try await bench.worker.probe(path)
            }
        }
        await #expect(throws: ImagingProblem.unavailable("the imaging process ended 3 times within a minute"))
        {
            _ = try await bench.worker.probe(path)
        }
    }

    @Test func `says when the executable is not there`() async throws {
        let bench = try Workbench(settings: .init(executable: "/nonexistent/twinhall-imaging"))
        let path = try bench.file(PictureFiles.png(.flat([9, 8, 7])))
        await #expect(
            throws: ImagingProblem.unavailable(
                "/nonexistent/twinhall-imaging cannot be started: No such file or directory")
        ) { _ = try await bench.worker.probe(path) }
    }

    @Test func `stops in the middle of a job`() async throws {
        let (asked, tell) = AsyncStream.makeStream(of: Void.self)
        let log = Log()
        let bench = try Workbench { event in
            log.append(event)
            if case .asking(let id) = event { kill(id, SIGSTOP) }
            if case .asked = event { tell.yield() }
        }
        let path = try bench.file(PictureFiles.png(.flat([9, 8, 7])))
        let job = Task { _ = try await bench.worker.probe(path) }
        for await _ in asked { break }
        await bench.worker.stop()
        await #expect(throws: ImagingProblem.stopped) { try await job.value }
        await #expect(throws: ImagingProblem.stopped) { _ = try await bench.worker.probe(path) }
        #expect(log.endings.count == 1)
    }

    @Test func `does jobs that are asked at once one after the other`() async throws {
        let log = Log()
        let bench = try Workbench(observe: log.append)
        let path = try bench.file(PictureFiles.png(.flat([9, 8, 7])))
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<12 {
                group.addTask {
                    try await bench.worker.ingest(original: path, into: "\(bench.folder)/pack\(number)")
                        .pictures.count
                }
            }
            for try await count in group { #expect(count == 1) }
        }
        #expect(log.hellos.count == 1)
        let kinds = log.all.compactMap { event in
            switch event {
            case .asking: "asking"
            case .asked: "asked"
            default: nil
            }
        }
        #expect(kinds == (0..<24).flatMap { _ in ["asking", "asked"] })
    }

    @Test func `says when the sized pictures cannot be written, and goes on`() async throws {
        let bench = try Workbench()
        let path = try bench.file(PictureFiles.png(.flat([9, 8, 7])))
        do throws(ImagingProblem) {
            _ = try await bench.worker.ingest(original: path, into: path + "/pack")
            Issue.record("a file is no folder")
        } catch {
            guard case .output = error else {
                Issue.record("\(error)")
                return
            }
        }
        #expect(try await bench.worker.probe(path).height == 48)
    }

    @Test func `refuses requests of a later version clearly, and goes on`() throws {
        let process = try WorkerProcess(
            executable: PictureWorker.Settings.executableBesideThisOne(), task: .pictures)
        let limit = WaitLimit(deadline: .now + .seconds(60))
        let hello = try answer(of: process, within: limit)
        guard case .hello = hello.answer else {
            Issue.record("\(hello)")
            return
        }
        let requests = [
            RequestFrame(id: 1, request: .unknown("tiles")), RequestFrame(version: 2, id: 2, request: .probe),
            RequestFrame(id: 3, request: .probe),
            RequestFrame(id: 4, request: .ingest(widths: [1], hasTiles: true)),
            RequestFrame(id: 5, request: .coarsen(areas: [], width: nil)),
        ]
        for request in requests {
            try process.channel.send(MessageCoding.bytes(of: request), within: limit)
            let frame = try answer(of: process, within: limit)
            guard frame.id == request.id, case .refusal(let refusal) = frame.answer, refusal.kind == .request
            else {
                Issue.record("\(frame)")
                continue
            }
            #expect(!refusal.words.isEmpty)
        }
    }

    @Test func `refuses areas beyond the picture, whoever asks, and goes on`() throws {
        let bench = try Workbench()
        let original = unsafe open(try bench.file(PictureFiles.png(.flat([9, 8, 7]))), O_RDONLY | O_CLOEXEC)
        let output = unsafe open(try bench.file([], named: "made"), O_RDWR | O_CLOEXEC)
        defer {
            close(original)
            close(output)
        }
        let process = try WorkerProcess(
            executable: PictureWorker.Settings.executableBesideThisOne(), task: .pictures)
        let limit = WaitLimit(deadline: .now + .seconds(60))
        _ = try answer(of: process, within: limit)
        let area = PixelArea(left: 1, top: 1, width: 9, height: 9)
        let hostile: [([PixelArea], Int?)] = [
            ([PixelArea(left: .max, top: .min, width: .max, height: .max)], nil),
            ([PixelArea(left: 60, top: 40, width: 5, height: 5)], nil), ([], nil),
            (Array(repeating: area, count: 101), nil), ([area], 0), ([area], -1), ([area], 65),
            ([area], .max),
        ]
        for (id, (areas, width)) in hostile.enumerated() {
            let frame = RequestFrame(id: id, request: .coarsen(areas: areas, width: width))
            try process.channel.send(
                MessageCoding.bytes(of: frame), descriptors: [original, output], within: limit)
            guard case .refusal(let refusal) = try answer(of: process, within: limit).answer else {
                Issue.record("\(areas.first as Any), \(width as Any) was taken")
                continue
            }
            #expect(refusal.kind == .request)
        }
        let frame = RequestFrame(id: 99, request: .coarsen(areas: [area], width: nil))
        try process.channel.send(
            MessageCoding.bytes(of: frame), descriptors: [original, output], within: limit)
        guard case .pictures(let pictures) = try answer(of: process, within: limit).answer else {
            Issue.record("an area in the picture was refused")
            return
        }
        #expect(pictures.first?.width == 64)
    }

    @Test func `ends when a message breaks the protocol or the socket closes`() throws {
        let process = try WorkerProcess(
            executable: PictureWorker.Settings.executableBesideThisOne(), task: .pictures)
        let limit = WaitLimit(deadline: .now + .seconds(60))
        _ = try answer(of: process, within: limit)
        try process.channel.send(Array("no JSON".utf8), within: limit)
        #expect(throws: ChannelProblem.closed) { _ = try process.channel.receive(within: limit) }
    }

    @Test func `keeps its memory bounded over 200 pictures`() async throws {
        let bench = try Workbench()
        let path = try bench.file(PictureFiles.tiff(.scene(width: 480, height: 360)))
        var peak = 0
        for round in 0..<200 {
            _ = try await bench.worker.ingest(
                original: path, into: "\(bench.folder)/pack", widths: [160, 320])
            if round == 20 { peak = try residentKilobytes(of: await bench.worker.processID) }
        }
        let last = try residentKilobytes(of: await bench.worker.processID)
        #expect(peak > 0 && last < peak + 16_384, "\(peak) kB after 20 pictures, \(last) kB after 200")
    }

    private func answer(of process: borrowing WorkerProcess, within limit: WaitLimit) throws -> AnswerFrame {
        try MessageCoding.message(AnswerFrame.self, from: process.channel.receive(within: limit).bytes)
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    private func descriptors(of id: Int32) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/fd").sorted()
    }

    private func residentKilobytes(of id: Int32?) throws -> Int {
        let status = try text("/proc/\(try #require(id))/status")
        let line = status.utf8.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: "VmRSS:".utf8) }
        let digits = (line ?? "".utf8[...]).filter { (0x30...0x39).contains($0) }
        return Int(String(decoding: digits, as: UTF8.self)) ?? 0
    }
}
