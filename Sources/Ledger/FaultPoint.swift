#if DEBUG
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif
#endif

/// A named place in a write path where a test can kill the process.
///
/// Only debug builds look: with `TWINHALL_FAULT=append.written` the process dies by SIGKILL when it first
/// gets there, with `append.written:3` the third time. In a release build `reached()` is empty.
package enum FaultPoint: String, CaseIterable, Sendable {
    case incomingWritten = "incoming.written"
    case blobWritten = "blob.written"
    case blobSynced = "blob.synced"
    case blobRenamed = "blob.renamed"
    case blobFolderSynced = "blob.folder-synced"
    case appendBegun = "append.begun"
    case appendWritten = "append.written"
    case appendCommitted = "append.committed"
    case redactMarked = "redact.marked"
    case redactCommitted = "redact.committed"
    case redactListed = "redact.listed"
    case redactErased = "redact.erased"
    case backupWritten = "backup.written"
    case backupRenamed = "backup.renamed"
    case restoreExtracted = "restore.extracted"
    case restoreVerified = "restore.verified"
    case restoreMovedAway = "restore.moved-away"
    case restoreSwapped = "restore.swapped"

    /// Every name, for tests that visit them all.
    package static let all: [String] = allCases.map(\.rawValue)

    /// Dies here when the environment says so.
    @inline(__always)
    package func reached() {
        #if DEBUG
        guard let fault = FaultPoint.chosen, fault.name == rawValue else { return }
        let times = FaultPoint.visits.withLock { count in
            count += 1
            return count
        }
        if times == fault.times { kill(getpid(), SIGKILL) }
        #endif
    }

    #if DEBUG
    private static let visits = Mutex(0)

    private static let chosen: (name: String, times: Int)? = {
        guard let value = getenv("TWINHALL_FAULT") else { return nil }
        let parts = String(cString: value).utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1)
        guard let name = parts.first else { return nil }
        let times = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) ?? 1 : 1
        return (String(decoding: name, as: UTF8.self), times)
    }()
    #endif
}

/// A sync that a test can leave out, to prove that it would notice.
///
/// Only debug builds look: `TWINHALL_OMIT=blob.sync,blob.folder-sync`. In a release build nothing is ever
/// omitted.
package enum SyncPoint: String, CaseIterable, Sendable {
    case blob = "blob.sync"
    case blobFolder = "blob.folder-sync"
    case ledger = "ledger.sync"

    /// Every name, for tests that leave out each in turn.
    package static let all: [String] = allCases.map(\.rawValue)

    /// Whether the environment leaves this sync out.
    package var isOmitted: Bool {
        #if DEBUG
        SyncPoint.omitted.contains(rawValue)
        #else
        false
        #endif
    }

    #if DEBUG
    private static let omitted: Set<String> = {
        guard let value = getenv("TWINHALL_OMIT") else { return [] }
        let names = String(cString: value).utf8.split(separator: UInt8(ascii: ","))
        return Set(names.map { String(decoding: $0, as: UTF8.self) })
    }()
    #endif
}
