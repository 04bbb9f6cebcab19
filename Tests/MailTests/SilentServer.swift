import Glibc

/// Listens on this machine and never says a word: whoever connects waits in its line.
final class SilentServer {
    let port: Int
    private let socket: Int32

    init() throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (socket, size) = (socket, length)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(socket, pointer, size) == 0 && listen(socket, 16) == 0
                    && getsockname(socket, pointer, &length) == 0
            }
        }
        guard socket >= 0, isBound else { throw Failure() }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// Hangs up on everybody, and listens no more.
    func close() { _ = Glibc.close(socket) }

    private struct Failure: Error {}
}
