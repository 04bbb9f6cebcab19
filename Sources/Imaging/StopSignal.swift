import Glibc

/// A descriptor that becomes readable, and stays so, when it is raised: it ends a poll(2) in another thread.
final class StopSignal: Sendable {
    private let readEnd: OpenDescriptor
    private let writeEnd: OpenDescriptor

    /// To be watched for reading; -1 when the system had none left, then waits end by their deadline only.
    var descriptor: Int32 { readEnd.number }

    init() {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        _ = unsafe socketpair(AF_UNIX, kind, 0, &ends)
        readEnd = OpenDescriptor(owning: ends[0])
        writeEnd = OpenDescriptor(owning: ends[1])
    }

    func raise() {
        var byte: UInt8 = 1
        _ = unsafe write(writeEnd.number, &byte, 1)
    }
}
