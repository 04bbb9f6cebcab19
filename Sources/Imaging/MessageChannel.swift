import Glibc

/// What went wrong on the socket between the server and the imaging process.
package enum ChannelProblem: Error, Hashable, Sendable {
    /// The other side is gone.
    case closed
    /// The time was up.
    case timeout
    /// `stop()` interrupted the wait.
    case interrupted
    /// The other side broke the rules of the protocol.
    case malformed(String)
    case system(String)
}

/// Until when a wait may last, and what may cut it short.
package struct WaitLimit: Sendable {
    package let deadline: ContinuousClock.Instant?
    /// A descriptor that becomes readable when the wait shall end; or -1.
    package let interruption: Int32

    package init(deadline: ContinuousClock.Instant?, interruption: Int32 = -1) {
        self.deadline = deadline
        self.interruption = interruption
    }

    package static let forever = WaitLimit(deadline: nil)

    /// Milliseconds for poll(2), rounded up; -1 is for ever.
    fileprivate var pollMilliseconds: Int32 {
        guard let deadline else { return -1 }
        let left = ContinuousClock.now.duration(to: deadline).components
        guard left.seconds >= 0, left.attoseconds >= 0 else { return 0 }
        let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1
        return Int32(clamping: milliseconds)
    }
}

/// Messages with descriptors over a Unix stream socket.
///
/// A message is four bytes of length, most significant first, then that many bytes. Descriptors ride on the
/// length as SCM_RIGHTS (unix(7)). Blocks the calling thread: never called from a task of the shared pool.
package struct MessageChannel: ~Copyable {
    private let socket: OpenDescriptor

    package init(_ socket: consuming OpenDescriptor) {
        self.socket = socket
    }

    /// Sends one message; the descriptors stay open here.
    package func send(
        _ bytes: [UInt8], descriptors: [Int32] = [], within limit: WaitLimit
    ) throws(ChannelProblem) {
        guard bytes.count <= ImagingLimits.messageBytes else {
            throw .malformed("a message of \(bytes.count) bytes")
        }
        let length = UInt32(bytes.count)
        let frame = (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) } + bytes
        var sent = 0
        while sent < frame.count {
            try wait(for: Int16(POLLOUT), within: limit)
            let part = sendPart(frame[sent...], descriptors: sent == 0 ? descriptors : [])
            if part.count > 0 {
                sent += part.count
            } else if part.error == EPIPE || part.error == ECONNRESET {
                throw .closed
            } else if part.error != EAGAIN && part.error != EINTR {
                throw .system(systemReason(part.error))
            }
        }
    }

    /// Receives one message and the descriptors that came with it.
    package func receive(within limit: WaitLimit) throws(ChannelProblem) -> ReceivedMessage {
        let descriptors = ReceivedDescriptors()
        let head = try receive(count: 4, into: descriptors, within: limit)
        let length = head.reduce(0) { $0 << 8 | Int($1) }
        guard length <= ImagingLimits.messageBytes else { throw .malformed("a message of \(length) bytes") }
        let body = try receive(count: length, into: descriptors, within: limit)
        return ReceivedMessage(bytes: body, descriptors: descriptors)
    }

    private func receive(
        count: Int, into descriptors: ReceivedDescriptors, within limit: WaitLimit
    ) throws(ChannelProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            try wait(for: Int16(POLLIN), within: limit)
            let part = receivePart(atMost: count - bytes.count, into: descriptors)
            switch part.count {
            case 1...: bytes += part.bytes
            case 0: throw .closed
            default:
                if part.error == ECONNRESET { throw .closed }
                if part.error != EAGAIN && part.error != EINTR { throw .system(systemReason(part.error)) }
            }
            if part.isCut { throw .malformed("more descriptors than a message may carry") }
        }
        return bytes
    }

    private func wait(for events: Int16, within limit: WaitLimit) throws(ChannelProblem) {
        while true {
            var watched = [
                pollfd(fd: socket.number, events: events, revents: 0),
                pollfd(fd: limit.interruption, events: Int16(POLLIN), revents: 0),
            ]
            let ready = unsafe watched.withUnsafeMutableBufferPointer { buffer in
                unsafe poll(buffer.baseAddress, nfds_t(buffer.count), limit.pollMilliseconds)
            }
            if watched[1].revents != 0 { throw .interrupted }
            if ready > 0 { return }
            if ready == 0 { throw .timeout }
            if errno != EINTR { throw .system(systemReason(errno)) }
        }
    }
}

/// A message that arrived.
package struct ReceivedMessage {
    package let bytes: [UInt8]
    package let descriptors: ReceivedDescriptors
}

/// Descriptors that arrived with a message, closed when it is let go of.
///
/// A class: as a part of a message that cannot be copied, the optimiser of Swift 6.3.1 left out its end in release builds
/// with cross-module optimisation, and after sixty-four descriptors no picture could be made.
package final class ReceivedDescriptors {
    package private(set) var numbers: [Int32] = []

    package init() {}

    package func append(_ number: Int32) {
        numbers.append(number)
    }

    deinit {
        for number in numbers {
            _ = close(number)
        }
    }
}

extension MessageChannel {
    // The layout of struct cmsghdr of <sys/socket.h> on 64-bit Linux: a length of 8 bytes, level and type of
    // 4 each, then the data; the whole padded to 8. C's CMSG_ macros are not visible here.
    private static var controlHeader: Int { MemoryLayout<cmsghdr>.size }
    private static func controlSpace(_ count: Int) -> Int { (controlHeader + count * 4 + 7) & ~7 }

    private func sendPart(_ bytes: ArraySlice<UInt8>, descriptors: [Int32]) -> (count: Int, error: Int32) {
        let space = Self.controlSpace(descriptors.count)
        return unsafe withUnsafeTemporaryAllocation(byteCount: space, alignment: 8) { control in
            unsafe control.initializeMemory(as: UInt8.self, repeating: 0)
            unsafe control.storeBytes(of: Self.controlHeader + descriptors.count * 4, as: Int.self)
            unsafe control.storeBytes(of: SOL_SOCKET, toByteOffset: 8, as: Int32.self)
            unsafe control.storeBytes(of: Int32(SCM_RIGHTS), toByteOffset: 12, as: Int32.self)
            for (index, number) in descriptors.enumerated() {
                unsafe control.storeBytes(
                    of: number, toByteOffset: Self.controlHeader + index * 4, as: Int32.self)
            }
            return unsafe bytes.withUnsafeBytes { data in
                var part = unsafe iovec(
                    iov_base: UnsafeMutableRawPointer(mutating: data.baseAddress), iov_len: data.count)
                return unsafe withUnsafeMutablePointer(to: &part) { part in
                    var header = unsafe msghdr()
                    unsafe header.msg_iov = part
                    unsafe header.msg_iovlen = 1
                    if !descriptors.isEmpty {
                        unsafe header.msg_control = control.baseAddress
                        unsafe header.msg_controllen = space
                    }
                    let count = unsafe sendmsg(
                        socket.number, &header, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
                    return (count, errno)
                }
            }
        }
    }

    private struct ReceivedPart {
        var count: Int
        var error: Int32 = 0
        var bytes: ArraySlice<UInt8> = []
        var isCut = false
    }

    private func receivePart(atMost limit: Int, into descriptors: ReceivedDescriptors) -> ReceivedPart {
        var bytes = [UInt8](repeating: 0, count: limit)
        let space = Self.controlSpace(ImagingLimits.descriptorsPerMessage)
        var part = ReceivedPart(count: 0)
        unsafe withUnsafeTemporaryAllocation(byteCount: space, alignment: 8) { control in
            unsafe bytes.withUnsafeMutableBytes { data in
                var slice = unsafe iovec(iov_base: data.baseAddress, iov_len: data.count)
                unsafe withUnsafeMutablePointer(to: &slice) { slice in
                    var header = unsafe msghdr()
                    unsafe header.msg_iov = slice
                    unsafe header.msg_iovlen = 1
                    unsafe header.msg_control = control.baseAddress
                    unsafe header.msg_controllen = space
                    part.count = unsafe recvmsg(
                        socket.number, &header, Int32(MSG_CMSG_CLOEXEC | MSG_DONTWAIT))
                    part.error = errno
                    guard part.count > 0 else { return }
                    part.isCut = unsafe header.msg_flags & Int32(MSG_CTRUNC) != 0
                    let filled = unsafe UnsafeRawBufferPointer(rebasing: control[..<header.msg_controllen])
                    unsafe Self.take(from: filled, into: descriptors)
                }
            }
        }
        part.bytes = bytes.prefix(max(part.count, 0))
        return part
    }

    private static func take(
        from control: UnsafeRawBufferPointer, into descriptors: ReceivedDescriptors
    ) {
        var start = 0
        while start + controlHeader <= control.count {
            let length = unsafe control.loadUnaligned(fromByteOffset: start, as: Int.self)
            guard length >= controlHeader, start + length <= control.count else { return }
            let level = unsafe control.loadUnaligned(fromByteOffset: start + 8, as: Int32.self)
            let type = unsafe control.loadUnaligned(fromByteOffset: start + 12, as: Int32.self)
            if level == SOL_SOCKET, type == Int32(SCM_RIGHTS) {
                for offset in stride(from: start + controlHeader, to: start + length - 3, by: 4) {
                    descriptors.append(unsafe control.loadUnaligned(fromByteOffset: offset, as: Int32.self))
                }
            }
            start += (length + 7) & ~7
        }
    }
}
