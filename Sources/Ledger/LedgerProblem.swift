/// Why the ledger, the blobs or the data folder refused.
package enum LedgerProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The log has moved: it now ends at `actual`. Catch up and try again.
    case stale(actual: Head)
    /// The draft at this place of the batch breaks a rule; nothing was appended.
    case refused(draft: Int, reason: String)
    /// What was asked for cannot be done, whatever the state of the ledger.
    case invalid(String)
    /// Another process owns the data folder; its id when it could be read.
    case inUse(path: String, process: Int32?)
    /// The path is not a data folder.
    case notADataFolder(path: String, reason: String)
    /// A newer Twinhall has written this ledger.
    case newerFormat(found: Int, known: Int)
    /// Something is in the way and was not to be replaced.
    case exists(path: String)
    /// There is no such revision, blob or file.
    case missing(String)
    /// Stored bytes are not what they should be.
    case damaged(place: String, problem: String)
    /// The ledger was opened for reading only.
    case readOnly
    /// The operating system or the database refused: full disk, missing rights, an unreadable file.
    case storage(String)

    package var description: String {
        switch self {
        case .stale(let actual): "the ledger has moved on: its head is now \(actual)"
        case .refused(let draft, let reason): "draft \(draft + 1) of the batch is refused: \(reason)"
        case .invalid(let reason): reason
        case .inUse(let path, let process?): "data folder \(path) is used by process \(process)"
        case .inUse(let path, nil): "data folder \(path) is used by another process"
        case .notADataFolder(let path, let reason): "\(path) is not a data folder: \(reason)"
        case .newerFormat(let found, let known):
            "the ledger has format \(found), this program knows formats up to \(known): use a newer Twinhall"
        case .exists(let path): "\(path) exists already and is not replaced without being told"
        case .missing(let what): "\(what) does not exist"
        case .damaged(let place, let problem): "\(place): \(problem)"
        case .readOnly: "the ledger is open for reading only"
        case .storage(let reason): reason
        }
    }
}
