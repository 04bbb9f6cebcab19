import CVips
import Glibc
import Imaging

/// The sandbox around this process: limits first, then, once libvips has loaded what it needs, the filter.
struct Sandbox {
    private var proof = SandboxProof()

    /// Sets the limits; nil when one cannot be set.
    init?() {
        var limits = SandboxLimits(
            memory_bytes: ImagingLimits.memoryBytes, file_bytes: ImagingLimits.outputBytes,
            descriptors: ImagingLimits.descriptors)
        guard unsafe sandbox_limit(&limits, &proof) else { return nil }
    }

    /// Closes the sandbox for good and returns what was seen to be refused.
    ///
    /// A kernel or container that refuses the filter does not stop the process: the greeting says so.
    mutating func close(library: String) -> WorkerHello {
        Self.silence()
        unsafe sandbox_close(&proof)
        var hello = WorkerHello(library: library)
        hello.filtered = proof.filtered
        hello.endsWithParent = proof.ends_with_parent
        hello.refusesNetwork = proof.refuses_network
        hello.refusesFiles = proof.refuses_files
        hello.refusesPrograms = proof.refuses_programs
        hello.refusesSignals = proof.refuses_signals
        return hello
    }

    /// Whatever a decoder says about an original stays out of the server's log.
    private static func silence() {
        let nothing = unsafe open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard nothing >= 0 else { return }
        _ = dup2(nothing, 2)
        _ = Glibc.close(nothing)
    }
}
