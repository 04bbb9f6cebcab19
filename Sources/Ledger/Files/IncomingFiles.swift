import Synchronization

/// The folder in which files lie while they come in: never in memory as a whole, and gone when nobody holds them.
package final class IncomingFiles: Sendable {
    private let root: String
    private let queue = BlockingQueue(label: "twinhall.incoming")
    private let serial = Atomic<Int>(0)

    package init(_ folder: DataFolder) { root = folder.incoming }

    /// Removes what a process that was killed left here. Only the owner of the data folder may call it.
    package func removeLeftovers(_ lock: FolderLock) async throws(LedgerProblem) {
        try await queue.run { () throws(LedgerProblem) in try Folders.removeTree(self.root) }
    }

    /// A new, empty file.
    package func open() async throws(LedgerProblem) -> IncomingFile {
        let number = serial.add(1, ordering: .relaxed).newValue
        let path = "\(root)/\(number)-\(UInt64.random(in: 0...UInt64.max))"
        return try await queue.run { () throws(LedgerProblem) in
            _ = try Folders.make(self.root)
            return IncomingFile(try OpenFile(creating: path), self.queue)
        }
    }
}

/// A file on its way in. It is removed with its last holder.
package final class IncomingFile: Sendable {
    private let file: OpenFile
    private let queue: BlockingQueue

    fileprivate init(_ file: consuming OpenFile, _ queue: BlockingQueue) {
        self.file = file
        self.queue = queue
    }

    deinit {
        // Whoever took the bytes has a copy, and a leftover is removed at the next start.
        try? Folders.remove(file.path)
    }

    package var path: String { file.path }

    /// Writes bytes at the end.
    package func write(_ bytes: [UInt8]) async throws(LedgerProblem) {
        try await queue.run { () throws(LedgerProblem) in
            try self.file.write(bytes)
            FaultPoint.incomingWritten.reached()
        }
    }
}
