import Glibc
import Synchronization

/// One thread of its own, and the executor of the actor that lives on it.
///
/// The actor waits on its socket by blocking, which must not happen in the shared pool. And the thread must
/// live as long as the imaging process: PR_SET_PDEATHSIG ends a process with the *thread* that started it
/// (prctl(2)), and a thread of a dispatch queue ends whenever it has been idle.
package final class WorkerThread: SerialExecutor {
    private let jobs = JobQueue()

    package init() {
        jobs.start(servedBy: jobs)
    }

    deinit {
        jobs.close()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = unsafe asUnownedSerialExecutor()
        jobs.append { unsafe job.runSynchronously(on: executor) }
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        unsafe UnownedSerialExecutor(ordinary: self)
    }
}

/// Closures waiting for the thread.
private final class JobQueue: Sendable {
    private struct State: Sendable {
        var waiting: [@Sendable () -> Void] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let bell = Bell()

    func start(servedBy queue: JobQueue) {
        var thread = pthread_t()
        let box = unsafe Unmanaged.passRetained(queue)
        let outcome = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<JobQueue>.fromOpaque(context).takeRetainedValue().serve()
                return nil
            }, box.toOpaque())
        precondition(outcome == 0, "the system has no thread left for the imaging process")
        _ = pthread_detach(thread)
    }

    func append(_ job: @escaping @Sendable () -> Void) {
        state.withLock { $0.waiting.append(job) }
        bell.ring()
    }

    func close() {
        state.withLock { $0.isClosed = true }
        bell.ring()
    }

    private func serve() {
        while true {
            bell.wait()
            let (batch, isClosed) = state.withLock { state in
                let batch = state.waiting
                state.waiting = []
                return (batch, state.isClosed)
            }
            for job in batch { job() }
            if isClosed { return }
        }
    }
}

/// A counting semaphore of POSIX; each ring lets one wait pass.
@safe private final class Bell: Sendable {
    // SAFETY: sem_t is made for use by many threads; the pointer never changes, and the memory is freed when
    // no thread can reach it any more.
    nonisolated(unsafe) private let semaphore: UnsafeMutablePointer<sem_t>

    init() {
        unsafe semaphore = .allocate(capacity: 1)
        unsafe sem_init(semaphore, 0, 0)
    }

    deinit {
        unsafe sem_destroy(semaphore)
        unsafe semaphore.deallocate()
    }

    func ring() {
        _ = unsafe sem_post(semaphore)
    }

    func wait() {
        while unsafe sem_wait(semaphore) != 0 {}
    }
}
