import Synchronization
import Testing

@testable import Imaging

@Suite struct PictureWorkersTests {
    private enum Failure: Error { case one }

    /// What was done, in its order.
    private final class Diary: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func note(_ line: String) { lines.withLock { $0.append(line) } }
    }

    /// A door that a job waits at until the test opens it.
    private struct Door: Sendable {
        private let opened = AsyncStream<Void>.makeStream()
        func open() { opened.continuation.finish() }
        func wait() async { for await _ in opened.stream {} }
    }

    private func until(_ holds: () async -> Bool) async {
        while await !holds() { await Task.yield() }
    }

    @Test func `whoever is patient goes after all others, and these in their order`() async throws {
        let (workers, diary, door) = (PictureWorkers([PictureWorker()]), Diary(), Door())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await workers.lend { _ in await door.wait() } }
            await until { await workers.isBusy }
            for (number, isPatient) in [true, false, true, false].enumerated() {
                group.addTask {
                    try await workers.lend(isPatient: isPatient) { _ in diary.note("\(number)") }
                }
                await until { await workers.waiting.count + workers.patient.count == number + 1 }
            }
            #expect(diary.all.isEmpty)
            door.open()
            try await group.waitForAll()
        }
        #expect(diary.all == ["1", "3", "0", "2"])
    }

    @Test func `as many jobs are done at once as there are processes, each by its own`() async throws {
        let (workers, diary, door) = (PictureWorkers((0..<3).map { _ in PictureWorker() }), Diary(), Door())
        let seen = try await withThrowingTaskGroup(of: ObjectIdentifier.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    try await workers.lend { worker in
                        diary.note("begun")
                        await door.wait()
                        return ObjectIdentifier(worker)
                    }
                }
            }
            await until { diary.all.count == 3 }
            door.open()
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(seen.count == 3)
    }

    @Test func `one job after another needs one process, also after one that failed`() async throws {
        let workers = PictureWorkers((0..<3).map { _ in PictureWorker() })
        var seen: [ObjectIdentifier] = []
        for number in 0..<4 {
            do {
                try await workers.lend { worker in
                    seen.append(ObjectIdentifier(worker))
                    if number == 1 { throw Failure.one }
                }
            } catch { #expect(error is Failure && number == 1) }
        }
        #expect(seen == Array(repeating: ObjectIdentifier(workers.all[0]), count: 4))
    }
}
