import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The right to write in a data folder, held by one process at a time until it is released, or the process
/// ends.
///
/// The file `lock` holds the process id for people; what counts is the kernel's lock on it, so a killed
/// process leaves nothing to clean up. Commands that only read need no lock.
package final class FolderLock: Sendable {
    /// The folder that may be written.
    package let folder: DataFolder
    private let file: Mutex<Held?>

    /// Closing would not be enough: a child that is just being started still has a copy of the descriptor,
    /// and the lock would last until it runs its own program.
    private struct Held: ~Copyable {
        let file: OpenFile

        deinit { file.unlock() }
    }

    /// Takes the lock, or refuses at once.
    ///
    /// - Throws: `inUse` with the other process' id.
    package init(_ folder: DataFolder) throws(LedgerProblem) {
        let file = try OpenFile(opening: folder.lock)
        guard try file.lockAlone() else {
            let text = try file.read(16, at: 0)
            let digits = text.prefix { (0x30...0x39).contains($0) }
            throw .inUse(path: folder.path, process: Int32(String(decoding: digits, as: UTF8.self)))
        }
        try file.truncate()
        try file.write(Array("\(getpid())\n".utf8))
        self.folder = folder
        self.file = Mutex(Held(file: file))
    }

    /// Gives the folder back. Everything that writes must be closed before.
    package func release() {
        file.withLock { $0 = nil }
    }

    /// Whether the lock is still held.
    package var isHeld: Bool { file.withLock { $0 != nil } }
}
