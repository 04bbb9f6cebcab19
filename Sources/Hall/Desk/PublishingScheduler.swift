package import Catalogue
import Kinds
package import Ledger
package import Logging
package import Records
import ServiceLifecycle
import Synchronization

/// Makes planned versions public when their time has come, by appending the publication to the journal.
///
/// It asks for the next time and sleeps until then. What came due while nobody served is published at the start. One
/// process owns the data folder, so nothing is published twice. What may not be public any more by then, such as a photo
/// whose consent ran out, stays where it is: its plan is taken back, with a note of why.
package final class PublishingScheduler: Service {
    /// What the journal calls it.
    package static let author = "scheduler"
    /// How long it waits after something went wrong, such as a full disk.
    private static let retryMilliseconds: Int64 = 60_000
    /// How many are published before it looks at the clock again.
    private static let batch = 100

    private let ledger: any RevisionLog
    private let catalogue: Catalogue
    private let languages: @Sendable () -> [Language]
    private let clock: any PublishingClock
    private let logger: Logger
    private let changed: @Sendable () async throws -> Void
    private let waiting = Mutex(Waiting())

    private struct Waiting: Sendable {
        /// How often it was woken.
        var calls = 0
        var sleep: Task<Void, Never>?
    }

    /// - Parameters:
    ///   - languages: those in which the Hall speaks.
    ///   - changed: called after something became public.
    package init(
        ledger: any RevisionLog, catalogue: Catalogue, languages: @escaping @Sendable () -> [Language],
        clock: any PublishingClock, logger: Logger, changed: @escaping @Sendable () async throws -> Void
    ) {
        self.ledger = ledger
        self.catalogue = catalogue
        self.languages = languages
        self.clock = clock
        self.logger = logger
        self.changed = changed
    }

    /// Looks again at what comes next: somebody planned something, or took it back.
    package func wake() {
        waiting.withLock { waiting in
            waiting.calls += 1
            waiting.sleep?.cancel()
        }
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let calls = self.waiting.withLock { $0.calls }
                await self.sleep(until: await self.publishAndFindNext(), unlessWokenSince: calls)
            }
        }
    }

    /// - Returns: when to look again.
    private func publishAndFindNext() async -> Int64 {
        do {
            return try await publishDue() ?? .max
        } catch is CancellationError {
            return .max
        } catch {
            logger.error("a planned version could not be published", metadata: ["type": "\(type(of: error))"])
            return clock.now() + Self.retryMilliseconds
        }
    }

    /// Publishes everything whose time has come.
    ///
    /// - Returns: when the next one is due; `nil` when nothing is planned.
    package func publishDue() async throws -> Int64? {
        while true {
            try await catalogue.catchUp()
            let head = try await ledger.head()
            let (cursor, planned) = try await catalogue.read {
                (try $0.cursor(), try $0.planned(limit: Self.batch))
            }
            guard cursor == head.number else { continue }
            let now = clock.now()
            let due = planned.filter { ($0.plan?.milliseconds ?? .max) <= now }
            guard !due.isEmpty else { return planned.first?.plan?.milliseconds }
            try await publish(due, onto: head, at: now)
        }
    }

    /// Does nothing when somebody decided something else at this very moment.
    private func publish(_ due: [StoredRecord], onto head: Head, at now: Int64) async throws {
        var drafts: [Draft] = []
        for record in due {
            guard let plan = record.plan else { continue }
            let gaps = try await gaps(of: plan.version, at: now)
            drafts.append(
                Draft(
                    record: record.code, kind: record.kind, version: record.version,
                    action: gaps.isEmpty ? .publish(plan.version) : .unschedule,
                    note: gaps.isEmpty ? nil : Self.reason(gaps)))
        }
        do throws(LedgerProblem) {
            _ = try await ledger.append(drafts, onto: head, author: Self.author, at: now)
        } catch {
            guard case .stale = error else { throw error }
            return
        }
        try await catalogue.catchUp()
        try await changed()
    }

    /// What keeps a version from the public at this time.
    private func gaps(of version: RevisionNumber, at now: Int64) async throws -> [Problem] {
        guard let revision = try await ledger.revision(version), let body = revision.body else { return [] }
        let gate = PublishingGate(
            catalogue: catalogue, languages: languages(), day: PublishingRule.day(atMilliseconds: now))
        return try await gate.gaps(of: body, kind: revision.kind)
    }

    /// As the journal keeps it: the fields, in English like all that it says by itself.
    private static func reason(_ gaps: [Problem]) -> String {
        "not published, for the public needs more: "
            + gaps.prefix(20).map { $0.path.isEmpty ? "\($0.reason)" : $0.path }.joined(separator: ", ")
    }

    private func sleep(until milliseconds: Int64, unlessWokenSince calls: Int) async {
        let clock = clock
        let sleep = Task { () -> Void in
            // It ends early when somebody wakes it, and then there is something to look at.
            try? await clock.sleep(until: milliseconds)
        }
        let isLate = waiting.withLock { waiting in
            waiting.sleep = sleep
            return waiting.calls != calls
        }
        if isLate { sleep.cancel() }
        await withTaskCancellationHandler {
            await sleep.value
        } onCancel: {
            sleep.cancel()
        }
    }
}
