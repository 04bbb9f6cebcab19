import Catalogue
import Imaging
import Office
import Records
import Synchronization

/// Documents that came in and whose pages are being drawn, one document after another, while their senders go on.
final class DocumentIntake: Sendable {
    /// How far a document is.
    enum State: Sendable {
        /// So many of its pages are ready.
        case drawing(done: Int)
        /// It is a draft; on some pages letters may be missing.
        case made(Code, Localized, doubtful: [Int])
        case refused(DeskFiles.Refusal)
    }

    struct Entry: Sendable {
        let name: String
        let pages: Int
        fileprivate let account: AccountID
        fileprivate(set) var state = State.drawing(done: 0)

        fileprivate var isWaiting: Bool { if case .drawing = state { true } else { false } }
    }

    /// The most documents that wait or are drawn, of all and of one account: each lies on the disk meanwhile.
    private static let (most, mostOfOne) = (20, 10)
    /// How many are remembered; the oldest that are done are forgotten first, and all at a restart.
    private static let remembered = 200

    /// Let them take their turns: pages are drawn by one process at a time, and counted by another.
    let (turns, counting) = (OneAtATime(), OneAtATime())
    private let entries = Mutex<(last: Int, byNumber: [Int: Entry])>((0, [:]))

    /// Takes a document on.
    ///
    /// - Returns: the number that stands for it; `nil` where too many wait.
    func add(_ name: String, pages: Int, of account: AccountID) -> Int? {
        entries.withLock { entries in
            let waiting = entries.byNumber.values.filter(\.isWaiting)
            guard waiting.count < Self.most, waiting.count(where: { $0.account == account }) < Self.mostOfOne
            else { return nil }
            let done = entries.byNumber.filter { !$0.value.isWaiting }.keys.sorted()
            for number in done.dropLast(Self.remembered) { entries.byNumber[number] = nil }
            entries.last += 1
            entries.byNumber[entries.last] = Entry(name: name, pages: pages, account: account)
            return entries.last
        }
    }

    func set(_ number: Int, _ state: State) {
        entries.withLock { $0.byNumber[number]?.state = state }
    }

    /// Those that somebody brought in, the newest first.
    func entries(of account: AccountID) -> [Entry] {
        entries.withLock { entries in
            entries.byNumber.filter { $0.value.account == account }.sorted { $0.key > $1.key }.map(\.value)
        }
    }
}
