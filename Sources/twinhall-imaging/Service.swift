import Imaging

/// The loop: a request, its answer, and the next, until the server closes the socket.
struct Service: ~Copyable {
    private let channel: MessageChannel
    private let task: ImagingTask

    init(_ channel: consuming MessageChannel, _ task: ImagingTask) {
        self.channel = channel
        self.task = task
    }

    /// Returns the exit code: 0 when the server closed the socket, 2 when it broke the protocol.
    consuming func run(greetingWith hello: WorkerHello) -> Int32 {
        do {
            try send(AnswerFrame(id: 0, answer: .hello(hello)))
            while true {
                let frame = try Self.answer(to: channel.receive(within: .forever), task)
                try send(frame)
            }
        } catch ChannelProblem.closed {
            return 0
        } catch {
            return 2
        }
    }

    private func send(_ frame: AnswerFrame) throws {
        try channel.send(MessageCoding.bytes(of: frame), within: .forever)
    }

    /// Does what a message asks. Its descriptors are closed on return, before the answer is sent.
    private static func answer(to message: ReceivedMessage, _ task: ImagingTask) throws -> AnswerFrame {
        // The numbers alone would not keep them open.
        defer { withExtendedLifetime(message.descriptors) {} }
        let frame = try MessageCoding.message(RequestFrame.self, from: message.bytes)
        do throws(WorkerRefusal) {
            guard frame.version == workerProtocolVersion else {
                throw WorkerRefusal(.request, "version \(frame.version) of the protocol is not spoken here")
            }
            guard frame.request.task == task else {
                throw WorkerRefusal(.request, "this process was started for \(task.rawValue) alone")
            }
            let answer = try answer(to: frame.request, descriptors: message.descriptors.numbers)
            return AnswerFrame(id: frame.id, answer: answer)
        } catch {
            return AnswerFrame(id: frame.id, answer: .refusal(error))
        }
    }

    private static func answer(
        to request: WorkerRequest, descriptors: [Int32]
    ) throws(WorkerRefusal) -> WorkerAnswer {
        switch request {
        case .probe:
            guard descriptors.count == 1 else { throw WorkerRefusal(.request, "probe takes one descriptor") }
            return .facts(try Original(descriptor: descriptors[0]).facts())
        case .examine:
            guard descriptors.count == 1 else {
                throw WorkerRefusal(.request, "examine takes one descriptor")
            }
            return .facts(try Original(descriptor: descriptors[0]).examined())
        case .ingest(let widths, let hasTiles):
            guard !widths.isEmpty, descriptors.count == widths.count + (hasTiles ? 2 : 1) else {
                throw WorkerRefusal(
                    .request, "ingest takes the original, a file for each width, and one for the tiles")
            }
            let (pictures, likeness) = try Original(descriptor: descriptors[0]).write(
                widths: widths, to: Array(descriptors[1...widths.count]),
                tiles: hasTiles ? descriptors[widths.count + 1] : nil)
            return .ingested(pictures, likeness)
        case .draw(let width):
            guard descriptors.count == 2 else {
                throw WorkerRefusal(.request, "draw takes the drawing and a file")
            }
            return .pictures([try Drawing(descriptor: descriptors[0]).write(width: width, to: descriptors[1])]
            )
        case .coarsen(let areas, let width):
            guard descriptors.count == 2 else {
                throw WorkerRefusal(.request, "coarsen takes the original and a file")
            }
            let original = try Original(descriptor: descriptors[0])
            return .pictures([try original.write(coarsening: areas, width: width, to: descriptors[1])])
        case .view(let view):
            guard descriptors.count == 2 else {
                throw WorkerRefusal(.request, "view takes the original and a file")
            }
            return .pictures([try Original(descriptor: descriptors[0]).write(view, to: descriptors[1])])
        case .viewOfTiles(let view, let picture):
            guard descriptors.count == 2 else {
                throw WorkerRefusal(.request, "viewOfTiles takes the tiles and a file")
            }
            return .pictures([try Mosaic(descriptors[0], of: picture).write(view, to: descriptors[1])])
        case .countPages:
            guard descriptors.count == 1 else {
                throw WorkerRefusal(.request, "countPages takes one descriptor")
            }
            return .pages(try PagedFile(descriptor: descriptors[0]).count())
        case .page(let page):
            guard descriptors.count == 2 else {
                throw WorkerRefusal(.request, "page takes the document and a file")
            }
            let file = try PagedFile(descriptor: descriptors[0])
            return .drawn(try file.write(page: page, to: descriptors[1]))
        case .unknown(let ask):
            throw WorkerRefusal(.request, "the request \"\(ask.prefix(40))\" is not known here")
        }
    }
}
