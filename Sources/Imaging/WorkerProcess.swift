import Glibc

/// A running imaging process and the socket to it; ended and reaped when its owner lets go of it.
struct WorkerProcess: ~Copyable {
    let id: pid_t
    let channel: MessageChannel
    private var status: Int32?

    /// Starts the executable with one end of a socket as descriptor 0, and standard error as it is here.
    ///
    /// Descriptors that someone here opened without O_CLOEXEC are closed by the process itself, first of all.
    init(executable: String, task: ImagingTask) throws(ImagingProblem) {
        var ends: [Int32] = [-1, -1]
        guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0
        else {
            throw .unavailable("no socket for the imaging process: \(systemReason(errno))")
        }
        let ours = OpenDescriptor(owning: ends[0])
        let theirs = OpenDescriptor(owning: ends[1])
        id = try Self.spawn(executable, task, standardInput: theirs.number)
        channel = MessageChannel(ours)
    }

    deinit {
        if status == nil { _ = Self.end(id) }
    }

    /// Whether the process ended by itself.
    mutating func hasEnded() -> Bool {
        if status != nil { return true }
        var seen: Int32 = 0
        guard unsafe waitpid(id, &seen, WNOHANG) == id else { return false }
        status = seen
        return true
    }

    /// Ends the process if it still runs, and tells how it ended, such as "signal 11" or "exit code 1".
    ///
    /// A process that has ended already keeps its true status: the signal then comes too late.
    mutating func end() -> String {
        if let status { return Self.words(forStatus: status) }
        let seen = Self.end(id)
        status = seen
        return Self.words(forStatus: seen)
    }

    private static func end(_ id: pid_t) -> Int32 {
        kill(id, SIGKILL)
        var status: Int32 = 0
        while unsafe waitpid(id, &status, 0) < 0 {
            if errno != EINTR { break }
        }
        return status
    }

    // The macros of <sys/wait.h>, which are not visible here: the low seven bits are the signal, the next
    // byte the code.
    private static func words(forStatus status: Int32) -> String {
        let signal = status & 0x7F
        return signal == 0 ? "exit code \((status >> 8) & 0xFF)" : "signal \(signal)"
    }

    private static func spawn(
        _ executable: String, _ task: ImagingTask, standardInput: Int32
    ) throws(ImagingProblem) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, standardInput, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)

        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        // A process group of its own: Ctrl-C in the terminal is for the server, which ends this process
        // itself.
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

        var id: pid_t = 0
        let outcome = unsafe withCStrings([executable, task.rawValue]) { arguments in
            unsafe withCStrings(environment()) { environment in
                unsafe posix_spawn(&id, executable, &actions, &attributes, arguments, environment)
            }
        }
        guard outcome == 0 else {
            throw .unavailable("\(executable) cannot be started: \(systemReason(outcome))")
        }
        return id
    }

    /// The imaging process gets no secrets of the server's environment, only where its libraries lie.
    private static func environment() -> [String] {
        var environment = ["LANG=C.UTF-8"]
        if let path = unsafe getenv("LD_LIBRARY_PATH") {
            environment.append("LD_LIBRARY_PATH=" + (unsafe String(cString: path)))
        }
        return environment
    }
}

/// Calls `body` with a list of C strings that ends with a null pointer, as exec(3) wants it.
private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var copies = unsafe strings.map { unsafe strdup($0) } + [nil]
    defer {
        for position in unsafe copies.indices { unsafe free(copies[position]) }
    }
    return unsafe copies.withUnsafeMutableBufferPointer { buffer in
        // The buffer holds at least the null pointer, so it has an address.
        unsafe body(buffer.baseAddress.unsafelyUnwrapped)
    }
}
