import FoundationEssentials
import IIIF
import Imaging
import Ledger
import Records
import Synchronization
import TestKit
import Testing

@testable import Hall

/// The queue of the image service before the imaging process.
@Suite struct ImageQueueTests {
    /// Counts the images that the imaging process was asked for.
    private final class Meter: Sendable {
        private let asked = Mutex(0)
        var count: Int { asked.withLock { $0 } }
        func see(_ event: PictureWorker.Event) {
            if case .asked = event { asked.withLock { $0 += 1 } }
        }
    }

    private func atShelf(_ work: (PictureShelf, Meter) async throws -> Void) async throws {
        let (scratch, meter) = (try ScratchFolder(), Meter())
        let worker = PictureWorker { meter.see($0) }
        let picture = CanaryHall.root.appending(path: "demo/perm/media/books.png").path
        let shelf = PictureShelf(packs: PackFolder(root: scratch("packs")), workers: PictureWorkers([worker]))
        { _ in picture }
        try await work(shelf, meter)
        await worker.stop()
    }

    private func order(_ size: String) throws -> ImageOrder {
        let parameters = ImageParameters(
            region: "0,0,100,100", size: size, rotation: "0", file: "default.png")
        let plan = try ImagePlan(
            ImageRequest(parameters, of: .three), of: ImageExtent(width: 200, height: 200))
        return ImageOrder(
            original: String(repeating: "a", count: 64), picture: ImageExtent(width: 200, height: 200),
            plan: plan)
    }

    @Test func `the same image asked for by many at once is made once`() async throws {
        try await atShelf { shelf, meter in
            let order = try order("^3000,3000")
            let answers = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for _ in 0..<40 { group.addTask { try await shelf.bytes(of: order) } }
                return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
            }
            #expect(answers.count == 1 && meter.count == 1)
            _ = try await shelf.bytes(of: order)
            #expect(meter.count == 2, "nothing is kept")
        }
    }

    @Test func `more different images than may wait are refused, and those that wait are made`() async throws
    {
        try await atShelf { shelf, meter in
            let orders = try (0..<PictureShelf.imageLimit * 2).map { try order("^\(3_000 + $0),2000") }
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for order in orders {
                    group.addTask {
                        do {
                            return try await shelf.bytes(of: order).isEmpty == false
                        } catch {
                            #expect(error is ImageQueueFull)
                            return false
                        }
                    }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            #expect(outcomes.count { $0 } >= PictureShelf.imageLimit)
            #expect(outcomes.contains(false))
            #expect(meter.count == outcomes.count { $0 })
            #expect(try await shelf.bytes(of: order("50,50")).isEmpty == false)
        }
    }
}
