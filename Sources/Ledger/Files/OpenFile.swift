#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A file descriptor that closes itself, with reads and writes that are whole or an error.
package struct OpenFile: ~Copyable, Sendable {
    let descriptor: CInt
    let path: String

    deinit { close(descriptor) }

    private init(descriptor: CInt, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Opens an existing file for reading.
    init(reading path: String) throws(LedgerProblem) {
        try self.init(path, O_RDONLY | O_CLOEXEC)
    }

    /// Opens a plain file for reading; a link, a folder, a pipe or a device is refused, and none of them is waited for.
    package static func plain(_ path: String) throws(LedgerProblem) -> OpenFile {
        let file = try OpenFile(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        var status = stat()
        guard fstat(file.descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .storage("\(path) is not a plain file")
        }
        return file
    }

    /// Makes a new file for writing, readable by its owner only; refuses when the path exists.
    init(creating path: String) throws(LedgerProblem) {
        try self.init(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW)
    }

    /// Opens a file for reading and writing, or makes it.
    init(opening path: String) throws(LedgerProblem) {
        try self.init(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW)
    }

    private init(_ path: String, _ flags: CInt) throws(LedgerProblem) {
        var descriptor: CInt
        repeat { descriptor = open(path, flags, 0o600) } while descriptor < 0 && errno == EINTR
        if descriptor < 0 {
            switch errno {
            case EEXIST: throw .exists(path: path)
            case ENOENT: throw .missing(path)
            default: throw .system("open", path)
            }
        }
        self.init(descriptor: descriptor, path: path)
    }

    /// The file's size in bytes.
    package func size() throws(LedgerProblem) -> Int64 {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system("stat", path) }
        return Int64(status.st_size)
    }

    /// Fills the buffer from the current place; fewer bytes only at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(LedgerProblem) -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        var done = 0
        while done < buffer.count {
            let count = Self.systemRead(descriptor, base + done, buffer.count - done)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw .system("read", path)
            }
            done += count
        }
        return done
    }

    /// The next bytes, at most `count`; fewer only at the end of the file.
    package func read(_ count: Int) throws(LedgerProblem) -> [UInt8] {
        var problem: LedgerProblem?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(LedgerProblem) {
                filled = try read(into: UnsafeMutableRawBufferPointer(buffer))
            } catch { problem = error }
        }
        if let problem { throw problem }
        return bytes
    }

    /// The bytes at an offset; fewer than `count` only at the end of the file.
    func read(_ count: Int, at offset: Int64) throws(LedgerProblem) -> [UInt8] {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw .system("seek in", path) }
        return try read(count)
    }

    /// Writes all bytes at the current place.
    func write(_ bytes: [UInt8]) throws(LedgerProblem) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Self.systemWrite(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .system("write", path)
            }
            done += count
        }
    }

    /// Empties the file and goes back to its start.
    func truncate() throws(LedgerProblem) {
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw .system("truncate", path)
        }
    }

    /// Returns when the file's bytes are on the disk.
    func sync() throws(LedgerProblem) {
        #if canImport(Darwin)
        // fsync on Darwin leaves the bytes in the drive's cache (its manual page says so).
        guard fcntl(descriptor, F_FULLFSYNC) == 0 else { throw .system("sync", path) }
        #else
        guard fsync(descriptor) == 0 else { throw .system("sync", path) }
        #endif
    }

    /// Takes the file for this descriptor alone; `false` when another one has it.
    func lockAlone() throws(LedgerProblem) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: return false
            default: throw .system("lock", path)
            }
        }
        return true
    }

    /// Gives the file up for all copies of this descriptor.
    func unlock() { flock(descriptor, LOCK_UN) }

    private static func systemRead(_ descriptor: CInt, _ start: UnsafeMutableRawPointer, _ count: Int) -> Int
    {
        #if canImport(Darwin)
        Darwin.read(descriptor, start, count)
        #elseif canImport(Glibc)
        Glibc.read(descriptor, start, count)
        #else
        Musl.read(descriptor, start, count)
        #endif
    }

    private static func systemWrite(_ descriptor: CInt, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Darwin)
        Darwin.write(descriptor, start, count)
        #elseif canImport(Glibc)
        Glibc.write(descriptor, start, count)
        #else
        Musl.write(descriptor, start, count)
        #endif
    }
}

extension LedgerProblem {
    /// What the operating system said, with the path; `errno` must still be that of the failed call.
    static func system(_ verb: String, _ path: String) -> LedgerProblem {
        .storage("cannot \(verb) \(path): \(String(cString: strerror(errno)))")
    }
}
