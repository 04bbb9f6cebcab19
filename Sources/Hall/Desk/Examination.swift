package import Ledger
import Logging
import Pages

/// The check of the journal and the originals, in the background and one at a time.
package actor Examination {
    package enum Part: Sendable { case journal, originals }

    /// Reads everything; says when it comes to the next part.
    package typealias Work =
        @Sendable (_ begins: @Sendable (Part) async -> Void) async throws -> Inspection

    private let work: Work
    private let now: @Sendable () -> Int64
    private var running: Task<Void, Never>?
    private(set) var state = DeskCheck.State.none

    package init(now: @escaping @Sendable () -> Int64, work: @escaping Work) {
        self.now = now
        self.work = work
    }

    /// The work of looking through the journal and the originals.
    package static func whole(_ ledger: any RevisionLog, _ blobs: FolderBlobs) -> Work {
        { begins in
            await begins(.journal)
            var inspection = try await ledger.inspect()
            await begins(.originals)
            inspection.findings += try await blobs.inspect().findings
            return inspection
        }
    }

    /// Begins unless one is running already.
    func begin(by name: String) {
        guard running == nil else { return }
        let since = now().writtenTime
        state = .running(.journal, since: since, by: name)
        running = Task { await self.examine(since: since, by: name) }
    }

    /// Waits until nothing is running.
    package func finished() async { await running?.value }

    private func examine(since: String, by name: String) async {
        do {
            let inspection = try await work { part in await self.note(part, since: since, by: name) }
            state = .done(
                DeskCheck.Result(
                    findings: inspection.findings.map { ($0.place, $0.problem) },
                    headNumber: inspection.head.number.value, headChain: inspection.head.chain.description,
                    revisionCount: inspection.revisionCount, redactedCount: inspection.redacted.count,
                    since: since, until: now().writtenTime, by: name))
        } catch {
            Logger.current.error("a check could not be carried out", metadata: ["type": "\(type(of: error))"])
            state = .failed(at: since, by: name)
        }
        running = nil
    }

    private func note(_ part: Part, since: String, by name: String) {
        state = .running(part == .journal ? .journal : .originals, since: since, by: name)
    }
}
