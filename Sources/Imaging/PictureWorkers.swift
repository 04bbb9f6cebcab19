import Glibc

/// Imaging processes that work at once. A job goes to one that is idle, and waits while none is.
package actor PictureWorkers {
    /// The most processes that are worth their memory, whatever the number of processors: up to 500 MB each while they
    /// work on a large picture.
    package static let most = 4

    package nonisolated let all: [PictureWorker]
    /// The first of them is busiest, so that no more processes are started than work at once.
    private var isIdle: [Bool]
    private(set) var waiting: [CheckedContinuation<Int, Never>] = []
    private(set) var patient: [CheckedContinuation<Int, Never>] = []

    package init(_ workers: [PictureWorker]) {
        all = workers
        isIdle = workers.map { _ in true }
    }

    /// One for each processor.
    ///
    /// - Parameter observe: called on the threads of the workers; must be quick.
    package init(
        settings: PictureWorker.Settings = .init(),
        observe: @escaping @Sendable (PictureWorker.Event) -> Void = { _ in }
    ) {
        let count = min(max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), Self.most)
        self.init((0..<count).map { _ in PictureWorker(settings: settings, observe: observe) })
    }

    /// Lends a process for a job; jobs have their turns in the order in which they were asked.
    ///
    /// - Parameter isPatient: whether all others go before.
    package nonisolated func lend<Made: Sendable>(
        isPatient: Bool = false, _ job: (PictureWorker) async throws -> Made
    ) async throws -> Made {
        let place = await take(isPatient)
        do {
            let made = try await job(all[place])
            await giveBack(place)
            return made
        } catch {
            await giveBack(place)
            throw error
        }
    }

    /// Ends all processes, also in the middle of a job, which then fails, as do all later ones.
    package nonisolated func stop() async {
        for worker in all { await worker.stop() }
    }

    /// Whether a job that is asked now has to wait.
    var isBusy: Bool { !isIdle.contains(true) }

    private func take(_ isPatient: Bool) async -> Int {
        if let place = isIdle.firstIndex(of: true) {
            isIdle[place] = false
            return place
        }
        return await withCheckedContinuation { turn in
            if isPatient { patient.append(turn) } else { waiting.append(turn) }
        }
    }

    private func giveBack(_ place: Int) {
        if !waiting.isEmpty {
            waiting.removeFirst().resume(returning: place)
        } else if !patient.isEmpty {
            patient.removeFirst().resume(returning: place)
        } else {
            isIdle[place] = true
        }
    }
}
