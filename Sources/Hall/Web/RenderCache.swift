package import Pages
internal import Synchronization

/// Rendered pages by route, as long as the public head they were rendered at is the head.
///
/// However many readers ask for a page that is not there, it is rendered once. The memory is bounded: the pages
/// that were not asked for longest go first.
package final class RenderCache: Sendable {
    /// What came of asking the Hall.
    package enum Outcome: Sendable {
        case page(ReadyPage)
        case other(Answer)
    }

    private struct Key: Hashable {
        let route: Route
        let head: UInt64
    }

    private struct Entry {
        let page: ReadyPage
        let head: UInt64
        var lastUse: UInt64
    }

    private typealias Waiter = AsyncThrowingStream<Outcome, any Error>.Continuation

    private struct State {
        var entries: [Route: Entry] = [:]
        var flights: [Key: [Waiter]] = [:]
        var bytes = 0
        var uses: UInt64 = 0
    }

    /// One lock, and the pages whose routes hash to it.
    private final class Shard: Sendable {
        let state = Mutex(State())
    }

    private let shards = (0..<16).map { _ in Shard() }
    private let bytesPerShard: Int
    private let build: String

    /// - Parameters:
    ///   - bytes: the most that all kept pages may take; 0 keeps none, though readers at the same moment still
    ///     share one rendering.
    ///   - build: names the build in every ETag.
    package init(bytes: Int, build: String) {
        bytesPerShard = max(bytes, 0) / shards.count
        self.build = build
    }

    /// The page of a route where it is ready and was rendered at `head` or later.
    package func ready(_ route: Route, head: UInt64) -> ReadyPage? {
        shard(route).state.withLock { Self.ready(route, head, &$0) }
    }

    /// The page of a route: kept, shared with whoever is asking for it at this moment, or made.
    package func page(
        _ route: Route, head: UInt64, make: @escaping @Sendable () async throws -> Answer
    ) async throws -> Outcome {
        let shard = shard(route)
        let key = Key(route: route, head: head)
        let (results, waiter) = AsyncThrowingStream<Outcome, any Error>.makeStream()
        let isFirst = shard.state.withLock { state -> Bool in
            if let page = Self.ready(route, head, &state) {
                waiter.yield(.page(page))
                waiter.finish()
                return false
            }
            let isFirst = state.flights[key] == nil
            state.flights[key, default: []].append(waiter)
            return isFirst
        }
        // A task of its own: the rendering goes on for the others when the first reader leaves.
        if isFirst { Task { await self.fly(key, in: shard, make) } }
        for try await outcome in results { return outcome }
        throw CancellationError()
    }

    /// What the kept pages take now, in bytes.
    package var bytes: Int { shards.reduce(0) { sum, shard in sum + shard.state.withLock { $0.bytes } } }

    /// How many pages are kept now.
    package var count: Int {
        shards.reduce(0) { sum, shard in sum + shard.state.withLock { $0.entries.count } }
    }

    private func fly(_ key: Key, in shard: Shard, _ make: @Sendable () async throws -> Answer) async {
        let result: Result<Outcome, any Error>
        do {
            switch try await make() {
            case .page(let rendered):
                result = .success(.page(ReadyPage(rendered, build: build, isKept: bytesPerShard > 0)))
            case let other: result = .success(.other(other))
            }
        } catch {
            result = .failure(error)
        }
        let waiters = shard.state.withLock { state in
            if case .success(.page(let page)) = result { keep(page, key, &state) }
            return state.flights.removeValue(forKey: key) ?? []
        }
        for waiter in waiters {
            waiter.yield(with: result)
            waiter.finish()
        }
    }

    private func keep(_ page: ReadyPage, _ key: Key, _ state: inout State) {
        guard page.cost <= bytesPerShard else { return }
        // A slow rendering of an older head does not displace a newer page.
        if let present = state.entries[key.route] {
            guard present.head < key.head else { return }
            state.bytes -= present.page.cost
        }
        state.uses += 1
        state.entries[key.route] = Entry(page: page, head: key.head, lastUse: state.uses)
        state.bytes += page.cost
        while state.bytes > bytesPerShard,
            let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
        {
            state.entries[oldest.key] = nil
            state.bytes -= oldest.value.page.cost
        }
    }

    private static func ready(_ route: Route, _ head: UInt64, _ state: inout State) -> ReadyPage? {
        guard let index = state.entries.index(forKey: route), state.entries.values[index].head >= head else {
            return nil
        }
        state.uses += 1
        state.entries.values[index].lastUse = state.uses
        return state.entries.values[index].page
    }

    private func shard(_ route: Route) -> Shard {
        shards[Int(UInt(bitPattern: route.hashValue) % UInt(shards.count))]
    }
}
